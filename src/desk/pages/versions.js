// SPDX-License-Identifier: MIT
// The versions kept: the log, the names over time, two of them compared.
import {address, get, post} from "./ask.js";
import {alertBox, button, el, say as tell} from "./dom.js";
import {day, say, shortDay} from "./words.js";

const view = {log: null, of: "", stale: false, from: 0, to: 0, difference: null, told: "", message: ""};
const MOST = 40;

/** What was shown stands until all of the new is there. */
async function load() {
  const log = (await get("versions")).versions || [], n = log.length, from = Math.max(1, n - 1);
  const difference = n > 1 ? await get("compare", {from, to: n}) : null;
  Object.assign(view, {log, from, to: n, difference, stale: false});
  return n;
}

const numberOf = (version) => Number(String(version.version).replace(/^v/, ""));

async function keep(desk, message) {
  const before = ((await get("versions")).versions || []).length, made = await post("keep", {message});
  view.message = "";
  desk.versions = await load();
  view.told = made.unchanged ? say("unchanged", before) : "";
  desk.draw();
  tell(view.told || say("kept", desk.versions));
}

async function restore(desk, number) {
  const made = await post("restore", {version: number});
  view.told = say("restoredIn", number, made.file || made.folder || "");
  desk.draw();
}

async function compare(desk) {
  view.difference = view.from !== view.to ? await get("compare", {from: view.from, to: view.to}) : null;
  desk.draw();
}

