// SPDX-License-Identifier: MIT
// Drives `warraq desk` in Debian's Chromium as a person would: by the words on the buttons and the names of the fields.
// desk.cjs PROGRAM TREE PICTURES
const {spawn} = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const puppeteer = require("puppeteer-core");
const axe = require.resolve("axe-core/axe.min.js");

const [program, tree, pictures] = process.argv.slice(2);
const PLACES = ["letter", "names", "look", "handout", "versions", "prove"];
const WORDS = {
  en: {copy: "Make the copy", full: "The disk is full", mend: "Mend", undo: "Undo", make: "Make", keep: "Keep a version", removed: "− removed", altered: "Altered", whole: "nobody signed", stays: "kept as it came",
    mended: "✓ Mended", unreadable: "cannot be read", which: "Which column holds the names?", use: "Use this column", outside: "Another program changed", mine: "Save mine under another name", gone: "Warraq has stopped"},
  ar: {copy: "اصنع النسخة", full: "امتلأ القرص", mend: "أصلح", undo: "تراجع", make: "أخرج", keep: "احفظ نسخة", removed: "− حُذف", altered: "مغيَّر", whole: "لم يوقّعه", stays: "محفوظ كما وصل",
    mended: "✓ أُصلح", unreadable: "تعذّرت قراءة", which: "أي عمود فيه الأسماء؟", use: "استعمل هذا العمود", outside: "غيّر برنامج آخر", mine: "احفظ ما كتبته باسم آخر", gone: "توقّف ورّاق"},
};
let passed = 0, failed = 0;

function expect(holds, what) {
  if (holds) passed += 1;
  else { failed += 1; console.log(`FAIL  ${what}`); }
}

/** Waits for what a file is to become: half a minute at most, for the desk is asked for much at once and the machine has other work. */
async function until(holds) {
  for (let i = 0; i < 300 && !holds(); i++) await new Promise((done) => { setTimeout(done, 100); });
}

/** `room`: kilobytes that a file may have, as if the disk were full then. */
function startDesk(folder, lang, room = "unlimited") {
  const env = {...process.env, DISPLAY: "", WAYLAND_DISPLAY: "", LC_ALL: "C.UTF-8", LANGUAGE: lang};
  const desk = spawn("bash", ["-c", 'ulimit -f "$1"; exec "$2" desk "$3"', "desk", room, program, folder], {env});
  const address = new Promise((resolve, reject) => {
    desk.stdout.once("data", (data) => resolve(String(data).trim()));
    desk.once("exit", (status) => reject(new Error(`the desk ended: ${status}`)));
  });
  const ended = new Promise((resolve) => { desk.once("exit", resolve); });
  return {address, ended, kill: () => desk.kill("SIGKILL")};
}

class Person {
  constructor(page, lang) {
    this.page = page;
    this.words = WORDS[lang];
    this.lang = lang;
  }

