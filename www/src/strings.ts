/** Every text of the page, in both languages side by side. Japanese is written, not translated. */

export type Lang = "en" | "ja";

interface Both {
  readonly en: string;
  readonly ja: string;
}

export const STRINGS = {
  tagline: {
    en: "Finds what is wrong with an e-mail, at the exact bytes.",
    ja: "メールの不備を、原文のその位置で示します。",
  },
  "mode.label": { en: "What to check", ja: "検査するもの" },
  "mode.message": { en: "Message", ja: "メール" },
  "mode.draft": { en: "Draft", ja: "下書き" },
  open: { en: "Open…", ja: "開く…" },
  save: { en: "Save", ja: "保存" },
  "save.title": {
    en: "Save the message as it stands here, as an .eml file",
    ja: "いまの内容を .eml ファイルとして保存します",
  },
  undo: { en: "Undo", ja: "元に戻す" },
  "theme.dark": { en: "Dark", ja: "暗い配色" },
  "theme.light": { en: "Light", ja: "明るい配色" },
  close: { en: "Close", ja: "閉じる" },

  "privacy.short": {
    en: "Nothing leaves this tab · {n} requests since load",
    ja: "このタブの外へは何も送りません・読み込み後の通信 {n} 件",
  },
  "privacy.title": {
    en: "Your mail stays here. Check it yourself.",
    ja: "メールはここから出ません。ご自分で確かめられます。",
  },
  "privacy.how": {
    en: "The page is a set of files. No server reads mail: the checker is WebAssembly and runs in this tab.",
    ja: "このページはファイルの集まりです。メールを読むサーバーはなく、検査は WebAssembly としてこのタブの中で動きます。",
  },
  "privacy.lock": {
    en: "Once loaded, the page sets itself this policy; the browser then refuses any connection, also the checker's:",
    ja: "読み込みが終わると、ページは次の方針を自分に課します。以後は、ページからも検査器からも、ブラウザーがすべての通信を拒みます。",
  },
  "privacy.test": {
    en: "See for yourself: watch Network in the developer tools while you check. Or go offline: all still works.",
    ja: "確かめるには、開発者ツールの「ネットワーク」を開いてからメールを検査してください。先に回線を切っても、すべて動きます。",
  },
  "privacy.links": {
    en: "Links to sources open a page of someone else, only when you click one, and nothing of your mail goes along.",
    ja: "出典のリンクは、押したときだけ外部のページを開きます。メールの内容は渡りません。",
  },

  "empty.drop": { en: "Drop a message here", ja: "ここにメールを置いてください" },
  "empty.or": {
    en: "or paste its source (Ctrl+V), or open an .eml file",
    ja: "原文の貼り付け（Ctrl+V）でも、.eml ファイルを開いてもかまいません",
  },
  "empty.open": { en: "Open a message", ja: "メールを開く" },
  "empty.or.touch": { en: "or paste its source", ja: "原文を貼り付けてもかまいません" },
  "empty.samples": { en: "Or try a sample", ja: "見本で試す" },
  "empty.promise": {
    en: "It is not uploaded, not stored and not shown to anyone: this page cannot connect to anything.",
    ja: "送信も保存もされず、だれの目にも触れません。このページは外部に接続できません。",
  },
  "sample.en": { en: "Newsletter, English", ja: "英語のメールマガジン" },
  "sample.ja": { en: "Newsletter, Japanese", ja: "日本語のメールマガジン" },
  "sample.broken": { en: "A broken message", ja: "壊れたメール" },
  "drop.here": { en: "Drop to check", ja: "離すと検査します" },
  "drop.first": {
    en: "One message at a time: opened {name}, left out {n}.",
    ja: "一度に検査できるのは1通です。{name} を開き、残り {n} 件は開いていません。",
  },
  "too-large": {
    en: "{name} has {size}. The page takes up to {max}; the command line takes more.",
    ja: "{name} は {size} です。ページで扱えるのは {max} までです。それより大きいものはコマンド版で検査できます。",
  },
  pasted: { en: "pasted text", ja: "貼り付けた内容" },

  "state.loading": { en: "Loading the checker…", ja: "検査器を読み込んでいます…" },
  "state.failed": { en: "The check failed: {error}", ja: "検査できませんでした：{error}" },
  "load.failed": { en: "The checker could not be loaded: {error}", ja: "検査器を読み込めませんでした：{error}" },

  "severity.error": { en: "Error", ja: "エラー" },
  "severity.warning": { en: "Warning", ja: "警告" },
  "severity.info": { en: "Note", ja: "情報" },
  "letter.error": { en: "E", ja: "E" },
  "letter.warning": { en: "W", ja: "W" },
  "letter.info": { en: "i", ja: "i" },
  "count.error": { en: "{n} errors", ja: "エラー {n}" },
  "count.warning": { en: "{n} warnings", ja: "警告 {n}" },
  "count.info": { en: "{n} notes", ja: "情報 {n}" },
  "count.error.1": { en: "1 error", ja: "エラー 1" },
  "count.warning.1": { en: "1 warning", ja: "警告 1" },
  "count.info.1": { en: "1 note", ja: "情報 1" },
  "result.none": { en: "Nothing to report.", ja: "指摘はありません。" },

  findings: { en: "Findings", ja: "指摘" },
  "findings.filtered": { en: "{shown} of {all}, for {name}", ja: "{all} 件中 {shown} 件（{name}）" },
  "findings.all": { en: "Show all", ja: "すべて表示" },
  "findings.more": { en: "Show {n} more", ja: "残り {n} 件を表示" },
  "findings.none": { en: "Nothing to report", ja: "指摘はありません" },
  "findings.none.why": {
    en: "None of the checks that could run found anything. What was not checked is listed below.",
    ja: "実行できた検査では何も見つかりませんでした。検査していないものは下にあります。",
  },
  "finding.line": { en: "line {line}", ja: "{line} 行目" },
  "finding.why": { en: "Why", ja: "理由" },
  "finding.help": { en: "What to do", ja: "直し方" },
  "finding.related": { en: "See also", ja: "関連する箇所" },
  "finding.sources": { en: "Sources", ja: "出典" },
  "finding.breaks": { en: "Breaks the signature in line {line}", ja: "{line} 行目の署名が無効になります" },
  "finding.more-edits": { en: "and {n} more places", ja: "ほか {n} か所" },
  "finding.bytes": { en: "({n} bytes)", ja: "（{n} バイト）" },
  "finding.shown": { en: "Decoded, in part {part}", ja: "パート {part} を復号した内容" },
  "confidence.likely": { en: "likely", ja: "おそらく" },
  "confidence.hint": { en: "a hint", ja: "目安" },
  "confidence.certain": { en: "certain", ja: "確実" },
  "safety.safe": { en: "Safe: no reader sees a change", ja: "安全：読む人から見える変化はありません" },
  "safety.rewrite": {
    en: "Rewrites: encodes anew or breaks a signature; what is read stays",
    ja: "書き直し：符号化し直すか署名が無効になります。読める内容は同じです",
  },
  "safety.offer": { en: "Your decision: it adds or chooses something", ja: "要判断：何かを加えるか、選ぶ修正です" },
  "fix.done": { en: "Fixed. Press u to undo.", ja: "直しました。u で元に戻せます。" },
  "undo.done": { en: "Undone.", ja: "元に戻しました。" },

  verdicts: {
    en: "Verdicts; a click shows one receiver's findings",
    ja: "判定。押すと、その受信側の指摘だけを表示します",
  },
  "outcome.refuse": { en: "Refused", ja: "拒否" },
  "outcome.folder": { en: "Junk folder", ja: "迷惑メール扱い" },
  "outcome.warn": { en: "Warned", ja: "警告表示" },
  "outcome.display": { en: "Shown badly", ja: "表示の不備" },
  "outcome.advice": { en: "Advice", ja: "推奨" },
  "outcome.fine": { en: "Fine", ja: "問題なし" },
  "outcome.points": { en: "To note", ja: "指摘あり" },
  "demand.refuse": { en: "refuses", ja: "拒否" },
  "demand.folder": { en: "junk folder", ja: "迷惑メール扱い" },
  "demand.warn": { en: "warns", ja: "警告表示" },
  "demand.display": { en: "shows it badly", ja: "表示の不備" },
  "demand.advice": { en: "advises", ja: "推奨" },

  "outline.open": { en: "Parts", ja: "構造" },
  outline: { en: "Parts and header fields", ja: "構造とヘッダー" },
  parts: { en: "Parts", ja: "構造" },
  headers: { en: "Header fields", ja: "ヘッダー" },
  source: { en: "Source of the message", ja: "メールの原文" },

  "not-checked": { en: "Not checked: {n}", ja: "検査していない項目：{n}" },
  "needs.audience": {
    en: "asked for by receivers or laws that are not in force here",
    ja: "今回は対象外の受信側・法令が求めるもの",
  },
  "needs.bytes": {
    en: "needs the bytes as sent: open the file instead of pasting",
    ja: "送信時のままのバイト列が必要。貼り付けではなくファイルを開いてください",
  },
  "needs.envelope": { en: "needs the SMTP envelope", ja: "SMTP の封筒情報が必要" },
  "needs.dns": { en: "needs DNS answers", ja: "DNS の応答が必要" },
  "needs.headers": { en: "needs header fields, which a draft lacks", ja: "ヘッダーが必要。下書きにはありません" },
  "needs.html": { en: "needs the HTML", ja: "HTML が必要" },
  "needs.text": { en: "needs the plain text", ja: "テキスト版が必要" },
  "needs.now": { en: "needs the present time", ja: "現在時刻が必要" },
  "needs.other": { en: "needs: {needs}", ja: "必要なもの：{needs}" },

  audience: { en: "For", ja: "対象" },
  "audience.auto": { en: "whom it is for", ja: "宛先に応じて" },
  "audience.all": { en: "everybody", ja: "すべての受信側・法令" },
  kind: { en: "Kind", ja: "種類" },
  stage: { en: "Stage", ja: "段階" },
  auto: { en: "{value} (found)", ja: "{value}（判定）" },
  "auto.reset": { en: "as found", ja: "自動判定" },
  "auto.confidence": { en: "{value} (found, {confidence})", ja: "{value}（判定・{confidence}）" },
  "kind.personal": { en: "personal", ja: "個人" },
  "kind.transactional": { en: "transactional", ja: "取引通知" },
  "kind.bulk": { en: "bulk", ja: "大量配信" },
  "kind.discussion-list": { en: "mailing list", ja: "メーリングリスト" },
  "kind.dsn": { en: "bounce", ja: "不達通知" },
  "kind.mdn": { en: "read receipt", ja: "開封通知" },
  "kind.arf": { en: "complaint report", ja: "苦情報告" },
  "kind.auto-reply": { en: "automatic reply", ja: "自動返信" },
  "stage.template": { en: "template", ja: "ひな形" },
  "stage.outgoing": { en: "outgoing", ja: "送信前" },
  "stage.received": { en: "received", ja: "受信済み" },

  "draft.intro": {
    en: "Check before it is a message. A field left empty is not checked.",
    ja: "メールになる前の内容を検査します。空欄は検査しません。",
  },
  "draft.subject": { en: "Subject", ja: "件名" },
  "draft.from": { en: "From", ja: "差出人" },
  "draft.preheader": { en: "Preheader", ja: "プリヘッダー" },
  "draft.html": { en: "HTML", ja: "HTML" },
  "draft.text": { en: "Plain text", ja: "テキスト" },
  "draft.esp": { en: "Sending service", ja: "配信サービス" },
  "draft.esp.none": { en: "not named", ja: "指定しない" },
  "draft.marks": { en: "Findings: {n}", ja: "指摘 {n} 件" },

  keys: { en: "Keys", ja: "キー操作" },
  "keys.hint": { en: "keys", ja: "キー操作" },
  "key.next": { en: "next finding (F8 in the source)", ja: "次の指摘（原文では F8）" },
  "key.previous": { en: "previous finding (Shift+F8 in the source)", ja: "前の指摘（原文では Shift+F8）" },
  "key.fix": { en: "apply its fix", ja: "修正を適用" },
  "key.undo": { en: "undo (Ctrl+Z in the source)", ja: "元に戻す（原文では Ctrl+Z）" },
  "key.search": { en: "search the source", ja: "原文を検索" },
  "key.message": { en: "message", ja: "メール" },
  "key.draft": { en: "draft", ja: "下書き" },
  "key.escape": { en: "leave the source or a dialog", ja: "原文やダイアログから抜ける" },
  "key.help": { en: "this list", ja: "この一覧" },
} as const satisfies Record<string, Both>;

