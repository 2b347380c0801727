import init from "#glue";
import type { Lang, LoadOptions, RulePage, WasmSource } from "./types.ts";

/** A rule as `rules.json` lists it: English, and the Japanese words beside. */
export type RuleRow = RulePage & { ja: Pick<RulePage, "title" | "why" | "help"> };

let starting: Promise<unknown> | undefined;
let started = false;
let firstLang: Lang | undefined;
const packs = new Map<Lang, string>();
let rules: Promise<RuleRow[]> | undefined;

/** Loads the core and the texts of one language. Cheap when repeated; needed before anything else. */
export async function load(options: LoadOptions = {}): Promise<void> {
  const lang = options.lang ?? "en";
  await Promise.all([start(options.wasm), takePack(lang, options.pack)]);
  firstLang ??= lang;
}

/** The texts of `lang`, or of the language loaded first. */
export function packOf(lang: Lang | undefined): { lang: Lang; pack: string } {
  if (!started || firstLang === undefined) throw new Error("kenpin: call `await load()` first");
  const wanted = lang ?? firstLang;
  const pack = packs.get(wanted);
  if (pack === undefined) throw new Error(`kenpin: call \`await load({ lang: "${wanted}" })\` first`);
  return { lang: wanted, pack };
}

/** All rules. Read when first asked for: the long texts are no part of checking. */
export async function ruleRows(): Promise<RuleRow[]> {
  rules ??= text(beside("rules.json")).then((json) => (JSON.parse(json) as { rules: RuleRow[] }).rules);
  return rules.catch((error: unknown) => {
    rules = undefined;
    throw error;
  });
}

async function start(wasm: WasmSource | undefined): Promise<void> {
  starting ??= (async () => init({ module_or_path: await source(wasm ?? beside("kenpin_bg.wasm")) }))();
  try {
    await starting;
    started = true;
  } catch (error) {
    starting = undefined;
    throw error;
  }
}

async function takePack(lang: Lang, given: string | undefined): Promise<void> {
  if (given !== undefined) packs.set(lang, given);
  else if (!packs.has(lang)) packs.set(lang, await text(beside(lang === "ja" ? "ja.txt" : "en.txt")));
}

// Literal URLs, one a file: bundlers look for exactly this form.
function beside(file: "kenpin_bg.wasm" | "en.txt" | "ja.txt" | "rules.json"): URL {
  switch (file) {
    case "kenpin_bg.wasm":
      return new URL("../wasm/kenpin_bg.wasm", import.meta.url);
    case "en.txt":
      return new URL("../wasm/en.txt", import.meta.url);
    case "ja.txt":
      return new URL("../wasm/ja.txt", import.meta.url);
    case "rules.json":
      return new URL("../wasm/rules.json", import.meta.url);
  }
}

async function source(wasm: WasmSource): Promise<unknown> {
  if (typeof wasm !== "string" && !(wasm instanceof URL)) return wasm;
  const url = new URL(wasm, import.meta.url);
  return url.protocol === "file:" ? readFile(url) : fetched(url);
}

async function text(url: URL): Promise<string> {
  if (url.protocol === "file:") return new TextDecoder().decode(readFile(url));
  return (await fetched(url)).text();
}

async function fetched(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`kenpin: ${url} answered ${response.status}`);
  return response;
}

interface Node {
  process?: { getBuiltinModule?(id: "node:fs"): { readFileSync(url: URL): Uint8Array } | undefined };
}

// Asked for at run time, so that a bundle for the browser carries no trace of Node.
function readFile(url: URL): Uint8Array {
  const fs = (globalThis as Node).process?.getBuiltinModule?.("node:fs");
  if (fs === undefined) throw new Error(`kenpin: cannot read ${url} here; pass wasm and pack to load()`);
  return fs.readFileSync(url);
}