  sees(text, seconds = 20) {
    return this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), {timeout: seconds * 1000}, text).then(() => true, () => false);
  }

  /** In one step: the page may be drawn again at any moment. */
  async press(text) {
    await this.page.waitForFunction((wanted) => {
      const found = [...document.querySelectorAll("main button")].find((one) => one.innerText.trim() === wanted);
      found?.click();
      return Boolean(found);
    }, {timeout: 30000}, text);
  }

  async goTo(place) {
    await this.page.evaluate((name) => document.querySelector(`nav a[href="#${name}"]`).click(), place);
    await this.page.waitForFunction((name) => document.querySelector(`nav a[href="#${name}"][aria-current]`) && document.querySelector("main h1"), {timeout: 30000}, place);
  }

  /** Writes into a field. It is found and focused in one step, for a page that is drawn again between the two keeps the focus of what has it, and a field that has gone takes none. */
  async write(selector, words) {
    await this.page.waitForFunction((wanted) => {
      const field = document.querySelector(wanted);
      field?.focus();
      return Boolean(field);
    }, {timeout: 30000}, selector);
    await this.page.keyboard.type(words);
  }

  /** Puts other words into a line and leaves it. */
  async writeLine(number, change) {
    const selector = `[data-line="${number}"] p`;
    await this.page.waitForSelector(selector);
    const words = await this.page.$eval(selector, (one) => one.textContent);
    await this.page.bringToFront(); // a page that is not in front tells nobody that a line was left
    await this.page.$eval(selector, (one, text) => { one.focus(); one.textContent = text; one.blur(); }, change(words));
  }

  /** Gives files as the chooser of the place would. */
  async choose(...files) {
    const input = await this.page.waitForSelector("main input[type=file]");
    await input.uploadFile(...files);
  }

  async isFair(name) {
    const faults = await this.page.evaluate(async () => (await window.axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0].target}`));
    expect(faults.length === 0, `axe on ${name}: ${faults.join("; ")}`);
  }

  async picture(name) {
    await this.page.evaluate(() => Promise.all([...document.images].map((one) => { one.loading = "eager"; return one; }).filter((one) => !one.complete).map((one) => new Promise((done) => { one.onload = one.onerror = done; }))));
    await this.page.screenshot({path: path.join(pictures, `${name}-${this.lang}.png`)});
    await this.isFair(`${name}-${this.lang}`);
  }
}

/** Goes through the page by Tab alone, from its top: what has the focus in turn, with a number drawn beside each for the picture. */
async function walkByKeys(person) {
  const {page} = person, stops = [];
  await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); });
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate((number) => {
      const at = document.activeElement;
      if (at === document.body || at.dataset.stop) return null;
      at.dataset.stop = number;
      const box = at.getBoundingClientRect(), mark = document.createElement("b");
      mark.className = "stop";
      mark.textContent = number;
      mark.style = `position:absolute;z-index:9;left:${box.left + scrollX - 8}px;top:${Math.max(box.top + scrollY - 10, 0)}px;background:#17365d;color:#fff;font:12px sans-serif;padding:2px 6px;border-radius:9px`;
      document.documentElement.append(mark);
      return {id: at.id, place: at.closest("nav") && at.hash ? at.hash.slice(1) : "", within: at.closest("main") ? "main" : "header", text: Boolean(at.closest(".source"))};
    }, i + 1);
    if (!stop) break;
    stops.push(stop);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({path: path.join(pictures, `12-keyboard-${person.lang}.png`)});
  await page.evaluate(() => {
    for (const mark of document.querySelectorAll("b.stop")) mark.remove();
    for (const at of document.querySelectorAll("[data-stop]")) delete at.dataset.stop;
    document.activeElement.blur();
  });
  return stops;
}

async function tabThrough(person) {
  const stops = await walkByKeys(person), places = stops.map((one) => one.place).filter(Boolean);
  expect(stops.length > 12 && stops[0].id === "skip", `Tab begins with the way past the head: ${stops.length} stops, ${stops[0]?.id}`);
  expect(places.join(" ") === "letter names look handout versions prove", `then the six places: ${places.join(" ")}`);
  expect(stops.slice(stops.findIndex((one) => one.within === "main")).every((one) => one.within === "main"), "the work comes last, whole, and the text is left by Tab");
  expect(stops.filter((one) => one.text).length === 2 && !stops[stops.length - 1].text, `the text is the stop of its view and one of its lines, not ${stops.filter((one) => one.text).length}`);
  expect(await person.page.evaluate(() => [...document.querySelectorAll("[tabindex]")].every((one) => one.tabIndex <= 0)), "no stop is put before others");
}

async function dropAndMend(person, folder) {
  await person.picture("01-empty");
  await person.choose(path.join(tree, "examples/open-letter.ar.txt"));
  expect(await person.sees(person.words.stays), "a dropped letter is open, and said to be kept");
  await person.page.waitForSelector(".sheet");
  await person.page.keyboard.press("F8");
  await person.page.keyboard.press("F8");
  await person.picture("02-letter");
  await tabThrough(person);
  const before = await person.page.$eval("header nav a small", (one) => Number(one.textContent));
  await person.press(person.words.mend);
  await person.page.waitForFunction((n) => Number(document.querySelector("header nav a small").textContent) < n, {timeout: 20000}, before);
  expect(fs.existsSync(path.join(folder, "letter.txt")), "mending makes a working copy");
  expect(await person.sees(person.words.mended), "what was mended is said");
  await person.picture("13-mended");
  await person.writeLine(4, (words) => `${words} 2020`);
  await person.page.waitForFunction(() => document.querySelector('[data-line="4"] p').textContent.endsWith("2020"), {timeout: 20000});
  await until(() => fs.readFileSync(path.join(folder, "letter.txt"), "utf8").includes(" 2020\n"));
  expect(fs.readFileSync(path.join(folder, "letter.txt"), "utf8").includes(" 2020\n"), "a changed word is in the file");
  await person.press(person.words.undo);
  await person.page.waitForFunction(() => !document.querySelector('[data-line="4"] p').textContent.endsWith("2020"), {timeout: 20000});
}

