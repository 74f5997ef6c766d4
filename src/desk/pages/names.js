// SPDX-License-Identifier: MIT
// The names: whether the counts add up, what is asked of a sheet's columns, who is in the list. No cell of a private
// column is ever sent to the page: only how many of what shape.
import {get, post} from "./ask.js";
import {button, el, told} from "./dom.js";
import {houseButton} from "./house.js";
import {say, table} from "./words.js";
import {isPair} from "./findings.js";
import {chooser, dropZone, openFindings, pairButtons} from "./letter.js";

const view = {columns: false, find: "", all: null, answers: {}, agreed: new Set(), refused: new Set()};

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

/** Answers of rows that neither agree nor refuse; [] where not all of them can be named as --consent names them. */
function openAnswers(column) {
  const all = column.answers || [], nameable = (text) => text !== null && !text.includes("|");
  if (column.kind !== "consent" || column.head.includes("=") || !all.every((one) => nameable(one.text))) return [];
  return all.filter((one) => ["pending", "unclear"].includes(one.taken));
}

const isDoubtful = (column) => !column.sure && !(column.head in view.answers) && Object.keys(column.shapes || {}).some((shape) => shape !== "empty");

/** What is asked before the list can be printed, each a link to its row. */
function questions(sheet) {
  const asked = sheet.columns.flatMap((column, i) => [
    ...(isDoubtful(column) ? [[i, say("holdsThis", column.head, table("kinds")[column.kind] || column.kind)]] : []),
    ...openAnswers(column).filter((one) => !view.agreed.has(one.text) && !view.refused.has(one.text)).map((one) => [i, say("doThey", one.count, one.text)])]);
  const go = (i) => (event) => { event.preventDefault(); document.querySelector(`#column-${i} select`).focus(); };
  return asked.length > 0 && el("div", {class: "asks"}, el("b", {}, say("questions", asked.length)),
    el("ul", {}, asked.map(([i, words]) => el("li", {}, el("a", {href: "#names", onclick: go(i)}, words)))));
}

function choice(desk, words, pressed, action) {
  return button(say(words), () => { action(); desk.draw(); }, {"aria-pressed": String(pressed)});
}

function answerBox(desk, {text, count}) {
  const put = (to, from) => () => { to.add(text); from.delete(text); };
  return el("div", {class: "asks"}, el("div", {class: "row"}, el("b", {}, say("saysIt", count, text)),
    choice(desk, "agrees", view.agreed.has(text), put(view.agreed, view.refused)), choice(desk, "doesNot", view.refused.has(text), put(view.refused, view.agreed))),
    el("small", {}, say("notUntil")));
}

function doubtBox(desk, column) {
  const put = (kind) => () => { view.answers[column.head] = kind; };
  return el("div", {class: "asks"}, el("div", {class: "row"}, el("b", {}, say("holdsThis", column.head, table("kinds")[column.kind] || column.kind)),
    choice(desk, "yes", false, put(column.kind)), choice(desk, "no", false, put("none"))), el("small", {}, say("unsure")));
}

/** Examples where they may be shown, else how many cells of what shape. */
function holdsCell(desk, column, sheet) {
  const open = openAnswers(column);
  const said = column.answers?.length ? column.answers.map((one) => one.text === null ? say("more", one.count) : `${one.text} ${one.count}`)
    : column.examples?.length ? column.examples : null;
  return el("td", {}, said ? said.map((one, i) => [i > 0 && " · ", el("bdi", {}, one)]) : el("span", {class: "soft"}, shapes(column)),
    isDoubtful(column) && doubtBox(desk, column), open.map((one) => answerBox(desk, one)),
    column.kind === "consent" && !open.length && sheet.pending > 0 && el("div", {class: "asks"}, say("waiting", sheet.pending)));
}

function shapes(column) {
  const parts = Object.entries(column.shapes || {}).map(([shape, n]) => `${n} ${table("shapes")[shape] || shape}`).join(" · ");
  return column.printed ? parts : `${parts}. ${say("notShown")}`;
}

