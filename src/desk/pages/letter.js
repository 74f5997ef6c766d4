// SPDX-License-Identifier: MIT
// The letter: what check asks, the text, the pages.
import {post} from "./ask.js";
import {bdi, button, el, say as tell, told} from "./dom.js";
import {groupOf, isPair, titleOf, whyOf} from "./findings.js";
import {houseButton} from "./house.js";
import {findPlace} from "./places.js";
import {pageColumn} from "./sheets.js";
import {excerpt, mended, replaceLine, showLine, sourceView} from "./source.js";
import {say, table} from "./words.js";

const view = {open: 0, page: 1, line: 0, placed: "", shown: "findings", left: new Set(), aside: false, mended: false};

const keyOf = (note) => `${note.code} ${note.line} ${note.column} ${note.message}`;
const isOpen = (note) => groupOf(note) && !view.left.has(keyOf(note));

/** The findings that are still open, in the order of their groups. */
export function openFindings(check) {
  const order = ["asks", "text", "list"];
  return check.notes.filter(isOpen).sort((a, b) => order.indexOf(groupOf(a)) - order.indexOf(groupOf(b)));
}

async function send(desk, text) {
  desk.changing = true;
  try {
    if (desk.asking) await post("stop");
    await post("text", {}, text);
  } finally {
    desk.changing = false;
  }
  Object.assign(desk, {unsaved: "", saved: Date.now()});
  await desk.refresh();
}

/** What cannot be written is kept here until it is saved elsewhere, or the other text is opened. True where it was written. */
async function write(desk, text, mends = false) {
  desk.unsaved = text;
  view.mended = mends;
  await desk.attempt(() => send(desk, text));
  return !desk.unsaved;
}

function offerPart(desk, text, note) {
  const part = excerpt(text, note);
  const mend = async () => {
    if (await write(desk, mended(text, note), true)) tell(say("mended"));
  };
  return [
    el("p", {}, say("now"), " ", el("bdi", {dir: "auto"}, part.before, el("span", {class: "bad"}, part.out || "\u00a0"), part.after)),
    el("p", {}, say("becomes"), " ", el("bdi", {dir: "auto"}, part.before, el("span", {class: "good"}, part.in || "\u2060"), part.after)),
    el("div", {class: "row"}, button(say("mend"), mend, {class: "next", title: "Enter"}), leaveButton(desk, note)),
  ];
}

function leaveButton(desk, note, words = "leave") {
  return button(say(words), () => { view.left.add(keyOf(note)); desk.draw(); });
}

/** What may be done about two entries alike: both stay, or the later one goes, where it is a line of the letter. */
export function pairButtons(desk, note) {
  return el("div", {class: "row"}, leaveButton(desk, note, "bothStayButton"),
    note.line && !note.elsewhere && button(say("withdraw", note.line), () => write(desk, replaceLine(desk.text, note.line, ""))));
}

function datePart(desk) {
  const field = el("input", {type: "date", "aria-label": say("date")});
  const set = async () => { if (field.value) { await post("set", {name: "date", value: field.value}); await desk.refresh(); } };
  return el("div", {class: "row"}, field, button(say("setDate"), set, {class: "next"}));
}

function answerPart(desk, text, note) {
  if (note.code === "date-from-file") return datePart(desk);
  if (note.offer && note.line && !note.elsewhere) return offerPart(desk, text, note);
  if (isPair(note)) return pairButtons(desk, note);
  if (note.code === "list-doubtful") return el("div", {class: "row"}, leaveButton(desk, note, "rightSo"));
  return el("div", {class: "row"}, leaveButton(desk, note));
}

