/** The bottom line: counts, size, and what kind of mail the checker takes it for. */

import type { Kind, Report, Severity, Stage } from "kenpin";
import { el } from "./dom.ts";
import { isKey, size, text, word, type Key, type Lang } from "./strings.ts";

const KINDS: readonly Kind[] = [
  "personal",
  "transactional",
  "bulk",
  "discussion-list",
  "dsn",
  "mdn",
  "arf",
  "auto-reply",
];
const STAGES: readonly Stage[] = ["template", "outgoing", "received"];

/** What the reader has set instead of what was found; empty: as found. */
export interface Overrides {
  kind: Kind | "";
  stage: Stage | "";
  audience: "all" | "";
}

/** `2 errors`, with the one that takes the singular. */
export function count(lang: Lang, severity: Severity, n: number): string {
  const one = `count.${severity}.1`;
  return n === 1 && isKey(one) ? text(lang, one as Key) : text(lang, `count.${severity}`, { n });
}

/** The result in one sentence, for the live region. */
export function summary(report: Report, lang: Lang): string {
  const parts = (["error", "warning", "info"] as const)
    .filter((severity) => report.counts[severity] > 0)
    .map((severity) => count(lang, severity, report.counts[severity]));
  return parts.length === 0 ? text(lang, "result.none") : parts.join(lang === "ja" ? "、" : ", ");
}

export function statusLine(
  report: Report | null,
  name: string | null,
  lang: Lang,
  overrides: Overrides,
  changed: (overrides: Overrides) => void,
): HTMLElement[] {
  if (report === null) return [];
  const { counts, bytes } = report;
  const facts = [
    ...(["error", "warning", "info"] as const).map((severity) =>
      el(`span.count.${counts[severity] > 0 ? severity : "soft"}`, {}, count(lang, severity, counts[severity])),
    ),
    el("span", {}, size(bytes)),
  ];
  // A draft has no file, and is of the kind that its author says.
  if (name === null) return facts;
  const kind = select(lang, "kind", KINDS, report.kind, report.kind_confidence, overrides.kind, (value) =>
    changed({ ...overrides, kind: value }),
  );
  const stage = select(lang, "stage", STAGES, report.stage, report.stage_confidence, overrides.stage, (value) =>
    changed({ ...overrides, stage: value }),
  );
  const audience = el(
    "label",
    {},
    text(lang, "audience"),
    el(
      "select",
      {
        name: "audience",
        onchange: (event: Event) => {
          changed({ ...overrides, audience: (event.target as HTMLSelectElement).value === "all" ? "all" : "" });
        },
      },
      el("option", { value: "", selected: overrides.audience === "" }, text(lang, "audience.auto")),
      el("option", { value: "all", selected: overrides.audience === "all" }, text(lang, "audience.all")),
    ),
  );
  return [...facts, el("span.file", { title: name }, name), audience, kind, stage];
}

function select<T extends string>(
  lang: Lang,
  label: "kind" | "stage",
  values: readonly T[],
  found: T,
  confidence: string | undefined,
  chosen: T | "",
  change: (value: T | "") => void,
): HTMLElement {
  const value = word(lang, label, found);
  const auto =
    confidence === undefined || confidence === "certain"
      ? text(lang, "auto", { value })
      : text(lang, "auto.confidence", { value, confidence: word(lang, "confidence", confidence) });
  const options = values.map((each) =>
    el("option", { value: each, selected: each === chosen }, word(lang, label, each)),
  );
  // What was found is not known while a choice overrides it.
  const first = el("option", { value: "", selected: chosen === "" }, chosen === "" ? auto : text(lang, "auto.reset"));
  const onchange = (event: Event): void => change((event.target as HTMLSelectElement).value as T | "");
  return el("label", {}, text(lang, label), el("select", { name: label, onchange }, first, options));
}
