/** Language and theme: from the address, else from the browser; a change goes into the address, not to a server. */

import type { Lang } from "./strings.ts";

export type Theme = "light" | "dark";

export function languageWanted(): Lang {
  const wanted = new URLSearchParams(location.search).get("lang");
  if (wanted === "ja" || wanted === "en") return wanted;
  return navigator.language.startsWith("ja") ? "ja" : "en";
}

export function themeWanted(): Theme {
  const wanted = new URLSearchParams(location.search).get("theme");
  if (wanted === "dark" || wanted === "light") return wanted;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Writes a choice into the address, so that a reload and a copied link keep it. */
export function remember(name: "lang" | "theme", value: string): void {
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  history.replaceState(null, "", url);
}