function findingItem(desk, text, note, index) {
  const open = index === view.open;
  const choose = (event) => { event.preventDefault(); Object.assign(view, {open: index, line: 0, mended: false}); if (view.shown === "findings") view.placed = ""; desk.draw(); };
  const at = placeOf(desk, note);
  const place = note.elsewhere ? say("rowOf", note.line) : note.line ? [say("line", note.line), at ? say("onPage", at.page) : ""].filter(Boolean).join(" · ") : say("noDate");
  return el("li", {class: open ? "finding open" : "finding"},
    el("a", {href: "#letter", onclick: choose, "aria-current": open ? "true" : false, "data-finding": index}, titleOf(note), el("small", {}, place)),
    open && el("p", {class: "soft"}, whyOf(note) || told(note.local)),
    open && groupOf(note) === "list" && el("p", {class: "soft"}, told(note.local)),
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

/** Where a note stands on its page; null where it has no place, or is not printed. */
function placeOf(desk, note) {
  if (!note || !note.line || note.elsewhere) return null;
  const lines = desk.text.split("\n");
  return findPlace(desk.places, lines[note.line - 1] || "", note.column - 1, note.offer ? note.offer.remove : 1, note.line / lines.length);
}

function pagesOf(desk, found) {
  const note = found[view.open], place = view.line ? placeOf(desk, {line: view.line, column: 1}) : placeOf(desk, note);
  if (place && view.placed !== place.page + keyOf(note || {}) + view.line) Object.assign(view, {placed: place.page + keyOf(note || {}) + view.line, page: place.page});
  const choose = (number, focus) => {
    view.page = number;
    desk.draw();
    if (focus) document.querySelector(".thumbs [aria-pressed=true]")?.focus();
  };
  const find = (line) => { Object.assign(view, {line, shown: "text"}); desk.draw(); };
  return pageColumn(desk, Math.min(view.page, desk.pages), place, choose, find);
}

function takeBack(desk) {
  view.mended = false;
  return desk.attempt(async () => { await post("undo"); await desk.refresh(); });
}

function sourceColumn(desk, text, note) {
  const found = view.line ? {line: view.line, column: 1, length: 0} : note && note.line && !note.elsewhere ? {line: note.line, column: note.column, length: note.offer ? note.offer.remove || 1 : 1} : null;
  const change = (number, words) => write(desk, replaceLine(text, number, words));
  const look = (number) => { if (number !== (found && found.line)) { Object.assign(view, {line: number}); showOnPage(desk); } };
  const lines = sourceView(text, found, change, look);
  if (found) queueMicrotask(() => showLine(lines, found.line));
  const undo = () => takeBack(desk);
  const note2 = desk.state.letter.is_copy ? say("copyWritten", desk.state.letter.path) : say("keptAsCame");
  return el("div", {}, lines, el("div", {class: "row"},
    desk.state.letter.undo > 0 && button(say("undo"), undo, {title: "Ctrl Z"}), el("span", {class: "soft"}, note2)));
}

/** The page of the line that the cursor went into, beside it; the line keeps the cursor. */
function showOnPage(desk) {
  const old = document.querySelector(".letter > .page");
  if (old) old.replaceWith(pagesOf(desk, openFindings(desk.check)));
}

/** Under 760 px one of the three is shown at a time. */
function narrowSwitch(desk) {
  const one = (name, words) => button(words, () => { view.shown = name; desk.draw(); }, {"aria-pressed": String(view.shown === name)});
  return el("div", {class: "switch", role: "group", "aria-label": say("findings")},
    one("findings", say("findings")), one("text", say("textView")), one("page", say("page")));
}

async function keepLines(desk, keep, text) {
  await post("aside", {keep}, text);
  await desk.refresh();
}

/** A row: place, text, reason, the lines themselves, and whether they are kept by hand. */
function asideTable(desk, rows) {
  return el("table", {}, el("thead", {}, el("tr", {}, [say("line", ""), say("text"), say("why")].map((head) => el("th", {scope: "col"}, head)), el("td"))),
    el("tbody", {}, rows.map((row) => el("tr", {}, el("td", {}, row.place), el("td", {}, el("bdi", {}, row.text)), el("td", {class: "soft"}, row.reason),
      el("td", {}, row.kept && [el("span", {class: "good"}, "+ ", say("keptLine")), " "],
        button(say(row.kept ? "undo" : "keep"), () => desk.attempt(() => keepLines(desk, row.kept ? 0 : 1, row.key)),
          {class: row.kept ? "plain" : false, "aria-label": `${say(row.kept ? "undo" : "keep")}: ${row.text.slice(0, 40)}`}))))));
}

/** Where in the source it stood: before the first line that is printed, after the last, or among them. */
function asideGroups(desk, lines, rows) {
  const aside = new Set(rows.flatMap((row) => Array.from({length: row.last - row.first + 1}, (_, i) => row.first + i)));
  const printed = (line, i) => line.trim() && !aside.has(i + 1), first = lines.findIndex(printed) + 1, last = lines.findLastIndex(printed) + 1;
  const group = (row) => row.first < first ? "beforeLetter" : row.first > last ? "afterLetter" : "withinLetter";
  return ["beforeLetter", "withinLetter", "afterLetter"].map((name) => [name, rows.filter((row) => group(row) === name)]).filter(([, some]) => some.length);
}

function asideView(desk) {
  const lines = desk.text.split("\n");
  const aside = desk.check.set_aside.map((part) => ({first: part.first_line, last: part.last_line, text: part.text,
    place: part.first_line === part.last_line ? String(part.first_line) : `${part.first_line}–${part.last_line}`,
    reason: table("reasons")[part.reason] || part.reason, key: lines.slice(part.first_line - 1, part.last_line).join("\n")}));
  const kept = desk.state.letter.kept.map((text) => {
    const at = lines.findIndex((line) => line.trim() === text) + 1;
    return {first: at, last: at, place: String(at), text, reason: say("byHand"), key: text, kept: true};
  });
  const rows = [...aside, ...kept].sort((a, b) => a.first - b.first);
  const back = (event) => { event.preventDefault(); view.aside = false; desk.draw(); };
  return [el("h1", {}, [say("asideTitle", aside.length), kept.length && say("keptN", kept.length)].filter(Boolean).join(say("comma"))), el("p", {class: "under"}, say("asideUnder")),
    asideGroups(desk, lines, rows).map(([name, some]) => [el("h2", {}, say(name)), asideTable(desk, some)]),
    el("p", {class: "row"}, button(say("back"), back, {class: "next"})), houseButton(desk)];
}

/** What was written and cannot go into the letter's file becomes a letter of its own. */
export async function saveMine(desk) {
  await post("receive", {name: `mine-${desk.state.letter.path.split("/").pop()}`}, desk.unsaved);
  desk.unsaved = "";
  forgetLetter();
  await desk.refresh();
}

export function drawLetter(desk) {
  if (view.aside) return asideView(desk);
  const found = openFindings(desk.check), aside = desk.check.set_aside.length, hand = desk.state.letter.kept.length;
  view.open = Math.min(view.open, Math.max(0, found.length - 1));
  const count = (group) => found.filter((note) => groupOf(note) === group).length;
  const showAside = (event) => { event.preventDefault(); view.aside = true; desk.draw(); };
  const under = found.length ? say("groups", count("asks"), count("text"), count("list")) : el("a", {href: "#look"}, say("nextLook"));
  const columns = [findingsColumn(desk, desk.text, found), sourceColumn(desk, desk.text, found[view.open]), pagesOf(desk, found)];
  ["findings", "text", "page"].forEach((name, i) => columns[i].classList.toggle("shown", view.shown === name));
  return [el("h1", {}, found.length ? say("things", found.length) : say("nothing")),
    view.mended && el("p", {}, el("span", {class: "good"}, "✓ ", say("mended")), " ", say("leftInText", count("text")), " ", button(say("undo"), () => takeBack(desk), {class: "plain", title: "Ctrl Z"})),
    el("p", {class: "under"}, el("span", {}, under, " ", say("pages", desk.pages), "."),
      aside + hand > 0 && el("a", {href: "#letter", onclick: showAside}, say("aside", aside))),
    el("div", {class: "letter"}, narrowSwitch(desk), columns)];
}

/** F8 and Shift F8: the next finding and the one before. */
export function stepFinding(desk, step) {
  const n = openFindings(desk.check).length;
  if (n) Object.assign(view, {open: (view.open + step + n) % n, line: 0});
  desk.draw();
  document.querySelector(".finding.open a")?.focus();
}

export function forgetLetter() {
  Object.assign(view, {open: 0, page: 1, line: 0, placed: "", left: new Set(), aside: false, mended: false});
}

// ---- before there is one ------------------------------------------------------------------

export async function receive(desk, files) {
  for (const file of files) {
    tell(say("reading", file.name));
    await post("receive", {name: file.name}, file).catch((cause) => { throw Object.assign(cause, {file: file.name}); });
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
