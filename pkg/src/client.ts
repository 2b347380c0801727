/** The page's side of the worker: checks off the main thread, the latest request wins. */

import type { Draft, Edit, LintOptions, LoadOptions, Report } from "./types.ts";
import type { Answer, Request } from "./worker.ts";

/** A newer request has made this one pointless. Ignore it: the newer one's promise has the report. */
export class StaleError extends Error {
  override readonly name = "StaleError";

  constructor() {
    super("kenpin: a newer request has taken this one's place");
  }
}

/** Checks in a worker. Of several requests only the latest is answered; the others reject with `StaleError`. */
export interface Client {
  /** Resolves when the core and the languages are loaded. */
  readonly ready: Promise<void>;
  /** Checks a message. The worker gets a copy by transfer; `bytes` stays usable. */
  lint(bytes: Uint8Array, options?: LintOptions): Promise<Report>;
  /** Checks a draft. */
  lintDraft(draft: Draft, options?: Omit<LintOptions, "input">): Promise<Report>;
  /** The bytes with edits applied. */
  apply(bytes: Uint8Array, edits: readonly Edit[]): Promise<Uint8Array>;
  /** Ends the worker; what is under way rejects. */
  close(): void;
}

interface Job {
  request: Request;
  transfer: Transferable[];
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The part of `Worker` that a client uses. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<Answer>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): unknown;
}

/**
 * Talks to a worker that runs `kenpin/worker`. `loads` has one entry per language; without `wasm`, `pack` and
 * `tables` the worker fetches them beside itself.
 */
export function connect(worker: WorkerLike, loads: readonly LoadOptions[] = [{}]): Client {
  const line = new Line(worker);
  let id = 0;
  const ready = line.ask<undefined>({ id, load: [...loads] }, []);
  return {
    ready,
    async lint(bytes, options = {}) {
      const copy = copyOf(bytes);
      return line.ask({ id: ++id, bytes: copy, options }, [copy.buffer]);
    },
    async apply(bytes, edits) {
      const copy = copyOf(bytes);
      return line.ask({ id: ++id, bytes: copy, edits }, [copy.buffer]);
    },
    lintDraft: async (draft, options = {}) => line.ask({ id: ++id, draft, options }, []),
    close() {
      worker.terminate();
      line.fail(new Error("kenpin: closed"));
    },
  };
}

/** At most one request is under way and one waits: the latest. */
class Line {
  readonly #worker: WorkerLike;
  #running: Job | undefined;
  #waiting: Job | undefined;

  constructor(worker: WorkerLike) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#answered(data);
    worker.onerror = ({ message }) => this.fail(new Error(`kenpin: the worker failed: ${message ?? "cannot start"}`));
  }

  ask<T>(request: Request, transfer: Transferable[]): Promise<T> {
    this.#waiting?.reject(new StaleError());
    this.#waiting = undefined;
    if (this.#running !== undefined && !("load" in this.#running.request)) this.#running.reject(new StaleError());
    return new Promise<T>((resolve, reject) => {
      const job: Job = { request, transfer, resolve: resolve as Job["resolve"], reject };
      if (this.#running === undefined) this.#send(job);
      else this.#waiting = job;
    });
  }

  fail(error: Error): void {
    this.#running?.reject(error);
    this.#waiting?.reject(error);
    this.#running = this.#waiting = undefined;
  }

  #send(job: Job): void {
    this.#running = job;
    this.#worker.postMessage(job.request, job.transfer);
  }

  #answered({ id, result, error }: Answer): void {
    const done = this.#running;
    if (done?.request.id !== id) return;
    const next = this.#waiting;
    this.#running = this.#waiting = undefined;
    if (next !== undefined) this.#send(next);
    // A job that a newer one has replaced is rejected already; settling it again does nothing.
    if (error !== undefined) done.reject(new Error(error));
    else done.resolve(result);
  }
}

function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (!(bytes instanceof Uint8Array)) throw new TypeError("kenpin: bytes must be a Uint8Array");
  return new Uint8Array(bytes);
}
