/** A message as bytes, the text that shows it, and the way between the two. */

import { spliced, type Splice } from "./bytes.ts";
import { charset, isUtf8, utf8, type Charset, type Sink } from "./charset.ts";

/** Bytes whose charset the message declares. Regions are sorted and disjoint. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly charset: string;
}

const CR = 13;
const LF = 10;

/**
 * Immutable. `text` has `\n` for every line end, whatever its bytes are; a position in it is a UTF-16 offset.
 * Bytes inside a region are read in its charset; elsewhere a line is UTF-8 if it can be, else windows-1252.
 */
export class ByteDocument {
  readonly bytes: Uint8Array;
  readonly regions: readonly Region[];
  readonly text: string;
  readonly #map: OffsetMap;

  constructor(bytes: Uint8Array, regions: readonly Region[] = []) {
    this.bytes = bytes;
    this.regions = regions;
    this.#map = new OffsetMap();
    this.text = read(bytes, regions, this.#map);
  }

  /** Position of the character that `byte` belongs to; `"up"`: of the one after it, unless `byte` starts one. */
  positionOf(byte: number, round: "down" | "up" = "down"): number {
    return this.#map.position(Math.max(0, Math.min(byte, this.bytes.length)), round);
  }

  /** First byte of the character at `position`; `"before"`: ahead of the escape sequences that precede it. */
  byteOf(position: number, side: "before" | "after" = "after"): number {
    return this.#map.byte(Math.max(0, Math.min(position, this.text.length)), side);
  }

  /** Where a span of bytes shows; characters that it cuts are taken whole, an empty one stays empty. */
  rangeOf(span: { start: number; end: number }): { from: number; to: number } {
    const from = this.positionOf(span.start);
    if (span.end <= span.start) return { from, to: from };
    return { from, to: Math.max(from, this.positionOf(span.end, "up")) };
  }

  /** What typing `text` over a range of positions does to the bytes. All bytes outside the range stay. */
  replacement(from: number, to: number, text: string): Splice {
    const at = this.byteOf(from, from === to ? "before" : "after");
    const end = from === to ? at : Math.max(at, this.byteOf(to, "before"));
    const inserted = this.#encode(text, at, end);
    return { at, removed: this.bytes.slice(at, end), inserted };
  }

  /** The document after a splice; regions grow and shrink with their bytes. */
  apply(splice: Splice): ByteDocument {
    const end = splice.at + splice.removed.length;
    const shift = splice.inserted.length - splice.removed.length;
    const moved = (byte: number): number => (byte >= end ? byte + shift : Math.min(byte, splice.at));
    const regions = this.regions
      .map((region) => ({ ...region, start: moved(region.start), end: moved(region.end) }))
      .filter((region) => region.start < region.end);
    return new ByteDocument(spliced(this.bytes, splice), regions);
  }

  /** Bytes of the line end that a new line gets here: as the line's own, else as the one before, else CRLF. */
  lineEnd(byte: number): Uint8Array {
    for (let at = byte; at < this.bytes.length; at++) {
      if (isEnd(this.bytes[at])) return this.bytes.slice(at, at + endLength(this.bytes, at));
    }
    for (let at = byte - 1; at >= 0; at--) {
      if (!isEnd(this.bytes[at])) continue;
      const start = this.bytes[at] === LF && this.bytes[at - 1] === CR ? at - 1 : at;
      return this.bytes.slice(start, at + 1);
    }
    return Uint8Array.of(CR, LF);
  }

  #encode(text: string, at: number, end: number): Uint8Array {
    const region = this.regions.find(({ start, end }) => start <= at && at <= end);
    const known = region && charset(region.charset);
    const from = region && known ? stateAt(known, this.bytes, region.start, at) : 0;
    const to = region && known ? stateAt(known, this.bytes, region.start, end) : 0;
    const target = known ?? (this.#lineIsUtf8(at) ? utf8 : charset("windows-1252"));
    const lines = text.split(/\r\n?|\n/);
    const out: number[] = [];
    lines.forEach((line, i) => {
      // A stateful charset is back in ASCII at the end of a line (RFC 1468).
      const states: [number, number] = [i === 0 ? from : 0, i === lines.length - 1 ? to : 0];
      for (const byte of target?.encode(line, ...states) ?? utf8.encode(line, 0, 0) ?? []) out.push(byte);
      if (i < lines.length - 1) out.push(...this.lineEnd(at));
    });
    return Uint8Array.from(out);
  }

  #lineIsUtf8(at: number): boolean {
    let start = at;
    while (start > 0 && !isEnd(this.bytes[start - 1])) start--;
    return isUtf8(this.bytes, start, contentEnd(this.bytes, at, this.bytes.length));
  }
}

/** Text as bytes, for what comes from a clipboard: UTF-8, every line end CRLF. */
export function pastedBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text.replace(/\r\n?|\n/g, "\r\n"));
}

function isEnd(byte: number | undefined): boolean {
  return byte === CR || byte === LF;
}

function endLength(bytes: Uint8Array, at: number): number {
  return bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
}

function contentEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && !isEnd(bytes[at])) at++;
  return at;
}

const silent: Sink = { run: () => undefined, text: () => undefined, utf8: () => undefined };

function stateAt(known: Charset, bytes: Uint8Array, start: number, at: number): number {
  return known.name === "iso-2022-jp" ? known.read(bytes, start, at, silent, 0) : 0;
}

function read(bytes: Uint8Array, regions: readonly Region[], map: OffsetMap): string {
  const sink = new Text(bytes, map);
  let at = 0;
  for (const region of regions) {
    const known = charset(region.charset);
    if (known === undefined || region.start < at || region.end > bytes.length) continue;
    readLines(bytes, at, region.start, undefined, sink);
    readLines(bytes, region.start, region.end, known, sink);
    at = region.end;
  }
  readLines(bytes, at, bytes.length, undefined, sink);
  return sink.finish();
}

function readLines(bytes: Uint8Array, start: number, end: number, known: Charset | undefined, sink: Sink): void {
  let state = 0;
  // A border of regions may cut a CRLF in two: its halves are two line ends.
  sink.text("");
  for (let at = start; at < end;) {
    const stop = contentEnd(bytes, at, end);
    const line = known ?? (isUtf8(bytes, at, stop) ? utf8 : (charset("windows-1252") as Charset));
    state = line.read(bytes, at, stop, sink, state);
    at = stop;
    if (at < end) {
      const length = Math.min(endLength(bytes, at), end - at);
      sink.run(length, 1, 1);
      sink.utf8(at, at + length);
      at += length;
    }
  }
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Gathers the text; bytes that are UTF-8 are decoded many at once. */
class Text implements Sink {
  readonly #bytes: Uint8Array;
  readonly #map: OffsetMap;
  readonly #chunks: string[] = [];
  #start = 0;
  #end = 0;

  constructor(bytes: Uint8Array, map: OffsetMap) {
    this.#bytes = bytes;
    this.#map = map;
  }

  run(raw: number, out: number, count: number): void {
    this.#map.add(raw, out, count);
  }

  text(text: string): void {
    this.#flush();
    this.#chunks.push(text);
  }

  utf8(start: number, end: number): void {
    if (start !== this.#end) {
      this.#flush();
      this.#start = start;
    }
    this.#end = end;
  }

  finish(): string {
    this.#flush();
    return this.#chunks.join("");
  }

  #flush(): void {
    const text = decoder.decode(this.#bytes.subarray(this.#start, this.#end));
    // In these bytes CR stands only where a line ends.
    if (text !== "") this.#chunks.push(text.replace(/\r\n?/g, "\n"));
    this.#start = this.#end;
  }
}

/** Runs of characters that took equally many bytes and units each. Grows at the end only. */
class OffsetMap {
  #bytes = new Uint32Array(64);
  #units = new Uint32Array(64);
  #sizes = new Uint8Array(128);
  #count = 0;
  #byteEnd = 0;
  #unitEnd = 0;

  add(raw: number, out: number, count: number): void {
    const last = this.#count - 1;
    if (last < 0 || this.#sizes[2 * last] !== raw || this.#sizes[2 * last + 1] !== out) this.#open(raw, out);
    this.#byteEnd += raw * count;
    this.#unitEnd += out * count;
  }

  position(byte: number, round: "down" | "up"): number {
    if (byte >= this.#byteEnd) return this.#unitEnd;
    const run = this.#find(this.#bytes, byte);
    const [raw, out] = this.#size(run);
    const within = byte - (this.#bytes[run] as number);
    const count = round === "up" ? Math.ceil(within / raw) : Math.floor(within / raw);
    return (this.#units[run] as number) + count * out;
  }

  byte(position: number, side: "before" | "after"): number {
    if (position >= this.#unitEnd && side === "after") return this.#byteEnd;
    let run = this.#find(this.#units, position);
    // Escape sequences share the position of the character after them; `#find` has gone past them.
    while (side === "before" && run > 0 && this.#units[run] === position && this.#size(run - 1)[1] === 0) run--;
    const [raw, out] = this.#size(run);
    if (out === 0) return this.#bytes[run] ?? 0;
    return (this.#bytes[run] ?? 0) + Math.floor((position - (this.#units[run] ?? 0)) / out) * raw;
  }

  #size(run: number): [number, number] {
    return [this.#sizes[2 * run] ?? 1, this.#sizes[2 * run + 1] ?? 1];
  }

  /** Last run that starts at or before `at`. */
  #find(starts: Uint32Array, at: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #open(raw: number, out: number): void {
    if (this.#count === this.#bytes.length) {
      this.#bytes = grown(this.#bytes, new Uint32Array(2 * this.#count));
      this.#units = grown(this.#units, new Uint32Array(2 * this.#count));
      this.#sizes = grown(this.#sizes, new Uint8Array(4 * this.#count));
    }
    this.#bytes[this.#count] = this.#byteEnd;
    this.#units[this.#count] = this.#unitEnd;
    this.#sizes.set([raw, out], 2 * this.#count);
    this.#count++;
  }
}

function grown<T extends Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
