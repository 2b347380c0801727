import { readText } from "./read.ts";
import type { Lang, RulePage } from "./types.ts";

/** A rule as `rules.json` lists it: English, and the Japanese words beside. */
type Row = RulePage & { ja: Pick<RulePage, "title" | "why" | "help"> };

let rows: Promise<Row[]> | undefined;

/** A rule's page, in English or Japanese; undefined if there is no such rule. Works without `load`. */
export async function explain(rule: string, lang: Lang = "en"): Promise<RulePage | undefined> {
  const row = (await rules()).find(({ id }) => id === rule);
  if (row === undefined) return undefined;
  const { ja, ...page } = row;
  return lang === "ja" ? { ...page, ...ja } : page;
}

// Read when first asked for: the long texts are no part of checking.
async function rules(): Promise<Row[]> {
  rows ??= readText(new URL("../wasm/rules.json", import.meta.url)).then((json) => JSON.parse(json).rules as Row[]);
  return rows.catch((error: unknown) => {
    rows = undefined;
    throw error;
  });
}
