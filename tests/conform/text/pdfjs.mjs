// SPDX-License-Identifier: MIT
// What Firefox's pdf.js gives: every text item of a page in its order, a new line where it says so,
// pages parted by form feeds: PDF TEXT [PDF TEXT ...]. NODE_MODULES names the folder that holds pdfjs-dist.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

// Named when pdf.js loads, used only to draw; their native package is left out.
globalThis.DOMMatrix ??= class {};
globalThis.ImageData ??= class {};
globalThis.Path2D ??= class {};
console.warn = () => {}; // it would tell of that package on every run

const home = path.join(process.env.NODE_MODULES, "pdfjs-dist");
const pdfjs = await import(pathToFileURL(path.join(home, "legacy/build/pdf.mjs")));
const settings = {
  cMapUrl: path.join(home, "cmaps") + path.sep,
  cMapPacked: true,
  standardFontDataUrl: path.join(home, "standard_fonts") + path.sep,
  isEvalSupported: false,
  verbosity: 0,
};

async function read(file) {
  const task = pdfjs.getDocument({ data: new Uint8Array(fs.readFileSync(file)), ...settings });
  const pdf = await task.promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    pages.push(content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
    page.cleanup();
  }
  await task.destroy();
  return pages.join("\f");
}

for (let i = 2; i + 1 < process.argv.length; i += 2) fs.writeFileSync(process.argv[i + 1], await read(process.argv[i]));
