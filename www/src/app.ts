/** What the page holds, and what can be done with it. `page.ts` shows it. */

import type { Finding, Report, Span } from "kenpin";
import { StaleError, type Client } from "kenpin/client";
import { difference, type Splice } from "./bytes.ts";
import { ByteDocument, pastedBytes, type Region } from "./document.ts";
import { History, type Input, type Version } from "./history.ts";
import { partsOf } from "./outline.ts";
import type { TextChange } from "./editor.ts";
import { visible } from "./findings.ts";
import type { Overrides } from "./status.ts";
import type { Theme } from "./settings.ts";
import type { Lang } from "./strings.ts";
import type { DraftForm } from "./draftform.ts";

export type Mode = "message" | "draft";

/** How the page follows. */
export interface Screen {
  /** Everything may have changed. */
  render(): void;
  /** Only the selected finding has. */
  selected(focus: boolean): void;
  /** The bytes have: show them. */
  source(): void;
  busy(busy: boolean): void;
  say(what: "fix.done" | "undo.done"): void;
  failed(error: string): void;
}

/** Milliseconds without typing before the next check. */
const PAUSE = 180;

export class App {
  mode: Mode = "message";
  lang: Lang;
  theme: Theme;
  version: Version | null = null;
  selected: number | null = null;
  filter: string | null = null;
  overrides: Overrides = { kind: "", stage: "", audience: "" };
  /** Whether the source scrolls to the selected finding: not while somebody types elsewhere. */
  follow = true;
  readonly history = new History();
  readonly #reports: Record<Mode, Report | null> = { message: null, draft: null };
  /** What the report is about: its edits fit nothing else. */
  readonly #checked: Record<Mode, Uint8Array | string | undefined> = { message: undefined, draft: undefined };
  readonly #client: () => Client;
  readonly #screen: Screen;
  readonly #draft: DraftForm;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lang: Lang, theme: Theme, client: () => Client, screen: Screen, draft: DraftForm) {
    this.lang = lang;
    this.theme = theme;
    this.#client = client;
    this.#screen = screen;
    this.#draft = draft;
  }

  get report(): Report | null {
    return this.#reports[this.mode];
  }

  get finding(): Finding | undefined {
    return this.selected === null ? undefined : this.report?.findings[this.selected];
  }

  /** The text that a span counts in. */
  documentOf(span: { field?: Span["field"] | undefined }): ByteDocument | undefined {
    return this.mode === "message" ? this.version?.document : this.#draft.documentOf(span.field);
  }

  /** Takes another message in place of the one before; the history keeps that one. */
  open(bytes: Uint8Array, name: string, input: Input): Promise<void> {
    const before = this.version;
    const document = new ByteDocument(bytes);
    if (before !== null) this.history.add(before, [difference(before.document.bytes, bytes)], false, Date.now());
    this.version = { document, name, input };
    this.overrides = { ...this.overrides, kind: "", stage: "" };
    this.filter = null;
    this.selected = null;
    this.#reports.message = null;
    this.mode = "message";
    this.follow = true;
    return this.check();
  }

  openText(text: string, name: string): Promise<void> {
    return this.open(pastedBytes(text), name, "pasted");
  }

  /** Follows what was typed in the source; the bytes outside the typed ranges stay as they are. */
  edit(changes: readonly TextChange[], typed: boolean): void {
    // A source that was empty is like pasted text: its line ends are this page's.
    const before = this.version ?? {
      document: new ByteDocument(new Uint8Array()),
      name: "",
      input: "pasted" as const,
    };
    const splices: Splice[] = [...changes]
      .reverse()
      .map(({ from, to, insert }) => before.document.replacement(from, to, insert));
    this.history.add(before, splices, typed, Date.now());
    this.follow = false;
    const document = splices.reduce((result, splice) => result.apply(splice), before.document);
    this.version = { ...before, document };
    this.#screen.source();
    this.checkSoon();
  }

  async undo(): Promise<void> {
    if (this.mode !== "message" || this.version === null) return;
    const version = this.history.undo(this.version.document);
    if (version === undefined) return;
    this.follow = true;
    this.version = version;
    this.#screen.source();
    this.#screen.say("undo.done");
    await this.check();
  }

  async fix(index: number | null = this.selected): Promise<void> {
    if (this.#checked[this.mode] !== this.#subject()) {
      await this.check();
      index = this.selected;
    }
    const finding = index === null ? undefined : this.report?.findings[index];
    const document = finding && this.documentOf(finding.span);
    if (finding?.fix === undefined || document === undefined) return;
    const bytes = await this.#client()
      .apply(document.bytes, finding.fix.edits)
      .catch((error: Error) => {
        if (!(error instanceof StaleError)) this.#screen.failed(error.message);
      });
    if (bytes === undefined) return;
    if (this.mode === "draft") this.#draft.replace(finding.span.field, bytes);
    else this.#replace(document, bytes);
    this.selected = index;
    this.follow = true;
    this.#screen.say("fix.done");
    await this.check();
  }

  #replace(document: ByteDocument, bytes: Uint8Array): void {
    if (this.version === null) return;
    const splice = difference(document.bytes, bytes);
    this.history.add(this.version, [splice], false, Date.now());
    this.version = { ...this.version, document: document.apply(splice) };
    this.#screen.source();
  }

  select(index: number | null, focus = false): void {
    if (index === this.selected) return;
    this.follow = true;
    this.selected = index;
    this.#screen.selected(focus);
  }

  /** The next or previous finding of those shown. */
  step(by: 1 | -1): void {
    const shown = visible(this.report?.findings ?? [], this.filter);
    if (shown.length === 0) return;
    const now = this.selected === null ? -1 : shown.indexOf(this.selected);
    const next = now < 0 ? (by > 0 ? 0 : shown.length - 1) : (now + by + shown.length) % shown.length;
    this.select(shown[next] ?? null, true);
  }

  choose(filter: string | null): void {
    this.filter = filter === this.filter ? null : filter;
    const shown = visible(this.report?.findings ?? [], this.filter);
    if (this.selected !== null && !shown.includes(this.selected)) this.selected = shown[0] ?? null;
    this.#screen.render();
  }

  go(mode: Mode): void {
    if (mode === this.mode) return;
    this.mode = mode;
    this.filter = null;
    this.selected = null;
    this.#screen.render();
    if (this.report === null) void this.check();
  }

  checkSoon(): void {
    this.#screen.busy(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), PAUSE);
  }

  /** Checks what is in front; an answer that a newer question has overtaken is dropped. */
  async check(): Promise<void> {
    clearTimeout(this.#timer);
    const mode = this.mode;
    const subject = this.#subject();
    this.#screen.busy(true);
    try {
      const report = mode === "message" ? await this.#checkMessage() : await this.#checkDraft();
      this.#checked[mode] = subject;
      this.#take(mode, report);
    } catch (error) {
      if (!(error instanceof StaleError)) this.#screen.failed((error as Error).message);
    }
  }

  /** The bytes or the draft in front, in a form to compare. */
  #subject(): Uint8Array | string | undefined {
    return this.mode === "message" ? this.version?.document.bytes : JSON.stringify(this.#draft.value());
  }

  #checkMessage(): Promise<Report> | null {
    if (this.version === null) return null;
    const { document, name, input } = this.version;
    const { kind, stage, audience } = this.overrides;
    return this.#client().lint(document.bytes, {
      lang: this.lang,
      unit: "utf16",
      input,
      path: name.replace(/[\r\n]/g, " "),
      now: new Date(),
      ...(kind && { kind }),
      ...(stage && { stage }),
      ...(audience && { audience }),
    });
  }

  #checkDraft(): Promise<Report> | null {
    const draft = this.#draft.value();
    const empty = Object.keys(draft).every((key) => key === "esp");
    return empty ? null : this.#client().lintDraft(draft, { lang: this.lang, now: new Date() });
  }

  #take(mode: Mode, report: Report | null): void {
    const before = this.#reports[mode];
    this.#reports[mode] = report;
    if (mode !== this.mode) return;
    if (mode === "message" && report !== null && this.version !== null) {
      const document = new ByteDocument(this.version.document.bytes, regionsOf(report));
      this.version = { ...this.version, document };
    }
    if (this.filter !== null && report?.verdicts[this.filter] === undefined) this.filter = null;
    this.selected = reselect(before, report, this.selected, this.filter);
    this.#screen.source();
    this.#screen.render();
    this.#screen.busy(false);
  }
}

