// SPDX-License-Identifier: MIT
// The page: six places, each with an address of its own; what is open, asked once for all of them. The page holds no
// logic of letters: it asks, shows, sends back the answer.
import {Refused, get, post} from "./ask.js";
import {alertBox, bdi, button, el, told} from "./dom.js";
import {drawEmpty, drawLetter, forgetLetter, openFindings, saveMine, stepFinding} from "./letter.js";
import {drawHandout, forgetProducts, isMaking, stopMaking} from "./handout.js";
import {drawLook} from "./look.js";
import {drawNames} from "./names.js";
import {parsePages} from "./places.js";
import {drawProve} from "./prove.js";
import {renewShown} from "./sheets.js";
import {drawVersions, forgetVersions} from "./versions.js";
import {language, say, setLanguage, table, when} from "./words.js";

const PLACES = ["letter", "names", "look", "handout", "versions", "prove"];
const DRAWN = {letter: drawLetter, names: drawNames, look: drawLook, handout: drawHandout, versions: drawVersions, prove: drawProve};

const desk = {state: {files: [], settings: {}}, check: null, text: "", pages: 1, places: [], versions: 0, turn: 0, asking: false, changing: false, unsaved: "", saved: 0, trouble: null, draw, refresh, attempt};

const place = () => PLACES.includes(location.hash.slice(1)) ? location.hash.slice(1) : "letter";

/** What is asked of the whole letter, which may be long. */
async function askAll() {
  [desk.check, desk.text] = [await get("check"), await get("text")];
  const files = desk.check.lists.map((list) => list.file).filter(Boolean), isSheet = (path) => files.includes((path || "").split("/").pop());
  for (const note of desk.check.notes)
    Object.assign(note, {local: desk.check.local[note.message] || note.message, elsewhere: isSheet(note.file)}); // a row of the sheet, no line of the letter
  desk.places = parsePages(await get("places"));
  desk.pages = desk.places.length;
  desk.versions = ((await get("versions")).versions || []).length;
}

/** Asks again for everything that a change may have changed; the page that is looked at comes first. Where another change
 *  is made meanwhile, its own asking takes the place of this one. */
async function refresh() {
  desk.state = await get("state");
  desk.check = desk.state.letter ? desk.check : null;
  const turn = desk.turn += 1;
  desk.trouble = null;
  desk.asking = true;
  if (desk.state.letter) {
    await renewShown(desk);
    await askAll().catch((cause) => { if (desk.turn === turn && !desk.changing) throw cause; });
  }
  if (desk.turn !== turn || desk.changing) return;
  desk.asking = false;
  forgetProducts();
  forgetVersions(desk.state.letter?.name);
  draw();
}

const stoppedBox = () => alertBox(say("stopped"), [], button(say("back"), () => { desk.trouble = null; draw(); }));

