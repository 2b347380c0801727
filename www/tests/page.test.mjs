import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test as declare } from "node:test";
import { browse, serve, state } from "./browser.mjs";

const skip = process.env.KENPIN_BROWSER === "firefox" && "for Chromium";
const test = (name, run) => declare(name, { skip }, run);
let server;
let browser;

before(async () => {
  if (skip) return;
  server = await serve();
  browser = await browse();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A page that is ready; `trouble` gathers requests after that, console messages and violations of the policy. */
async function open(query = "?lang=en&theme=light", size = { width: 1440, height: 900 }) {
  const page = await browser.context.newPage();
  const trouble = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(error.message));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective}`),
    );
  });
  await page.setViewportSize(size);
  await page.goto(server.url + query);
  await state(page, "ready");
  page.on("request", (request) => trouble.push(request.url()));
  return { page, trouble };
}

async function sample(page, name) {
  await page.click(`[data-sample="${name}"]`);
  await state(page, "done");
}

const shadow = (page, selector) => page.locator("#source").locator(selector);
const rules = (page) => page.locator("[data-rule]").evaluateAll((all) => all.map((one) => one.dataset.rule));
const source = (page) =>
  shadow(page, ".cm-line").evaluateAll((lines) => lines.map((line) => line.textContent).join("\n"));

/** Pastes into what has the focus. */
async function paste(page, text) {
  await page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData("text/plain", value);
    let target = document.activeElement ?? document.body;
    if (target.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
    target.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
    );
  }, text);
}

const letter = (name) => readFile(new URL(`../src/samples/${name}`, import.meta.url));

for (const name of ["newsletter-en.eml", "newsletter-ja.eml", "broken.eml"]) {
  test(`the sample ${name} has findings, and nothing else happens`, async () => {
    const { page, trouble } = await open();
    await sample(page, name);
    assert.ok((await rules(page)).length > 0);
    for (const severity of await page
      .locator("[data-rule]")
      .evaluateAll((all) => all.map((x) => x.dataset.severity))) {
      assert.match(severity, /^(error|warning|info)$/);
    }
    assert.ok((await page.locator(".verdict").count()) > 0);
    assert.ok((await page.locator("#outline .row").count()) > 3);
    assert.match(await page.locator("#requests").textContent(), /0 requests/);
    assert.deepEqual(trouble, []);
    await page.close();
  });
}

test("a finding in base64 is marked over the lines that hold it", async () => {
  const { page } = await open("?lang=ja");
  await sample(page, "newsletter-ja.eml");
  const card = page.locator('[data-rule="text-href-mismatch"]');
  await card.locator(".head").click();
  const index = await card.getAttribute("data-index");
  const mark = shadow(page, `[data-finding="${index}"]`);
  await mark.first().waitFor();
  assert.ok(await mark.first().isVisible());
  const encoded = (await mark.allTextContents()).join("").replace(/\s/g, "");
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  assert.match(decoded, /click\.esp-mailer\.net|minatobunko\.co\.jp/);
  const note = shadow(page, ".k-note");
  await note.waitFor();
  const [outer, inner] = [await page.locator("#source").boundingBox(), await note.boundingBox()];
  assert.ok(inner.y > outer.y && inner.y + inner.height < outer.y + outer.height, "the note is in sight");
  // The core's offsets and the page's decoding agree on what the place says.
  assert.equal(await note.locator("mark").textContent(), "minatobunko.co.jp");
  assert.equal(await card.locator(".decoded mark").textContent(), "minatobunko.co.jp");
  assert.equal(await note.locator("b").textContent(), `E ${await card.locator(".title").textContent()}`);
  await page.close();
});

test("text in ISO-2022-JP is shown as text", async () => {
  const { page } = await open();
  await sample(page, "newsletter-ja.eml");
  assert.match(await source(page), /読書会「灯台守の本棚」は二十六日/);
  await page.close();
});

test("a fix edits the bytes, its finding goes, undo brings both back", async () => {
  const { page, trouble } = await open();
  await sample(page, "newsletter-ja.eml");
  const card = page.locator('[data-rule="one-click-missing"]');
  await card.locator(".head").click();
  await card.locator("[data-fix]").click();
  await card.waitFor({ state: "detached" });
  await state(page, "done");
  assert.match(await source(page), /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  await page.click("#undo");
  await card.waitFor();
  assert.doesNotMatch(await source(page), /List-Unsubscribe-Post/);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("a saved message has every byte that was not edited", async () => {
  const { page } = await open();
  await sample(page, "broken.eml");
  const save = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
    return readFile(await download.path());
  };
  const original = await letter("broken.eml");
  assert.deepEqual(await save(), original);
  await shadow(page, ".cm-content").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("X-Test: é\n");
  await state(page, "done");
  assert.deepEqual(await save(), Buffer.concat([Buffer.from("X-Test: é\r\n"), original]));
  for (let i = 0; i < 4; i++) await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector("#undo").disabled);
  assert.deepEqual(await save(), original);
  await page.close();
});

test("a click leads either way", async () => {
  const { page } = await open();
  await sample(page, "newsletter-en.eml");
  const card = page.locator('[data-rule="one-click-missing"]');
  await shadow(page, `[data-finding="${await card.getAttribute("data-index")}"]`)
    .first()
    .click();
  await page.locator('.open[data-rule="one-click-missing"]').waitFor();
  const other = page.locator(".finding:not(.open)").last();
  const title = await other.locator(".title").textContent();
  await other.locator(".head").click();
  assert.match(await shadow(page, ".k-note b").textContent(), new RegExp(title.slice(0, 12).replace(/[^\w ]/g, ".")));
  assert.ok(await shadow(page, ".k-current").first().isVisible());
  await page.close();
});

test("keys walk, fix, undo and explain themselves", async () => {
  const { page } = await open();
  await sample(page, "newsletter-en.eml");
  const selected = () => page.locator(".finding.open").getAttribute("data-index");
  const first = await selected();
  await page.keyboard.press("j");
  assert.notEqual(await selected(), first);
  await page.keyboard.press("k");
  assert.equal(await selected(), first);
  for (let i = 0; (await page.locator('.open[data-rule="one-click-missing"]').count()) === 0; i++) {
    assert.ok(i < 200);
    await page.keyboard.press("j");
  }
  await page.keyboard.press("f");
  await page.locator('[data-rule="one-click-missing"]').waitFor({ state: "detached" });
  await page.keyboard.press("u");
  await page.locator('[data-rule="one-click-missing"]').waitFor();
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog[open] .keys").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.ok(await shadow(page, ".cm-search").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  assert.ok(await page.locator("#draft").isVisible());
  await page.close();
});

test("pasting replaces the message, into the page and into the editor", async () => {
  const { page, trouble } = await open();
  await paste(page, "From: a@northquaybooks.com\nTo: b@gmail.com\nSubject: one\n\nhello\n");
  await state(page, "done");
  assert.match(await source(page), /^Subject: one$/m);
  await shadow(page, ".cm-content").click();
  await paste(page, "From: a@northquaybooks.com\nTo: b@gmail.com\nSubject: two\n\nhello\n");
  await state(page, "done");
  await page.waitForTimeout(100);
  assert.match(await source(page), /^Subject: two$/m);
  assert.doesNotMatch(await source(page), /Subject: one/);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("files come in by the file field and by dropping", async () => {
  const { page, trouble } = await open();
  await page.setInputFiles("input[type=file]", {
    name: "x.eml",
    mimeType: "message/rfc822",
    buffer: await letter("broken.eml"),
  });
  await state(page, "done");
  assert.match(await source(page), /Harrowmere/);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["Subject: dropped\r\n\r\nhello\r\n"], "dropped.eml"));
    for (const type of ["dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  });
  await page.waitForFunction(() => document.querySelector("#status .file")?.textContent === "dropped.eml");
  assert.match(await source(page), /^Subject: dropped$/m);
  assert.equal(await page.locator(".veil").count(), 0);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("a verdict filters list and marks", async () => {
  const { page } = await open();
  await sample(page, "newsletter-en.eml");
  const all = (await rules(page)).length;
  const verdict = page.locator('.verdict:not([data-outcome="fine"])').first();
  const name = await verdict.locator("b").textContent();
  await verdict.click();
  assert.equal(await verdict.getAttribute("aria-pressed"), "true");
  const cards = page.locator(".finding");
  assert.ok((await cards.count()) > 0 && (await cards.count()) <= all);
  assert.equal(await cards.filter({ hasText: `${name}: ` }).count(), await cards.count());
  const indices = await cards.evaluateAll((some) => some.map((one) => one.dataset.index));
  const marked = await shadow(page, "[data-finding]").evaluateAll((some) => some.map((one) => one.dataset.finding));
  assert.ok(marked.every((index) => indices.includes(index)));
  await page.locator(".filter button").click();
  assert.equal((await rules(page)).length, all);
  await page.close();
});

test("language and theme follow the address and their buttons, without a request", async () => {
  const { page, trouble } = await open("?lang=ja&theme=dark");
  const root = () =>
    page.evaluate(() => ({ lang: document.documentElement.lang, theme: document.documentElement.dataset.theme }));
  assert.deepEqual(await root(), { lang: "ja", theme: "dark" });
  await sample(page, "newsletter-en.eml");
  const japanese = await page.locator(".finding .title").first().textContent();
  await page.click("#lang");
  await page.click("#theme");
  await state(page, "done");
  assert.deepEqual(await root(), { lang: "en", theme: "light" });
  await page.waitForFunction((before) => document.querySelector(".finding .title")?.textContent !== before, japanese);
  assert.match(page.url(), /lang=en/);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("after ready the browser itself refuses to connect, in the page and in the worker", async () => {
  const { page } = await open();
  const refused = await page.evaluate(async () => {
    const tries = [fetch("./favicon.svg"), fetch("https://minatobunko.co.jp/")];
    return (await Promise.allSettled(tries)).map(({ status }) => status);
  });
  assert.deepEqual(refused, ["rejected", "rejected"]);
  const [worker] = page.workers();
  assert.equal(
    await worker.evaluate(() =>
      fetch(`${location.origin}/some/folder/favicon.svg`).then(
        () => "open",
        () => "shut",
      ),
    ),
    "shut",
  );
  await page.close();
});

test("nothing is cut and the page does not scroll sideways at 375 pixels", async () => {
  for (const lang of ["en", "ja"]) {
    const { page, trouble } = await open(`?lang=${lang}`, { width: 375, height: 812 });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(await width(), 375);
    await sample(page, "newsletter-ja.eml");
    assert.equal(await width(), 375);
    assert.ok(await shadow(page, ".cm-line").first().isVisible());
    await page.click("#sheet");
    assert.ok(await page.locator(".finding").first().isVisible());
    await page.click("#mode-draft");
    assert.equal(await width(), 375);
    assert.deepEqual(trouble, []);
    await page.close();
  }
});

test("a draft is checked field by field", async () => {
  const { page, trouble } = await open();
  await page.click("#mode-draft");
  await page.fill("#draft-subject", "Re: 秋の新刊!! buy now");
  await page.fill("#draft-html", '<p>検品 <a href="https://click.esp-mailer.net/x">northquaybooks.com</a></p>');
  await page.locator("#draft .field-note:not(:empty)").first().waitFor();
  assert.ok((await rules(page)).length > 0);
  await page.locator(".finding .head").last().click();
  assert.ok((await page.locator("#draft .excerpt mark").count()) > 0);
  await page.click("#lang");
  assert.match(await page.locator("#draft-subject").inputValue(), /秋の新刊/);
  assert.deepEqual(trouble, []);
  await page.close();
});

test("every control has a name", async () => {
  const { page } = await open();
  await sample(page, "newsletter-en.eml");
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, textarea, a")]
      .filter((one) => !(one.textContent?.trim() || one.ariaLabel || one.labels?.length || one.title))
      .map((one) => one.outerHTML),
  );
  assert.deepEqual(nameless, []);
  await page.close();
});
