/** Debian's Firefox over its own remote protocol: enough of it to click, type and ask. */

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PREFERENCES = {
  "marionette.port": 0,
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
};

/** Starts Firefox with a profile of its own. */
export async function firefox(path) {
  const profile = await mkdtemp(join(tmpdir(), "kenpin-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const child = spawn(path, ["--marionette", "--headless", "--no-remote", "--profile", profile], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await portOf(profile);
  const ask = await client(port);
  await ask("WebDriver:NewSession", { capabilities: {} });
  return {
    go: (url) => ask("WebDriver:Navigate", { url }),
    size: (width, height) => ask("WebDriver:SetWindowRect", { width, height }),
    /** Runs the function's source in the page and answers what it returns. */
    run: async (body, ...args) =>
      (await ask("WebDriver:ExecuteScript", { script: `return (${body}).apply(null, arguments)`, args })).value,
    picture: async () => Buffer.from((await ask("WebDriver:TakeScreenshot", { full: false })).value, "base64"),
    async close() {
      await ask("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => undefined);
      await Promise.race([ended, pause(5000).then(() => child.kill())]);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Firefox writes the port it has chosen into its profile. */
async function portOf(profile) {
  for (let i = 0; i < 300; i++) {
    const port = Number(await readFile(join(profile, "MarionetteActivePort"), "utf8").catch(() => ""));
    if (port > 0) return port;
    await pause(100);
  }
  throw new Error("Firefox did not start");
}

/** Messages are `length:JSON`; a command is `[0, id, name, parameters]`, its answer `[1, id, error, result]`. */
async function client(port) {
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let buffer = Buffer.alloc(0);
  let id = 0;
  socket.on("data", (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (let colon; (colon = buffer.indexOf(":")) > 0;) {
      const end = colon + 1 + Number(buffer.subarray(0, colon).toString());
      if (buffer.length < end) return;
      const message = JSON.parse(buffer.subarray(colon + 1, end).toString());
      buffer = buffer.subarray(end);
      if (!Array.isArray(message)) continue;
      const [, answered, error, result] = message;
      const { resolve, reject } = waiting.get(answered) ?? {};
      if (error) reject?.(new Error(`${error.error}: ${error.message}`));
      else resolve?.(result);
    }
  });
  const closed = new Promise((_resolve, reject) => socket.once("close", () => reject(new Error("Firefox has gone"))));
  closed.catch(() => undefined);
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return (name, parameters) => {
    const json = JSON.stringify([0, ++id, name, parameters]);
    socket.write(`${Buffer.byteLength(json)}:${json}`);
    return Promise.race([closed, new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))]);
  };
}
