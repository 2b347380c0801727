/** Single keys, for hands that do not want the mouse. They rest while a field has the focus. */

import { isField } from "./intake.ts";

/** What the keys do. */
export interface Commands {
  step(by: 1 | -1): void;
  fix(): void;
  undo(): void;
  search(): void;
  help(): void;
  go(mode: "message" | "draft"): void;
}

export function listenForKeys(commands: Commands): void {
  let afterG = false;
  const single: Record<string, () => void> = {
    j: () => commands.step(1),
    k: () => commands.step(-1),
    f: () => commands.fix(),
    u: () => commands.undo(),
    "/": () => commands.search(),
    "?": () => commands.help(),
  };
  const second: Record<string, () => void> = {
    m: () => commands.go("message"),
    d: () => commands.go("draft"),
  };
  document.addEventListener("keydown", (event) => {
    // The browser's own undo would reach into the source behind the document's back.
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isField(event.composedPath()[0])) {
      event.preventDefault();
      commands.undo();
    }
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (modified || isField(event.composedPath()[0]) || document.querySelector("dialog[open]") !== null) return;
    const action = (afterG ? second : single)[event.key];
    afterG = event.key === "g" && !afterG;
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}
