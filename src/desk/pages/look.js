// SPDX-License-Identifier: MIT
// How the letter looks: each style as the first page of this letter.
import {address, get, post} from "./ask.js";
import {button, el, say as tell} from "./dom.js";
import {say, table} from "./words.js";

const PAPERS = ["A4", "Letter", "A5", "Legal"];
const counts = {turn: -1, pages: {}};

async function set(desk, name, value) {
  await post("set", {name, value});
  await desk.refresh();
}

function styleChoice(desk, name) {
  const chosen = (desk.state.settings.style || "letter") === name;
  const radio = el("input", {type: "radio", name: "style", value: name, checked: chosen});
  radio.addEventListener("change", () => desk.attempt(() => set(desk, "style", name)));
  const pages = el("small", {class: "soft"});
  const uses = table("uses")[name];
  const show = (n) => { pages.textContent = n ? `${say("pages", n)} · ${uses}` : uses; };
  show(counts.pages[name]);
  if (!(name in counts.pages))
    get("pages", {style: name}).then((got) => { counts.pages[name] = got.files[0].pages; show(counts.pages[name]); }, () => show(0));
  return el("label", {}, el("img", {src: address("page", {n: 1, dpi: 60, style: name, v: desk.turn}), alt: "", loading: "lazy"}),
    el("span", {}, radio, " ", el("b", {}, table("styles")[name])), el("br"), pages);
}

/** What a shell takes as one word. */
const word = (text) => /^[\w./:=@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function commandLine(desk) {
  const {letter, settings} = desk.state;
  const options = Object.entries(settings).map(([name, value]) => `--${name} ${word(value)}`);
  return ["warraq render", word(letter.path || letter.name), ...options, "-o letter.pdf"].join(" ");
}

function details(desk) {
  const {settings} = desk.state;
  const date = el("input", {type: "date", id: "date", value: settings.date || ""});
  date.addEventListener("change", () => desk.attempt(() => set(desk, "date", date.value)));
  const paper = el("select", {id: "paper"}, PAPERS.map((name) => el("option", {value: name, selected: (settings.paper || "A4") === name}, name)));
  paper.addEventListener("change", () => desk.attempt(() => set(desk, "paper", paper.value)));
  const copy = async () => { await navigator.clipboard.writeText(commandLine(desk)); tell(say("copied")); };
  return el("div", {}, el("h2", {}, say("details")), el("label", {class: "wide"}, say("date"), date), el("label", {class: "wide"}, say("paper"), paper),
    el("details", {}, el("summary", {}, say("command")), el("pre", {}, commandLine(desk)), button(say("copy"), () => desk.attempt(copy))),
    el("p", {}, el("a", {href: "#handout"}, say("nextMake"))));
}

export function drawLook(desk) {
  if (counts.turn !== desk.turn) Object.assign(counts, {turn: desk.turn, pages: {}});
  return [el("h1", {}, say("lookTitle")), el("p", {class: "under"}, say("lookUnder")),
    el("div", {class: "two"}, el("fieldset", {class: "styles"}, el("legend", {class: "unseen"}, say("lookTitle")),
      Object.keys(table("styles")).map((name) => styleChoice(desk, name))), details(desk))];
}
