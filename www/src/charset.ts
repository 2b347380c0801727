/** Charsets with a way back: which bytes each character came from, and the bytes of a character. */

/** Takes characters as they are read. */
export interface Sink {
  /** `count` characters in a row took `raw` bytes each and are `out` UTF-16 units long each. */
  run(raw: number, out: number, count: number): void;
  /** The characters themselves. */
  text(text: string): void;
  /** The same, for bytes that are UTF-8: decoding them is put off until many are together. */
  utf8(start: number, end: number): void;
}

/** A charset that the page can show byte by byte. */
export interface Charset {
  readonly name: string;
  /** Reads bytes of one line without its end; `state` is what a stateful charset carried over from the line before. */
  read(bytes: Uint8Array, start: number, end: number, sink: Sink, state: number): number;
  /** The bytes of `text` that start and end in the given states, or nothing if it has no such characters. */
  encode(text: string, from: number, to: number): Uint8Array | undefined;
}

const MULTI: Record<string, (bytes: Uint8Array, at: number) => number> = {
  shift_jis: (bytes, at) => (isLead(bytes[at], 0x81, 0x9f) || isLead(bytes[at], 0xe0, 0xfc) ? 2 : 1),
  "euc-jp": (bytes, at) => (bytes[at] === 0x8f ? 3 : bytes[at] === 0x8e || isLead(bytes[at], 0xa1, 0xfe) ? 2 : 1),
  "euc-kr": (bytes, at) => (isLead(bytes[at], 0x81, 0xfe) ? 2 : 1),
  big5: (bytes, at) => (isLead(bytes[at], 0x81, 0xfe) ? 2 : 1),
  gbk: (bytes, at) => gbLength(bytes, at),
  gb18030: (bytes, at) => gbLength(bytes, at),
};

/** Labels that mail uses and the WHATWG list lacks. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: "shift_jis",
  "iso-2022-jp-ms": "iso-2022-jp",
  cp50220: "iso-2022-jp",
  cp50221: "iso-2022-jp",
  cp50222: "iso-2022-jp",
  "eucjp-ms": "euc-jp",
  cp51932: "euc-jp",
  cp936: "gbk",
  cp949: "euc-kr",
  cp950: "big5",
};

const known = new Map<string, Charset | undefined>();

/** The charset of a label as mail writes it; nothing for `us-ascii` (no promise about 8-bit bytes) and unknown ones. */
export function charset(label: string): Charset | undefined {
  const key = label.trim().toLowerCase();
  if (!known.has(key)) known.set(key, make(key));
  return known.get(key);
}

function make(label: string): Charset | undefined {
  if (label === "us-ascii" || label === "ascii") return undefined;
  try {
    const name = new TextDecoder(ALIASES[label] ?? label).encoding;
    if (name === "utf-8") return utf8;
    if (name === "iso-2022-jp") return iso2022jp;
    if (name.startsWith("utf-16") || name === "replacement") return undefined;
    const length = MULTI[name];
    return length === undefined ? single(name) : multi(name, length);
  } catch {
    return undefined;
  }
}

function isLead(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high;
}

function gbLength(bytes: Uint8Array, at: number): number {
  if (!isLead(bytes[at], 0x81, 0xfe)) return 1;
  return isLead(bytes[at + 1], 0x30, 0x39) ? 4 : 2;
}

/** End of the ASCII stretch that starts at `at`. */
function asciiEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (bytes[at] as number) < 0x80) at++;
  return at;
}

function addAscii(bytes: Uint8Array, at: number, end: number, sink: Sink): number {
  const stop = asciiEnd(bytes, at, end);
  if (stop > at) {
    sink.run(1, 1, stop - at);
    sink.utf8(at, stop);
  }
  return stop;
}

/** UTF-8; every byte that belongs to no character is shown as U+FFFD of its own. */
export const utf8: Charset = {
  name: "utf-8",
  read(bytes, start, end, sink) {
    let at = start;
    while (at < end) {
      at = addAscii(bytes, at, end, sink);
      if (at === end) break;
      const length = utf8Length(bytes, at, end);
      let stop = at;
      while (stop < end && (bytes[stop] as number) >= 0x80 && utf8Length(bytes, stop, end) === length) {
        stop += length || 1;
      }
      sink.run(length || 1, length === 4 ? 2 : 1, (stop - at) / (length || 1));
      if (length === 0) sink.text("\ufffd".repeat(stop - at));
      else sink.utf8(at, stop);
      at = stop;
    }
    return 0;
  },
  encode: (text) => new TextEncoder().encode(text),
};

/** Whether every byte belongs to a character. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = asciiEnd(bytes, start, end); at < end; at = asciiEnd(bytes, at, end)) {
    const length = utf8Length(bytes, at, end);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Length of the sequence of two or more bytes at `at` (RFC 3629 section 4), 0 if there is none. */
function utf8Length(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] as number;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > end) return 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (!isLead(bytes[at + 1], low, high)) return 0;
  for (let i = 2; i < length; i++) if (!isLead(bytes[at + i], 0x80, 0xbf)) return 0;
  return length;
}

function single(name: string): Charset {
  const decoder = new TextDecoder(name);
  return {
    name,
    read(bytes, start, end, sink) {
      if (end > start) {
        sink.run(1, 1, end - start);
        sink.text(decoder.decode(bytes.subarray(start, end)));
      }
      return 0;
    },
    encode: (text) => encodeBy(table(name, decoder), text),
  };
}

