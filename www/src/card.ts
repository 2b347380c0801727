/** One finding: what, why, what to do, who asks for it, where that is written, and the repair. */

import type { Edit, Finding, Fix, Span } from "kenpin";
import type { ByteDocument } from "./document.ts";
import { diffLines, type DiffLine } from "./diff.ts";
import { el, prose } from "./dom.ts";
import type { Excerpt } from "./shown.ts";
import { profileName, text, word, type Lang } from "./strings.ts";

/** What a card needs to know and can ask for. */
export interface CardContext {
  readonly lang: Lang;
  /** The text that a span counts in: the message, or a field of the draft. */
  documentOf(span: { field?: Span["field"] }): ByteDocument | undefined;
  /** What an encoded place says. */
  excerpt(finding: Finding): Excerpt | undefined;
  pick(index: number): void;
  fix(index: number): void;
  show(span: Span): void;
}

/** Edits shown of a fix that has many. */
const EDITS = 3;

/** The card of a finding; only an open one tells everything. */
export function card(finding: Finding, index: number, open: boolean, context: CardContext): HTMLElement {
  const { lang } = context;
  return el(
    `li.finding.${finding.severity}${open ? ".open" : ""}`,
    { "data-rule": finding.rule, "data-severity": finding.severity, "data-index": index },
    el(
      "h3",
      {},
      el(
        "button.head",
        { type: "button", "aria-expanded": open ? "true" : "false", onclick: () => context.pick(index) },
        el(
          `span.letter.${finding.severity}`,
          { title: text(lang, `severity.${finding.severity}`) },
          text(lang, `letter.${finding.severity}`),
        ),
        el("span.spoken", {}, `${text(lang, `severity.${finding.severity}`)}: `),
        el("span.title", {}, prose(finding.title)),
        el("span.place", {}, place(finding.span, context)),
      ),
    ),
    el("p.message", {}, prose(finding.message)),
    open && reasons(finding, index, context),
    demanders(finding, lang),
    open && references(finding, context),
  );
}

function place(span: Span, { lang }: CardContext): string {
  const line = text(lang, "finding.line", { line: span.line });
  const field = span.field;
  if (field === undefined || field === "dns" || field === "headers") return line;
  const name = text(lang, `draft.${field}`);
  return field === "html" || field === "text" ? `${name}, ${line}` : name;
}

function demanders(finding: Finding, lang: Lang): HTMLElement | null {
  const chips = finding.demanded_by.map(({ profile, level, outcome }) =>
    el(`li.${level}`, {}, `${profileName(lang, profile)}: ${word(lang, "demand", outcome)}`),
  );
  if (finding.confidence !== "certain") chips.push(el("li.soft", {}, word(lang, "confidence", finding.confidence)));
  return chips.length === 0 ? null : el("ul.demands", {}, chips);
}

function reasons(finding: Finding, index: number, context: CardContext): HTMLElement {
  const { lang } = context;
  const { why, help, shown, fix } = finding;
  const decoded = context.excerpt(finding);
  return el(
    "div.details",
    {},
    decoded &&
      shown &&
      el("div.section", {}, el("h4", {}, text(lang, "finding.shown", { part: shown.part })), decodedLine(decoded)),
    why && section(text(lang, "finding.why"), why),
    help && section(text(lang, "finding.help"), help),
    fix && repair(finding, fix, index, context),
  );
}

/** The decoded text around a place, the place itself marked. */
export function decodedLine({ head, middle, tail }: Excerpt): HTMLElement {
  return el("code.decoded", {}, head, el("mark", {}, middle), tail);
}

function references(finding: Finding, context: CardContext): HTMLElement {
  const { lang } = context;
  const { related, sources } = finding;
  return el(
    "div.details",
    {},
    related.length > 0 &&
      el(
        "div.section",
        {},
        el("h4", {}, text(lang, "finding.related")),
        el(
          "ul.related",
          {},
          related.map((other) =>
            el(
              "li",
              {},
              el(
                "button.link",
                { type: "button", onclick: () => context.show(other.span) },
                `${place(other.span, context)}: `,
                prose(other.message),
              ),
            ),
          ),
        ),
      ),
    sources.length > 0 &&
      el(
        "div.section",
        {},
        el("h4", {}, text(lang, "finding.sources")),
        el(
          "ul.sources",
          {},
          sources.map(({ name, url }) => el("li", {}, url ? link(url, name) : name)),
        ),
      ),
    el("p.rule", {}, finding.rule),
  );
}

function section(title: string, content: string): HTMLElement {
  return el("div.section", {}, el("h4", {}, title), el("p", {}, prose(content)));
}

// A link is no request until somebody follows it; then the other side learns nothing of this page.
function link(url: string, name: string): HTMLElement | string {
  if (!/^https?:\/\//.test(url)) return name;
  return el("a", { href: url, target: "_blank", rel: "noreferrer" }, name);
}

function repair(finding: Finding, fix: Fix, index: number, context: CardContext): HTMLElement {
  const { lang } = context;
  const more = fix.edits.length - EDITS;
  return el(
    "div.repair",
    {},
    fix.edits.slice(0, EDITS).map((edit) => diff(edit, finding.span, context)),
    more > 0 && el("p.soft", {}, text(lang, "finding.more-edits", { n: more })),
    el(
      "div.acts",
      {},
      el("button.main", { type: "button", "data-fix": finding.rule, onclick: () => context.fix(index) }, fix.title),
      el("span.soft", {}, text(lang, `safety.${fix.safety}`)),
    ),
    (fix.breaks ?? []).map((span) => el("p.breaks", {}, text(lang, "finding.breaks", { line: span.line }))),
  );
}

function diff(edit: Edit, span: Span, context: CardContext): HTMLElement | null {
  const document = context.documentOf(edit.field === undefined ? span : edit);
  if (document === undefined) return null;
  const lines = diffLines(document, edit, (n) => text(context.lang, "finding.bytes", { n }));
  return el("div.diff", {}, lines.slice(0, 8).map(diffLine));
}

function diffLine({ sign, text: line, mark: [from, to] }: DiffLine): HTMLElement {
  const kind = sign === "+" ? "added" : sign === "-" ? "removed" : "context";
  const whole = from === 0 && to === line.length;
  const changed = sign === " " || from === to || whole ? line.slice(from, to) : el("mark", {}, line.slice(from, to));
  return el(
    `div.${kind}`,
    {},
    el("span.sign", {}, sign === "-" ? "−" : sign),
    line.slice(0, from),
    changed,
    line.slice(to),
  );
}
