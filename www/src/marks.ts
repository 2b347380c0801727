/** What the editor shows of the findings: underlines, margin letters, the note under the line. */

import { RangeSet, StateEffect, StateField, type EditorState, type Range } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter, WidgetType, type DecorationSet } from "@codemirror/view";
import type { Severity } from "kenpin";

/** A place to underline. `finding` is what a click on it selects. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly finding: number;
  readonly severity: Severity;
  readonly title: string;
  readonly letter: string;
}

/** The selected finding: its places stand out, and `note` opens under them. */
export interface Selection {
  readonly finding: number;
  readonly severity: Severity;
  readonly from: number;
  readonly to: number;
  readonly related: readonly { from: number; to: number }[];
  readonly note: () => HTMLElement;
}

export const setMarks = StateEffect.define<readonly Mark[]>();
export const setSelection = StateEffect.define<Selection | null>();

interface Shown {
  readonly marks: DecorationSet;
  readonly gutter: RangeSet<GutterMarker>;
  readonly selection: DecorationSet;
}

const RANK: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** Marks and selection; they move with the text until the next report. */
export const shownMarks = StateField.define<Shown>({
  create: () => ({ marks: Decoration.none, gutter: RangeSet.empty, selection: Decoration.none }),
  update(shown, transaction) {
    let { marks, gutter: margin, selection } = shown;
    if (transaction.docChanged) {
      marks = marks.map(transaction.changes);
      margin = margin.map(transaction.changes);
      selection = selection.map(transaction.changes);
    }
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) {
        marks = underlines(effect.value);
        margin = letters(effect.value, transaction.state);
      } else if (effect.is(setSelection)) {
        selection = effect.value === null ? Decoration.none : selected(effect.value, transaction.state);
      }
    }
    return { marks, gutter: margin, selection };
  },
  provide: (field) => [
    EditorView.decorations.from(field, (shown) => shown.selection),
    EditorView.decorations.from(field, (shown) => shown.marks),
  ],
});

/** The margin with the letters; `pick` hears which finding was clicked. */
export function letterGutter(pick: (finding: number) => void) {
  return gutter({
    class: "k-margin",
    markers: (view) => view.state.field(shownMarks).gutter,
    domEventHandlers: {
      mousedown(view, line) {
        let found: number | undefined;
        view.state.field(shownMarks).gutter.between(line.from, line.from, (_from, _to, marker) => {
          if (marker instanceof Letter) found = marker.mark.finding;
        });
        if (found === undefined) return false;
        pick(found);
        return true;
      },
    },
  });
}

function underlines(marks: readonly Mark[]): DecorationSet {
  // The shortest ranges come last, so that they lie innermost and take the click.
  const ranges = [...marks].sort((a, b) => a.from - b.from || b.to - a.to).map(underline);
  return Decoration.set(ranges, true);
}

function underline(mark: Mark): Range<Decoration> {
  const attributes = { "data-finding": String(mark.finding), title: mark.title };
  if (mark.from === mark.to) {
    return Decoration.widget({ widget: new Gap(mark), side: 1 }).range(mark.from);
  }
  return Decoration.mark({ class: `k-mark k-${mark.severity}`, attributes }).range(mark.from, mark.to);
}

function letters(marks: readonly Mark[], state: EditorState): RangeSet<GutterMarker> {
  const worst = new Map<number, { mark: Mark; count: number }>();
  for (const mark of marks) {
    const line = state.doc.lineAt(mark.from).from;
    const known = worst.get(line);
    const better = known === undefined || RANK[mark.severity] > RANK[known.mark.severity];
    worst.set(line, { mark: better ? mark : known.mark, count: (known?.count ?? 0) + 1 });
  }
  const ranges = [...worst].map(([line, { mark, count }]) => new Letter(mark, count).range(line));
  return RangeSet.of(ranges, true);
}

function selected(selection: Selection, state: EditorState): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  const first = state.doc.lineAt(selection.from);
  const last = state.doc.lineAt(Math.max(selection.from, selection.to));
  ranges.push(Decoration.line({ class: "k-current" }).range(first.from));
  for (const { from, to } of [selection, ...selection.related]) {
    if (to > from) ranges.push(Decoration.mark({ class: `k-selected k-${selection.severity}` }).range(from, to));
  }
  // Under the whole place when it is short, else under its first line: the note stays in sight.
  const under = last.number - first.number <= 3 ? last : first;
  ranges.push(Decoration.widget({ widget: new Note(selection), block: true, side: 1 }).range(under.to));
  return Decoration.set(ranges, true);
}

/** What is missing has no bytes: a wedge shows where it belongs. */
class Gap extends WidgetType {
  constructor(readonly mark: Mark) {
    super();
  }

  override eq(other: Gap): boolean {
    return other.mark.finding === this.mark.finding && other.mark.title === this.mark.title;
  }

  toDOM(): HTMLElement {
    const gap = document.createElement("span");
    gap.className = `k-gap k-${this.mark.severity}`;
    gap.dataset.finding = String(this.mark.finding);
    gap.title = this.mark.title;
    return gap;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

class Letter extends GutterMarker {
  constructor(
    readonly mark: Mark,
    readonly count: number,
  ) {
    super();
  }

  override eq(other: Letter): boolean {
    return other.mark.finding === this.mark.finding && other.count === this.count;
  }

  override toDOM(): HTMLElement {
    const letter = document.createElement("span");
    letter.className = `k-letter k-${this.mark.severity}`;
    letter.textContent = this.mark.letter;
    letter.title = this.count > 1 ? `${this.mark.title} (+${this.count - 1})` : this.mark.title;
    return letter;
  }
}

class Note extends WidgetType {
  constructor(readonly selection: Selection) {
    super();
  }

  override eq(other: Note): boolean {
    return other.selection === this.selection;
  }

  toDOM(): HTMLElement {
    return this.selection.note();
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
