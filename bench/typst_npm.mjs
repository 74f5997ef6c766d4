// SPDX-License-Identifier: MIT
// typst_npm.mjs LETTER.typ OUT.pdf: Typst by its Node addon, with the faces of ../fonts beside the letter's folder.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(process.env.NODE_MODULES + path.sep);
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");
const letter = path.resolve(process.argv[2]);
const fonts = path.join(path.dirname(letter), "..", "fonts");
const compiler = NodeCompiler.create({ workspace: path.dirname(letter), fontArgs: [{ fontPaths: [fonts] }] });
fs.writeFileSync(process.argv[3], compiler.pdf({ mainFilePath: letter }));
