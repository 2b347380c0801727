/** The source: CodeMirror in a shadow root, where a strict policy lets its style sheets in. */

import { defaultKeymap } from "@codemirror/commands";
import { closeSearchPanel, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import {
  Annotation,
  Compartment,
  EditorSelection,
  EditorState,
  RangeSetBuilder,
  type ChangeSet,
  type TransactionSpec,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import { headerState, nameLength } from "./header.ts";
import { letterGutter, setMarks, setSelection, shownMarks, type Mark, type Selection } from "./marks.ts";
import { phrases, theme } from "./theme.ts";
import type { Lang } from "./strings.ts";

/** One change of the text, in positions before it. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What the editor tells. */
export interface EditorEvents {
  edited(changes: TextChange[], typed: boolean): void;
  picked(finding: number): void;
  step(by: 1 | -1): void;
  undo(): void;
  /** A paste: true if it has replaced the message. */
  pasted(data: DataTransfer): boolean;
}

/** Marks a transaction that shows what the document already is. */
const fromDocument = Annotation.define<true>();

export class SourceEditor {
  readonly view: EditorView;
  readonly #language = new Compartment();
  readonly #events: EditorEvents;

  constructor(host: HTMLElement, lang: Lang, label: string, events: EditorEvents) {
    this.#events = events;
    const root = host.attachShadow({ mode: "open" });
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({ extensions: [this.#extensions(), this.#language.of(this.#texts(lang, label))] }),
    });
  }

  /** Shows `text`; what is the same stays untouched, so that cursor and marks keep their place. */
  show(text: string): void {
    const before = this.view.state.doc.toString();
    if (before === text) return;
    const most = Math.min(before.length, text.length);
    let head = 0;
    while (head < most && before[head] === text[head]) head++;
    let tail = 0;
    while (tail < most - head && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
    this.#dispatch({
      changes: { from: head, to: before.length - tail, insert: text.slice(head, text.length - tail) },
      annotations: fromDocument.of(true),
    });
  }

  mark(marks: readonly Mark[]): void {
    this.#dispatch({ effects: setMarks.of(marks) });
  }

  select(selection: Selection | null): void {
    this.#dispatch({ effects: setSelection.of(selection) });
  }

  /** Scrolls a place into sight and away from the edges, so that its note is in sight too. */
  reveal(from: number, to = from): void {
    const height = this.view.scrollDOM.clientHeight;
    const low = height < 320;
    const margin = Math.round(height * (low ? 0.2 : 0.3));
    const line = this.view.state.doc.lineAt(Math.min(from, this.view.state.doc.length));
    const place = EditorSelection.range(Math.min(to, line.to), Math.min(from, line.to));
    const y = low ? "start" : "nearest";
    this.#dispatch({ effects: EditorView.scrollIntoView(place, { y, yMargin: margin, x: "nearest", xMargin: 40 }) });
  }

  setLanguage(lang: Lang, label: string): void {
    this.#dispatch({ effects: this.#language.reconfigure(this.#texts(lang, label)) });
  }

  search(): void {
    openSearchPanel(this.view);
  }

  #dispatch(spec: TransactionSpec): void {
    this.view.dispatch(spec);
  }

  #texts(lang: Lang, label: string) {
    return [
      EditorState.phrases.of(phrases(lang)),
      EditorView.contentAttributes.of({
        "aria-label": label,
        spellcheck: "false",
        autocapitalize: "off",
        autocorrect: "off",
        lang: "zxx",
      }),
    ];
  }

  #extensions() {
    const events = this.#events;
    return [
      shownMarks,
      lineNumbers(),
      letterGutter((finding) => events.picked(finding)),
      highlightSpecialChars(),
      headerNames,
      search({ top: true }),
      keymap.of([
        { key: "F8", run: () => (events.step(1), true) },
        { key: "Shift-F8", run: () => (events.step(-1), true) },
        { key: "Mod-z", run: () => (events.undo(), true) },
        { key: "Escape", run: (view) => closeSearchPanel(view) || (view.contentDOM.blur(), true) },
        ...searchKeymap,
        ...defaultKeymap,
      ]),
      EditorView.updateListener.of((update) => this.#updated(update)),
      EditorView.domEventHandlers({
        beforeinput: (event) => event.inputType === "historyUndo" && (events.undo(), stop(event)),
        click: (event) => this.#clicked(event),
        paste: (event) => event.clipboardData !== null && events.pasted(event.clipboardData) && stop(event),
        drop: (event) => event.dataTransfer?.types.includes("Files") ?? false,
      }),
      theme,
    ];
  }

  #updated(update: ViewUpdate): void {
    const own = update.transactions.some((transaction) => transaction.annotation(fromDocument));
    if (!update.docChanged || own) return;
    const typed = update.transactions.every((transaction) => transaction.isUserEvent("input.type"));
    this.#events.edited(changesOf(update.changes), typed);
  }

  #clicked(event: MouseEvent): boolean {
    const mark = (event.target as Element).closest("[data-finding]");
    const finding = mark?.getAttribute("data-finding");
    if (finding) this.#events.picked(Number(finding));
    return false;
  }
}

function stop(event: Event): boolean {
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function changesOf(changes: ChangeSet): TextChange[] {
  const list: TextChange[] = [];
  changes.iterChanges((from, to, _fromB, _toB, insert) => list.push({ from, to, insert: insert.toString() }));
  return list;
}

const headerName = Decoration.mark({ class: "k-name" });

/** Colours the names of header fields that are in sight. */
const headerNames = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = names(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = names(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Lines above the first one in sight that tell whether it is in a header section. */
const LOOK_BACK = 400;

function names(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  const first = doc.lineAt(view.viewport.from).number;
  const last = doc.lineAt(view.viewport.to).number;
  const start = Math.max(1, first - LOOK_BACK);
  let inside = start === 1;
  for (let number = start; number <= last; number++) {
    const line = doc.line(number);
    const content = line.length > 1000 ? line.text.slice(0, 1000) : line.text;
    const length = inside && number >= first ? nameLength(content) : 0;
    if (length > 0) builder.add(line.from, line.from + length, headerName);
    inside = headerState(content, inside);
  }
  return builder.finish();
}
