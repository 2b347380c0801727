/** A fix as two lines: what stands there, and what will. */

import type { Edit } from "kenpin";
import type { ByteDocument } from "./document.ts";

/** One line of a diff; `mark` is the part of it that changes. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
  readonly mark: readonly [number, number];
}

/** Characters shown on either side of a change in a long line. */
const AROUND = 36;

/** The lines before and after one edit. */
export function diffLines(document: ByteDocument, edit: Edit, bytesLabel: (count: number) => string): DiffLine[] {
  const { from, to } = document.rangeOf(edit);
  const { text } = document;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const stop = text.indexOf("\n", Math.max(from, to));
  const end = stop < 0 ? text.length : stop;
  const insert = inserted(edit, bytesLabel);
  if (from === to && from === start && insert.endsWith("\n") && insert !== "\n") return newLines(text, start, insert);

  const before: DiffLine[] = split("-", text.slice(start, from), text.slice(from, to), text.slice(to, end));
  return [...before, ...split("+", text.slice(start, from), insert, text.slice(to, end))];
}

function inserted(edit: Edit, bytesLabel: (count: number) => string): string {
  if (edit.base64 !== undefined) return bytesLabel(Math.floor((edit.base64.replace(/=+$/, "").length * 3) / 4));
  return (edit.text ?? "").replace(/\r\n?/g, "\n");
}

/** Whole lines put between others: the line above for context, then what is new. */
function newLines(text: string, start: number, insert: string): DiffLine[] {
  const above = start > 0 ? text.slice(text.lastIndexOf("\n", start - 2) + 1, start - 1) : undefined;
  const fresh = insert
    .slice(0, -1)
    .split("\n")
    .map((line) => cut("+", "", line, ""));
  return above === undefined ? fresh : [cut(" ", above, "", ""), ...fresh];
}

function split(sign: "-" | "+", head: string, middle: string, tail: string): DiffLine[] {
  const lines = middle.split("\n");
  return lines.map((line, i) => cut(sign, i === 0 ? head : "", line, i === lines.length - 1 ? tail : ""));
}

function cut(sign: DiffLine["sign"], head: string, middle: string, tail: string): DiffLine {
  const left = head.length > 2 * AROUND && middle.length + tail.length > 0 ? `…${head.slice(-AROUND)}` : clip(head);
  const right = clip(tail);
  const core = middle.length > 6 * AROUND ? `${middle.slice(0, 3 * AROUND)}…${middle.slice(-AROUND)}` : middle;
  return { sign, text: left + core + right, mark: [left.length, left.length + core.length] };
}

function clip(text: string): string {
  return text.length > 2 * AROUND ? `${text.slice(0, 2 * AROUND)}…` : text;
}
