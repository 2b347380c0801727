/** Reading the files beside the package, wherever it runs. */

/** The text at an address: a file of Node's, else fetched. */
export async function readText(url: URL): Promise<string> {
  if (url.protocol === "file:") return new TextDecoder().decode(readFile(url));
  return (await fetched(url)).text();
}

/** The bytes at an address. */
export async function readBytes(url: URL): Promise<Uint8Array> {
  if (url.protocol === "file:") return readFile(url);
  return new Uint8Array(await (await fetched(url)).arrayBuffer());
}

/** What the address answers, unless that is an error. */
export async function fetched(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`kenpin: ${url} answered ${response.status}`);
  return response;
}

interface Node {
  process?: { getBuiltinModule?(id: "node:fs"): { readFileSync(url: URL): Uint8Array } | undefined };
}

/** Node's way to a file, asked for at run time so that a bundle for the browser carries no trace of Node. */
export function readFile(url: URL): Uint8Array {
  const fs = (globalThis as Node).process?.getBuiltinModule?.("node:fs");
  if (fs === undefined) throw new Error(`kenpin: cannot read ${url} here; pass wasm, pack and tables to load()`);
  return fs.readFileSync(url);
}
