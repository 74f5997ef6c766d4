// SPDX-License-Identifier: MIT
// The letter: what check asks, the text, the pages.
import {address, get, post} from "./ask.js";
import {bdi, button, el, say as tell} from "./dom.js";
import {groupOf, titleOf, whyOf} from "./findings.js";
import {excerpt, mended, replaceLine, showLine, sourceView} from "./source.js";
import {say} from "./words.js";

const THUMBS = 12;
const view = {open: 0, page: 1, shown: "findings", left: new Set(), aside: false};

const keyOf = (note) => `${note.code} ${note.line} ${note.column} ${note.message}`;
const isOpen = (note) => groupOf(note) && !view.left.has(keyOf(note));

/** The findings that are still open, in the order of their groups. */
export function openFindings(check) {
  const order = ["asks", "text", "list"];
  return check.notes.filter(isOpen).sort((a, b) => order.indexOf(groupOf(a)) - order.indexOf(groupOf(b)));
}

async function write(desk, text) {
  await post("text", {}, text);
  await desk.refresh();
}

function offerPart(desk, text, note) {
  const part = excerpt(text, note);
  const mend = async () => {
    await write(desk, mended(text, note));
    tell(say("mended"));
  };
  return [
    el("p", {}, say("now"), " ", el("bdi", {dir: "auto"}, part.before, el("span", {class: "bad"}, part.out || "\u00a0"), part.after)),
    el("p", {}, say("becomes"), " ", el("bdi", {dir: "auto"}, part.before, el("span", {class: "good"}, part.in || "\u2060"), part.after)),
    el("div", {class: "row"}, button(say("mend"), mend, {class: "next", title: "Enter"}), leaveButton(desk, note)),
  ];
}

function leaveButton(desk, note) {
  return button(say("leave"), () => { view.left.add(keyOf(note)); desk.draw(); });
}

function datePart(desk) {
  const field = el("input", {type: "date", "aria-label": say("date")});
  const set = async () => { if (field.value) { await post("set", {name: "date", value: field.value}); await desk.refresh(); } };
  return el("div", {class: "row"}, field, button(say("setDate"), set, {class: "next"}));
}

function answerPart(desk, text, note) {
  if (note.code === "date-from-file") return datePart(desk);
  if (note.offer && note.line) return offerPart(desk, text, note);
  return el("div", {class: "row"}, leaveButton(desk, note));
}

function findingItem(desk, text, note, index) {
  const open = index === view.open;
  const choose = (event) => { event.preventDefault(); view.open = index; desk.draw(); };
  const place = note.line ? say("line", note.line) : say("noDate");
  return el("li", {class: open ? "finding open" : "finding"},
    el("a", {href: "#letter", onclick: choose, "aria-current": open ? "true" : false, "data-finding": index}, titleOf(note), el("small", {}, place)),
    open && el("p", {class: "soft"}, whyOf(note) || el("bdi", {}, note.message)),
    open && groupOf(note) === "list" && el("p", {class: "soft"}, el("bdi", {}, note.message)),
    open && answerPart(desk, text, note));
}

const SHOWN = 5; // of a group at once

/** Those round the one that is open. */
function windowOf(items, at) {
  const first = Math.max(0, Math.min(at - 2, items.length - SHOWN));
  return items.slice(first, first + SHOWN);
}

function restLink(desk, items, at) {
  const shown = windowOf(items, at), rest = items.length - items.indexOf(shown[shown.length - 1]) - 1;
  if (!rest) return null;
  const goOn = (event) => { event.preventDefault(); view.open = items[items.indexOf(shown[shown.length - 1]) + 1][1]; desk.draw(); };
  return el("p", {}, el("a", {href: "#letter", onclick: goOn}, say("next", rest)));
}

