/** The list of findings, its filter, and what was not checked. */

import type { Finding, Report } from "kenpin";
import { card, type CardContext } from "./card.ts";
import { el } from "./dom.ts";
import { isKey, profileName, text, type Key, type Lang } from "./strings.ts";

/** What the list shows. */
export interface ListState {
  readonly report: Report | null;
  readonly selected: number | null;
  readonly filter: string | null;
  /** A rule's title, for rules that only appear as not checked. */
  title(rule: string): string;
}

/** Cards drawn at first; more on request. */
const FIRST = 200;

/** Indices of the findings that pass the filter. */
export function visible(findings: readonly Finding[], filter: string | null): number[] {
  const indices = findings.map((_finding, index) => index);
  if (filter === null) return indices;
  return indices.filter((i) => findings[i]?.demanded_by.some(({ profile }) => profile === filter));
}

export class FindingList {
  readonly #host: HTMLElement;
  readonly #clear: () => void;
  #state: ListState | undefined;
  #context: CardContext | undefined;
  #limit = FIRST;

  constructor(host: HTMLElement, clearFilter: () => void) {
    this.#host = host;
    this.#clear = clearFilter;
  }

  show(state: ListState, context: CardContext): void {
    if (state.report !== this.#state?.report) this.#limit = FIRST;
    this.#state = state;
    this.#context = context;
    const focused = this.#focusedCard();
    this.#host.replaceChildren(...this.#content(state, context));
    if (focused && state.selected !== null) this.#head(state.selected)?.focus({ preventScroll: true });
  }

  /** Opens one card and closes the one before, leaving the others as they are. */
  select(index: number | null, focus: boolean): void {
    if (this.#state === undefined || this.#context === undefined) return;
    const before = this.#state.selected;
    this.#state = { ...this.#state, selected: index };
    const focused = focus || this.#focusedCard();
    for (const i of new Set([before, index])) {
      const finding = i === null ? undefined : this.#state.report?.findings[i];
      if (i === null || finding === undefined) continue;
      this.#card(i)?.replaceWith(card(finding, i, i === index, this.#context));
    }
    if (index === null) return;
    if (focused) this.#head(index)?.focus({ preventScroll: true });
    this.#card(index)?.scrollIntoView({ block: "nearest" });
  }

  #content(state: ListState, context: CardContext): HTMLElement[] {
    const { report, filter, selected } = state;
    if (report === null) return [];
    const { lang } = context;
    const indices = visible(report.findings, filter);
    const cards = indices.slice(0, this.#limit).flatMap((i) => {
      const finding = report.findings[i];
      return finding === undefined ? [] : [card(finding, i, i === selected, context)];
    });
    const content: HTMLElement[] = [];
    if (filter !== null) content.push(this.#filterLine(lang, filter, indices.length, report.findings.length));
    if (indices.length === 0) content.push(nothing(lang));
    content.push(el("ol.cards", { "aria-label": text(lang, "findings") }, cards));
    if (indices.length > this.#limit) content.push(this.#more(lang, indices.length - this.#limit));
    if (report.not_checked.length > 0) content.push(notChecked(report, lang, state.title));
    return content;
  }

  #filterLine(lang: Lang, filter: string, shown: number, all: number): HTMLElement {
    const name = profileName(lang, filter);
    return el(
      "p.filter",
      {},
      text(lang, "findings.filtered", { shown, all, name }),
      el("button.link", { type: "button", onclick: this.#clear }, text(lang, "findings.all")),
    );
  }

  #more(lang: Lang, n: number): HTMLElement {
    const onclick = (): void => {
      this.#limit += 1000;
      if (this.#state && this.#context) this.show(this.#state, this.#context);
    };
    return el("button.quiet", { type: "button", onclick }, text(lang, "findings.more", { n }));
  }

  #card(index: number): HTMLElement | null {
    return this.#host.querySelector(`[data-index="${index}"]`);
  }

  #head(index: number): HTMLElement | null | undefined {
    return this.#card(index)?.querySelector<HTMLElement>(".head");
  }

  #focusedCard(): boolean {
    return document.activeElement?.closest("[data-index]") != null && this.#host.contains(document.activeElement);
  }
}

function nothing(lang: Lang): HTMLElement {
  return el(
    "div.nothing",
    {},
    el("p.title", {}, text(lang, "findings.none")),
    el("p", {}, text(lang, "findings.none.why")),
  );
}

/** Folded; grouped by what the checks would need. */
function notChecked(report: Report, lang: Lang, title: (rule: string) => string): HTMLElement {
  const groups = new Map<string, string[]>();
  for (const { rule, needs } of report.not_checked) groups.set(needs, [...(groups.get(needs) ?? []), rule]);
  return el(
    "details.not-checked",
    {},
    el("summary", {}, text(lang, "not-checked", { n: report.not_checked.length })),
    [...groups].map(([needs, rules]) =>
      el(
        "div",
        {},
        el("h4", {}, `${needsText(lang, needs)} (${rules.length})`),
        el(
          "ul",
          {},
          rules.map((rule) => el("li", { title: rule }, title(rule))),
        ),
      ),
    ),
  );
}

function needsText(lang: Lang, needs: string): string {
  const key = `needs.${needs}`;
  return isKey(key) ? text(lang, key as Key) : text(lang, "needs.other", { needs });
}