/** The place of a finding on its page, the line of a place on the page, a line that was set aside. */
async function placesAndAside(person) {
  const {page} = person;
  const mark = await page.waitForSelector(".sheet .place", {timeout: 20000}).catch(() => null);
  expect(mark !== null, "a finding is marked on its page");
  await page.waitForNetworkIdle({idleTime: 500});
  const sheet = await page.$eval(".sheet", (one) => { const {x, y, width, height} = one.getBoundingClientRect(); return {x, y, width, height}; });
  await page.mouse.click(sheet.x + sheet.width / 2, sheet.y + sheet.height * 0.55);
  await page.waitForFunction(() => document.querySelector(".line.open p")?.textContent.trim().length > 20, {timeout: 20000}).catch(() => null);
  const line = await page.$eval(".line.open", (one) => [one.dataset.line, one.textContent.length]).catch(() => null);
  expect(line && line[1] > 20, `a place on the page finds its line: ${line}`);
  await page.click(".under a");
  await page.waitForSelector("main tbody tr");
  await person.picture("03-aside");
  const before = (await page.$$("main tbody tr")).length, tables = (await page.$$("main table")).length;
  expect(tables === 2, "what stood before the letter and after it is told apart");
  await page.click("main tbody tr:last-child button");
  await page.waitForSelector("main tbody .good", {timeout: 20000});
  expect((await page.$$("main tbody tr")).length === before && (await page.$$("main table")).length === tables, "a line kept by hand stands where it was, and is said to be kept");
  await person.picture("03-kept");
  await page.waitForSelector("#house button");
  await page.click("#house button");
  await page.waitForSelector("#house pre .good");
  expect(await page.$eval("#house pre", (one) => one.innerText.includes("keep-lines=")), "it would be written into warraq.conf");
  await page.click("main tbody .good ~ button");
  await page.waitForFunction(() => !document.querySelector("main tbody .good"), {timeout: 20000});
  await page.click("main p.row button.next");
  await page.waitForSelector(".sheet");
}

/** A setting is written into the organisation's file when its difference was seen. */
async function writeHouse(person, folder) {
  const {page} = person, conf = path.join(folder, "warraq.conf");
  await page.click("input[name=accent]:nth-of-type(3)");
  await page.waitForNetworkIdle({idleTime: 1000});
  await page.waitForSelector("#house button");
  await page.click("#house button");
  await page.waitForSelector("#house pre .good");
  expect(!fs.existsSync(conf), "nothing is written before the difference is seen");
  await page.click("#house button.next");
  await until(() => fs.existsSync(conf));
  expect(fs.readFileSync(conf, "utf8").includes("set=page.accent=#1c5a34"), "the accent is in warraq.conf");
  await page.waitForFunction(() => !document.getElementById("house") && document.querySelectorAll("input[name=accent]")[2].checked, {timeout: 30000}).catch(() => null);
  expect(await page.$("#house") === null, "what is written is no more to be written");
}

async function lookAndMake(person, folder) {
  await person.goTo("look");
  await person.page.click("input[value=petition]");
  await person.page.waitForFunction(() => document.querySelector("input[value=petition]").checked);
  await writeHouse(person, folder);
  await person.picture("06-look");
  await person.goTo("handout");
  for (const file of ["letter.pdf", "letter.zip", "booklet.pdf"]) {
    await person.press(person.words.make);
    await until(() => fs.existsSync(path.join(folder, "out", file)));
    expect(fs.existsSync(path.join(folder, "out", file)), `${file} is made`);
    await person.page.waitForFunction((n) => document.querySelectorAll("td .good").length >= n, {timeout: 30000}, ["letter.pdf", "letter.zip", "booklet.pdf"].indexOf(file) + 1);
  }
  await person.picture("07-handout");
}

