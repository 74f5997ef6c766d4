"use strict";
(function () {
const names = document.querySelectorAll(".signatories>li");
const field = document.getElementById("search"), found = document.getElementById("found");
const fold = s => s.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, "").toLowerCase();
if (field) {
  field.closest("form").hidden = false;
  field.addEventListener("input", () => {
    const wanted = fold(field.value.trim());
    let n = 0;
    for (const name of names) { name.hidden = !fold(name.textContent).includes(wanted); n += !name.hidden; }
    found.textContent = wanted ? n : "";
  });
}
const drop = document.getElementById("drop"), file = document.getElementById("zip"), said = document.getElementById("said");
const words = said.dataset;
const hex = b => Array.from(new Uint8Array(b), x => x.toString(16).padStart(2, "0")).join("");
const bytes = async (blob, from, to) => new DataView(await blob.slice(from, to).arrayBuffer());
async function directory(blob) {
  const tail = Math.max(0, blob.size - 65557), v = await bytes(blob, tail, blob.size);
  let e = v.byteLength - 22;
  while (e >= 0 && v.getUint32(e, true) !== 0x06054b50) e--;
  if (e < 0) throw Error("ZIP");
  let count = v.getUint16(e + 10, true), size = v.getUint32(e + 12, true), at = v.getUint32(e + 16, true);
  if (e >= 20 && v.getUint32(e - 20, true) === 0x07064b50) {
    const place = Number(v.getBigUint64(e - 12, true)), z = await bytes(blob, place, place + 56);
    count = Number(z.getBigUint64(32, true)); size = Number(z.getBigUint64(40, true)); at = Number(z.getBigUint64(48, true));
  }
  const d = await bytes(blob, at, at + size), list = new Map();
  for (let p = 0, i = 0; i < count; i++) {
    if (d.getUint32(p, true) !== 0x02014b50) throw Error("ZIP");
    const n = d.getUint16(p + 28, true), x = d.getUint16(p + 30, true), c = d.getUint16(p + 32, true);
    let packed = d.getUint32(p + 20, true), full = d.getUint32(p + 24, true), local = d.getUint32(p + 42, true);
    const name = new TextDecoder("utf-8", {fatal: true}).decode(new Uint8Array(d.buffer, p + 46, n));
    for (let q = p + 46 + n; q + 4 <= p + 46 + n + x; q += 4 + d.getUint16(q + 2, true)) {
      if (d.getUint16(q, true) !== 1) continue;
      let r = q + 4;
      if (full === 0xffffffff) { full = Number(d.getBigUint64(r, true)); r += 8; }
      if (packed === 0xffffffff) { packed = Number(d.getBigUint64(r, true)); r += 8; }
      if (local === 0xffffffff) local = Number(d.getBigUint64(r, true));
    }
    if (list.has(name)) throw Error(name);
    if (!name.endsWith("/")) list.set(name, {method: d.getUint16(p + 10, true), packed, local});
    p += 46 + n + x + c;
  }
  return list;
}
async function content(blob, entry) {
  const h = await bytes(blob, entry.local, entry.local + 30);
  if (h.getUint32(0, true) !== 0x04034b50) throw Error("ZIP");
  const from = entry.local + 30 + h.getUint16(26, true) + h.getUint16(28, true);
  const part = blob.slice(from, from + entry.packed);
  if (entry.method === 0) return part.arrayBuffer();
  if (entry.method !== 8) throw Error("ZIP");
  return new Response(part.stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}
async function manifest(blob, list, top, name) {
  const entry = list.get(top + name), lines = new Map();
  if (!entry) throw Error(name);
  for (const line of new TextDecoder().decode(await content(blob, entry)).split("\n")) {
    const m = /^([0-9a-f]{128}) +(.+)$/.exec(line);
    if (m) lines.set(m[2].replace(/%0D/gi, "\r").replace(/%0A/gi, "\n").replace(/%25/g, "%"), m[1]);
  }
  return lines;
}
async function check(blob) {
  const list = await directory(blob), bad = [];
  const first = [...list.keys()].find(name => name.endsWith("/bagit.txt"));
  if (!first) throw Error("bagit.txt");
  const top = first.slice(0, -9), payload = await manifest(blob, list, top, "manifest-sha512.txt");
  const tags = await manifest(blob, list, top, "tagmanifest-sha512.txt");
  let n = 0;
  for (const [path, sum] of [...payload, ...tags]) {
    const entry = list.get(top + path);
    said.textContent = ++n + " / " + (payload.size + tags.size);
    if (!entry || hex(await crypto.subtle.digest("SHA-512", await content(blob, entry))) !== sum) bad.push(path);
  }
  for (const name of list.keys()) {
    const path = name.slice(top.length);
    if (!name.startsWith(top) || (!payload.has(path) && !tags.has(path) && path !== "tagmanifest-sha512.txt")) bad.push(name);
  }
  return {bad, n};
}
async function run(blob) {
  said.className = "";
  said.textContent = "\u2026";
  try {
    const {bad, n} = await check(blob);
    said.className = bad.length ? "bad" : "good";
    said.textContent = (bad.length ? words.bad + " " + bad.join(" \u00b7 ") : words.good + " " + n);
  } catch (e) {
    said.className = "bad";
    said.textContent = words.bad + " " + e.message;
  }
}
drop.hidden = false;
file.addEventListener("change", () => file.files[0] && run(file.files[0]));
addEventListener("dragover", e => e.preventDefault());
addEventListener("drop", e => { e.preventDefault(); if (e.dataTransfer.files[0]) run(e.dataTransfer.files[0]); });
})();
