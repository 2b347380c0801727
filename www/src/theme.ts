/** How the source looks. Colours come from the page's custom properties, which reach into the shadow root. */

import { EditorView } from "@codemirror/view";
import type { Lang } from "./strings.ts";

const severity = (name: string): Record<string, string> => ({
  "--k-ink": `var(--${name})`,
  "--k-ground": `var(--${name}-ground)`,
});

export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "transparent", fontSize: "12.5px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)", lineHeight: "20px", fontVariantLigatures: "none", overflow: "auto",
    containerType: "inline-size",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  "&.cm-focused .cm-content": { outline: "none" },
  ".cm-line": { padding: "0 24px 0 4px" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--soft)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "40px", padding: "0 6px 0 10px" },
  ".k-margin": { width: "20px" },
  ".k-margin .cm-gutterElement": { cursor: "pointer", textAlign: "center" },
  ".k-letter": {
    display: "inline-block", width: "15px", height: "15px", lineHeight: "15px", borderRadius: "4px",
    font: "700 10px/15px var(--sans)", color: "var(--k-ink)", backgroundColor: "var(--k-ground)",
    verticalAlign: "middle", marginTop: "-2px",
  },
  ".k-name": { color: "var(--info)" },
  ".k-error": severity("error"),
  ".k-warning": severity("warning"),
  ".k-info": severity("info"),
  ".k-mark": { textDecorationColor: "var(--k-ink)", textUnderlineOffset: "4px", cursor: "pointer" },
  ".k-mark.k-error": { textDecoration: "underline wavy 1.5px var(--k-ink)" },
  ".k-mark.k-warning": { textDecoration: "underline dashed 1.5px var(--k-ink)" },
  ".k-mark.k-info": { textDecoration: "underline dotted 1.5px var(--k-ink)" },
  ".k-current": { backgroundColor: "var(--selected)" },
  ".k-selected": { backgroundColor: "var(--k-ground)" },
  ".k-gap": {
    display: "inline-block", width: "0", height: "0", margin: "0 -5px", cursor: "pointer", position: "relative",
    borderLeft: "5px solid transparent", borderRight: "5px solid transparent", borderBottom: "8px solid var(--k-ink)",
    verticalAlign: "-4px", zIndex: "1",
  },
  // Padding outside, not a margin: the editor measures boxes, and margins would shift the line numbers.
  ".k-note": {
    position: "sticky", left: "64px", boxSizing: "border-box", width: "calc(100cqw - 84px)", maxWidth: "720px",
    padding: "4px 0 6px",
  },
  ".k-note > div": {
    padding: "7px 12px", borderLeft: "3px solid var(--k-ink)", borderRadius: "0 8px 8px 0",
    backgroundColor: "var(--k-ground)", font: "13px/1.55 var(--sans)", whiteSpace: "normal",
    wordBreak: "auto-phrase", overflowWrap: "anywhere",
  },
  ".k-note code": { font: "12px var(--mono)" },
  ".k-note .decoded": { display: "block", marginTop: "2px" },
  ".k-note mark": {
    background: "none", color: "inherit", textDecoration: "underline wavy 1.5px var(--k-ink)", textUnderlineOffset: "4px",
  },
  ".k-note b": { color: "var(--k-ink)" },
  ".cm-specialChar": { color: "var(--error)" },
  ".cm-panels": { backgroundColor: "var(--card)", color: "var(--ink)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { font: "13px/1.5 var(--sans)", padding: "8px 40px 8px 12px" },
  ".cm-panel.cm-search label": { fontSize: "12.5px" },
  ".cm-textfield": {
    font: "12.5px var(--mono)", color: "var(--ink)", backgroundColor: "var(--paper)",
    border: "1px solid var(--edge)", borderRadius: "6px", padding: "3px 8px",
  },
  ".cm-button": {
    font: "12.5px var(--sans)", color: "var(--ink)", backgroundImage: "none", backgroundColor: "var(--card)",
    border: "1px solid var(--edge)", borderRadius: "6px", padding: "3px 9px",
  },
  ".cm-panel.cm-search [name=close]": { color: "var(--soft)", fontSize: "18px", padding: "0 8px", top: "6px" },
  ".cm-textfield:focus-visible, .cm-button:focus-visible, [name=close]:focus-visible": {
    outline: "2px solid var(--focus)", outlineOffset: "1px",
  },
  ".cm-searchMatch": { backgroundColor: "var(--selected)", outline: "1px solid var(--edge)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--warning-ground)", outline: "1px solid var(--warning)" },
});

const JAPANESE: Record<string, string> = {
  Find: "検索",
  Replace: "置き換え後",
  next: "次へ",
  previous: "前へ",
  all: "すべて選択",
  "match case": "大文字と小文字を区別",
  regexp: "正規表現",
  "by word": "単語単位",
  replace: "置き換え",
  "replace all": "すべて置き換え",
  close: "閉じる",
  "current match": "現在の一致",
  "replaced $ matches": "$ 件を置き換えました",
  "replaced match on line $": "$ 行目を置き換えました",
  "on line": "行",
  "Control character": "制御文字",
  "Go to line": "行へ移動",
  go: "移動",
};

/** CodeMirror's own words. */
export function phrases(lang: Lang): Record<string, string> {
  return lang === "ja" ? JAPANESE : {};
}