function columnRow(desk, column, sheet, i) {
  const chosen = view.answers[column.head] || column.kind, names = table("kinds");
  const kinds = chosen in names ? Object.keys(names) : [chosen, ...Object.keys(names)];
  const select = el("select", {"aria-label": column.head}, kinds.map((kind) => el("option", {value: kind, selected: kind === chosen}, names[kind] || kind)));
  select.addEventListener("change", () => { view.answers[column.head] = select.value; desk.draw(); });
  const print = column.printed ? say("isPrinted") : column.kind === "consent" ? say("decides")
    : PRIVATE.has(column.kind) || !column.sure ? el("b", {}, say("isPrivate")) : say("notPrinted");
  return el("tr", {id: `column-${i}`}, el("td", {}, el("bdi", {}, column.head)), el("td", {}, select), holdsCell(desk, column, sheet), el("td", {}, print));
}

/** --columns takes kind=HEAD; a head with a comma cannot be named so. */
/** A column of consent says which answers are a yes: those that are one already, and those that were said to be. */
function consentLine(sheet) {
  const column = sheet.columns.find((one) => openAnswers(one).some(({text}) => view.agreed.has(text)));
  const yes = column ? column.answers.filter((one) => one.taken === "given" || view.agreed.has(one.text)).map((one) => one.text) : [];
  return column && `${column.head}=${yes.join("|")}`;
}

const answersLine = () => Object.entries(view.answers).map(([head, kind]) => `${kind}=${head}`).join(",");

function columnsView(desk, sheet) {
  const save = async () => {
    const columns = answersLine(), consent = consentLine(sheet);
    if (columns) await post("set", {name: "columns", value: columns});
    if (consent) await post("set", {name: "consent", value: consent});
    await desk.refresh();
  };
  return [el("h1", {}, say("columnsTitle")), el("p", {class: "under"}, say("columnsUnder", sheet.rows)), questions(sheet),
    el("table", {}, el("thead", {}, el("tr", {}, ["column", "takenFor", "holds", "inPrint"].map((key) => el("th", {scope: "col"}, say(key))))),
      el("tbody", {}, sheet.columns.map((column, i) => columnRow(desk, column, sheet, i)))),
    el("p", {class: "row"}, button(say("saveAnswers"), () => desk.attempt(save), {class: "next"}),
      button(say("back"), () => { view.columns = false; desk.draw(); })), houseButton(desk)];
}

/** Those that were not said to be two. */
const pairsOf = (desk) => openFindings(desk.check).filter(isPair);

function pairs(desk) {
  const alike = pairsOf(desk), MOST_PAIRS = 50;
  if (!alike.length) return [];
  return [el("h2", {id: "alike"}, say("alike", alike.length)),
    el("table", {}, el("tbody", {}, alike.slice(0, MOST_PAIRS).map((note) => el("tr", {},
      el("td", {}, say(note.elsewhere ? "rowOf" : "line", note.line)), el("td", {}, told(note.local)), el("td", {}, pairButtons(desk, note)))))),
    alike.length > MOST_PAIRS && el("p", {class: "soft"}, say("more", alike.length - MOST_PAIRS))];
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
  const {check} = desk, sheet = check.lists[0], alike = pairsOf(desk).length;
  const link = (words, action, id) => el("li", {}, el("a", {href: "#names", onclick: (event) => { event.preventDefault(); action ? desk.attempt(action) : document.getElementById(id).scrollIntoView(); }}, words));
  return [el("h2", {}, say("goTo")), el("ul", {class: "list"}, link(say("allNames", check.signatories.listed), show),
    sheet && link(say("columnsLink"), async () => { view.columns = true; desk.draw(); }),
    sheet?.pending > 0 && link(say("pendingLink", sheet.pending), async () => { view.columns = true; desk.draw(); }),
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
    el("div", {class: "two"}, el("div", {}, pairs(desk), gaps(check)), findColumn(desk))];
}
