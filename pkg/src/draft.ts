import type { Draft, DraftField } from "./types.ts";

const FIELDS: readonly DraftField[] = ["subject", "from", "preheader", "html", "text", "headers"];

/** A draft as the core takes it: its fields one after the other, and which bytes each of them is. */
export interface PackedDraft {
  bytes: Uint8Array;
  lines: string[];
}

/** Puts the fields that a draft has into one array; a field that is absent is not checked, an empty one is. */
export function packDraft(draft: Draft): PackedDraft {
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  const lines = ["input=draft"];
  let end = 0;
  for (const field of FIELDS) {
    const value = draft[field];
    if (value === undefined) continue;
    if (typeof value !== "string") throw new TypeError(`kenpin: the draft's ${field} must be a string`);
    const chunk = encoder.encode(value);
    lines.push(`field=${field}:${end}:${end + chunk.length}`);
    chunks.push(chunk);
    end += chunk.length;
  }
  return { bytes: concat(chunks), lines };
}

/** Chunks in one array. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
