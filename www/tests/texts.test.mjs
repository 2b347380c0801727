import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { difference } from "../node_modules/.unit/bytes.js";
import { diffLines } from "../node_modules/.unit/diff.js";
import { ByteDocument } from "../node_modules/.unit/document.js";
import { headerFields } from "../node_modules/.unit/header.js";
import { History } from "../node_modules/.unit/history.js";
import { base64, excerpt, quoted } from "../node_modules/.unit/shown.js";
import { isKey, profileName, PROFILES, STRINGS, size, text, word } from "../node_modules/.unit/strings.js";

const utf8 = (value) => new TextEncoder().encode(value);
const source = (value) => new ByteDocument(utf8(value));
const lines = (document, edit) =>
  diffLines(document, edit, (n) => `(${n} bytes)`).map((line) => line.sign + line.text);

test("both languages say everything, with the same blanks", () => {
  const blanks = (value) => (value.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, { en, ja }] of Object.entries(STRINGS)) {
    assert.ok(en && ja, key);
    assert.deepEqual(blanks(en), blanks(ja), key);
    assert.doesNotMatch(ja, /[\uff61-\uff9f]/, `${key}: half-width katakana`);
    assert.doesNotMatch(ja, /[ぁ-んァ-ヶ一-龠][,.:;!?()]/, `${key}: half-width punctuation`);
  }
});

test("every key that the sources name is in the table, and none is idle", async () => {
  const files = [
    "card",
    "dialogs",
    "draftform",
    "empty",
    "findings",
    "main",
    "outline",
    "page",
    "status",
    "verdicts",
  ];
  const code = await Promise.all(
    files.map((name) => readFile(new URL(`../src/${name}.ts`, import.meta.url), "utf8")),
  );
  const all = [...code, await readFile(new URL("../index.html", import.meta.url), "utf8")].join("\n");
  // Keys whose second half comes out of a report.
  const made = /^(severity|letter|count|confidence|safety|outcome|demand|needs|kind|stage|draft|mode|theme)\./;
  for (const key of Object.keys(STRINGS)) {
    assert.ok(all.includes(`"${key}"`) || all.includes(`\`${key}`) || made.test(key), `${key} is idle`);
  }
});

test("blanks are filled, unknown words stand for themselves", () => {
  assert.equal(text("en", "finding.line", { line: 7 }), "line 7");
  assert.equal(text("ja", "finding.line", { line: 7 }), "7 行目");
  assert.equal(word("en", "outcome", "refuse"), "Refused");
  assert.equal(word("en", "outcome", "melt"), "melt");
  assert.ok(!isKey("toString"));
  for (const profile of PROFILES) assert.ok(profileName("ja", profile));
  assert.equal(profileName("ja", "law-jp"), "特定電子メール法");
  assert.deepEqual([999, 5047, 123_456, 25_000_000].map(size), ["999 B", "5.0 KB", "123 KB", "25.0 MB"]);
});

test("an added line is shown below the one before it", () => {
  const document = source("A: 1\r\nB: 2\r\n\r\n");
  assert.deepEqual(lines(document, { start: 6, end: 6, text: "X: new\r\n" }), [" A: 1", "+X: new"]);
  assert.deepEqual(lines(document, { start: 0, end: 0, text: "X: new\r\n" }), ["+X: new"]);
});

test("a changed line is shown before and after", () => {
  const document = source("A: 1\r\nB : 2\r\n\r\n");
  assert.deepEqual(lines(document, { start: 7, end: 8, text: "" }), ["-B : 2", "+B: 2"]);
  assert.deepEqual(lines(document, { start: 3, end: 4, base64: "/w==" }), ["-A: 1", "+A: (1 bytes)"]);
  const [removed, added] = diffLines(document, { start: 3, end: 4, text: "検" }, String);
  assert.deepEqual(
    [removed.mark, added.mark],
    [
      [3, 4],
      [3, 4],
    ],
  );
});

test("a long line is cut around the change", () => {
  const document = source(`${"a".repeat(500)}XX${"b".repeat(500)}`);
  const [removed, added] = lines(document, { start: 500, end: 502, text: "Y" });
  assert.ok(removed.length < 130 && added.length < 130);
  assert.match(removed, /^-…a+XXb+…$/);
  assert.match(added, /^\+…a+Yb+…$/);
});

test("header fields end at the blank line, folded lines belong to theirs", () => {
  const fields = headerFields("A: 1\nLong: x\n y\nno colon\nB : 2\n\nC: body");
  assert.deepEqual(fields, [
    { name: "A", from: 0, to: 4 },
    { name: "Long", from: 5, to: 15 },
    { name: "B", from: 25, to: 30 },
  ]);
  assert.deepEqual(headerFields(""), []);
});

test("encoded text is decoded as receivers do", () => {
  const show = (bytes) => Buffer.from(bytes).toString("utf8");
  assert.equal(show(base64(utf8("5qSc\r\n5ZOB!\r\n"))), "検品");
  assert.equal(show(base64(utf8("aGk=\r\ntrailing"))), "hi");
  assert.equal(show(base64(utf8("aGVsbG8x5"))), "hello1");
  assert.equal(show(quoted(utf8("=E6=A4=9C=\r\n=E5=93=81  \r\n=ZZ"))), "検品\r\n=ZZ");
});

test("an excerpt says what an encoded place says", () => {
  const body = Buffer.from("<p>検品 <a href='x'>ここ</a></p>").toString("base64");
  const bytes = utf8(`H: 1\r\n\r\n${body}`);
  const part = { number: "1", type: "text/html", encoding: "base64", charset: "utf-8", bytes: body.length };
  const report = (encoding) => ({
    facts: { parts: [{ ...part, encoding, span: { start: 0, end: bytes.length }, body_start: 8 }] },
  });
  const shown = { part: "1", start: 0, end: 0, start16: 18, end16: 20 };
  assert.deepEqual(excerpt(bytes, report("base64"), shown), {
    head: "<p>検品 <a href='x'>",
    middle: "ここ",
    tail: "</a></p>",
  });
  assert.equal(excerpt(bytes, report("8bit"), shown), undefined);
  assert.equal(excerpt(bytes, report("base64"), { ...shown, part: "2" }), undefined);
  assert.equal(excerpt(bytes, report("base64"), { ...shown, end16: 999 }), undefined);
});

test("the history takes back typing together and other edits one by one", () => {
  const history = new History();
  let document = new ByteDocument(utf8("abc\r\n"));
  const step = (to, typed, time) => {
    const splice = difference(document.bytes, utf8(to));
    history.add({ document, name: "x", input: "file" }, [splice], typed, time);
    document = document.apply(splice);
  };
  step("abcd\r\n", true, 0);
  step("abcde\r\n", true, 100);
  step("abcdef\r\n", true, 5000);
  step("X\r\n", false, 5100);
  const back = () => (document = history.undo(document).document).text;
  assert.equal(back(), "abcdef\n");
  assert.equal(back(), "abcde\n");
  assert.equal(back(), "abc\n");
  assert.equal(history.undo(document), undefined);
  assert.ok(history.empty);
});
