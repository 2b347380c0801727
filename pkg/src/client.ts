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
 * Talks to a worker that runs `kenpin/worker`. `loads` has one entry per language; without `wasm` and `pack` the
 * worker fetches them beside itself.
 */
export function connect(worker: WorkerLike, loads: readonly LoadOptions[] = [{}]): Client {
  let id = 0;
  let running: Job | undefined;
  let waiting: Job | undefined;

  const send = (job: Job): void => {
    running = job;
    worker.postMessage(job.request, job.transfer);
  };
  const ask = <T>(request: Request, transfer: Transferable[]): Promise<T> => {
    waiting?.reject(new StaleError());
    waiting = undefined;
    if (running !== undefined && !("load" in running.request)) running.reject(new StaleError());
    return new Promise<T>((resolve, reject) => {
      const job: Job = { request, transfer, resolve: resolve as Job["resolve"], reject };
      if (running === undefined) send(job);
      else waiting = job;
    });
  };
  const fail = (error: Error): void => {
    running?.reject(error);
    waiting?.reject(error);
    running = waiting = undefined;
  };

  worker.onmessage = ({ data }) => {
    if (running?.request.id !== data.id) return;
    const done = running;
    running = undefined;
    if (waiting !== undefined) {
      const next = waiting;
      waiting = undefined;
      send(next);
    }
    // A job that a newer one has replaced is rejected already; settling it again does nothing.
    if (data.error !== undefined) done.reject(new Error(data.error));
    else done.resolve(data.result);
  };
  worker.onerror = (event) => fail(new Error(`kenpin: the worker failed: ${event.message ?? "cannot start"}`));

  const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
    if (!(bytes instanceof Uint8Array)) throw new TypeError("kenpin: bytes must be a Uint8Array");
    return new Uint8Array(bytes);
  };

  const ready = ask({ id, load: [...loads] }, []).then(() => undefined);
  return {
    ready,
    async lint(bytes, options = {}) {
      const copy = copyOf(bytes);
      return ask({ id: ++id, bytes: copy, options }, [copy.buffer]);
    },
    async apply(bytes, edits) {
      const copy = copyOf(bytes);
      return ask({ id: ++id, bytes: copy, edits }, [copy.buffer]);
    },
    lintDraft: async (draft, options = {}) => ask({ id: ++id, draft, options }, []),
    close() {
      worker.terminate();
      fail(new Error("kenpin: closed"));
    },
  };
}
