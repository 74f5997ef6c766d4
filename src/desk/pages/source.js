// SPDX-License-Identifier: MIT
// The letter's text, line by line with its numbers. A line that is changed is written when it is left.
import {el} from "./dom.js";
import {say} from "./words.js";

const MOST = 1500; // lines drawn at once; a list of a hundred thousand is read in Names

/** Whether the cursor is in the last row of `words` (or the first), from which an arrow leads to the line below (above). */
function isAtEdge(words, down) {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  const box = words.getBoundingClientRect(), cursor = range?.getClientRects()[0] || box;
  return down ? cursor.bottom > box.bottom - cursor.height / 2 : cursor.top < box.top + cursor.height / 2;
}

/** The text is one stop of Tab, which leaves it: of its lines the one that the cursor was in last. */
function stopAt(words) {
  const before = words.closest(".source")?.querySelector('p[tabindex="0"]');
  if (before) before.tabIndex = -1;
  words.tabIndex = 0;
}

function goBeside(event, words) {
  const down = event.key === "ArrowDown", line = words.closest(".line");
  const beside = (down ? line.nextElementSibling : line.previousElementSibling)?.querySelector("p");
  if (!beside || !isAtEdge(words, down)) return;
  event.preventDefault();
  beside.focus();
}

function lineElement(text, number, found, change, look) {
  const words = el("p", {dir: "auto", contenteditable: "plaintext-only", role: "textbox", "aria-multiline": "true",
    "aria-label": say("textOf", number), tabindex: "-1"});
  if (found && found.length) {
    const from = found.column - 1, chars = [...text];
    const until = Math.min(chars.length, from + Math.max(1, found.length || 1));
    words.append(chars.slice(0, from).join(""), el("mark", {}, chars.slice(from, until).join("")), chars.slice(until).join(""));
  } else {
    words.append(text);
  }
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); words.blur(); }
    if (event.key === "Escape") { words.textContent = text; words.blur(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") goBeside(event, words);
  });
  words.addEventListener("focus", () => { stopAt(words); look(number); });
  words.addEventListener("blur", () => { if (words.textContent !== text) change(number, words.textContent); });
  return el("div", {class: found ? "line open" : "line", "data-line": number}, el("span", {"aria-hidden": "true"}, String(number)), words);
}

/** The lines round `found` ({line, column, length} or null); change(number, text) is told of each that was written,
 *  look(number) of each that the cursor goes into. */
export function sourceView(text, found, change, look) {
  const lines = text.split("\n");
  const first = found ? Math.max(0, Math.min(found.line - MOST / 2, lines.length - MOST)) : 0;
  const view = el("div", {class: "source", role: "region", "aria-label": say("textView"), tabindex: "0"});
  lines.slice(first, first + MOST).forEach((line, i) => {
    const number = first + i + 1;
    view.append(lineElement(line, number, found && found.line === number ? found : null, change, look));
  });
  (view.querySelector(".line.open p") || view.querySelector("p")).tabIndex = 0;
  return view;
}

export function showLine(view, number) {
  const line = view.querySelector(`[data-line="${number}"]`);
  if (line) view.scrollTop = line.offsetTop - view.clientHeight / 3;
}

export function replaceLine(text, number, words) {
  const lines = text.split("\n");
  lines[number - 1] = words;
  return lines.join("\n");
}

/** The text with an offer of check's taken: at a line and a column, so many characters out, others in. */
export function mended(text, note) {
  const lines = text.split("\n"), chars = [...lines[note.line - 1]];
  chars.splice(note.column - 1, note.offer.remove, note.offer.insert);
  lines[note.line - 1] = chars.join("");
  return lines.join("\n");
}

/** A few words round the place, before and after an offer is taken. */
export function excerpt(text, note) {
  const chars = [...(text.split("\n")[note.line - 1] || "")], at = note.column - 1;
  const from = Math.max(0, at - 14), until = Math.min(chars.length, at + note.offer.remove + 8);
  return {before: chars.slice(from, at).join(""), out: chars.slice(at, at + note.offer.remove).join(""),
    in: note.offer.insert, after: chars.slice(at + note.offer.remove, until).join("")};
}
