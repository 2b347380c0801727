/** Header fields as the page lists and colours them: by looks alone, since the checker does the judging. */

/** A field of the message's header section, in positions of the shown text. */
export interface Field {
  readonly name: string;
  readonly from: number;
  /** End of its last line, the line end left out. */
  readonly to: number;
}

const NAME = /^([!-9;-~]+)[ \t]*:/;

/** The fields of the first header section. */
export function headerFields(text: string): Field[] {
  const fields: Field[] = [];
  let from = 0;
  while (from < text.length) {
    const end = lineEnd(text, from);
    const line = text.slice(from, Math.min(end, from + 200));
    if (line === "") break;
    const last = fields.at(-1);
    const name = NAME.exec(line)?.[1];
    if (name !== undefined) fields.push({ name, from, to: end });
    else if (last !== undefined && /^[ \t]/.test(line)) fields[fields.length - 1] = { ...last, to: end };
    from = end + 1;
  }
  return fields;
}

/** Length of the field name that a line of a header section opens with, 0 if none. */
export function nameLength(line: string): number {
  return NAME.exec(line)?.[1]?.length ?? 0;
}

/** What a line does to the question whether the next one is in a header section. */
export function headerState(line: string, before: boolean): boolean {
  if (line === "") return false;
  return before || (line.startsWith("--") && line.length > 2 && !line.endsWith("--"));
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
