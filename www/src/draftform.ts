/** The draft: what a template editor holds, field by field, and the findings in each. */

import type { Draft, DraftField, Finding } from "kenpin";
import { el } from "./dom.ts";
import { ByteDocument } from "./document.ts";
import { isKey, text, type Key, type Lang } from "./strings.ts";

const FIELDS = ["from", "subject", "preheader", "html", "text"] as const satisfies readonly DraftField[];
type Field = (typeof FIELDS)[number];

/** Sending services whose merge tags and footers the checker knows, as it names them. */
const SERVICES: readonly [string, string][] = [
  ["blastengine", "blastengine"],
  ["braze", "Braze"],
  ["brevo", "Brevo"],
  ["customerio", "Customer.io"],
  ["hubspot", "HubSpot"],
  ["iterable", "Iterable"],
  ["klaviyo", "Klaviyo"],
  ["mailchimp", "Mailchimp"],
  ["mailgun", "Mailgun"],
  ["postmark", "Postmark"],
  ["salesforce", "Salesforce"],
  ["sendgrid", "SendGrid"],
];

/** Characters around a finding in a field that the excerpt shows. */
const AROUND = 24;

export class DraftForm {
  readonly #host: HTMLElement;
  readonly #inputs = new Map<Field, HTMLInputElement | HTMLTextAreaElement>();
  readonly #notes = new Map<Field, HTMLElement>();
  #service: HTMLSelectElement | undefined;

  constructor(host: HTMLElement, changed: () => void) {
    this.#host = host;
    this.#host.addEventListener("input", changed);
  }

  /** Builds the form in a language; what was typed stays. */
  build(lang: Lang): void {
    const before = this.value();
    const fields = FIELDS.map((field) => this.#field(field, lang, before[field] ?? ""));
    this.#service = el(
      "select",
      { id: "draft-esp" },
      el("option", { value: "" }, text(lang, "draft.esp.none")),
      SERVICES.map(([id, name]) => el("option", { value: id, selected: id === before.esp }, name)),
    ) as HTMLSelectElement;
    this.#host.replaceChildren(
      el("p.soft", {}, text(lang, "draft.intro")),
      el("div.field.short", {}, el("label", { for: "draft-esp" }, text(lang, "draft.esp")), this.#service),
      ...fields,
    );
  }

  /** The draft; a field left empty is absent, not empty. */
  value(): Draft {
    const draft: Draft = {};
    for (const [field, input] of this.#inputs) if (input.value !== "") draft[field] = input.value;
    if (this.#service?.value) draft.esp = this.#service.value;
    return draft;
  }

  /** A field as bytes, to place spans in. */
  documentOf(field: string | undefined): ByteDocument | undefined {
    const input = this.#inputs.get(field as Field);
    return input && new ByteDocument(new TextEncoder().encode(input.value));
  }

  /** Puts new bytes into a field, as a fix does. */
  replace(field: string | undefined, bytes: Uint8Array): void {
    const input = this.#inputs.get(field as Field);
    if (input !== undefined) input.value = new TextDecoder().decode(bytes);
  }

  /** Shows under each field how many findings it has, and an excerpt around the selected one. */
  mark(findings: readonly Finding[], selected: number | null, lang: Lang): void {
    for (const [field, note] of this.#notes) {
      const inField = findings.filter(({ span }) => span.field === field).length;
      const finding = selected === null ? undefined : findings[selected];
      note.replaceChildren(
        ...(inField > 0 ? [el("span.soft", {}, text(lang, "draft.marks", { n: inField }))] : []),
        ...(finding?.span.field === field ? [this.#excerpt(finding, lang)] : []),
      );
    }
  }

  /** Selects a place in its field, so that typing there replaces it. */
  focus(span: Finding["span"]): void {
    const input = this.#inputs.get(span.field as Field);
    const document = this.documentOf(span.field);
    if (input === undefined || document === undefined) return;
    const { from, to } = document.rangeOf(span);
    input.focus();
    input.setSelectionRange(from, to);
  }

  #field(field: Field, lang: Lang, value: string): HTMLElement {
    const id = `draft-${field}`;
    const long = field === "html" || field === "text";
    const attributes = {
      id,
      name: field,
      spellcheck: "false",
      autocomplete: "off",
      "aria-describedby": `${id}-note`,
    };
    const input = long
      ? el("textarea.code", { ...attributes, rows: field === "html" ? 14 : 7 })
      : el("input", attributes);
    (input as HTMLInputElement).value = value;
    const note = el("div.field-note", { id: `${id}-note` });
    this.#inputs.set(field, input as HTMLInputElement);
    this.#notes.set(field, note);
    const key = `draft.${field}`;
    return el("div.field", {}, el("label", { for: id }, isKey(key) ? text(lang, key as Key) : field), input, note);
  }

  #excerpt(finding: Finding, lang: Lang): HTMLElement {
    const document = this.documentOf(finding.span.field) as ByteDocument;
    const { from, to } = document.rangeOf(finding.span);
    const head = document.text.slice(Math.max(0, from - AROUND), from);
    const tail = document.text.slice(to, to + AROUND);
    return el(
      `div.excerpt.${finding.severity}`,
      {},
      el(`span.letter.${finding.severity}`, {}, text(lang, `letter.${finding.severity}`)),
      " ",
      finding.title,
      el(
        "code",
        {},
        from > AROUND ? "…" : "",
        head,
        el("mark", {}, document.text.slice(from, Math.min(to, from + 120))),
        tail,
        to + AROUND < document.text.length ? "…" : "",
      ),
    );
  }
}
