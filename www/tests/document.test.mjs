import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, inverse, spliced } from "../node_modules/.unit/bytes.js";
import { charset } from "../node_modules/.unit/charset.js";
import { ByteDocument, pastedBytes } from "../node_modules/.unit/document.js";

const latin = (text) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text) => new TextEncoder().encode(text);
const show = (bytes) => Buffer.from(bytes).toString("latin1");

/** The document after typing `text` over `from..to`. */
function type(document, from, to, text) {
  return document.apply(document.replacement(from, to, text));
}

test("line ends show as one character and keep their bytes", () => {
  const document = new ByteDocument(latin("a\r\nb\rc\nd\r\r\ne"));
  assert.equal(document.text, "a\nb\nc\nd\n\ne");
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => document.byteOf(at)),
    [0, 1, 3, 4, 5, 6, 7, 8, 9, 11],
  );
  assert.equal(show(type(document, 2, 3, "X").bytes), "a\r\nX\rc\nd\r\r\ne");
});

test("a position inside a CRLF rounds outward", () => {
  const document = new ByteDocument(latin("a\r\nb"));
  assert.deepEqual(document.rangeOf({ start: 2, end: 3 }), { from: 1, to: 2 });
  assert.deepEqual(document.rangeOf({ start: 2, end: 2 }), { from: 1, to: 1 });
  assert.deepEqual(document.rangeOf({ start: 1, end: 2 }), { from: 1, to: 2 });
});

test("UTF-8 maps by characters, also outside the basic plane", () => {
  const document = new ByteDocument(utf8("aé検😀z"));
  assert.equal(document.text, "aé検😀z");
  assert.deepEqual(
    [0, 1, 3, 6, 10, 11].map((byte) => document.positionOf(byte)),
    [0, 1, 2, 3, 5, 6],
  );
  assert.deepEqual(
    [0, 1, 2, 3, 5, 6].map((at) => document.byteOf(at)),
    [0, 1, 3, 6, 10, 11],
  );
  assert.equal(document.positionOf(4), 2);
  assert.equal(document.positionOf(4, "up"), 3);
});

test("a line that is not UTF-8 is windows-1252, the others are not touched", () => {
  const document = new ByteDocument(latin("caf\xe9\r\ncaf\xc3\xa9\r\n"));
  assert.equal(document.text, "café\ncafé\n");
  assert.equal(show(type(document, 3, 3, "ü").bytes), "caf\xfc\xe9\r\ncaf\xc3\xa9\r\n");
  assert.equal(show(type(document, 8, 8, "ü").bytes), "caf\xe9\r\ncaf\xc3\xbc\xc3\xa9\r\n");
});

test("declared UTF-8 with a broken byte shows it as one character and keeps it", () => {
  const bytes = latin("a\xe6\xa4b\xff\xe6\xa4\x9c");
  const document = new ByteDocument(bytes, [{ start: 0, end: bytes.length, charset: "UTF-8" }]);
  assert.equal(document.text, "a\ufffd\ufffdb\ufffd検");
  assert.equal(show(type(document, 3, 4, "B").bytes), "a\xe6\xa4B\xff\xe6\xa4\x9c");
});

test("Shift_JIS is read and written in its region", () => {
  const bytes = latin("Subject: x\r\n\r\n\x8c\x9f\x95i\r\n");
  const document = new ByteDocument(bytes, [{ start: 14, end: bytes.length, charset: "Shift_JIS" }]);
  assert.equal(document.text, "Subject: x\n\n検品\n");
  assert.deepEqual(document.rangeOf({ start: 16, end: 18 }), { from: 13, to: 14 });
  assert.deepEqual(document.rangeOf({ start: 17, end: 18 }), { from: 13, to: 14 });
  const typed = type(document, 13, 13, "東");
  assert.equal(show(typed.bytes), "Subject: x\r\n\r\n\x8c\x9f\x93\x8c\x95i\r\n");
  assert.equal(typed.text, "Subject: x\n\n検東品\n");
  // Half-width katakana is one byte, a broken lead byte stands alone.
  const broken = new ByteDocument(latin("\xb1\x8c\r\n"), [{ start: 0, end: 4, charset: "cp932" }]);
  assert.equal(broken.text, "ｱ\ufffd\n");
});

