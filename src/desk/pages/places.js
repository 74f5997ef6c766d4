// SPDX-License-Identifier: MIT
// Where the text stands on its pages, out of the program's dump of them: a place of the source is found on a page, and
// a place on a page in the source, by the letters round it, white space aside.

const NUMBER = /^ {2}line (\S+) (\S+) (\S+) (\S+) /;
const ROUND = [24, 12, 6]; // letters before and after, the most first

const bare = (text) => text.replace(/\s+/gu, "");

function unquoted(text) {
  const from = text.indexOf("\""), until = /"(?:[^"\\]|\\.)*"/u.exec(text.slice(from));
  if (from < 0 || !until) return "";
  return until[0].slice(1, -1).replace(/\\u\{([0-9A-F]+)\}/gu, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/\\n/gu, " ").replace(/\\(.)/gu, "$1");
}

/** A small number for a text, the same for the same text. */
function keyOf(text) {
  let key = 5381;
  for (let i = 0; i < text.length; i++) key = (key * 33 ^ text.charCodeAt(i)) >>> 0;
  return key.toString(36);
}

/** The dump as pages: {width, height, rtl, key, lines: [{x, y, width, size, text}], letters, owner}; `letters` is all of
 *  the page's text without white space, owner[i] the line that its i-th letter is of. */
export function parsePages(dump) {
  const pages = [];
  for (const part of dump.split(/^(?=page )/mu)) {
    const [head, ...rest] = part.split("\n"), size = /" (\S+) (\S+) (ltr|rtl)/u.exec(head);
    if (!size) continue;
    const page = {width: Number(size[1]), height: Number(size[2]), rtl: size[3] === "rtl", key: keyOf(part), lines: [], letters: "", owner: []};
    for (const line of rest) {
      const found = NUMBER.exec(line);
      if (!found) continue;
      const [x, y, width, height] = found.slice(1).map(Number), text = unquoted(line), letters = bare(text);
      for (let i = 0; i < letters.length; i++) page.owner.push(page.lines.length);
      page.letters += letters;
      page.lines.push({x, y, width, size: height, text, first: page.letters.length - letters.length});
    }
    pages.push(page);
  }
  return pages;
}

let canvas = null;

/** How far along its line the first `n` letters reach, 0 to 1; measured in the page's own kind of face. */
function share(line, n) {
  let count = 0, at = 0;
  while (at < line.text.length && count < n) count += bare(line.text[at++]).length;
  canvas = canvas || document.createElement("canvas").getContext("2d");
  canvas.font = "20px Amiri, 'Gentium Plus', serif";
  const whole = canvas.measureText(line.text.trim()).width;
  return whole ? Math.min(1, canvas.measureText(line.text.slice(0, at)).width / whole) : 0;
}

const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

function boxOf(page, at, n) {
  const line = page.lines[page.owner[at]], from = share(line, at - line.first), until = Math.max(from + 0.01, share(line, at - line.first + n));
  const rtl = (line.text.match(new RegExp(RTL, "gu")) || []).length > bare(line.text).length / 2;
  const left = rtl ? 1 - until : from;
  return {x: (line.x + left * line.width) / page.width, y: (line.y - line.size) / page.height,
    width: (until - from) * line.width / page.width, height: line.size * 1.35 / page.height};
}

function everyPlace(pages, wanted) {
  const found = [];
  pages.forEach((page, number) => {
    for (let at = page.letters.indexOf(wanted); at >= 0; at = page.letters.indexOf(wanted, at + 1)) found.push({number, at});
  });
  return found;
}

/** Where `length` characters from `column` of a line of the source stand: {page, x, y, width, height}, the page from 1,
 *  the rest as shares of it; null where they are not printed. `part` says how far down the source the line is. */
export function findPlace(pages, line, column, length, part) {
  const before = bare(line.slice(0, column)), here = bare(line.slice(column, column + length)) || bare(line.slice(column)).slice(0, 1);
  const after = bare(line.slice(column)).slice(here.length);
  for (const round of ROUND) {
    const lead = before.slice(-round), wanted = lead + here + after.slice(0, round);
    const found = wanted ? everyPlace(pages, wanted) : [];
    if (!found.length) continue;
    const near = found.sort((a, b) => Math.abs(a.number / pages.length - part) - Math.abs(b.number / pages.length - part))[0];
    return {page: near.number + 1, ...boxOf(pages[near.number], near.at + lead.length, Math.max(1, here.length))};
  }
  return null;
}

/** The line of the source, from 1, that stands at a place of a page (shares of it); 0 for none. */
export function findLine(pages, number, x, y, source) {
  const page = pages[number - 1], across = x * page.width, down = y * page.height;
  const away = (line) => Math.hypot(Math.max(0, line.x - across, across - line.x - line.width), Math.max(0, line.y - line.size - down, down - line.y - line.size * 0.3));
  const near = [...page.lines].filter((line) => bare(line.text)).sort((a, b) => away(a) - away(b))[0];
  if (!near || away(near) > 30) return 0;
  const wanted = bare(near.text), lines = source.split("\n").map(bare);
  for (const n of [wanted.length, 24, 12]) {
    const at = lines.findIndex((line) => line && (line.includes(wanted.slice(0, n)) || n === wanted.length && line.length > 3 && wanted.includes(line)));
    if (at >= 0) return at + 1;
  }
  return 0;
}
