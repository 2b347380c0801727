/** Loads the checker, then shuts the door: from `ready` on, neither the page nor the worker can connect to anything. */

import { connect, type Client } from "kenpin/client";
import glueWasm from "kenpin/wasm/kenpin_bg.wasm?url";
import englishUrl from "kenpin/wasm/en.txt?url";
import japaneseUrl from "kenpin/wasm/ja.txt?url";
import tablesUrl from "kenpin/wasm/tables.bin?url";
import workerUrl from "./worker.ts?worker&url";

/** The policy that the page adds to itself once it has everything. */
export const LOCK = "default-src 'none'; script-src 'wasm-unsafe-eval'; img-src 'self'; connect-src 'none'";

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** The checker and the texts that the page itself needs. */
export interface Checker {
  client: Client;
  /** Titles of rules by language, for what a report names without a finding. */
  packs: { en: string; ja: string };
}

/** Fetches everything, locks the page, starts the worker. `others` are fetches that must be over before the lock. */
export async function startChecker(others: Promise<unknown>): Promise<Checker> {
  const [script, module, en, ja, tables] = await Promise.all([
    get(workerUrl).then((response) => response.blob()),
    get(glueWasm)
      .then((response) => response.arrayBuffer())
      .then((bytes) => WebAssembly.compile(bytes)),
    get(englishUrl).then((response) => response.text()),
    get(japaneseUrl).then((response) => response.text()),
    get(tablesUrl)
      .then((response) => response.arrayBuffer())
      .then((bytes) => new Uint8Array(bytes)),
    others,
  ]);
  // A worker from a blob inherits the page's policies; one from a URL would have none.
  lock();
  const worker = await newWorker(script);
  const client = connect(worker, [
    { wasm: module, lang: "en", pack: en, tables },
    { wasm: module, lang: "ja", pack: ja, tables },
  ]);
  await client.ready;
  return { client, packs: { en, ja } };
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

function lock(): void {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `${LOCK}; worker-src blob:`;
  document.head.append(meta);
}

function newWorker(script: Blob): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = trusted?.createPolicy("kenpin", { createScriptURL: (own) => own });
  return new Worker(policy?.createScriptURL(url) ?? url, { type: "module" });
}
