/** kenpin: what is wrong with an e-mail message, at which bytes, why it matters and to whom, and the fix. */

export { explain } from "./explain.ts";
export { apply, lint, lintBounce, lintDraft, version } from "./lint.ts";
export { load } from "./load.ts";
export type * from "./types.ts";
