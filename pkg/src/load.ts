import init from "#glue";
import { fetched, readBytes, readFile, readText } from "./read.ts";
import type { Lang, LoadOptions, WasmSource } from "./types.ts";

let starting: Promise<unknown> | undefined;
let started = false;
let firstLang: Lang | undefined;
let tables: Uint8Array | undefined;
const packs = new Map<Lang, string>();

/** Loads the core and the texts of one language. Cheap when repeated; needed before anything else. */
export async function load(options: LoadOptions = {}): Promise<void> {
  const lang = options.lang ?? "en";
  await Promise.all([start(options.wasm), takePack(lang, options.pack), takeTables(options.tables)]);
  firstLang ??= lang;
}

/** The texts of `lang`, or of the language loaded first, and the tables that came with them. */
export function packOf(lang: Lang | undefined): { lang: Lang; pack: string; tables: Uint8Array } {
  if (!started || firstLang === undefined || tables === undefined) throw new Error("kenpin: call `await load()` first");
  const wanted = lang ?? firstLang;
  const pack = packs.get(wanted);
  if (pack === undefined) throw new Error(`kenpin: call \`await load({ lang: "${wanted}" })\` first`);
  return { lang: wanted, pack, tables };
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
  else if (!packs.has(lang)) packs.set(lang, await readText(beside(lang === "ja" ? "ja.txt" : "en.txt")));
}

async function takeTables(given: Uint8Array | undefined): Promise<void> {
  tables = given ?? tables ?? (await readBytes(beside("tables.bin")));
}

// Literal URLs, one a file: bundlers look for exactly this form.
function beside(file: "kenpin_bg.wasm" | "en.txt" | "ja.txt" | "tables.bin"): URL {
  if (file === "en.txt") return new URL("../wasm/en.txt", import.meta.url);
  if (file === "ja.txt") return new URL("../wasm/ja.txt", import.meta.url);
  if (file === "tables.bin") return new URL("../wasm/tables.bin", import.meta.url);
  return new URL("../wasm/kenpin_bg.wasm", import.meta.url);
}

async function source(wasm: WasmSource): Promise<unknown> {
  if (typeof wasm !== "string" && !(wasm instanceof URL)) return wasm;
  const url = new URL(wasm, import.meta.url);
  return url.protocol === "file:" ? readFile(url) : fetched(url);
}
