// SPDX-License-Identifier: MIT
// pages.js axe FILE...: axe finds nothing on a page in Debian's Chromium, wide and narrow, light and dark, and nothing
// is wider than the window. pages.js check PAGE ZIP=good|bad...: what the reading room says of an archive dropped on it.
"use strict";
const path = require("path");
const puppeteer = require("puppeteer-core");
const [, , work, ...words] = process.argv;
let failed = 0;

function fail(...said) {
  console.log(...said);
  failed = 1;
}

async function judge(browser, file) {
  const page = await browser.newPage();
  page.on("requestfailed", request => fail(file, "asks for", request.url()));
  await page.setBypassCSP(true); // for axe itself
  for (const width of [390, 768, 1280]) {
    for (const scheme of ["light", "dark"]) {
      await page.setViewport({width, height: 1200});
      await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: scheme}]);
      await page.goto("file://" + path.resolve(file));
      await page.addScriptTag({path: require.resolve("axe-core/axe.min.js")});
      const {violations} = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
      for (const v of violations) fail(file, width, scheme, v.id, v.nodes.length, v.nodes[0].html.slice(0, 100));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) fail(file, width, scheme, "is", over, "pixels too wide");
    }
  }
  await page.close();
}

async function drop(page, zip, wanted) {
  await (await page.$("#zip")).uploadFile(path.resolve(zip));
  await page.waitForFunction(() => document.getElementById("said").className, {timeout: 300000});
  const said = await page.$eval("#said", e => e.className + ": " + e.textContent);
  console.log(path.basename(zip), said);
  if (!said.startsWith(wanted + ":")) fail(zip, "is", wanted);
  await page.evaluate(() => { document.getElementById("said").className = document.getElementById("zip").value = ""; });
}

(async () => {
  const browser = await puppeteer.launch({executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"]});
  if (work === "axe") {
    for (const file of words) await judge(browser, file);
  } else {
    const page = await browser.newPage();
    page.on("requestfailed", request => fail("asks for", request.url()));
    await page.goto("file://" + path.resolve(words.shift()));
    for (const word of words) await drop(page, ...word.split("="));
  }
  await browser.close();
  process.exit(failed);
})();
