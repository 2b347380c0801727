/** The strip on top: what each receiver, law and standard in force makes of the message. */

import type { Report, Verdict } from "kenpin";
import { el } from "./dom.ts";
import { profileName, PROFILES, text, word, type Lang } from "./strings.ts";

/** One button a profile; the chosen one filters everything. */
export function verdictButtons(
  report: Report | null,
  filter: string | null,
  lang: Lang,
  choose: (profile: string) => void,
): HTMLElement[] {
  if (report === null) return [];
  const order = (profile: string): number => PROFILES.indexOf(profile) + 1 || PROFILES.length + 1;
  return Object.entries(report.verdicts)
    .sort(([a], [b]) => order(a) - order(b))
    .map(([profile, verdict]) =>
      el(
        `button.verdict.${tone(verdict)}`,
        {
          type: "button",
          "data-profile": profile,
          "data-outcome": verdict.outcome ?? "fine",
          "aria-pressed": profile === filter ? "true" : "false",
          onclick: () => choose(profile),
        },
        el("b", {}, profileName(lang, profile)),
        el("span", {}, inWords(verdict, lang)),
      ),
    );
}

function total({ error, warning, info }: Verdict): number {
  return error + warning + info;
}

function tone(verdict: Verdict): "error" | "warning" | "info" | "fine" {
  if (total(verdict) === 0) return "fine";
  if (verdict.outcome === "refuse" || verdict.error > 0) return "error";
  return verdict.warning > 0 ? "warning" : "info";
}

function inWords(verdict: Verdict, lang: Lang): string {
  const count = total(verdict);
  if (count === 0) return text(lang, "outcome.fine");
  const outcome = verdict.outcome ? word(lang, "outcome", verdict.outcome) : text(lang, "outcome.points");
  return `${outcome}${lang === "ja" ? "・" : " · "}${count}`;
}
