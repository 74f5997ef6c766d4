// SPDX-License-Identifier: MIT
// How the letter looks: each style as the first page of this letter; date, kind, paper, accent, sender, logo.
import {address, get, post} from "./ask.js";
import {button, el, say as tell} from "./dom.js";
import {effective, houseButton} from "./house.js";
import {say, table} from "./words.js";

const PAPERS = ["A4", "Letter", "A5", "Legal"], ACCENTS = ["#741b20", "#17406d", "#1c5a34", "#000000"];
const counts = {turn: -1, pages: {}};

async function set(desk, name, value) {
  await post("set", {name, value});
  await desk.refresh();
}

function styleChoice(desk, name) {
  const chosen = (effective(desk, "style") || "letter") === name;
  const radio = el("input", {type: "radio", name: "style", value: name, checked: chosen});
  radio.addEventListener("change", () => desk.attempt(() => set(desk, "style", name)));
  const pages = el("small", {class: "soft"}), uses = table("uses")[name];
  const show = (n) => { pages.textContent = n ? `${say("pages", n)} · ${uses}` : uses; };
  show(counts.pages[name]);
  if (!(name in counts.pages))
    get("pages", {style: name}).then((got) => { counts.pages[name] = got.files[0].pages; show(counts.pages[name]); }, () => show(0));
  return el("label", {}, el("img", {src: address("page", {n: 1, dpi: 60, style: name, v: desk.turn}), alt: "", loading: "lazy"}),
    el("span", {}, radio, " ", el("b", {}, table("styles")[name])), el("br"), pages);
}

/** What a shell takes as one word. */
const word = (text) => /^[\w./:=@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const OPTIONS = {accent: (value) => `--set page.accent=${word(value)}`, from: () => null, logo: () => null};

function commandLine(desk) {
  const {letter, settings} = desk.state;
  const options = Object.entries(settings).map(([name, value]) => OPTIONS[name] ? OPTIONS[name](value) : `--${name} ${word(value)}`);
  return ["warraq render", word(letter.path || letter.name), ...options.filter(Boolean), "-o letter.pdf"].join(" \\\n  ");
}

function field(desk, name, words, input) {
  input.id = name;
  input.addEventListener("change", () => desk.attempt(() => set(desk, name, input.value)));
  return el("label", {class: "wide", for: name}, words, input);
}

// ---- the kind, which the letter's own head says -------------------------------------------

const HEAD = /^---\n([\s\S]*?\n)---\n/;
const isMarkdown = (desk) => /\.(md|markdown)$/i.test(desk.state.letter.path || desk.state.letter.name) || desk.state.letter.is_copy;

function kindOf(text) {
  const head = HEAD.exec(text), line = head && /^kind:[ \t]*(.*)$/m.exec(head[1]);
  return line ? line[1].trim().replace(/^["']|["']$/g, "") : "";
}

function withKind(text, kind) {
  const line = kind ? `kind: ${JSON.stringify(kind)}\n` : "", head = HEAD.exec(text);
  if (!head) return line ? `---\n${line}---\n\n${text}` : text;
  const rest = head[1].replace(/^kind:.*\n/m, "");
  return `---\n${rest}${line}---\n${text.slice(head[0].length)}`;
}

function kindField(desk) {
  const copy = async () => { await post("copy"); await desk.refresh(); };
  if (!isMarkdown(desk))
    return el("div", {class: "wide"}, say("kind"), el("p", {class: "soft"}, say("kindWhy")), button(say("makeCopy"), () => desk.attempt(copy)));
  const input = el("input", {type: "text", id: "kind", dir: "auto", value: kindOf(desk.text), placeholder: say("kindUsual")});
  const write = async () => { await post("text", {}, withKind(desk.text, input.value.trim())); await desk.refresh(); };
  input.addEventListener("change", () => desk.attempt(write));
  return el("label", {class: "wide", for: "kind"}, say("kind"), input);
}

function accentField(desk) {
  const now = (effective(desk, "accent") || ACCENTS[0]).toLowerCase(), names = table("accents");
  const choice = (colour) => {
    const input = el("input", {type: "radio", name: "accent", value: colour, checked: colour === now, "aria-label": names[colour] || colour, title: names[colour] || colour});
    input.style.setProperty("--swatch", colour);
    input.addEventListener("change", () => desk.attempt(() => set(desk, "accent", colour)));
    return input;
  };
  return el("fieldset", {class: "swatches"}, el("legend", {}, say("accent")), (ACCENTS.includes(now) ? ACCENTS : [...ACCENTS, now]).map(choice),
    el("span", {class: "soft"}, names[now] || now));
}

function logoField(desk) {
  const input = el("input", {type: "file", accept: ".png,.jpg,.jpeg,.svg", class: "unseen", tabindex: "-1", "aria-hidden": "true"});
  const send = async () => { await post("logo", {name: input.files[0].name}, input.files[0]); await desk.refresh(); };
  input.addEventListener("change", () => desk.attempt(send));
  const logo = effective(desk, "logo");
  return el("div", {class: "wide"}, say("logo"), el("div", {class: "row"}, button(say("chooseOne"), () => input.click(), {"aria-label": `${say("chooseOne")}: ${say("logo")}`}), input,
    logo ? el("bdi", {class: "soft"}, logo.split("/").pop()) : el("span", {class: "soft"}, say("noLogo")),
    desk.state.settings.logo && button(say("without"), () => desk.attempt(() => set(desk, "logo", "")), {class: "plain"})));
}

function details(desk) {
  const date = el("input", {type: "date", value: effective(desk, "date")});
  const chosen = effective(desk, "paper") || "A4";
  const paper = el("select", {}, PAPERS.map((name) => el("option", {value: name, selected: chosen === name}, name)));
  const from = el("textarea", {rows: "2", dir: "auto"});
  from.value = effective(desk, "from");
  const copy = async () => { await navigator.clipboard.writeText(commandLine(desk)); tell(say("copied")); };
  return el("div", {}, el("h2", {}, say("details")), field(desk, "date", [say("date"), " ", desk.check.notes.some((note) => note.code === "date-from-file") && el("span", {class: "soft"}, say("noneInLetter"))], date), el("div", {class: "pair"}, kindField(desk), field(desk, "paper", say("paper"), paper)),
    accentField(desk), field(desk, "from", say("sender"), from), logoField(desk), houseButton(desk),
    el("details", {}, el("summary", {}, say("command")), el("pre", {}, commandLine(desk)), button(say("copy"), () => desk.attempt(copy))),
    el("p", {}, el("a", {href: "#handout"}, say("nextMake"))));
}

export function drawLook(desk) {
  if (counts.turn !== desk.turn) Object.assign(counts, {turn: desk.turn, pages: {}});
  return [el("h1", {}, say("lookTitle")), el("p", {class: "under"}, say("lookUnder")),
    el("div", {class: "two"}, el("fieldset", {class: "styles"}, el("legend", {class: "unseen"}, say("lookTitle")),
      Object.keys(table("styles")).map((name) => styleChoice(desk, name))), details(desk))];
}