function findingsColumn(desk, text, found) {
  const column = el("div", {class: "findings"});
  for (const group of ["asks", "text", "list"]) {
    const items = found.map((note, i) => [note, i]).filter(([note]) => groupOf(note) === group);
    if (!items.length) continue;
    const at = items.findIndex(([, i]) => i === view.open);
    column.append(el("h2", {}, say(group), " ", at >= 0 && items.length > 1 ? el("small", {}, say("nth", at + 1, items.length)) : null),
      el("ul", {}, windowOf(items, at).map(([note, i]) => findingItem(desk, text, note, i))), restLink(desk, items, at) || "");
  }
  column.addEventListener("keydown", (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const links = [...column.querySelectorAll("[data-finding]")], at = links.indexOf(document.activeElement);
    if (!step || at < 0 || !links[at + step]) return;
    event.preventDefault();
    links[at + step].focus();
  });
  return column;
}

function sheetPicture(desk, number, dpi, props) {
  return el("img", {src: address("page", {n: number, dpi, v: desk.turn}), alt: say("pageOf", number, desk.pages), ...props});
}

function pageColumn(desk) {
  const shown = Math.min(view.page, desk.pages);
  const choose = (number) => () => { view.page = number; desk.draw(); };
  const thumbs = Array.from({length: Math.min(desk.pages, THUMBS)}, (_, i) =>
    button("", choose(i + 1), {"aria-pressed": String(i + 1 === shown), "aria-label": say("pageOf", i + 1, desk.pages)}));
  thumbs.forEach((thumb, i) => thumb.append(sheetPicture(desk, i + 1, 24, {alt: "", loading: "lazy"})));
  return el("div", {class: "page"}, sheetPicture(desk, shown, 110, {class: "sheet"}), desk.pages > 1 && el("div", {class: "thumbs"}, thumbs));
}

function sourceColumn(desk, text, note) {
  const found = note && note.line ? {line: note.line, column: note.column, length: note.offer ? note.offer.remove || 1 : 1} : null;
  const change = (number, words) => write(desk, replaceLine(text, number, words));
  const lines = sourceView(text, found, change);
  if (found) queueMicrotask(() => showLine(lines, found.line));
  const undo = async () => { await post("undo"); await desk.refresh(); };
  const note2 = desk.state.letter.is_copy ? say("copyWritten", desk.state.letter.path) : say("keptAsCame");
  return el("div", {}, lines, el("div", {class: "row"},
    desk.state.letter.undo > 0 && button(say("undo"), undo, {title: "Ctrl Z"}), el("span", {class: "soft"}, note2)));
}

/** Under 760 px one of the three is shown at a time. */
function narrowSwitch(desk) {
  const one = (name, words) => button(words, () => { view.shown = name; desk.draw(); }, {"aria-pressed": String(view.shown === name)});
  return el("div", {class: "switch", role: "group", "aria-label": say("findings")},
    one("findings", say("findings")), one("text", say("textView")), one("page", say("page")));
}

function asideView(desk) {
  const rows = desk.check.set_aside.map((part) => el("tr", {},
    el("td", {}, part.first_line === part.last_line ? String(part.first_line) : `${part.first_line}–${part.last_line}`),
    el("td", {}, el("bdi", {}, part.text)), el("td", {class: "soft"}, part.reason)));
  const back = (event) => { event.preventDefault(); view.aside = false; desk.draw(); };
  return [el("h1", {}, say("asideTitle", rows.length)), el("p", {class: "under"}, say("asideUnder")),
    el("table", {}, el("thead", {}, el("tr", {}, [say("line", ""), say("text"), say("why")].map((head) => el("th", {scope: "col"}, head)))),
      el("tbody", {}, rows)),
    el("p", {}, button(say("back"), back))];
}

