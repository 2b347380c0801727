/** Checking and fixing: the core's functions as JavaScript wants them. */

import * as glue from "#glue";
import { concat, packDraft } from "./draft.ts";
import { packOf } from "./load.ts";
import { writeSpec } from "./spec.ts";
import type { Draft, Edit, LintOptions, Report } from "./types.ts";

/** Checks a message, given as its bytes. */
export function lint(bytes: Uint8Array, options: LintOptions = {}): Report {
  requireBytes(bytes);
  return run(bytes, options, []);
}

/** Checks what a template editor holds before it becomes a message; spans say which field they are in. */
export function lintDraft(draft: Draft, options: Omit<LintOptions, "input"> = {}): Report {
  const { bytes, lines } = packDraft(draft);
  return run(bytes, { unit: "utf16", ...(draft.esp && { esp: draft.esp }), ...options }, lines);
}

/** Reads a bounce or a complaint: not in this version. */
export function lintBounce(_bytes: Uint8Array): never {
  throw new Error("kenpin: lintBounce is not in this version");
}

/** The bytes with the edits applied. Edits of several fixes may come in any order; overlapping ones throw. */
export function apply(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  requireBytes(bytes);
  packOf(undefined);
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const texts = sorted.map(editBytes);
  const triples = new Uint32Array(sorted.length * 3);
  sorted.forEach((edit, i) => triples.set([edit.start, edit.end, texts[i]?.length ?? 0], i * 3));
  return glue.apply(bytes, triples, concat(texts));
}

/** Version of the core. */
export function version(): string {
  packOf(undefined);
  return glue.version();
}

function run(bytes: Uint8Array, options: LintOptions, more: readonly string[]): Report {
  const { lang, pack, tables } = packOf(options.lang);
  return JSON.parse(glue.lint(bytes, writeSpec(options, [`lang=${lang}`, ...more]), pack, tables)) as Report;
}

function requireBytes(bytes: unknown): void {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError("kenpin: bytes must be a Uint8Array (text: new TextEncoder().encode(text))");
  }
}

function editBytes(edit: Edit): Uint8Array {
  if (edit.base64 === undefined) return new TextEncoder().encode(edit.text ?? "");
  return Uint8Array.from(atob(edit.base64), (char) => char.charCodeAt(0));
}
