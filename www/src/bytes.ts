/** Arrays of bytes: join, cut, compare. */

/** One replacement in an array of bytes, with what it takes to undo it. */
export interface Splice {
  readonly at: number;
  readonly removed: Uint8Array;
  readonly inserted: Uint8Array;
}

/** The bytes after the splice. */
export function spliced(bytes: Uint8Array, { at, removed, inserted }: Splice): Uint8Array {
  const out = new Uint8Array(bytes.length - removed.length + inserted.length);
  out.set(bytes.subarray(0, at));
  out.set(inserted, at);
  out.set(bytes.subarray(at + removed.length), at + inserted.length);
  return out;
}

/** The splice that takes `splice` back. */
export function inverse({ at, removed, inserted }: Splice): Splice {
  return { at, removed: inserted, inserted: removed };
}

/** The smallest splice that turns `before` into `after`. */
export function difference(before: Uint8Array, after: Uint8Array): Splice {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    at: head,
    removed: before.slice(head, before.length - tail),
    inserted: after.slice(head, after.length - tail),
  };
}