async function keepAndCompare(person, folder) {
  await person.goTo("versions");
  await person.write("#message", "as published");
  await person.press(person.words.keep);
  await person.page.waitForSelector("main svg.curve");
  await person.goTo("letter");
  await person.writeLine(30, () => "");
  await until(() => !fs.readFileSync(path.join(folder, "letter.txt"), "utf8").split("\n")[29].trim());
  await person.goTo("versions");
  await person.write("#message", "one left");
  const written = await person.page.$eval("#message", (one) => one.value);
  expect(written === "one left", `what is typed stays in its order: "${written}"`);
  await person.press(person.words.keep);
  expect(await person.sees(person.words.removed), "the comparison names who left");
  await person.picture("08-versions");
}

async function prove(person, folder) {
  const archive = path.join(folder, "out/letter.zip"), forged = path.join(folder, "forged.zip");
  const bytes = fs.readFileSync(archive);
  bytes[Math.floor(bytes.length / 2)] ^= 0xff;
  fs.writeFileSync(forged, bytes);
  await person.goTo("prove");
  await person.choose(archive);
  expect(await person.sees(person.words.whole), "a whole archive is called so");
  await person.choose(forged);
  expect(await person.sees(person.words.altered), "an altered archive is called so");
  await person.picture("09-prove");
}

async function sheet(person) {
  await person.goTo("letter");
  await person.goTo("names");
  await person.picture("05-list");
}

/** Every place, narrow and in the dark. */
async function everyPlace(person) {
  for (const [name, width, dark] of [["phone", 390, false], ["tablet", 768, true]]) {
    await person.page.setViewport({width, height: 900});
    await person.page.emulateMediaFeatures([{name: "prefers-color-scheme", value: dark ? "dark" : "light"}]);
    for (const place of PLACES) {
      await person.goTo(place);
      await person.picture(`${name}-${place}`);
      const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide <= 0, `${place} at ${width} px is ${wide} px too wide`);
    }
  }
}

async function wholeWay(browser, lang) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-"));
  const desk = startDesk(folder, lang);
  const page = await browser.newPage();
  const person = new Person(page, lang), errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.setBypassCSP(true); // for axe alone
  await page.setViewport({width: 1280, height: 960});
  await page.evaluateOnNewDocument(fs.readFileSync(axe, "utf8"));
  await page.goto(await desk.address, {waitUntil: "networkidle0"});
  if (await page.$eval("html", (one) => one.lang) !== lang) await page.click("header .far button");
  await dropAndMend(person, folder);
  await placesAndAside(person);
  await sheet(person);
  await lookAndMake(person, folder);
  await keepAndCompare(person, folder);
  await prove(person, folder);
  await everyPlace(person);
  await page.click("header .far button:last-child");
  expect(await desk.ended === 0, "Close ends the desk");
  expect(errors.length === 0, `errors of the page: ${errors.join("; ")}`);
  await page.close();
  fs.rmSync(folder, {recursive: true});
}

const LETTER = "# An appeal for water\n\nWe ask for clean water in every house.\n\n## Signatories\n";
// A pair, too.
const SHEET = ["Timestamp,Full name,E-mail,Organisation,Reach,May we publish your name?", ...Array.from({length: 40}, (_, i) =>
  `2020-06-0${i % 9 + 1} 10:0${i % 6}:00,Person Number ${String.fromCharCode(65 + i % 26)}${i},p${i}@private.example,${i % 3 ? "Harbour Readers" : ""},+961 1 ${200000 + i},${["yes", "yes", "no", "maybe later"][i % 4]}`),
  ...[0, 1].map(() => "2020-06-01 10:00:00,Jonas Weidlich,q@private.example,,,yes")].join("\n");

