// Runs against the built core; `cargo xtask wasm` makes it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const built = existsSync(at("../wasm/kenpin_bg.wasm")) && statSync(at("../wasm/kenpin_bg.wasm")).size > 10_000;
const skip = !built && "the core is not built";
const kenpin = built ? await import("../dist/index.js") : undefined;

const MESSAGE = [
  "Date: Tue, 24 Nov 2026 12:00:02 +0900",
  "From: =?UTF-8?B?5riv5paH5bqr?= <letters@minatobunko.co.jp>",
  "To: yuko-tanabe@docomo.ne.jp",
  "Subject: =?UTF-8?B?56eL44Gu5paw5YiK?=",
  "Message-ID: <20261124120002.51d2@mail.minatobunko.co.jp>",
  "List-Unsubscribe: <https://www.minatobunko.co.jp/u/T7bq0Z>",
  "Precedence: bulk",
  "MIME-Version: 1.0",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: 8bit",
  "",
  "秋の新刊のお知らせです。",
  "",
].join("\r\n");
const bytes = new TextEncoder().encode(MESSAGE);

test("nothing works before load, and says so", { skip }, async () => {
  assert.throws(() => kenpin.lint(bytes), /call `await load\(\)` first/);
  assert.throws(() => kenpin.version(), /call `await load\(\)` first/);
  await kenpin.load();
  assert.throws(() => kenpin.lint(bytes, { lang: "ja" }), /load\(\{ lang: "ja" \}\)/);
  await kenpin.load({ lang: "ja" });
  assert.match(kenpin.version(), /^\d+\.\d+\.\d+/);
});

test("a report has the contract's shape, in both languages", { skip }, () => {
  const english = kenpin.lint(bytes, { path: "a.eml" });
  const japanese = kenpin.lint(bytes, { path: "a.eml", lang: "ja" });
  assert.equal(english.bytes, bytes.length);
  assert.equal(english.path, "a.eml");
  assert.ok(english.findings.length > 0);
  assert.deepEqual(
    english.findings.map(({ rule }) => rule),
    japanese.findings.map(({ rule }) => rule),
  );
  assert.match(japanese.findings[0].title, /[\u3040-\u30ff]/);
  for (const finding of english.findings) {
    const { start, end, line, column } = finding.span;
    assert.ok(0 <= start && start <= end && end <= bytes.length);
    assert.ok(line >= 1 && column >= 1);
    assert.ok(finding.title && finding.message && finding.why && finding.help);
    assert.match(finding.severity, /^(error|warning|info)$/);
  }
});

test("with utf16 every span also counts in JavaScript's units", { skip }, () => {
  const { findings } = kenpin.lint(bytes, { unit: "utf16" });
  for (const { span } of findings) {
    assert.equal(span.start16, new TextDecoder().decode(bytes.subarray(0, span.start)).length);
    assert.equal(span.end16, new TextDecoder().decode(bytes.subarray(0, span.end)).length);
  }
});

test("a fix, applied, removes its finding", { skip }, () => {
  const { findings } = kenpin.lint(bytes);
  const finding = findings.find(({ rule }) => rule === "one-click-missing");
  assert.ok(finding?.fix);
  const fixed = kenpin.apply(bytes, finding.fix.edits);
  assert.ok(!kenpin.lint(fixed).findings.some(({ rule }) => rule === "one-click-missing"));
});

test("apply sorts edits, takes base64 and refuses what overlaps", { skip }, () => {
  const text = (array) => Buffer.from(array).toString("latin1");
  const edits = [
    { start: 4, end: 5, base64: "/w==" },
    { start: 1, end: 2, text: "検" },
  ];
  assert.equal(text(kenpin.apply(new TextEncoder().encode("abcdef"), edits)), "a\xe6\xa4\x9ccd\xfff");
  const overlapping = [
    { start: 0, end: 3, text: "" },
    { start: 2, end: 4, text: "" },
  ];
  assert.throws(() => kenpin.apply(bytes, overlapping));
  assert.throws(() => kenpin.apply(bytes, [{ start: 0, end: bytes.length + 1, text: "" }]));
});

test("wrong input is refused with words", { skip }, () => {
  assert.throws(() => kenpin.lint("From: x"), /bytes must be a Uint8Array/);
  assert.throws(() => kenpin.lint(bytes, { kind: "nonsense" }), /nonsense/);
  assert.throws(() => kenpin.lintBounce(bytes), /not in this version/);
});

