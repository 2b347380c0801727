/** The two dialogs: the keys, and why nothing leaves the tab. */

import { LOCK } from "./checker.ts";
import { el } from "./dom.ts";
import { text, type Key, type Lang } from "./strings.ts";

const KEYS: readonly [readonly string[], Key][] = [
  [["j"], "key.next"],
  [["k"], "key.previous"],
  [["f"], "key.fix"],
  [["u"], "key.undo"],
  [["/"], "key.search"],
  [["g", "m"], "key.message"],
  [["g", "d"], "key.draft"],
  [["Esc"], "key.escape"],
  [["?"], "key.help"],
];

export function showKeys(lang: Lang): void {
  open(
    lang,
    text(lang, "keys"),
    el(
      "dl.keys",
      {},
      KEYS.map(([keys, key]) =>
        el(
          "div",
          {},
          el(
            "dt",
            {},
            keys.map((name) => el("kbd", {}, name)),
          ),
          el("dd", {}, text(lang, key)),
        ),
      ),
    ),
  );
}

export function showPrivacy(lang: Lang): void {
  open(
    lang,
    text(lang, "privacy.title"),
    el(
      "div",
      {},
      el("p", {}, text(lang, "privacy.how")),
      el("p", {}, text(lang, "privacy.lock")),
      el("pre", {}, LOCK.replaceAll("; ", ";\n")),
      el("p", {}, text(lang, "privacy.test")),
      el("p", {}, text(lang, "privacy.links")),
    ),
  );
}

function open(lang: Lang, title: string, content: HTMLElement): void {
  const dialog = el("dialog", { "aria-labelledby": "dialog-title" }) as HTMLDialogElement;
  const close = (): void => dialog.close();
  dialog.append(
    el("h2", { id: "dialog-title" }, title),
    content,
    el("button.quiet", { type: "button", onclick: close }, text(lang, "close")),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
}
