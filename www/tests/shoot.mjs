/** Takes the README's pictures: `node tests/shoot.mjs [FOLDER]`, by default `../docs`. */

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { browse, serve, state } from "./browser.mjs";

const PICTURES = [
  { file: "page.png", query: "?lang=en&theme=light", sample: "newsletter-en.eml", rule: "one-click-missing" },
  {
    file: "page-ja.png",
    query: "?lang=ja&theme=dark",
    sample: "newsletter-ja.eml",
    rule: "text-href-mismatch",
    all: true,
  },
];

const folder = process.argv[2] ?? fileURLToPath(new URL("../../docs/", import.meta.url));
await mkdir(folder, { recursive: true });
const server = await serve();
const browser = await browse({ viewport: { width: 1440, height: 900 } });
try {
  for (const { file, query, sample, rule, all } of PICTURES) {
    const page = await browser.context.newPage();
    await page.goto(server.url + query);
    await state(page, "ready");
    await page.click(`[data-sample="${sample}"]`);
    await state(page, "done");
    if (all) {
      await page.selectOption("select[name=audience]", "all");
      await state(page, "done");
    }
    const head = page.locator(`[data-rule="${rule}"] .head`);
    if ((await head.count()) > 0) await head.first().click();
    // A keyboard focus ring is no part of the picture.
    await page.evaluate(() => document.activeElement?.blur());
    await page.waitForTimeout(100);
    await page.screenshot({ path: join(folder, file) });
    await page.close();
    console.log(join(folder, file));
  }
} finally {
  await browser.close();
  await server.close();
}
