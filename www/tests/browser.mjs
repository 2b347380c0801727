/** A page in Debian's Chromium over a server on loopback, for the tests and the pictures. */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
};
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Serves the built page below `/some/folder/`, as a host might. */
export async function serve(root = DIST) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const inside = path.startsWith("/some/folder/") ? path.slice("/some/folder/".length) || "index.html" : undefined;
    try {
      if (inside === undefined || normalize(inside).startsWith("..")) throw new Error("outside");
      const body = await readFile(join(root, inside));
      response.writeHead(200, { "content-type": TYPES[extname(inside)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}/some/folder/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A browser with a profile of its own, gone when closed. */
export async function browse(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "kenpin-page-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
    ...options,
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Waits until the page's state is one of `states`. */
export async function state(page, ...states) {
  await page.waitForFunction((wanted) => wanted.includes(document.documentElement.dataset.state), states);
}
