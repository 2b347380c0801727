/** Shows the app: one region of the page a method. */

import type { Finding, Report, Span } from "kenpin";
import { App, type Screen } from "./app.ts";
import { decodedLine, type CardContext } from "./card.ts";
import { byId, el, prose } from "./dom.ts";
import { DraftForm } from "./draftform.ts";
import { SourceEditor, type EditorEvents } from "./editor.ts";
import { FindingList, visible } from "./findings.ts";
import type { Mark } from "./marks.ts";
import { outline } from "./outline.ts";
import { excerpt, type Excerpt } from "./shown.ts";
import { statusLine, summary } from "./status.ts";
import { text, type Key } from "./strings.ts";
import { verdictButtons } from "./verdicts.ts";

export class Page implements Screen {
  readonly #app: App;
  readonly #editor: SourceEditor;
  readonly #list: FindingList;
  readonly #draft: DraftForm;
  readonly #title: (rule: string) => string;

  constructor(make: (page: Page, draft: DraftForm) => App, events: EditorEvents, title: (rule: string) => string) {
    this.#title = title;
    this.#draft = new DraftForm(byId("draft"), () => this.#app.checkSoon());
    this.#app = make(this, this.#draft);
    this.#list = new FindingList(byId("list"), () => this.#app.choose(null));
    const { lang } = this.#app;
    this.#editor = new SourceEditor(byId("source"), lang, text(lang, "source"), events);
    this.relabel();
  }

