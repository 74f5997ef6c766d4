// SPDX-License-Identifier: MIT
// The versions kept: the log, the names over time, two of them compared.
import {get, post} from "./ask.js";
import {alertBox, button, el, say as tell} from "./dom.js";
import {day, say} from "./words.js";

const view = {log: null, from: 0, to: 0, difference: null, told: ""};
const MOST = 40;

async function load() {
  view.log = (await get("versions")).versions || [];
  const n = view.log.length;
  view.to = n;
  view.from = Math.max(1, n - 1);
  view.difference = n > 1 ? await get("compare", {from: view.from, to: view.to}) : null;
  return n; // the letter may have changed meanwhile, and the log been forgotten
}

const numberOf = (version) => Number(String(version.version).replace(/^v/, ""));

async function keep(desk, message) {
  const before = ((await get("versions")).versions || []).length, made = await post("keep", {message});
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

/** A step from version to version, from zero; the way of time is the page's own. */
function curve(log) {
  const WIDTH = 500, HEIGHT = 170, names = log.map((version) => version.listed || 0), most = Math.max(...names, 1);
  const rtl = document.documentElement.dir === "rtl", n = names.length;
  const x = (i) => { const at = 24 + (n > 1 ? i * (WIDTH - 48) / (n - 1) : 0); return rtl ? WIDTH - at : at; };
  const y = (count) => HEIGHT - 24 - count / most * (HEIGHT - 60);
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
  add("path", {d: names.map((count, i) => i ? `H${x(i)}V${y(count)}` : `M${x(0)} ${y(count)}`).join("")});
  names.forEach((count, i) => { add("circle", {cx: x(i), cy: y(count), r: 4}); add("text", {x: x(i), y: y(count) - 10}, count); });
  names.forEach((_, i) => add("text", {x: x(i), y: HEIGHT - 4}, `v${i + 1}`));
  return svg;
}

function logRow(desk, version) {
  const number = numberOf(version);
  const radio = (name) => {
    const made = el("input", {type: "radio", name, value: number, checked: view[name] === number, "aria-label": `${say(name)}: ${say("version", number)}`});
    made.addEventListener("change", () => { view[name] = number; desk.attempt(() => compare(desk)); });
    return made;
  };
  return el("tr", {}, el("td", {}, radio("from")), el("td", {}, radio("to")),
    el("td", {}, el("b", {}, say("version", number)), " · ", el("bdi", {}, version.message || ""), el("br"),
      el("small", {}, day(version.created), " · ", say("names", version.listed || 0), " ",
        version.added > 0 && el("span", {class: "good"}, `+${version.added}`), " ", version.removed > 0 && el("span", {class: "bad"}, `−${version.removed}`))),
    el("td", {}, button(say("restore"), () => desk.attempt(() => restore(desk, number)), {class: "plain"})));
}

function entry(kind, words, number) {
  return el("tr", {}, el("td", {}, el("b", {}, say(kind))), el("td", {}, number ? el("bdi", {}, `${number}. `) : null, words));
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

function comparison() {
  const {difference} = view;
  if (!difference) return el("div");
  const {added, removed, respelt} = difference.signatories;
  const figure = (n, words) => el("div", {}, el("b", {}, String(n)), words);
  return el("section", {}, el("h2", {}, say("against", view.to, view.from)),
    el("div", {class: "figures"}, figure(added.length, say("addedN")), figure(removed.length, say("removedN")),
      figure(respelt.length, say("respeltN")), figure(difference.text.length, say("textN"))),
    el("table", {}, el("tbody", {}, differenceRows(difference))));
}

export function drawVersions(desk) {
  if (!view.log) {
    desk.attempt(async () => { desk.versions = await load(); desk.draw(); });
    return [el("h1", {}, say("noVersion"))];
  }
  const n = view.log.length;
  const message = el("input", {type: "text", id: "message", dir: "auto"});
  const form = el("form", {class: "row"}, el("label", {for: "message"}, say("changedWhat")), message,
    el("button", {class: "next", title: "Ctrl S"}, say("keepVersion")));
  form.addEventListener("submit", (event) => { event.preventDefault(); desk.attempt(() => keep(desk, message.value)); });
  return [el("h1", {}, n ? say("kept", n) : say("noVersion")), el("p", {class: "under"}, n ? say("never") : say("keepOne")),
    el("div", {class: "halves"}, el("div", {}, form, view.told && el("div", {class: "asks"}, view.told),
      n > 0 && [el("h2", {}, say("overTime")), curve(view.log),
        el("table", {}, el("thead", {}, el("tr", {}, ["from", "to", "log"].map((key) => el("th", {scope: "col"}, say(key))), el("td"))),
          el("tbody", {}, [...view.log].reverse().map((version) => logRow(desk, version))))]), comparison())];
}

export const forgetVersions = () => { view.log = null; view.told = ""; };