test("EUC-JP, GB18030, Big5 and EUC-KR round trip", () => {
  const samples = { "euc-jp": "検品テスト", gb18030: "检验邮件", big5: "檢驗郵件", "euc-kr": "검사합니다" };
  for (const [name, text] of Object.entries(samples)) {
    const bytes = charset(name).encode(text, 0, 0);
    const document = new ByteDocument(bytes, [{ start: 0, end: bytes.length, charset: name }]);
    assert.equal(document.text, text, name);
    assert.deepEqual([...document.apply(document.replacement(1, 2, text[1])).bytes], [...bytes], name);
  }
});

test("ISO-2022-JP hides escape sequences and writes them where needed", () => {
  const bytes = latin("a\x1b$B8!IJ\x1b(Bz\r\n");
  const document = new ByteDocument(bytes, [{ start: 0, end: bytes.length, charset: "ISO-2022-JP" }]);
  assert.equal(document.text, "a検品z\n");
  assert.deepEqual(document.rangeOf({ start: 4, end: 6 }), { from: 1, to: 2 });
  assert.equal(show(type(document, 2, 2, "x").bytes), "a\x1b$B8!\x1b(Bx\x1b$BIJ\x1b(Bz\r\n");
  assert.equal(show(type(document, 0, 0, "検").bytes), "\x1b$B8!\x1b(Ba\x1b$B8!IJ\x1b(Bz\r\n");
  assert.equal(type(document, 1, 3, "").text, "az\n");
  assert.equal(type(document, 0, 2, "").text, "品z\n");
  const split = type(document, 2, 2, "\n");
  assert.equal(split.text, "a検\n品z\n");
  assert.match(show(split.bytes), /8!\x1b\(B\r\n\x1b\$BIJ/);
});

test("text that the charset lacks is written as UTF-8", () => {
  const document = new ByteDocument(latin("abc"), [{ start: 0, end: 3, charset: "iso-8859-1" }]);
  assert.equal(show(type(document, 1, 1, "é").bytes), "a\xe9bc");
  assert.equal(show(type(document, 1, 1, "検").bytes), "a\xe6\xa4\x9cbc");
});

test("new lines are as their neighbours, CRLF where there are none", () => {
  const after = (bytes, at) => show(type(new ByteDocument(latin(bytes)), at, at, "x\ny").bytes);
  assert.equal(after("a\rb\r", 2), "a\rx\ryb\r");
  assert.equal(after("a\nb", 3), "a\nbx\ny");
  assert.equal(after("a\r\nb\n", 0), "x\r\nya\r\nb\n");
  assert.equal(after("ab", 1), "ax\r\nyb");
});

test("regions grow, shrink and move with their bytes", () => {
  const document = new ByteDocument(latin("ab\r\n\xe9\xe9\r\nz"), [{ start: 4, end: 8, charset: "latin1" }]);
  assert.deepEqual(type(document, 0, 1, "XYZ").regions, [{ start: 6, end: 10, charset: "latin1" }]);
  assert.deepEqual(type(document, 4, 4, "é").regions, [{ start: 4, end: 9, charset: "latin1" }]);
  assert.deepEqual(type(document, 3, 6, "").regions, []);
  assert.equal(type(document, 4, 4, "é").text, "ab\néééé".slice(0, 6) + "\nz");
});

test("unknown and overlapping regions are read as if they were not there", () => {
  const document = new ByteDocument(utf8("検品"), [
    { start: 0, end: 3, charset: "no-such" },
    { start: 3, end: 6, charset: "utf-8" },
    { start: 4, end: 6, charset: "shift_jis" },
    { start: 6, end: 99, charset: "shift_jis" },
  ]);
  assert.equal(document.text, "検品");
});

test("every byte array maps there and back", () => {
  let seed = 1;
  const random = (below) => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % below;
  const alphabet = [
    13, 10, 10, 65, 66, 0x1b, 0x24, 0x42, 0x28, 0x8c, 0x9f, 0xe6, 0xa4, 0x9c, 0xf0, 0x9f, 0x98, 0x80, 0,
  ];
  const charsets = ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "windows-1252", "no-such"];
  for (let round = 0; round < 4000; round++) {
    const bytes = Uint8Array.from({ length: random(24) }, () => alphabet[random(alphabet.length)]);
    const [a, b] = [random(bytes.length + 1), random(bytes.length + 1)].sort((x, y) => x - y);
    const document = new ByteDocument(bytes, [{ start: a, end: b, charset: charsets[random(charsets.length)] }]);
    assert.ok(!document.text.includes("\r"));
    assert.equal(document.positionOf(bytes.length), document.text.length);
    for (let at = 0; at <= document.text.length; at++) {
      const byte = document.byteOf(at);
      const lower =
        at > 0 && /[\udc00-\udfff]/.test(document.text[at]) && /[\ud800-\udbff]/.test(document.text[at - 1]);
      if (!lower) assert.equal(document.positionOf(byte), at);
      assert.ok(document.byteOf(at, "before") <= byte);
    }
    for (let byte = 0; byte < bytes.length; byte++) {
      assert.ok(document.positionOf(byte) <= document.positionOf(byte, "up"));
      assert.ok(document.positionOf(byte) <= document.positionOf(byte + 1));
    }
    const splice = document.replacement(0, 0, "");
    assert.deepEqual([...document.apply(splice).bytes], [...bytes]);
    const edited = type(document, 0, document.text.length, "x");
    const back = edited.apply(inverse(difference(bytes, edited.bytes)));
    assert.deepEqual([...back.bytes], [...bytes]);
  }
});

