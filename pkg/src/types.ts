/** The shapes that kenpin speaks: reports, findings, options. Offsets are bytes of the input, ends exclusive. */

export type Lang = "en" | "ja";
export type Severity = "error" | "warning" | "info";
/** Worst first. */
export type Outcome = "refuse" | "folder" | "warn" | "display" | "advice";
export type Kind = "personal" | "transactional" | "bulk" | "discussion-list" | "dsn" | "mdn" | "arf" | "auto-reply";
export type Stage = "template" | "outgoing" | "received";
export type DraftField = "subject" | "from" | "preheader" | "html" | "text" | "headers";

/** A place: bytes of the input, and lines and columns (in bytes) from 1. */
export interface Span {
  start: number;
  end: number;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  /** With `unit: "utf16"`: the same place in UTF-16 units. */
  start16?: number;
  end16?: number;
  /** In a draft: the field that the offsets count in. */
  field?: DraftField | "dns";
}

/** The same place in the decoded text of a part. */
export interface Shown {
  part: string;
  start: number;
  end: number;
  /** With `unit: "utf16"`. */
  start16?: number;
  end16?: number;
}

/** One replacement; `base64` stands for text that is not UTF-8. */
export interface Edit {
  start: number;
  end: number;
  text?: string;
  base64?: string;
  /** In a draft: the field that the offsets count in. */
  field?: DraftField;
}

export interface Fix {
  title: string;
  /** `safe`: nobody sees a change. `rewrite`: encoded anew, or a signature breaks. `offer`: the author decides. */
  safety: "safe" | "rewrite" | "offer";
  edits: Edit[];
  /** Signatures that the edits break. */
  breaks?: Span[];
}

export interface Demand {
  profile: string;
  level: Severity;
  outcome: Outcome;
}

export interface Finding {
  rule: string;
  group: string;
  severity: Severity;
  basis: "standard" | "law" | "receiver" | "practice";
  confidence: "certain" | "likely" | "hint";
  /** Which way of the rule's defect it is. */
  case?: string;
  demanded_by: Demand[];
  title: string;
  message: string;
  why: string;
  help: string;
  span: Span;
  shown?: Shown;
  related: { span: Span; message: string }[];
  args: Record<string, string | number>;
  fix?: Fix;
  sources: { name: string; url?: string }[];
}

/** What one receiver, law or standard makes of the message. */
export interface Verdict {
  outcome?: Outcome | null;
  error: number;
  warning: number;
  info: number;
}

export interface Part {
  number: string;
  type: string;
  charset?: string | null;
  encoding?: string;
  bytes: number;
  filename?: string | null;
  /** Its header section and its body. */
  span: { start: number; end: number };
  /** First byte of its body. */
  body_start?: number;
  children?: Part[];
}

/** What the message tells about itself. The named members are those that this package relies on. */
export interface Facts {
  parts?: Part | Part[];
  size?: { bytes: number; headers: number; text: number; html: number; attachments: number };
  links?: { count: number; unique: number; hosts: { host: string; org_domain: string; count: number }[] };
  subject?: string;
  [name: string]: unknown;
}

export interface Report {
  path?: string;
  bytes: number;
  kind: Kind;
  kind_confidence?: "certain" | "likely" | "hint";
  stage: Stage;
  stage_confidence?: "certain" | "likely" | "hint";
  signed: boolean;
  audience: string[];
  counts: Record<Severity, number>;
  verdicts: Record<string, Verdict>;
  findings: Finding[];
  not_checked: { rule: string; needs: string }[];
  facts: Facts;
}

export interface LintOptions {
  /** Language of titles and messages; its pack must be loaded. Default: the language that `load` was given. */
  lang?: Lang;
  /** Adds `start16` and `end16` to every span. */
  unit?: "bytes" | "utf16";
  /** Receivers and laws whose demands count; `auto` (default) reads them from the message, `all` takes all. */
  audience?: string | readonly string[];
  /** Recipients, when the message does not name them. */
  rcpt?: string | readonly string[];
  kind?: Kind;
  stage?: Stage;
  /** The message is as it will be sent: missing authentication counts. */
  final?: boolean;
  ad?: boolean;
  esp?: string;
  mailFrom?: string;
  helo?: string;
  clientIp?: string;
  /** RFC 3339 text or a Date; without it nothing is compared with the present. */
  now?: string | Date;
  /** Documentation domains are fine. */
  allowExample?: boolean;
  /** Levels by rule id. */
  rules?: Readonly<Record<string, "off" | Severity>>;
  /** Where the bytes come from: text from a clipboard has lost its line ends. */
  input?: "file" | "pasted";
  /** Name to show in the report. */
  path?: string;
}

/** A message before it is one, as a template editor holds it. */
export interface Draft {
  subject?: string;
  from?: string;
  preheader?: string;
  html?: string;
  text?: string;
  headers?: string;
  esp?: string;
}

/** A rule as `explain` tells it. */
export interface RulePage {
  id: string;
  group: string;
  level: Severity;
  basis: Finding["basis"];
  confidence: Finding["confidence"];
  since: string;
  fix: "none" | "safe" | "rewrite" | "offer";
  title: string;
  why: string;
  help: string;
  /** The long explanation with its examples, in Markdown and English. */
  doc: string;
}

export type WasmSource = URL | string | WebAssembly.Module | Response | ArrayBuffer | Uint8Array;

export interface LoadOptions {
  /** The core; default: the file beside this package. */
  wasm?: WasmSource;
  /** Language to load; call `load` once per language that you need. Default `en`. */
  lang?: Lang;
  /** The language's texts, when you have fetched `wasm/en.txt` or `wasm/ja.txt` yourself. */
  pack?: string;
  /** The tables (the Public Suffix List and others), when you have fetched `wasm/tables.bin` of the same version yourself. */
  tables?: Uint8Array;
}