  /** Writes all texts anew, after a change of the language. */
  relabel(): void {
    const { lang, theme } = this.#app;
    document.documentElement.lang = lang;
    document.documentElement.dataset["theme"] = theme;
    document.title = `kenpin – ${text(lang, "tagline")}`;
    for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
      element.textContent = text(lang, element.dataset["text"] as Key);
    }
    for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
      element.setAttribute("aria-label", text(lang, element.dataset["label"] as Key));
    }
    byId("save").title = text(lang, "save.title");
    byId("theme").textContent = text(lang, theme === "dark" ? "theme.light" : "theme.dark");
    byId("lang").textContent = lang === "ja" ? "English" : "日本語";
    byId("lang").setAttribute("lang", lang === "ja" ? "en" : "ja");
    this.#editor.setLanguage(lang, text(lang, "source"));
    this.#draft.build(lang);
    this.render();
  }

  render(): void {
    const app = this.#app;
    const { mode, version, report, lang, filter, selected } = app;
    const root = document.documentElement;
    root.dataset["mode"] = mode;
    root.dataset["shows"] = mode === "message" && version === null ? "nothing" : mode;
    for (const each of ["message", "draft"] as const) {
      byId(`mode-${each}`).setAttribute("aria-pressed", each === mode ? "true" : "false");
    }
    byId<HTMLButtonElement>("save").disabled = version === null || mode !== "message";
    byId<HTMLButtonElement>("undo").disabled = app.history.empty || mode !== "message";
    byId("verdicts").replaceChildren(...verdictButtons(report, filter, lang, (profile) => app.choose(profile)));
    this.#list.show({ report, selected, filter, title: this.#title }, this.#context());
    byId("found").textContent = report === null ? "" : String(report.findings.length);
    this.#renderOutline();
    this.#renderStatus(report);
    this.#renderMarks();
    this.selected(false);
  }

  selected(focus: boolean): void {
    const app = this.#app;
    this.#list.select(app.selected, focus);
    if (app.mode === "draft") {
      this.#draft.mark(app.report?.findings ?? [], app.selected, app.lang);
      return;
    }
    const { finding } = app;
    const source = app.version?.document;
    if (finding === undefined || source === undefined) {
      this.#editor.select(null);
      return;
    }
    const { from, to } = source.rangeOf(finding.span);
    const related = finding.related.map(({ span }) => source.rangeOf(span));
    const letter = text(app.lang, `letter.${finding.severity}`);
    const decoded = this.#excerpt(finding);
    const note = (): HTMLElement =>
      el(
        `div.k-note.k-${finding.severity}`,
        { lang: app.lang },
        el(
          "div",
          {},
          el("b", {}, `${letter} `, prose(finding.title)),
          el("br"),
          prose(finding.message),
          decoded && decodedLine(decoded),
        ),
      );
    this.#editor.select({ finding: app.selected ?? 0, severity: finding.severity, from, to, related, note });
    if (app.follow) this.#editor.reveal(from, to);
  }

  source(): void {
    this.#editor.show(this.#app.version?.document.text ?? "");
  }

  busy(busy: boolean): void {
    const root = document.documentElement;
    if (root.dataset["state"] === "loading") return;
    const { report, lang } = this.#app;
    root.dataset["state"] = busy ? "checking" : "done";
    if (busy) return;
    byId("result").textContent = report === null ? "" : summary(report, lang);
  }

  say(what: "fix.done" | "undo.done"): void {
    this.announce(text(this.#app.lang, what));
    setTimeout(() => this.announce(""), 4000);
  }

  failed(error: string): void {
    document.documentElement.dataset["state"] = "done";
    this.announce(text(this.#app.lang, "state.failed", { error }));
  }

  /** Says something on screen and to a screen reader. */
  announce(what: string): void {
    byId("live").textContent = what;
  }

  search(): void {
    if (this.#app.version !== null) this.#editor.search();
  }

  #context(): CardContext {
    const app = this.#app;
    return {
      lang: app.lang,
      documentOf: (span) => app.documentOf(span),
      excerpt: (finding) => this.#excerpt(finding),
      pick: (index) => this.#pick(index),
      fix: (index) => void app.fix(index),
      show: (span) => this.#show(span),
    };
  }

  #excerpt(finding: Finding): Excerpt | undefined {
    const { mode, version, report } = this.#app;
    if (mode !== "message" || version === null || report === null || finding.shown === undefined) return undefined;
    return excerpt(version.document.bytes, report, finding.shown);
  }

  #pick(index: number): void {
    const again = this.#app.selected === index;
    this.#app.select(index);
    const span = this.#app.report?.findings[index]?.span;
    if (span === undefined) return;
    document.documentElement.dataset["sheet"] = "half";
    if (this.#app.mode === "draft") this.#draft.focus(span);
    else if (again) this.#show(span);
  }

  #show(span: Span): void {
    if (this.#app.mode === "draft") this.#draft.focus(span);
    const range = this.#app.mode === "message" && this.#app.version?.document.rangeOf(span);
    if (range) this.#editor.reveal(range.from, range.to);
  }

  #reveal(from: number, to: number): void {
    delete document.documentElement.dataset["outline"];
    byId("outline-open").setAttribute("aria-expanded", "false");
    this.#editor.reveal(from, to);
  }

  #renderOutline(): void {
    const { version, report, lang, mode } = this.#app;
    const ready = mode === "message" && version !== null && report !== null;
    byId("outline").replaceChildren(
      ...(ready ? outline(version.document, report, lang, (from, to) => this.#reveal(from, to)) : []),
    );
  }

  #renderStatus(report: Report | null): void {
    const app = this.#app;
    const name = app.mode === "message" ? (app.version?.name ?? "") : null;
    byId("status").replaceChildren(
      ...statusLine(report, name, app.lang, app.overrides, (overrides) => {
        app.overrides = overrides;
        app.follow = false;
        void app.check();
      }),
    );
  }

  #renderMarks(): void {
    const { version, report, filter, mode, lang } = this.#app;
    if (mode !== "message" || version === null) return;
    const findings = report?.findings ?? [];
    const marks = visible(findings, filter).flatMap((index): Mark[] => {
      const finding = findings[index];
      if (finding === undefined) return [];
      const letter = text(lang, `letter.${finding.severity}`);
      const { title, severity, span } = finding;
      return [{ ...version.document.rangeOf(span), finding: index, severity, title, letter }];
    });
    this.#editor.mark(marks);
  }
}
