// SPDX-License-Identifier: MIT
// The names: whether the counts add up, what is asked of a sheet's columns, who is in the list. No cell of a private
// column is ever sent to the page: only how many of what shape.
import {get, post} from "./ask.js";
import {button, el} from "./dom.js";
import {houseButton} from "./house.js";
import {say, table} from "./words.js";
import {chooser, dropZone} from "./letter.js";

const view = {columns: false, find: "", all: null, answers: {}};

function sum(terms, total, totalWords) {
  const parts = terms.filter(([n]) => n > 0);
  const missing = total - parts.reduce((all, [n]) => all + n, 0);
  const verdict = missing === 0 ? el("span", {class: "good"}, "✓ ", say("addsUp"))
    : el("span", {class: "bad"}, "✕ ", missing > 0 ? say("notUp", missing) : say("over", -missing));
  const figures = parts.flatMap(([n, words], i) => [i > 0 && el("span", {}, "+"), el("div", {}, el("b", {}, String(n)), words)]);
  return el("div", {class: "figures"}, figures, total > 0 && [el("span", {}, "="), el("div", {}, el("b", {}, String(total)), totalWords), verdict]);
}

function sumOf(check) {
  const {listed, anonymous, missing, stated_total: stated} = check.signatories, sheet = check.lists[0];
  if (sheet)
    return sum([[listed, say("printed")], [sheet.refused + sheet.anonymous, say("notConsented")], [sheet.pending, say("pending")],
      [sheet.withdrawn, say("withdrawn")]], sheet.rows, say("rows"));
  return sum([[listed, say("printed")], [anonymous || 0, say("unnamed")], [missing.length, say("missing")]], stated || 0, say("stated"));
}

const PRIVATE = new Set(["email", "phone", "time", "address", "network"]);

function shapes(column) {
  const parts = Object.entries(column.shapes || {}).map(([shape, n]) => `${n} ${table("shapes")[shape] || shape}`).join(" · ");
  return column.printed ? parts : `${parts}. ${say("notShown")}`;
}

function columnRow(column, sheet) {
  const chosen = view.answers[column.head] || column.kind, names = table("kinds");
  const kinds = chosen in names ? Object.keys(names) : [chosen, ...Object.keys(names)];
  const select = el("select", {"aria-label": column.head}, kinds.map((kind) => el("option", {value: kind, selected: kind === chosen}, names[kind] || kind)));
  select.addEventListener("change", () => { view.answers[column.head] = select.value; });
  const print = column.printed ? say("isPrinted") : column.kind === "consent" ? say("decides")
    : PRIVATE.has(column.kind) || !column.sure ? el("b", {}, say("isPrivate")) : say("notPrinted");
  return el("tr", {}, el("td", {}, el("bdi", {}, column.head)), el("td", {}, select),
    el("td", {}, el("span", {class: "soft"}, shapes(column)), !column.sure && el("div", {class: "asks"}, say("unsure")),
      column.kind === "consent" && sheet.pending > 0 && el("div", {class: "asks"}, say("waiting", sheet.pending))), el("td", {}, print));
}

/** --columns takes kind=HEAD; a head with a comma cannot be named so. */
const answersLine = () => Object.entries(view.answers).map(([head, kind]) => `${kind}=${head}`).join(",");

function columnsView(desk, sheet) {
  const save = async () => {
    await post("set", {name: "columns", value: answersLine()});
    await desk.refresh();
  };
  return [el("h1", {}, say("columnsTitle")), el("p", {class: "under"}, say("columnsUnder", sheet.rows)),
    el("table", {}, el("thead", {}, el("tr", {}, ["column", "takenFor", "holds", "inPrint"].map((key) => el("th", {scope: "col"}, say(key))))),
      el("tbody", {}, sheet.columns.map((column) => columnRow(column, sheet)))),
    el("p", {class: "row"}, button(say("saveAnswers"), () => desk.attempt(save), {class: "next"}),
      button(say("back"), () => { view.columns = false; desk.draw(); })), houseButton(desk)];
}

function pairs(check) {
  const alike = check.notes.filter((note) => /^name-/.test(note.code));
  if (!alike.length) return [];
  return [el("h2", {id: "alike"}, say("alike", alike.length)), el("ul", {class: "list"}, alike.slice(0, 50).map((note) => el("li", {}, el("bdi", {}, note.local)))),
    el("p", {class: "soft"}, say("bothStay"))];
}

function gaps(check) {
  const {missing} = check.signatories;
  return missing.length ? [el("h2", {id: "gaps"}, say("gaps")), el("p", {}, el("bdi", {}, missing.join(" · "))), el("p", {class: "soft"}, say("gap"))] : [];
}

const MOST = 200;

function findList(desk) {
  const wanted = view.find.toLocaleLowerCase(), fits = (name) => !wanted || name.toLocaleLowerCase().includes(wanted);
  const names = (view.all || []).filter(fits);
  return el("ul", {class: "list", id: "found"}, names.slice(0, MOST).map((name) => el("li", {dir: "auto"}, name)),
    names.length > MOST && el("li", {class: "soft"}, say("more", names.length - MOST)));
}

/** Of the text as it is typeset, the lines that carry a number; where none does, all of them. */
function numberedOf(lines) {
  const numbered = lines.filter((line) => /^\p{Nd}+\. /u.test(line));
  return numbered.length ? numbered : lines.filter(Boolean);
}

function goTo(desk, show) {
  const {check} = desk, sheet = check.lists[0], alike = check.notes.filter((note) => /^name-/.test(note.code)).length;
  const link = (words, action, id) => el("li", {}, el("a", {href: "#names", onclick: (event) => { event.preventDefault(); action ? desk.attempt(action) : document.getElementById(id).scrollIntoView(); }}, words));
  return [el("h2", {}, say("goTo")), el("ul", {class: "list"}, link(say("allNames", check.signatories.listed), show),
    sheet && link(say("columnsLink"), async () => { view.columns = true; desk.draw(); }),
    alike > 0 && link(say("alike", alike), null, "alike"), check.signatories.missing.length > 0 && link(say("gapsLink", check.signatories.missing.length), null, "gaps"))];
}

function findColumn(desk) {
  const field = el("input", {type: "text", id: "find", value: view.find});
  const show = async () => {
    view.find = field.value;
    view.all = view.all || numberedOf((await get("names")).split("\n"));
    document.getElementById("found").replaceWith(findList(desk));
  };
  field.addEventListener("input", () => desk.attempt(show));
  return el("div", {}, goTo(desk, show), el("label", {class: "wide", for: "find"}, say("find"), field), findList(desk),
    el("p", {}, el("a", {href: "#look"}, say("nextLookLink"))));
}

export function drawNames(desk) {
  const {check} = desk, sheet = check.lists[0];
  if (view.turn !== desk.turn) Object.assign(view, {all: null, turn: desk.turn});
  if (view.columns && sheet) return columnsView(desk, sheet);
  if (!check.signatories.listed && !sheet)
    return [el("h1", {}, say("sumTitle", 0)), dropZone(desk, [el("p", {}, say("noNames")), chooser(desk, say("chooseSheet"), {class: "next"})])];
  return [el("h1", {}, say("sumTitle", check.signatories.listed)), el("p", {class: "under"}, [sheet && say("fromRows", sheet.rows), say("nobody")].filter(Boolean).join(" ")), sumOf(check),
    el("div", {class: "two"}, el("div", {}, pairs(check), gaps(check)), findColumn(desk))];
}