/** A step at each time a version was kept, from zero; the way of time is the page's own. */
function curve(log) {
  const WIDTH = 500, HEIGHT = 170, BASE = HEIGHT - 24, names = log.map((version) => version.listed || 0), most = Math.max(...names, 1);
  const rtl = document.documentElement.dir === "rtl", n = names.length, times = log.map((version) => Date.parse(version.created));
  const span = times[n - 1] - times[0], part = (i) => span > 0 ? (times[i] - times[0]) / span : n > 1 ? i / (n - 1) : 0;
  const x = (i) => { const at = 34 + part(i) * (WIDTH - 68); return rtl ? WIDTH - at : at; };
  const y = (count) => BASE - count / most * (BASE - 36);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const add = (name, props, text) => {
    const made = document.createElementNS(svg.namespaceURI, name);
    for (const [key, value] of Object.entries(props)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    svg.append(made);
  };
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("class", "curve");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${say("overTime")}: ${names.join(", ")}`);
  add("line", {x1: x(0), x2: x(n - 1), y1: BASE, y2: BASE});
  add("path", {d: names.map((count, i) => i ? `H${x(i)}V${y(count)}` : `M${x(0)} ${y(count)}`).join("")});
  let taken = Infinity; // labels stand where they do not touch the one after
  for (let i = n - 1; i >= 0; i--) {
    add("circle", {cx: x(i), cy: y(names[i]), r: 4.5});
    if (Math.abs(taken - x(i)) < 62) continue;
    taken = x(i);
    add("text", {x: x(i), y: y(names[i]) - 10}, names[i]);
    add("text", {x: x(i), y: HEIGHT - 6}, shortDay(log[i].created));
  }
  return svg;
}

function logRow(desk, version) {
  const number = numberOf(version);
  const radio = (name) => {
    const made = el("input", {type: "radio", name, value: number, checked: view[name] === number, "aria-label": `${say(name)}: ${say("version", number)}`});
    made.addEventListener("change", () => { view[name] = number; desk.attempt(() => compare(desk)); });
    return el("label", {}, made, " ", el("span", {class: "narrow"}, say(name)));
  };
  return el("tr", {}, el("td", {}, radio("from")), el("td", {}, radio("to")),
    el("td", {}, el("b", {}, say("version", number)), " · ", el("bdi", {}, version.message || ""), el("br"),
      el("small", {}, day(version.created), " · ", say("names", version.listed || 0), " ",
        version.added > 0 && el("span", {class: "good"}, `+${version.added}`), " ", version.removed > 0 && el("span", {class: "bad"}, `−${version.removed}`))),
    el("td", {}, button(say("restore"), () => desk.attempt(() => restore(desk, number)), {class: "plain"})));
}

function entry(kind, words, number) {
  return el("tr", {}, el("td", {}, el("b", {}, say(kind))), el("td", {}, el("span", {dir: "ltr"}, number ? `${number}. ` : null, words)));
}

function differenceRows(difference) {
  const {added, removed, respelt} = difference.signatories;
  const rows = [
    ...added.map((one) => entry("added", el("bdi", {class: "good"}, one.name), one.number)),
    ...removed.map((one) => entry("removed", el("bdi", {class: "bad"}, one.name), one.number)),
    ...respelt.map((one) => entry("respelt", [el("bdi", {class: "bad"}, one.from), " → ", el("bdi", {class: "good"}, one.to)], one.number)),
    ...difference.text.map((one) => el("tr", {}, el("td", {}, el("b", {}, say("text"))), el("td", {},
      one.before && el("p", {dir: "auto", class: "bad"}, one.before), one.after && el("p", {dir: "auto", class: "good"}, one.after)))),
  ];
  return [rows.slice(0, MOST), rows.length > MOST && el("tr", {}, el("td"), el("td", {class: "soft"}, say("more", rows.length - MOST)))];
}

function comparison(desk) {
  const {difference} = view;
  if (!difference) return el("div");
  const {added, removed, respelt} = difference.signatories;
  const figure = (n, words, kind) => el("div", {class: n ? kind : null}, el("b", {}, String(n)), words);
  return el("section", {}, el("h2", {}, say("against", view.to, view.from)),
    el("div", {class: "figures even"}, figure(added.length, say("addedN"), "gain"), figure(removed.length, say("removedN"), "loss"),
      figure(respelt.length, say("respeltN")), figure(difference.text.length, say("textN"))),
    el("table", {class: "changes"}, el("tbody", {}, differenceRows(difference))),
    el("div", {class: "row"}, button(say("restoreN", view.from), () => desk.attempt(() => restore(desk, view.from)))),
    el("p", {class: "soft"}, say("restoreNote", view.from)));
}

export function drawVersions(desk) {
  if (!view.log || view.stale) {
    view.stale = false;
    desk.attempt(async () => { desk.versions = await load(); desk.draw(); });
  }
  if (!view.log) {
    return [el("h1", {}, desk.versions ? say("kept", desk.versions) : say("noVersion"))];
  }
  const n = view.log.length;
  const message = el("input", {type: "text", id: "message", dir: "auto", value: view.message});
  message.addEventListener("input", () => { view.message = message.value; });
  const form = el("form", {class: "keep"}, el("label", {for: "message"}, say("changedWhat")), message,
    el("button", {class: "next", title: "Ctrl S"}, say("keepVersion")));
  form.addEventListener("submit", (event) => { event.preventDefault(); desk.attempt(() => keep(desk, message.value)); });
  return [el("h1", {}, n ? say("kept", n) : say("noVersion")), el("p", {class: "under"}, n ? `${say("never")} ${say("lastKept", day(view.log[n - 1].created))}` : say("keepOne")),
    el("div", {class: "halves"}, el("div", {}, form, view.told && el("div", {class: "asks"}, view.told),
      n > 0 && [el("h2", {}, say("overTime")), curve(view.log), el("p", {}, el("a", {href: address("growth", {lang: document.documentElement.lang}), download: "growth.svg"}, say("saveCurve"))),
        el("table", {}, el("thead", {}, el("tr", {}, ["from", "to", "log"].map((key) => el("th", {scope: "col"}, say(key))), el("td"))),
          el("tbody", {}, [...view.log].reverse().map((version) => logRow(desk, version))))]), comparison(desk))];
}

/** After a change they are asked for anew; those of another letter are not shown meanwhile. */
export function forgetVersions(letter = "") {
  if (view.of !== letter) Object.assign(view, {log: null, message: ""});
  Object.assign(view, {of: letter, stale: true, told: ""});
}
