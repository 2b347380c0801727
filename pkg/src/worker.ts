/** The worker's side: one request after the other, plain data in and out. `client.ts` decides what is stale. */

import { apply, lint, lintDraft } from "./lint.ts";
import { load } from "./load.ts";
import type { Draft, Edit, LintOptions, LoadOptions, Report } from "./types.ts";

/** What a client asks. */
export type Request =
  | { id: number; load: LoadOptions[] }
  | { id: number; bytes: Uint8Array; options: LintOptions }
  | { id: number; bytes: Uint8Array; edits: readonly Edit[] }
  | { id: number; draft: Draft; options: LintOptions };

/** What the worker answers. */
export type Answer = { id: number; result?: Report | Uint8Array; error?: string };

interface Scope {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(answer: Answer): void;
}

const scope = globalThis as unknown as Scope;

scope.onmessage = async ({ data }) => {
  try {
    const result = await answer(data);
    scope.postMessage(result === undefined ? { id: data.id } : { id: data.id, result });
  } catch (error) {
    scope.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) });
  }
};

async function answer(request: Request): Promise<Report | Uint8Array | undefined> {
  if ("edits" in request) return apply(request.bytes, request.edits);
  if ("bytes" in request) return lint(request.bytes, request.options);
  if ("draft" in request) return lintDraft(request.draft, request.options);
  for (const options of request.load) await load(options);
  return undefined;
}