export type Key = keyof typeof STRINGS;

/** The text of `key`, its `{names}` filled in. */
export function text(lang: Lang, key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return STRINGS[key][lang].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Whether the table has the key: for keys made from what a report says. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(STRINGS, key);
}

/** `text` for a key made from a value of the report; the value itself where the table does not know it. */
export function word(lang: Lang, prefix: string, value: string): string {
  const key = `${prefix}.${value}`;
  return isKey(key) ? text(lang, key) : value;
}

const NAMES: Readonly<Record<string, string | Both>> = {
  gmail: "Gmail",
  yahoo: "Yahoo",
  outlook: "Outlook",
  icloud: "iCloud",
  "yahoo-jp": { en: "Yahoo! JAPAN", ja: "Yahoo!メール" },
  docomo: "docomo",
  au: "au",
  softbank: "SoftBank",
  rfc: "RFC",
  mta: { en: "Mail servers", ja: "メールサーバー" },
  m3aawg: "M3AAWG",
  spamfilter: { en: "Spam filters", ja: "迷惑メール判定" },
  security: { en: "Security", ja: "安全性" },
  privacy: { en: "Privacy", ja: "プライバシー" },
  accessibility: { en: "Accessibility", ja: "アクセシビリティ" },
  smtputf8: "SMTPUTF8",
  "law-jp": { en: "Japan's e-mail law", ja: "特定電子メール法" },
  "law-us": { en: "CAN-SPAM (US)", ja: "CAN-SPAM法（米国）" },
  "law-ca": { en: "CASL (Canada)", ja: "CASL（カナダ）" },
  "law-eu": { en: "ePrivacy (EU)", ja: "eプライバシー指令（EU）" },
};

/** Profiles in the order of the strip: receivers, laws, then everybody else. */
export const PROFILES: readonly string[] = [
  "gmail",
  "yahoo",
  "outlook",
  "icloud",
  "yahoo-jp",
  "docomo",
  "au",
  "softbank",
  "law-jp",
  "law-us",
  "law-ca",
  "law-eu",
  "rfc",
  "mta",
  "spamfilter",
  "security",
  "privacy",
  "accessibility",
  "m3aawg",
  "smtputf8",
];

/** A profile's name as people write it. */
export function profileName(lang: Lang, profile: string): string {
  const name = NAMES[profile] ?? profile;
  return typeof name === "string" ? name : name[lang];
}

/** Bytes as people read them. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
