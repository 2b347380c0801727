// The WebAssembly build says the same as the native program, byte for byte, on every message of the corpora.
// KENPIN_NATIVE names the program; the corpora lie beside the repository. Without either the test is skipped, and says so.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { before, test } from "node:test";
import init, { lint } from "#glue";

const native = process.env.KENPIN_NATIVE;
const shared = process.env.KENPIN_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
const corpora = join(shared, "corpora");
const missing = !native ? "KENPIN_NATIVE is not set" : !existsSync(corpora) ? "the corpora are not there" : false;

const wasm = (name) => readFileSync(new URL(`../wasm/${name}`, import.meta.url));
const tables = new Uint8Array(wasm("tables.bin"));

before(async () => {
  await init({ module_or_path: wasm("kenpin_bg.wasm") });
});

function messages(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".eml"));
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

// Node's Big5 goes by other tables than the Encoding Standard, so that the core does not trust it (docs/decisions.md, 14):
// such a message is left open in Node. Browsers follow the standard.
const isLeftOpen = (bytes) => /charset="?big5/i.test(Buffer.from(bytes).toString("latin1"));

for (const lang of ["en", "ja"]) {
  test(`every message, ${lang}`, { skip: missing }, () => {
    const paths = messages(corpora);
    const pack = wasm(`${lang}.txt`).toString("utf8");
    const options = ["check", "--stdin0", "--format", "ndjson", "--fail-on", "never", "--lang", lang];
    const printed = execFileSync(native, options, { cwd: corpora, input: paths.join("\0"), maxBuffer: 1 << 30 });
    const lines = printed.toString("utf8").trimEnd().split("\n");
    assert.equal(lines.length, paths.length);
    let open = 0;
    const different = paths.filter((path, index) => {
      const bytes = new Uint8Array(readFileSync(join(corpora, path)));
      if (isLeftOpen(bytes)) {
        open += 1;
        return false;
      }
      return lint(bytes, `lang=${lang}\npath=${path}`, pack, tables) !== lines[index];
    });
    console.log(`${paths.length - open} messages compared, ${lang}; ${open} in Big5 left out`);
    assert.ok(open <= 2, "few messages are in Big5");
    assert.deepEqual(different.slice(0, 10), [], `${different.length} reports differ`);
  });
}