test("an edit leaves every byte outside its range alone, and shows what was typed", () => {
  let seed = 7;
  const random = (below) => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % below;
  const words = ["Subject: x\r\n", "検品", "\n", "a\rb", "😀", "é", "ascii text", "\r\n\r\n"];
  const typed = ["x", "検", "\n", "", "é\nz", "😀"];
  for (let round = 0; round < 2000; round++) {
    const bytes = utf8(Array.from({ length: random(8) }, () => words[random(words.length)]).join(""));
    const document = new ByteDocument(bytes, [{ start: 0, end: bytes.length, charset: "utf-8" }]);
    const whole = (at) => (/[\udc00-\udfff]/.test(document.text[at] ?? "") ? at - 1 : at);
    const [from, to] = [random(document.text.length + 1), random(document.text.length + 1)]
      .sort((a, b) => a - b)
      .map(whole);
    const insert = typed[random(typed.length)];
    const edited = type(document, from, to, insert);
    const [start, end] = [document.byteOf(from), document.byteOf(to)];
    assert.deepEqual([...edited.bytes.subarray(0, start)], [...bytes.subarray(0, start)]);
    const tail = bytes.subarray(end);
    assert.deepEqual([...edited.bytes.subarray(edited.bytes.length - tail.length)], [...tail]);
    // A lone CR that comes to stand before an LF is one line end from then on.
    const joined = /\r\n/.test(show(edited.bytes.subarray(Math.max(0, start - 1), start + 1)));
    if (!joined && !/\r$/.test(show(edited.bytes.subarray(0, edited.bytes.length - tail.length)))) {
      assert.equal(edited.text, document.text.slice(0, from) + insert + document.text.slice(to));
    }
  }
});

test("splices undo each other", () => {
  const before = latin("one two three");
  const after = latin("one 2 three");
  const splice = difference(before, after);
  assert.deepEqual([splice.at, show(splice.removed), show(splice.inserted)], [4, "two", "2"]);
  assert.equal(show(spliced(before, splice)), show(after));
  assert.equal(show(spliced(after, inverse(splice))), show(before));
});

test("a pasted message has CRLF line ends and UTF-8 bytes", () => {
  assert.equal(show(pastedBytes("a\nb\r\nc\rd é")), "a\r\nb\r\nc\r\nd \xc3\xa9");
});

test("a megabyte is read in a moment", () => {
  const bytes = utf8("Received: from 検品 by example\r\n".repeat(30_000));
  const start = performance.now();
  const document = new ByteDocument(bytes);
  assert.equal(document.positionOf(bytes.length), document.text.length);
  assert.ok(performance.now() - start < 1000);
});
