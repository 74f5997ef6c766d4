// SPDX-License-Identifier: MIT
// What would be written into the organisation's file, as a difference, before it is.
import {get, post} from "./ask.js";
import {button, el, say as tell} from "./dom.js";
import {say} from "./words.js";

/** Lines of both, each with "+", "−" or " ": the longest common run of them stays. */
function difference(before, after) {
  const a = before ? before.split("\n") : [], b = after.split("\n"), rows = [];
  const common = Array.from({length: a.length + 1}, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let k = b.length - 1; k >= 0; k--)
      common[i][k] = a[i] === b[k] ? common[i + 1][k + 1] + 1 : Math.max(common[i + 1][k], common[i][k + 1]);
  let i = 0, k = 0;
  while (i < a.length || k < b.length) {
    if (i < a.length && k < b.length && a[i] === b[k]) { rows.push([" ", a[i++]]); k++; }
    else if (k < b.length && (i === a.length || common[i][k + 1] >= common[i + 1][k])) rows.push(["+", b[k++]]);
    else rows.push(["−", a[i++]]);
  }
  return rows.filter(([sign, line]) => sign !== " " || line);
}

const CLASS = {"+": "good", "−": "bad", " ": ""};

function shown(desk, house) {
  const rows = difference(house.before, house.after);
  const write = async () => {
    await post("house", {}, house.before);
    await desk.refresh();
    tell(say("houseWritten", house.file));
  };
  return el("section", {id: "house", "aria-label": say("houseShow")}, el("h2", {}, say("houseWill", house.file)),
    el("pre", {}, rows.map(([sign, line]) => el("div", {}, el("span", {class: CLASS[sign]}, `${sign} ${line}`)))),
    el("div", {class: "row"}, button(say("houseSave"), () => desk.attempt(write), {class: "next"})));
}

let seen = null; // the difference that is shown, and the settings it is of

/** A button that shows the difference where it stands; nothing where nothing would change. */
export function houseButton(desk) {
  const aside = desk.state.letter?.keeps_more;
  if (!Object.keys(desk.state.settings).length && !aside) return null;
  const place = el("div", {id: "house"});
  const settings = JSON.stringify([desk.state.settings, desk.state.letter?.kept]);
  if (seen && seen.settings === settings) return shown(desk, seen.house);
  const show = async () => {
    seen = {settings, house: await get("house")};
    desk.draw();
    document.querySelector("#house button")?.focus();
  };
  place.append(el("p", {class: "soft"}, say("houseWhy")), button(say("houseShow"), () => desk.attempt(show)));
  return place;
}

/** A setting of now, else of the file. */
export const effective = (desk, name) => desk.state.settings[name] || desk.state.house[name] || "";