/** No column is surely that of the names: the heads are asked for, and nothing is printed until one is chosen. */
function columnsBox(message) {
  const heads = [...message.matchAll(/["«“]\u2068?([^"»”\u2069]+)\u2069?["»”]/gu)].map((found) => found[1]);
  const choice = (head) => el("label", {}, el("input", {type: "radio", name: "column", value: head}), " ", bdi(head), " ");
  const use = async () => {
    const chosen = document.querySelector("input[name=column]:checked");
    if (!chosen) return;
    await post("set", {name: "columns", value: `name=${chosen.value}`});
    await refresh();
  };
  return alertBox(say("whichColumn"), [say("untilChosen"), el("fieldset", {}, el("legend", {class: "unseen"}, say("whichColumn")), heads.map(choice))],
    heads.length > 0 && button(say("useColumn"), () => attempt(use), {class: "next"}));
}

function troubleOf(cause) {
  if (cause.code === "gone") return alertBox(say("gone"), [desk.saved && `${say("savedUpTo", when(desk.saved))} ${say("goneWhy")}` || say("goneWhy"), el("span", {}, el("b", {}, say("todo")), " ", say("goneDo"))]);
  if (cause.code === "columns") return columnsBox(cause.message);
  if (cause.file) return alertBox(say("cannotRead", cause.file), [told(cause.message), say("nothingChanged")],
    button(say("chooseAnother"), () => document.getElementById("chooser")?.click(), {class: "next"}));
  if (cause.code === "no-room")
    return alertBox(say("diskFull"), [say("asBefore"), told(cause.message), el("span", {}, el("b", {}, say("todo")), " ", say("freeRoom"))],
      button(say("tryAgain"), () => { desk.trouble = null; draw(); }, {class: "next"}));
  if (cause.code === "changed-outside") {
    const reopen = async () => { await post("open", {name: cause.message}); forgetLetter(); await refresh(); };
    return alertBox(say("changedOutside", cause.message), [say("mineKept")], el("div", {class: "row"},
      desk.unsaved && button(say("saveMine"), () => attempt(() => saveMine(desk)), {class: "next"}), button(say("reopen"), () => attempt(reopen), {class: desk.unsaved ? "" : "next"})));
  }
  return alertBox(say("refused"), [told(cause.message), say("nothingChanged")], button(say("back"), () => { desk.trouble = null; draw(); }));
}

const PATIENCE = 300; // milliseconds before a bar is drawn

/** How far it is, above the work, with a way to stop it; the work stays usable. A product has a bar in its own row. */
function showBusy(progress) {
  const {what, done, total} = progress, old = document.getElementById("busy");
  if (!what || isMaking()) { old?.remove(); return; }
  const words = total ? `${Math.floor(100 * done / total)}% · ${say("nth", done, total)}` : done ? `${done}` : "";
  const bar = el("progress", {"aria-label": say("busy"), ...(total ? {value: done, max: total} : {})});
  const made = el("section", {id: "busy", class: "row", "aria-label": say("busy")}, bar, el("span", {}, say("busy"), " ", el("bdi", {}, words)), button(say("stop"), () => post("stop"), {title: "Esc"}));
  if (old) old.replaceWith(made);
  else document.getElementById("main").before(made);
}

async function watched(action) {
  let ended = false;
  const look = async () => {
    const progress = await get("progress").catch(() => ({}));
    if (!ended) showBusy(progress);
  };
  const clock = setInterval(look, PATIENCE);
  try {
    await action();
  } finally {
    ended = true;
    clearInterval(clock);
    document.getElementById("busy")?.remove();
  }
}

/** Does what was asked; what went wrong is shown at the top and stays until it is mended. */
async function attempt(action) {
  try {
    await watched(action);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    desk.trouble = cause.code === "stopped" ? stoppedBox() : troubleOf(cause);
    draw();
  }
}

function placeLink(name, i) {
  const here = place() === name;
  const found = name === "letter" && desk.check ? openFindings(desk.check).length : name === "versions" ? desk.versions : 0;
  const noun = found ? (name === "letter" ? say("things", found) : say("kept", found)) : "";
  return el("li", {}, el("a", {href: `#${name}`, "aria-current": here ? "page" : false}, table("places")[i],
    found > 0 && el("small", {"aria-hidden": "true"}, String(found)), found > 0 && el("span", {class: "unseen"}, ` (${noun})`)));
}

async function close() {
  await post("close").catch(() => {});
  document.body.replaceChildren(el("main", {}, el("h1", {}, say("warraq")), el("p", {}, say("closed"))));
}

function drawTop() {
  const {letter} = desk.state;
  const turnLanguage = () => { setLanguage(language() === "ar" ? "en" : "ar"); draw(); attempt(refresh); };
  document.getElementById("skip").textContent = say("skip");
  document.title = letter ? `${letter.name} · ${say("warraq")}` : say("warraq");
  document.getElementById("top").replaceChildren(
    el("div", {class: "first"}, el("span", {class: "mark"}, say("warraq")), letter && bdi(letter.name),
      letter && el("small", {}, letter.path ? say("saved") : say("unsaved")),
      el("span", {class: "far"}, button(say("other"), turnLanguage, {class: "plain", lang: language() === "ar" ? "en" : "ar"}), button(say("close"), close, {class: "plain"}))),
    el("nav", {"aria-label": say("warraq")}, el("ul", {}, PLACES.map(placeLink))));
}

/** What had the focus, by what it is: the page is drawn anew, and the focus stays with it. */
function focused() {
  const one = document.activeElement;
  if (!one || !document.getElementById("main").contains(one)) return null;
  const sign = (other) => `${other.tagName} ${other.id} ${other.getAttribute("aria-label")} ${other.value ?? ""} ${other.textContent}`;
  const typed = ["INPUT", "TEXTAREA"].includes(one.tagName) && one.selectionStart !== null ? [one.selectionStart, one.selectionEnd] : null;
  return {wanted: sign(one), sign, next: one.classList.contains("next"), typed};
}

function focusAgain(had) {
  if (!had || desk.trouble) return;
  const all = [...document.querySelectorAll("main a, main button, main input, main textarea, main select, main [tabindex]")];
  const same = all.find((one) => had.sign(one) === had.wanted) || (had.next && all.find((one) => one.classList.contains("next")));
  (same || document.getElementById("main")).focus({preventScroll: true});
  if (same && had.typed && had.sign(same) === had.wanted) same.setSelectionRange(...had.typed); // who writes goes on where they were
}

/** The place that is asked for; where no letter is open, all but Prove are the empty one. */
function draw() {
  drawTop();
  const name = place(), empty = (!desk.state.letter || !desk.check) && name !== "prove";
  const drawn = empty ? drawEmpty(desk) : DRAWN[name](desk);
  const kept = document.querySelector(".source")?.scrollTop, had = focused();
  document.getElementById("main").replaceChildren(...[desk.trouble, drawn].flat(Infinity).filter(Boolean));
  const source = document.querySelector(".source");
  if (source && kept) source.scrollTop = kept;
  focusAgain(had);
}

function onKey(event) {
  if (event.key === "F8" && place() === "letter" && desk.check) {
    event.preventDefault();
    stepFinding(desk, event.shiftKey ? -1 : 1);
  } else if (event.key === "Escape") {
    stopMaking();
    if (document.getElementById("busy")) post("stop");
  } else if (event.ctrlKey && event.key === "s") {
    event.preventDefault();
    location.hash = "versions";
  } else if (event.ctrlKey && event.key === "z" && !event.target.isContentEditable && event.target.tagName !== "INPUT" && desk.state.letter?.undo) {
    event.preventDefault();
    attempt(async () => { await post("undo"); await refresh(); });
  }
}

window.addEventListener("hashchange", () => { draw(); scrollTo(0, 0); document.getElementById("main").focus({preventScroll: true}); });
window.addEventListener("keydown", onKey);
window.addEventListener("pagehide", () => navigator.sendBeacon("leave"));
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
attempt(refresh);