export function drawLetter(desk) {
  if (view.aside) return asideView(desk);
  const found = openFindings(desk.check), aside = desk.check.set_aside.length;
  view.open = Math.min(view.open, Math.max(0, found.length - 1));
  const count = (group) => found.filter((note) => groupOf(note) === group).length;
  const showAside = (event) => { event.preventDefault(); view.aside = true; desk.draw(); };
  const under = found.length ? say("groups", count("asks"), count("text"), count("list")) : say("nextLook");
  const columns = [findingsColumn(desk, desk.text, found), sourceColumn(desk, desk.text, found[view.open]), pageColumn(desk)];
  ["findings", "text", "page"].forEach((name, i) => columns[i].classList.toggle("shown", view.shown === name));
  return [el("h1", {}, found.length ? say("things", found.length) : say("nothing")),
    el("p", {class: "under"}, el("span", {}, under, " ", say("pages", desk.pages), "."),
      aside > 0 && el("a", {href: "#letter", onclick: showAside}, say("aside", aside))),
    el("div", {class: "letter"}, narrowSwitch(desk), columns)];
}

/** F8 and Shift F8: the next finding and the one before. */
export function stepFinding(desk, step) {
  const n = openFindings(desk.check).length;
  if (n) view.open = (view.open + step + n) % n;
  desk.draw();
  document.querySelector(".finding.open a")?.focus();
}

export function forgetLetter() {
  Object.assign(view, {open: 0, page: 1, left: new Set(), aside: false});
}

// ---- before there is one ------------------------------------------------------------------

export async function receive(desk, files) {
  for (const file of files) {
    tell(say("reading", file.name));
    await post("receive", {name: file.name}, file);
  }
  forgetLetter();
  await desk.refresh();
}

export function chooser(desk, words, props = {}, multiple = true, then = receive) {
  const input = el("input", {type: "file", class: "unseen", multiple, tabindex: "-1", "aria-hidden": "true", id: "chooser"});
  input.addEventListener("change", () => desk.attempt(() => then(desk, [...input.files])));
  return [button(words, () => input.click(), props), input];
}

/** A place to drop files on. */
export function dropZone(desk, children, low, then = receive) {
  const zone = el("div", {class: low ? "zone low" : "zone"}, children);
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => { over(false)(event); desk.attempt(() => then(desk, [...event.dataTransfer.files])); });
  return zone;
}

function pasteForm(desk) {
  const field = el("textarea", {rows: "10", dir: "auto", "aria-label": say("pasted"), placeholder: say("pasted")});
  const use = async () => { await post("receive", {name: "pasted.txt"}, field.value); forgetLetter(); await desk.refresh(); };
  return el("div", {class: "row"}, field, button(say("use"), () => desk.attempt(use), {class: "next"}));
}

function folderColumn(desk) {
  const open = (name) => async (event) => {
    event.preventDefault();
    await desk.attempt(async () => { await post("open", {name}); forgetLetter(); await desk.refresh(); });
  };
  const items = desk.state.files.slice(0, 8).map((file) => el("li", {},
    el("a", {href: file.name.endsWith(".zip") ? "#prove" : "#letter", onclick: file.name.endsWith(".zip") ? null : open(file.name)}, bdi(file.name)),
    el("small", {}, el("br"), say("changed", new Date(file.changed).toLocaleString(document.documentElement.lang)))));
  return el("section", {}, el("h2", {}, say("inFolder")), items.length ? el("ul", {class: "list"}, items) : el("p", {class: "soft"}, say("noFolderFiles")),
    el("p", {}, say("sent"), " ", el("a", {href: "#prove"}, say("proveIt"))));
}

export function drawEmpty(desk) {
  const tryExample = async () => { await post("example"); forgetLetter(); await desk.refresh(); };
  const paste = (event) => event.target.closest(".zone").replaceChildren(pasteForm(desk));
  return [el("h1", {}, say("start")), el("p", {class: "under"}, el("span", {}, say("nothingLeaves", desk.state.folder))),
    el("div", {class: "two"}, el("div", {},
      dropZone(desk, [el("p", {}, el("b", {}, say("zone"))), el("p", {class: "soft"}, say("forms")),
        el("div", {class: "row", style: null}, chooser(desk, say("choose"), {class: "next"}), button(say("paste"), paste))]),
      el("div", {class: "row"}, button(say("tryExample"), () => desk.attempt(tryExample)), el("span", {class: "soft"}, say("example")))),
    folderColumn(desk))];
}
