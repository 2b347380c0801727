// The page in Firefox: what Chromium's tests cannot promise. Runs with KENPIN_BROWSER=firefox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "./browser.mjs";
import { firefox } from "./marionette.mjs";

const skip = process.env.KENPIN_BROWSER !== "firefox" && "for KENPIN_BROWSER=firefox";
let server;
let browser;

before(async () => {
  if (skip) return;
  server = await serve();
  browser = await firefox(process.env.FIREFOX ?? "/usr/bin/firefox-esr");
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function until(body, ...args) {
  for (let i = 0; i < 100; i++) {
    const value = await browser.run(body, ...args);
    if (value) return value;
    await pause(100);
  }
  throw new Error(`never: ${body}`);
}

const state = (wanted) => until("(wanted) => document.documentElement.dataset.state === wanted", wanted);
const click = (selector) => browser.run("(selector) => document.querySelector(selector).click()", selector);
const source = () =>
  browser.run(`() => [...document.querySelector("#source").shadowRoot.querySelectorAll(".cm-line")]
    .map((line) => line.textContent).join("\\n")`);

test("the page loads, marks, fixes and undoes", { skip }, async () => {
  await browser.go(`${server.url}?lang=ja&theme=dark`);
  await state("ready");
  await click('[data-sample="newsletter-ja.eml"]');
  await state("done");
  assert.match(await source(), /読書会「灯台守の本棚」/);
  const style = `() => getComputedStyle(document.querySelector("#source").shadowRoot.querySelector(".k-mark"))
    .textDecorationLine`;
  assert.equal(await browser.run(style), "underline");
  await click('[data-rule="one-click-missing"] .head');
  await until(`() => document.querySelector("#source").shadowRoot.querySelector(".k-note") !== null`);
  await click('[data-fix="one-click-missing"]');
  await until(`() => document.querySelector('[data-rule="one-click-missing"]') === null`);
  assert.match(await source(), /^List-Unsubscribe-Post: /m);
  await click("#undo");
  await until(`() => document.querySelector('[data-rule="one-click-missing"]') !== null`);
  assert.match(await browser.run(`() => document.querySelector("#requests").textContent`), /通信 0 件/);
});

test("the lock holds", { skip }, async () => {
  await browser.go(`${server.url}?lang=en`);
  await state("ready");
  await browser.run(
    `() => { fetch("./favicon.svg").then(() => (window.lock = "open"), () => (window.lock = "shut")); }`,
  );
  assert.equal(await until("() => window.lock"), "shut");
});

test("a narrow page does not scroll sideways", { skip }, async () => {
  await browser.size(450, 800);
  await browser.go(`${server.url}?lang=ja`);
  await state("ready");
  await click('[data-sample="newsletter-ja.eml"]');
  await state("done");
  assert.ok(await browser.run("() => document.documentElement.scrollWidth <= innerWidth"));
});
