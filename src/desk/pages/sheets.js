// SPDX-License-Identifier: MIT
// The pages as pictures: one large, all of them small, the place that is looked at marked on it. Pages are known by what
// is on them, so that one that did not change is not asked for again.
import {address} from "./ask.js";
import {button, el} from "./dom.js";
import {findLine} from "./places.js";
import {say} from "./words.js";

const THUMBS = 12, LARGE = 110, SMALL = 24;
const kept = new Map(); // address -> the <img> that shows it
let shownNumber = 1, early = null; // {number, img}: asked for before its places were
let standing = null; // what the large picture shows until the next is loaded

/** The picture of a page; the old one stands until the new one is there. */
function picture(desk, number, dpi) {
  const src = address("page", {n: number, dpi, v: desk.places[number - 1].key});
  let img = kept.get(src);
  if (!img) {
    img = early?.number === number && dpi === LARGE ? early.img : el("img", {src});
    kept.set(src, img);
    if (kept.size > 200) kept.delete(kept.keys().next().value);
  }
  return img;
}

/** The page that is looked at, anew after a change, before anything else is asked of a long letter. It stands where the old
 *  one stood, and is the picture of its page once the places are known. */
export async function renewShown(desk) {
  const holder = document.querySelector(".letter .sheet");
  early = null;
  if (!holder || !standing) return;
  const turn = desk.turn, img = el("img", {src: address("page", {n: shownNumber, dpi: LARGE, v: `turn${turn}`})});
  await img.decode().catch(() => null);
  if (desk.turn !== turn || !img.naturalWidth) return;
  img.alt = standing.alt;
  early = {number: shownNumber, img};
  standing = img;
  holder.replaceChildren(img);
}

const percent = (share) => `${(100 * share).toFixed(2)}%`;

function markOf(place) {
  const mark = el("span", {class: "place", "aria-hidden": "true"});
  mark.style.insetInlineStart = mark.style.insetBlockStart = "auto";
  mark.style.left = percent(place.x);
  mark.style.top = percent(place.y);
  mark.style.width = percent(place.width);
  mark.style.height = percent(place.height);
  return mark;
}


function sheet(desk, number, place, choose) {
  shownNumber = number;
  const img = picture(desk, number, LARGE), holder = el("div", {class: "sheet", dir: "ltr"});
  const show = () => {
    standing = img;
    holder.replaceChildren(img, ...(place && place.page === number ? [markOf(place)] : []));
  };
  img.alt = say("pageOf", number, desk.pages);
  if (img.complete || !standing) show();
  else {
    holder.append(standing);
    img.addEventListener("load", show, {once: true});
  }
  holder.addEventListener("click", (event) => {
    const box = holder.getBoundingClientRect();
    const line = findLine(desk.places, number, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, desk.text);
    if (line) choose(line);
  });
  return holder;
}

function thumb(desk, number, chosen, choose) {
  const made = button("", choose, {"aria-pressed": String(chosen), "aria-label": say("pageOf", number, desk.pages), tabindex: chosen ? "0" : "-1"});
  const img = picture(desk, number, SMALL);
  img.alt = "";
  img.loading = "lazy";
  made.append(img);
  return made;
}

/** One stop for the keyboard; the arrows follow the direction of the page. */
function onArrow(event, row, choose) {
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const step = {[forward]: 1, [back]: -1}[event.key], at = row.indexOf(document.activeElement);
  if (!step || at < 0 || !row[at + step]) return;
  event.preventDefault();
  choose(at + step + 1);
}

/** `choose(page)` is told of a page, `find(line)` of a line of the source that was pointed at. */
export function pageColumn(desk, shown, place, choose, find) {
  const first = Math.max(1, Math.min(shown - THUMBS / 2, desk.pages - THUMBS + 1)), n = Math.min(desk.pages, THUMBS);
  const row = Array.from({length: n}, (_, i) => thumb(desk, first + i, first + i === shown, () => choose(first + i)));
  const thumbs = el("div", {class: "thumbs", role: "group", "aria-label": say("page")}, row);
  thumbs.addEventListener("keydown", (event) => onArrow(event, row, (at) => choose(first + at - 1, true)));
  return el("div", {class: "page"}, sheet(desk, shown, place, find), desk.pages > 1 && thumbs,
    desk.pages > THUMBS && el("p", {class: "soft"}, say("pageOf", shown, desk.pages)));
}
