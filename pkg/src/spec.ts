import type { LintOptions } from "./types.ts";

const KEYS: readonly [keyof LintOptions, string][] = [
  ["unit", "unit"],
  ["audience", "audience"],
  ["rcpt", "rcpt"],
  ["kind", "kind"],
  ["stage", "stage"],
  ["final", "final"],
  ["ad", "ad"],
  ["esp", "esp"],
  ["mailFrom", "mail-from"],
  ["helo", "helo"],
  ["clientIp", "client-ip"],
  ["now", "now"],
  ["allowExample", "allow-example"],
  ["input", "input"],
  ["path", "path"],
];

/** Options as the core reads them: lines of `key=value`, a repeated key for each member of a list. */
export function writeSpec(options: LintOptions, more: readonly string[] = []): string {
  const lines: string[] = [];
  for (const [name, key] of KEYS) {
    for (const value of [options[name] ?? []].flat()) lines.push(line(key, value));
  }
  for (const [id, level] of Object.entries(options.rules ?? {})) lines.push(line("rule", `${id}=${level}`));
  return [...lines, ...more].join("\n");
}

function line(key: string, value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : value === true ? "yes" : value === false ? "no" : value;
  if (typeof text !== "string") throw new TypeError(`kenpin: option ${key} must be text, not ${typeof value}`);
  if (/[\r\n]/.test(text)) throw new TypeError(`kenpin: option ${key} must be one line`);
  return `${key}=${text}`;
}
