// SPDX-License-Identifier: MIT
// What is made of the letter, one row a file.
import {Refused, address, get, post} from "./ask.js";
import {button, el, say as tell} from "./dom.js";
import {openFindings} from "./letter.js";
import {say, size, table} from "./words.js";

const PATIENCE = 300; // milliseconds before a bar is drawn
const view = {products: null, making: null, told: {}, made: {}};

async function load() {
  view.products = (await get("products")).products;
}

function drawProgress(progress) {
  const bar = document.getElementById("bar"), words = document.getElementById("bar-words");
  if (!bar || !progress.what) return;
  if (progress.total) bar.setAttribute("value", progress.done / progress.total);
  const rate = progress.done / (progress.milliseconds || 1);
  const left = progress.total > progress.done && rate ? say("left", Math.ceil((progress.total - progress.done) / rate / 1000)) : "";
  words.textContent = progress.total ? `\u2066${Math.floor(100 * progress.done / progress.total)}%\u2069 · ${say("nth", progress.done, progress.total)} · ${left}` : "";
}

async function make(desk, product) {
  view.making = product.name;
  view.told = {};
  const shown = setTimeout(() => desk.draw(), PATIENCE);
  const asked = setInterval(async () => drawProgress(await get("progress")), PATIENCE);
  try {
    const began = performance.now(), made = await post("make", {what: product.name});
    view.made[product.name] = {pages: made.files?.[0]?.pages ?? made.pages, seconds: (performance.now() - began) / 1000};
    tell(say("done"));
  } catch (cause) {
    if (!(cause instanceof Refused) || ["gone", "no-room"].includes(cause.code)) throw cause;
    view.told[product.name] = cause.status === 409 ? say("stopped") : cause.message;
  } finally {
    clearTimeout(shown);
    clearInterval(asked);
    view.making = null;
    await load();
    desk.draw();
  }
}

/** How long what is missing may take, as it took before; "" where that is not known of all of it. */
function missingTime() {
  const seconds = view.products.filter((one) => one.state !== "done").map((one) => view.made[one.name]?.seconds);
  return seconds.length && seconds.every(Boolean) ? say("about", Math.max(1, Math.ceil(seconds.reduce((all, one) => all + one, 0)))) : "";
}

async function makeMissing(desk) {
  for (const product of view.products.filter((one) => one.state !== "done")) await make(desk, product);
}

function stateCell(product) {
  if (view.making === product.name)
    return el("td", {}, el("progress", {id: "bar", max: 1, "aria-label": table("products")[product.name][0]}), el("br"), el("small", {id: "bar-words"}));
  if (view.told[product.name]) return el("td", {}, el("span", {class: "bad"}, view.told[product.name]));
  if (product.state === "done") return el("td", {}, el("span", {class: "good"}, "✓ ", say("done")), " ",
    [view.made[product.name]?.pages && say("pages", view.made[product.name].pages), size(product.bytes)].filter(Boolean).join(", "));
  if (product.state === "old") return el("td", {}, el("b", {}, say("old")), " ", say("oldWhy"));
  return el("td", {}, say("none"));
}

function actionCell(desk, product) {
  const start = () => desk.attempt(() => make(desk, product));
  const open = el("a", {class: product.state === "old" ? "" : "button", href: address("file", {name: product.file}), target: "_blank", rel: "noopener"}, say("open"));
  if (view.making === product.name) return el("td", {}, button(say("stop"), () => post("stop"), {title: "Esc"}));
  if (product.state === "none") return el("td", {}, button(say("make"), start));
  const again = product.state === "old" ? button(say("makeAgain"), start) : button(say("again"), start, {class: "plain"});
  return el("td", {}, el("div", {class: "row"}, product.state === "old" ? [again, open] : [open, again]));
}

export function drawHandout(desk) {
  if (!view.products) {
    desk.attempt(async () => { await load(); desk.draw(); });
    return [el("h1", {}, say("needTitle"))];
  }
  const open = openFindings(desk.check).length;
  const rows = view.products.map((product) => el("tr", {}, el("td", {}, el("b", {}, table("products")[product.name][0])),
    el("td", {class: "soft"}, table("products")[product.name][1]), stateCell(product), actionCell(desk, product)));
  return [el("h1", {}, say("needTitle")), el("p", {class: "under"}, say("needUnder", `${desk.state.folder}/out`)),
    el("table", {}, el("thead", {}, el("tr", {}, ["file", "what", "state"].map((key) => el("th", {scope: "col"}, say(key))), el("td"))), el("tbody", {}, rows)),
    el("p", {class: "row"}, button(say("makeAll"), () => desk.attempt(() => makeMissing(desk)), {class: "next"}), el("span", {class: "soft"}, missingTime())),
    open > 0 && el("div", {class: "asks"}, say("stillOpen", open), " ", el("a", {href: "#letter"}, say("lookAt")))];
}

export const stopMaking = () => view.making && post("stop");
export const isMaking = () => Boolean(view.making);
export const forgetProducts = () => { view.products = null; view.told = {}; };
