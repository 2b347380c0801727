/** What an encoded place says: the decoded text around it, for people who do not read base64. */

import type { Part, Report, Shown } from "kenpin";
import { charset } from "./charset.ts";

/** Decoded text: what is meant, and a little of what stands around it. */
export interface Excerpt {
  readonly head: string;
  readonly middle: string;
  readonly tail: string;
}

/** Characters on either side. */
const AROUND = 40;
/** Characters shown of a long place. */
const LONGEST = 160;

const decoded = new WeakMap<Report, Map<string, string>>();

/** The excerpt for a place in a part that is encoded; nothing where the source itself can be read. */
export function excerpt(bytes: Uint8Array, report: Report, shown: Shown): Excerpt | undefined {
  const text = partText(bytes, report, shown.part);
  const { start16: start, end16: end } = shown;
  if (text === undefined || start === undefined || end === undefined || end > text.length) return undefined;
  const line = (piece: string): string => piece.replace(/\s+/g, " ");
  const head = text.slice(Math.max(0, start - AROUND), start);
  const tail = text.slice(end, end + AROUND);
  return {
    head: (start > AROUND ? "…" : "") + line(head).trimStart(),
    middle: line(text.slice(start, Math.min(end, start + LONGEST))) + (end - start > LONGEST ? "…" : ""),
    tail: line(tail).trimEnd() + (end + AROUND < text.length ? "…" : ""),
  };
}

function partText(bytes: Uint8Array, report: Report, number: string): string | undefined {
  const texts = decoded.get(report) ?? new Map<string, string>();
  decoded.set(report, texts);
  const known = texts.get(number);
  if (known !== undefined) return known;
  const part = find([report.facts.parts ?? []].flat(), number);
  if (part?.body_start === undefined) return undefined;
  const body = bytes.subarray(part.body_start, part.span.end);
  const content =
    part.encoding === "base64" ? base64(body) : part.encoding === "quoted-printable" ? quoted(body) : null;
  if (content === null) return undefined;
  const label = charset(part.charset ?? "utf-8")?.name ?? "utf-8";
  const text = new TextDecoder(label, { ignoreBOM: true }).decode(content);
  texts.set(number, text);
  return text;
}

function find(parts: readonly Part[], number: string): Part | undefined {
  const stack = [...parts];
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (part.number === number) return part;
    stack.push(...(part.children ?? []));
  }
  return undefined;
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
const raw = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** RFC 2045 section 6.8: what is not of the alphabet is passed over, padding ends it. */
export function base64(body: Uint8Array): Uint8Array {
  const text = latin1(body)
    .replace(/[^A-Za-z0-9+/=]/g, "")
    .replace(/=.*$/s, "");
  return raw(atob(text.length % 4 === 1 ? text.slice(0, -1) : text));
}

/** RFC 2045 section 6.7. */
export function quoted(body: Uint8Array): Uint8Array {
  const text = latin1(body)
    .replace(/[ \t]+(?=\r?\n|$)/g, "")
    .replace(/=\r?\n/g, "");
  return raw(text.replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16))));
}
