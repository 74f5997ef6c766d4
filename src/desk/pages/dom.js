// SPDX-License-Identifier: MIT
// Elements from words: nothing is ever parsed as HTML, so that a letter's text stays text.

/** el("p", {class: "soft", onclick: fn}, "text", child, [more]) */
export function el(name, props = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A name or a file's name: its direction is its own. */
export const bdi = (text, lang) => el("bdi", {lang}, text);

/** A sentence of the library: its direction is that of the language it is told in, whatever name it begins with. */
export const told = (text) => el("bdi", {dir: document.documentElement.dir === "rtl" && /[\u0600-\u06ff]/.test(text) ? "rtl" : "ltr"}, text);

export const button = (text, onclick, props = {}) => el("button", {type: "button", onclick, ...props}, text);

/** One polite sentence for those who do not see the page. */
export function say(text) {
  document.getElementById("live").textContent = text;
}

/** What happened, what is unharmed, what to do; it takes the focus and stays until it is mended. */
export function alertBox(title, lines, action) {
  const box = el("section", {class: "alert", role: "alert", tabindex: "-1"}, el("h2", {}, title),
    lines.map((line) => el("p", {}, line)), action);
  queueMicrotask(() => box.focus());
  return box;
}