function multi(name: string, lengthAt: (bytes: Uint8Array, at: number) => number): Charset {
  const characters = cache(new TextDecoder(name));
  return {
    name,
    read(bytes, start, end, sink) {
      for (let at = start; at < end;) {
        at = addAscii(bytes, at, end, sink);
        if (at === end) break;
        const length = Math.min(lengthAt(bytes, at), end - at);
        const text = characters(bytes.subarray(at, at + length));
        // A lead byte without its trail byte stands alone; what follows is read anew.
        const broken = text.startsWith("\ufffd") && length > 1;
        add(sink, broken ? 1 : length, broken ? "\ufffd" : text);
        at += broken ? 1 : length;
      }
      return 0;
    },
    encode: (text) => encodeBy(table(name, new TextDecoder(name)), text),
  };
}

function add(sink: Sink, raw: number, text: string): void {
  sink.run(raw, text.length, 1);
  sink.text(text);
}

/** Decodes short sequences, each only once. */
function cache(decoder: TextDecoder, prefix: readonly number[] = []): (sequence: Uint8Array) => string {
  const seen = new Map<number, string>();
  return (sequence) => {
    const key = sequence.reduce((sum, byte) => sum * 256 + byte, 1);
    let text = seen.get(key);
    if (text === undefined) seen.set(key, (text = decoder.decode(Uint8Array.of(...prefix, ...sequence))));
    return text;
  };
}

const tables = new Map<string, Map<string, readonly number[]>>();

/** Bytes by character, made by decoding all one-byte and two-byte codes. */
function table(name: string, decoder: TextDecoder): Map<string, readonly number[]> {
  let codes = tables.get(name);
  if (codes !== undefined) return codes;
  tables.set(name, (codes = new Map()));
  const put = (code: readonly number[]): void => {
    const text = decoder.decode(Uint8Array.from(code));
    if ([...text].length === 1 && text !== "\ufffd" && !codes.has(text)) codes.set(text, code);
  };
  for (let byte = 0; byte < 256; byte++) put([byte]);
  for (let lead = 0x81; lead <= 0xfe && name in MULTI; lead++) {
    // Rows 0xED and 0xEE of Shift_JIS repeat characters that other rows have.
    if (name === "shift_jis" && (lead === 0xed || lead === 0xee)) continue;
    for (let trail = 0x40; trail <= 0xfe; trail++) put([lead, trail]);
  }
  return codes;
}

function encodeBy(codes: Map<string, readonly number[]>, text: string): Uint8Array | undefined {
  const out: number[] = [];
  for (const character of text) {
    const code = codes.get(character);
    if (code === undefined) return undefined;
    out.push(...code);
  }
  return Uint8Array.from(out);
}

// ISO-2022-JP (RFC 1468): the states are the character sets that an escape sequence selects.
const ASCII = 0;
const ESCAPES: readonly (readonly [number, number])[] = [
  [0x28, 0x42],
  [0x28, 0x4a],
  [0x28, 0x49],
  [0x24, 0x40],
  [0x24, 0x42],
];
const KANJI = 4;
const kanji = cache(new TextDecoder("iso-2022-jp"), [0x1b, 0x24, 0x42]);
const kana = cache(new TextDecoder("iso-2022-jp"), [0x1b, 0x28, 0x49]);

const iso2022jp: Charset = {
  name: "iso-2022-jp",
  read(bytes, start, end, sink, state) {
    for (let at = start; at < end;) {
      const next = escapeAt(bytes, at, end);
      if (next !== undefined) {
        state = next;
        sink.run(3, 0, 1);
        at += 3;
      } else if (state >= 3 && at + 1 < end && isLead(bytes[at], 0x21, 0x7e) && isLead(bytes[at + 1], 0x21, 0x7e)) {
        add(sink, 2, kanji(bytes.subarray(at, at + 2)).slice(0, 1) || "\ufffd");
        at += 2;
      } else if (state === 2 && isLead(bytes[at], 0x21, 0x5f)) {
        add(sink, 1, kana(bytes.subarray(at, at + 1)));
        at += 1;
      } else {
        const byte = bytes[at] as number;
        add(sink, 1, byte < 0x80 ? String.fromCharCode(byte) : "\ufffd");
        at += 1;
      }
    }
    return state;
  },
  encode(text, from, to) {
    const euc = table("euc-jp", new TextDecoder("euc-jp"));
    const out: number[] = [];
    let state = from;
    const shift = (next: number): void => {
      if (next !== state) out.push(0x1b, ...(ESCAPES[next] as readonly [number, number]));
      state = next;
    };
    for (const character of text) {
      const code = euc.get(character);
      if (code === undefined || (code.length === 1 && (code[0] as number) > 0x7f) || code[0] === 0x8e)
        return undefined;
      shift(code.length === 1 ? ASCII : state >= 3 ? state : KANJI);
      out.push(...code.map((byte) => byte & 0x7f));
    }
    shift(to);
    return Uint8Array.from(out);
  },
};

function escapeAt(bytes: Uint8Array, at: number, end: number): number | undefined {
  if (bytes[at] !== 0x1b || at + 3 > end) return undefined;
  const state = ESCAPES.findIndex(([a, b]) => bytes[at + 1] === a && bytes[at + 2] === b);
  return state < 0 ? undefined : state;
}