/** A letter with a sheet: its columns, no private cell, an answer that holds. */
async function withSheet(browser, lang) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-")), desk = startDesk(folder, lang), sent = [];
  const from = fs.mkdtempSync(path.join(os.tmpdir(), "desk-from-"));
  fs.writeFileSync(path.join(from, "appeal.md"), LETTER);
  fs.writeFileSync(path.join(from, "signatures.csv"), SHEET);
  const page = await browser.newPage(), person = new Person(page, lang);
  page.on("response", (response) => response.text().then((text) => sent.push(text), () => {}));
  await page.setBypassCSP(true);
  await page.setViewport({width: 1280, height: 960});
  await page.evaluateOnNewDocument(fs.readFileSync(axe, "utf8"));
  await page.goto(await desk.address, {waitUntil: "networkidle0"});
  if (await page.$eval("html", (one) => one.lang) !== lang) await page.click("header .far button");
  await person.choose(path.join(from, "appeal.md"), path.join(from, "signatures.csv"));
  await page.waitForSelector(".sheet");
  await person.goTo("names");
  await page.waitForNetworkIdle({idleTime: 500});
  await page.evaluate(() => document.querySelectorAll("main .two .list a")[1].click());
  await page.waitForSelector("main select");
  await person.picture("04-sheet");
  expect(await page.$eval("main .asks li", (one) => one.innerText.includes("maybe later")), "what rows say that is neither yes nor no is asked");
  expect(await page.$eval("main tbody tr:nth-child(2) td:nth-child(3)", (one) => one.innerText.includes("Person Number")), "examples of a printed column");
  expect((await page.$$("main select")).length === 6, "each column of the sheet is shown");
  await page.select("main select[aria-label=Organisation]", "none");
  await page.click("tr[id^=column-] .asks button");
  await page.waitForFunction(() => !document.querySelector("main > .asks"));
  await page.click("main button.next");
  await page.waitForNetworkIdle({idleTime: 1000});
  expect(await page.$eval("main select[aria-label=Organisation]", (one) => one.value) === "none" && await page.$("[role=alert]") === null, "an answer holds");
  await page.click("main button.next + button");
  await page.waitForSelector(".figures");
  expect(await page.$eval(".figures b", (one) => one.innerText) === "32", "rows that were said to agree are printed");
  await person.picture("05-sheet");
  expect(!sent.some((text) => /private\.example|2000\d\d|2020-06-0/.test(text)), "a private cell was sent to the page");
  await page.click("header .far button:last-child");
  await desk.ended;
  await page.close();
  for (const one of [folder, from]) fs.rmSync(one, {recursive: true});
}

/** A desk on a folder of its own, its page open in the language, and who sits before it. */
async function openDesk(browser, lang, room) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-")), desk = startDesk(folder, lang, room), page = await browser.newPage(), person = new Person(page, lang);
  await page.setBypassCSP(true);
  await page.setViewport({width: 1280, height: 960});
  await page.evaluateOnNewDocument(fs.readFileSync(axe, "utf8"));
  await page.goto(await desk.address, {waitUntil: "networkidle0"});
  if (await page.$eval("html", (one) => one.lang) !== lang) await page.click("header .far button");
  return {folder, desk, page, person};
}

/** Where no room is left, what was made stays, and it is said what to do. */
async function fullDisk(browser, lang) {
  const {folder, desk, page, person} = await openDesk(browser, lang, "200");
  await person.choose(path.join(tree, "examples/open-letter.ar.txt"));
  await page.waitForSelector(".sheet");
  await person.goTo("handout");
  await person.press(person.words.make);
  await page.waitForSelector("td .good", {timeout: 30000});
  await person.press(person.words.make);
  expect(await person.sees(person.words.full), "a full disk is said to be full");
  expect(fs.readdirSync(path.join(folder, "out")).join() === "letter.pdf", "nothing half-written is left");
  await person.picture("10-full");
  desk.kill();
  await desk.ended;
  await page.close();
  fs.rmSync(folder, {recursive: true});
}

/** A letter of text gets a clean copy before its head says its kind. */
async function cleanCopy(browser, lang) {
  const {folder, desk, page, person} = await openDesk(browser, lang);
  await person.choose(path.join(tree, "examples/open-letter.ar.txt"));
  await page.waitForSelector(".sheet");
  await person.goTo("look");
  await person.press(person.words.copy);
  await person.write("#kind", "نداء");
  await page.keyboard.press("Tab");
  await until(() => fs.readFileSync(path.join(folder, "letter.md"), "utf8").includes('kind: "نداء"'));
  expect(fs.readFileSync(path.join(folder, "letter.md"), "utf8").includes('kind: "نداء"'), "the kind is in the head of the copy");
  await page.waitForNetworkIdle({idleTime: 800});
  await person.picture("06-kind");
  await page.click("header .far button:last-child");
  await desk.ended;
  await page.close();
  fs.rmSync(folder, {recursive: true});
}

