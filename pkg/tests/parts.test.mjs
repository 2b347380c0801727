import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, StaleError } from "../dist/client.js";
import { packDraft } from "../dist/draft.js";
import { writeSpec } from "../dist/spec.js";

test("options become lines, lists become repeated keys", () => {
  const spec = writeSpec(
    {
      lang: "ja",
      unit: "utf16",
      audience: ["gmail", "docomo"],
      rcpt: "a@b.jp",
      final: true,
      ad: false,
      mailFrom: "x@y.jp",
      now: new Date("2026-11-24T03:00:00Z"),
      rules: { "bare-lf": "off", "url-count": "error" },
      path: "a b.eml",
    },
    ["lang=ja"],
  );
  assert.deepEqual(spec.split("\n"), [
    "unit=utf16",
    "audience=gmail",
    "audience=docomo",
    "rcpt=a@b.jp",
    "final=yes",
    "ad=no",
    "mail-from=x@y.jp",
    "now=2026-11-24T03:00:00.000Z",
    "path=a b.eml",
    "rule=bare-lf=off",
    "rule=url-count=error",
    "lang=ja",
  ]);
});

test("an option cannot smuggle in another", () => {
  assert.throws(() => writeSpec({ helo: "a\nfinal=yes" }), /option helo must be one line/);
  assert.throws(() => writeSpec({ rcpt: [3] }), /option rcpt must be text, not number/);
});

test("a draft is its fields one after the other, absent ones left out", () => {
  const { bytes, lines } = packDraft({ subject: "検品", html: "<p>", text: "", esp: "klaviyo" });
  assert.equal(new TextDecoder().decode(bytes), "検品<p>");
  assert.deepEqual(lines, ["input=draft", "field=subject:0:6", "field=html:6:9", "field=text:9:9"]);
  assert.throws(() => packDraft({ subject: 1 }), /the draft's subject must be a string/);
});

/** A worker that answers when told to. */
function fakeWorker() {
  const worker = {
    asked: [],
    onmessage: null,
    onerror: null,
    ended: false,
    postMessage(request, transfer) {
      worker.asked.push({ request, transfer });
    },
    terminate() {
      worker.ended = true;
    },
    answer(more = {}) {
      const { request } = worker.asked.at(-1);
      worker.onmessage({ data: { id: request.id, ...more } });
    },
  };
  return worker;
}

async function ready() {
  const worker = fakeWorker();
  const client = connect(worker, [{ lang: "ja" }]);
  assert.deepEqual(worker.asked[0].request, { id: 0, load: [{ lang: "ja" }] });
  worker.answer();
  await client.ready;
  return { worker, client };
}

test("the latest request wins, older ones are stale", async () => {
  const { worker, client } = await ready();
  const asked = [1, 2, 3].map((n) => client.lint(Uint8Array.of(n)));
  const settled = Promise.allSettled(asked);
  await Promise.resolve();
  assert.equal(worker.asked.length, 2);
  worker.answer({ result: "report of 1" });
  assert.deepEqual([...worker.asked.at(-1).request.bytes], [3]);
  worker.answer({ result: "report of 3" });
  const [first, second, third] = await settled;
  assert.ok(first.reason instanceof StaleError && second.reason instanceof StaleError);
  assert.equal(third.value, "report of 3");
});

test("a request made while the core loads waits for it", async () => {
  const worker = fakeWorker();
  const client = connect(worker);
  const report = client.lint(Uint8Array.of(1));
  await Promise.resolve();
  assert.equal(worker.asked.length, 1);
  worker.answer();
  await client.ready;
  worker.answer({ result: "report" });
  assert.equal(await report, "report");
});

test("the worker gets a copy by transfer, the caller keeps the bytes", async () => {
  const { worker, client } = await ready();
  const bytes = Uint8Array.of(0, 1, 2, 3).subarray(1, 3);
  const report = client.lint(bytes);
  await Promise.resolve();
  const { request, transfer } = worker.asked.at(-1);
  assert.notEqual(request.bytes.buffer, bytes.buffer);
  assert.deepEqual([...request.bytes], [1, 2]);
  assert.deepEqual(transfer, [request.bytes.buffer]);
  worker.answer({ result: 1 });
  await report;
  await assert.rejects(client.lint("text"), /bytes must be a Uint8Array/);
});

test("errors of the worker reach the caller, and the next request works", async () => {
  const { worker, client } = await ready();
  const failed = client.lint(Uint8Array.of(1));
  await Promise.resolve();
  worker.answer({ error: "kenpin: no" });
  await assert.rejects(failed, /kenpin: no/);
  const lost = client.lint(Uint8Array.of(2));
  await Promise.resolve();
  worker.onerror({ message: "out of memory" });
  await assert.rejects(lost, /the worker failed: out of memory/);
  const closed = client.lint(Uint8Array.of(3));
  await Promise.resolve();
  client.close();
  await assert.rejects(closed, /closed/);
  assert.ok(worker.ended);
});