test("a draft's findings say which field they are in", { skip }, () => {
  const link = '<a href="https://click.esp-mailer.net/x">minatobunko.co.jp</a>';
  const draft = { subject: "秋の新刊", html: `<p>検品済み ${link}</p>` };
  const report = kenpin.lintDraft(draft);
  assert.ok(report.findings.length > 0);
  for (const { span } of report.findings) {
    assert.ok(span.field in draft, span.field);
    assert.ok(span.start16 <= span.end16 && span.end16 <= draft[span.field].length);
  }
  const { span } = report.findings.find(({ rule }) => rule === "text-href-mismatch");
  assert.equal(span.field, "html");
  assert.match(draft.html.slice(span.start16, span.end16), /click\.esp-mailer\.net|minatobunko\.co\.jp/);
});

test("explain knows every rule of a report, in both languages", { skip }, async () => {
  for (const { rule } of kenpin.lint(bytes).findings) {
    const [english, japanese] = [await kenpin.explain(rule), await kenpin.explain(rule, "ja")];
    assert.equal(english.id, rule);
    assert.ok(english.title && english.why && english.help);
    assert.match(japanese.title, /[\u3040-\u30ff\u4e00-\u9fff]/);
  }
  assert.equal(await kenpin.explain("no-such-rule"), undefined);
});

test("load takes a module and a pack, as a page under a strict policy has them", { skip }, async () => {
  const source = `
    const { parentPort, workerData } = require("node:worker_threads");
    (async () => {
      const kenpin = await import(workerData.url);
      await kenpin.load({ wasm: await WebAssembly.compile(workerData.wasm), lang: "ja", ...workerData.files });
      parentPort.postMessage(kenpin.lint(new Uint8Array(workerData.bytes)).findings.length);
    })();`;
  const worker = new Worker(source, {
    eval: true,
    workerData: {
      url: new URL("../dist/index.js", import.meta.url).href,
      wasm: readFileSync(at("../wasm/kenpin_bg.wasm")),
      files: { pack: readFileSync(at("../wasm/ja.txt"), "utf8"), tables: readFileSync(at("../wasm/tables.bin")) },
      bytes,
    },
  });
  const count = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await worker.terminate();
  assert.equal(count, kenpin.lint(bytes, { lang: "ja" }).findings.length);
});

test("without its tables, or with others, nothing is checked", { skip }, async () => {
  const source = `
    const { parentPort, workerData } = require("node:worker_threads");
    (async () => {
      const kenpin = await import(workerData.url);
      for (const tables of workerData.lists) {
        await kenpin.load({ tables });
        try {
          parentPort.postMessage(kenpin.lint(workerData.bytes).bytes);
        } catch (error) {
          parentPort.postMessage(error.message);
        }
      }
    })();`;
  const list = readFileSync(at("../wasm/tables.bin"));
  const changed = Uint8Array.from(list);
  changed[changed.length >> 1] ^= 1;
  const lists = [new Uint8Array(0), list.subarray(1), changed, list];
  const url = new URL("../dist/index.js", import.meta.url).href;
  const worker = new Worker(source, { eval: true, workerData: { url, bytes, lists } });
  const said = [];
  worker.on("message", (line) => said.push(line));
  await new Promise((resolve, reject) => worker.once("exit", resolve).once("error", reject));
  const missing = /^the tables are missing/;
  assert.equal(said.length, 4);
  for (const line of said.slice(0, 3)) assert.match(line, missing);
  assert.equal(said[3], bytes.length);
});

const native = process.env.KENPIN_NATIVE;
const samples = ["newsletter-en.eml", "newsletter-ja.eml", "broken.eml"];

test("the native program says the same", { skip: skip || (!native && "KENPIN_NATIVE names no program") }, () => {
  for (const lang of ["en", "ja"]) {
    for (const name of samples) {
      const path = at(`../../www/src/samples/${name}`);
      const args = ["check", "--format", "ndjson", "--lang", lang, "--fail-on", "never", path];
      const said = execFileSync(native, args, { encoding: "utf8" });
      assert.deepEqual(kenpin.lint(new Uint8Array(readFileSync(path)), { lang, path }), JSON.parse(said));
    }
  }
});