/** What goes wrong is said, with what to do: a file that cannot be read, a sheet without a column of names, a change from
 *  outside, a program that is no more. */
async function whatGoesWrong(browser, lang) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-")), from = fs.mkdtempSync(path.join(os.tmpdir(), "desk-from-"));
  const desk = startDesk(folder, lang), page = await browser.newPage(), person = new Person(page, lang), errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.setBypassCSP(true);
  await page.setViewport({width: 1280, height: 960});
  await page.evaluateOnNewDocument(fs.readFileSync(axe, "utf8"));
  await page.goto(await desk.address, {waitUntil: "networkidle0"});
  if (await page.$eval("html", (one) => one.lang) !== lang) await page.click("header .far button");
  fs.writeFileSync(path.join(from, "old.docx"), Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(4000)]));
  await person.choose(path.join(from, "old.docx"));
  expect(await person.sees(person.words.unreadable), "a file that cannot be read is said to be so");
  await person.picture("10-unreadable");
  fs.writeFileSync(path.join(from, "appeal.md"), LETTER);
  fs.writeFileSync(path.join(from, "numbers.csv"), ["Field1,Field2", ...Array.from({length: 20}, (_, i) => `${i * 37},p${i}@private.example`)].join("\n"));
  await person.choose(path.join(from, "appeal.md"), path.join(from, "numbers.csv"));
  expect(await person.sees(person.words.which), "the column of names is asked for");
  await person.picture("10-column");
  await page.click("input[name=column]");
  await person.press(person.words.use);
  expect(await page.waitForSelector(".sheet", {timeout: 20000}).then(() => true, () => false), "with the column chosen the letter is there");
  await person.writeLine(3, (words) => `${words} Now.`);
  await until(() => fs.existsSync(path.join(folder, "letter.md")));
  await page.waitForNetworkIdle({idleTime: 800});
  fs.appendFileSync(path.join(folder, "letter.md"), "\nelse\n");
  await person.writeLine(3, (words) => `${words} Mine.`);
  expect(await person.sees(person.words.outside), "a change from outside is seen");
  await person.picture("13-outside");
  await person.press(person.words.mine);
  await page.waitForFunction(() => document.querySelector('[data-line="3"] p')?.textContent.endsWith("Mine."), {timeout: 20000}).catch(() => null);
  const kept = fs.readdirSync(path.join(folder, "received")).find((name) => name.startsWith("mine-"));
  expect(kept && fs.readFileSync(path.join(folder, "received", kept), "utf8").includes("Mine."), "what was written is kept under another name");
  expect(fs.readFileSync(path.join(folder, "letter.md"), "utf8").endsWith("else\n"), "and the other's change is not written over");
  await page.waitForNetworkIdle({idleTime: 800});
  desk.kill();
  await desk.ended;
  await person.writeLine(3, (words) => `${words} Late.`);
  expect(await person.sees(person.words.gone), "a program that is no more is said to be gone");
  await person.picture("10-gone");
  expect(errors.length === 0, `errors of the page: ${errors.join("; ")}`);
  await page.close();
  for (const one of [folder, from]) fs.rmSync(one, {recursive: true});
}

async function main() {
  const browser = await puppeteer.launch({executablePath: "/usr/bin/chromium", args: ["--no-sandbox"]});
  for (const lang of ["en", "ar"]) await wholeWay(browser, lang).catch((error) => expect(false, `${lang}: ${error.message}`));
  for (const lang of ["en", "ar"]) await withSheet(browser, lang).catch((error) => expect(false, `sheet, ${lang}: ${error.message}`));
  for (const lang of ["en", "ar"]) await cleanCopy(browser, lang).catch((error) => expect(false, `clean copy, ${lang}: ${error.message}`));
  for (const lang of ["en", "ar"]) await fullDisk(browser, lang).catch((error) => expect(false, `full disk, ${lang}: ${error.message}`));
  for (const lang of ["en", "ar"]) await whatGoesWrong(browser, lang).catch((error) => expect(false, `what goes wrong, ${lang}: ${error.message}`));
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

main();
