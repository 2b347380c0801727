/** Undo for bytes: each step is the splices that made it, so that what comes back is what was there. */

import { inverse, type Splice } from "./bytes.ts";
import type { ByteDocument } from "./document.ts";

/** How the bytes came here, which some checks ask for. */
export type Input = "file" | "pasted";

/** What a step of the history leads back to, beside the bytes. */
export interface Version {
  readonly document: ByteDocument;
  readonly name: string;
  readonly input: Input;
}

interface Step {
  readonly splices: Splice[];
  readonly before: Omit<Version, "document">;
  readonly typed: boolean;
  time: number;
}

/** Typing within this many milliseconds is one step. */
const PAUSE = 700;
/** Bytes that the history keeps at most. */
const LIMIT = 64 << 20;

/** The steps that can be taken back, the newest last. */
export class History {
  #steps: Step[] = [];

  get empty(): boolean {
    return this.#steps.length === 0;
  }

  /** Notes that `splices`, one after the other, lead away from `before`. */
  add(before: Version, splices: readonly Splice[], typed: boolean, time: number): void {
    const last = this.#steps.at(-1);
    if (typed && last?.typed && time - last.time < PAUSE) {
      last.splices.push(...splices);
      last.time = time;
    } else {
      this.#steps.push({ splices: [...splices], before: { name: before.name, input: before.input }, typed, time });
    }
    this.#forget();
  }

  /** The version before the last step. */
  undo(now: ByteDocument): Version | undefined {
    const step = this.#steps.pop();
    if (step === undefined) return undefined;
    const document = step.splices.reduceRight((result, splice) => result.apply(inverse(splice)), now);
    return { ...step.before, document };
  }

  #forget(): void {
    let total = 0;
    const keep = this.#steps.findLastIndex(({ splices }) => {
      total += splices.reduce((sum, { removed, inserted }) => sum + removed.length + inserted.length, 0);
      return total > LIMIT;
    });
    this.#steps.splice(0, Math.min(keep + 1, this.#steps.length - 1));
  }
}
