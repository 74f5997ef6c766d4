// SPDX-License-Identifier: MIT
// Archives from others: the verdict, then the evidence, then what to do.
import {Refused, post} from "./ask.js";
import {bdi, button, el, told} from "./dom.js";
import {chooser, dropZone} from "./letter.js";
import {day, say} from "./words.js";

const view = {proved: []};
const FAULTS_SHOWN = 5;

async function prove(desk, files) {
  for (const file of files) {
    try {
      view.proved.unshift(await post("prove", {name: file.name}, file));
    } catch (cause) {
      if (!(cause instanceof Refused) || cause.code === "gone") throw cause;
      view.proved.unshift({file: file.name, result: {}, sha256: ""});
    }
  }
  desk.draw();
}

/** [sign, words, class, what to do] */
function verdictOf({result}) {
  if (!("valid" in result)) return ["✕", say("unreadable"), "altered", say("doAsk")];
  if (!result.valid) return ["✕", say("altered"), "altered", say("doAsk")];
  if (!result.signatures.length) return ["?", say("wholeUnsigned"), "unknown", say("doCall")];
  if (result.signatures.some((one) => one.trusted)) return ["✓", say("wholeSigned"), "whole", say("doNothing")];
  return ["?", say("wholeStranger"), "unknown", say("doCert")];
}

/** The line of the text for people that tells a fault, without its path and its code: in the language of the page. */
function faultSaid(said, fault, i) {
  const line = said.split("\n")[i] || "", end = ` [${fault.code}]`, from = line.indexOf(": ") + 2;
  return line.endsWith(end) && from > 1 ? line.slice(from, -end.length) : fault.message;
}

function evidence({result, said}) {
  if (!("valid" in result)) return [el("li", {}, result.error ? told(result.error.message) : say("nothingChanged"))];
  const paths = (codes) => new Set(result.faults.filter((fault) => codes.test(fault.code)).map((fault) => fault.path)).size;
  const kinds = [["changedF", paths(/differs|digest|crc/)], ["addedF", paths(/unlisted/)], ["missingF", paths(/missing/)]].filter(([, n]) => n);
  const faults = result.faults.slice(0, FAULTS_SHOWN).map((fault, i) => el("li", {}, el("b", {}, bdi(fault.path || "")), el("br"), told(faultSaid(said, fault, i))));
  if (faults.length)
    return [el("li", {}, el("b", {}, kinds.length ? kinds.map(([words, n]) => say(words, n)).join(" · ") : say("faults", result.faults.length))), faults,
      result.faults.length > FAULTS_SHOWN && el("li", {}, say("more", result.faults.length - FAULTS_SHOWN))];
  const signed = result.signatures.map((one) => el("li", {}, say("signedBy", one.signer || "?")));
  const times = [...result.timestamps, ...result.signatures].filter((one) => one.time).slice(0, 1).map((one) => el("li", {}, say("at", day(one.time))));
  return [el("li", {}, result.files ? say("filesSealed", result.files) : say("asSealed")), signed.length ? signed : el("li", {}, say("whoWhen")), times];
}

function saveReport(one) {
  const link = el("a", {href: URL.createObjectURL(new Blob([JSON.stringify(one, null, 2)], {type: "application/json"})), download: `${one.file}.report.json`});
  link.click();
  URL.revokeObjectURL(link.href);
}

const inGroups = (digest) => digest.match(/.{1,8}/g).join(" ");

function verdict(one) {
  const [sign, words, kind, action] = verdictOf(one);
  return el("section", {}, el("p", {class: "soft"}, bdi(one.file)), el("h2", {class: kind}, sign, " ", words), el("ul", {class: "list"}, evidence(one)),
    one.sha256 && el("p", {}, say("digest"), " ", el("span", {class: "digest"}, inGroups(one.sha256))),
    el("p", {}, el("b", {}, say("todo")), " ", action), button(say("report"), () => saveReport(one)));
}

export function drawProve(desk) {
  return [el("h1", {}, say("proveTitle")), el("p", {class: "under"}, say("proveUnder")),
    dropZone(desk, el("div", {class: "row"}, el("b", {}, say("proveZone")), chooser(desk, say("chooseOne"), {class: "next"}, true, prove)), true, prove),
    el("div", {class: "verdicts"}, view.proved.map(verdict))];
}