/** Parts whose 8-bit text the message declares a charset for. */
export function regionsOf(report: Report): Region[] {
  const regions: Region[] = [];
  const stack = [...partsOf(report)].reverse();
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    stack.push(...[...(part.children ?? [])].reverse());
    const encoded = /^(base64|quoted-printable|x-uuencode)$/i.test(part.encoding ?? "");
    if (part.children?.length || !part.charset || encoded || !part.type.startsWith("text/")) continue;
    regions.push({ start: part.body_start ?? part.span.start, end: part.span.end, charset: part.charset });
  }
  return regions.sort((a, b) => a.start - b.start);
}

/** The finding that was selected, found again in a new report; else what stands in its place. */
function reselect(
  before: Report | null,
  report: Report | null,
  selected: number | null,
  filter: string | null,
): number | null {
  const shown = visible(report?.findings ?? [], filter);
  if (before === null) return shown[0] ?? null;
  const old = selected === null ? undefined : before.findings[selected];
  if (old === undefined || selected === null) return null;
  const same = shown.filter((i) => report?.findings[i]?.rule === old.rule);
  const distance = (i: number): number => Math.abs((report?.findings[i]?.span.start ?? 0) - old.span.start);
  const near = same.sort((a, b) => distance(a) - distance(b))[0];
  return near ?? shown.find((i) => i >= selected) ?? shown.at(-1) ?? null;
}
