/** The left column: the tree of parts and the header fields, with the worst of what was found in each. */

import type { Finding, Part, Report, Severity } from "kenpin";
import type { ByteDocument } from "./document.ts";
import { el } from "./dom.ts";
import { headerFields } from "./header.ts";
import { size, text, type Lang } from "./strings.ts";

type Show = (from: number, to: number) => void;

/** Header fields listed at most. */
const FIELDS = 200;

/** The parts of a report, as a list whatever shape they came in. */
export function partsOf(report: Report): Part[] {
  return [report.facts.parts ?? []].flat();
}

export function outline(document: ByteDocument, report: Report, lang: Lang, show: Show): HTMLElement[] {
  const parts = partsOf(report);
  return [
    el("h2", {}, text(lang, "parts")),
    el(
      "ul.parts",
      {},
      parts.map((part) => partItem(part, report.bytes, document, show)),
    ),
    el("h2", {}, text(lang, "headers")),
    el("ul.fields", {}, fieldItems(document, report.findings, lang, show)),
  ];
}

function partItem(part: Part, whole: number, document: ByteDocument, show: Show): HTMLElement {
  const { from, to } = document.rangeOf(part.span);
  const share = Math.max(1, Math.min(100, Math.round((part.bytes / Math.max(1, whole)) * 100)));
  const leaf = !part.children?.length;
  return el(
    "li",
    {},
    el(
      "button.row",
      { type: "button", onclick: () => show(from, to), title: describe(part) },
      el("span.name", {}, part.filename ?? part.type),
      el("small", {}, size(part.bytes)),
      leaf && bar(share),
    ),
    !leaf && el("ul", {}, part.children?.map((child) => partItem(child, whole, document, show)) ?? []),
  );
}

// The width goes through the object model: a style attribute would be against the page's policy.
function bar(percent: number): HTMLElement {
  const filled = el("i");
  filled.style.width = `${percent}%`;
  return el("span.bar", { "aria-hidden": "true" }, filled);
}

function describe({ number, type, charset, encoding }: Part): string {
  return [number, type, charset, encoding].filter(Boolean).join(" · ");
}

const RANK: Record<Severity, number> = { info: 1, warning: 2, error: 3 };

function fieldItems(document: ByteDocument, findings: readonly Finding[], lang: Lang, show: Show): HTMLElement[] {
  const fields = headerFields(document.text).slice(0, FIELDS);
  return fields.map(({ name, from, to }) => {
    const [start, end] = [document.byteOf(from), document.byteOf(to)];
    const worst = findings
      .filter(({ span }) => span.start >= start && span.start < end)
      .reduce<Severity | undefined>((a, { severity: b }) => (a && RANK[a] >= RANK[b] ? a : b), undefined);
    return el(
      "li",
      {},
      el(
        "button.row",
        { type: "button", onclick: () => show(from, to) },
        el("span.name", {}, name),
        worst &&
          el(`span.letter.${worst}`, { title: text(lang, `severity.${worst}`) }, text(lang, `letter.${worst}`)),
      ),
    );
  });
}
