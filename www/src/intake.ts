/** The ways a message comes in: dropped, opened, pasted. */

import { byId, el } from "./dom.ts";

/** Takes what came in. */
export interface Intake {
  file(file: File, others: number): void;
  text(text: string): void;
  /** What to say over the page while something is dragged over it. */
  dropLabel(): string;
}

/** Files and text of a clipboard; true if there was something to take. */
export function takeClipboard(data: DataTransfer, intake: Intake): boolean {
  const [file] = data.files;
  if (file !== undefined) {
    intake.file(file, data.files.length - 1);
    return true;
  }
  const text = data.getData("text/plain");
  if (text === "") return false;
  intake.text(text);
  return true;
}

/** Listens on the whole page. */
export function listen(intake: Intake): void {
  const input = byId<HTMLInputElement>("file");
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file !== undefined) intake.file(file, 0);
    input.value = "";
  });
  document.addEventListener("paste", (event) => {
    if (event.clipboardData === null || isField(event.composedPath()[0])) return;
    if (takeClipboard(event.clipboardData, intake)) event.preventDefault();
  });
  listenForDrops(intake);
}

/** Whether typing there goes into a field. */
export function isField(target: EventTarget | undefined): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

function listenForDrops(intake: Intake): void {
  let veil: HTMLElement | undefined;
  const lift = (): void => {
    veil?.remove();
    veil = undefined;
  };
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (veil === undefined) document.body.append((veil = el("div.veil", {}, el("strong", {}, intake.dropLabel()))));
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && lift());
  document.addEventListener("drop", (event) => {
    lift();
    const [file, ...others] = event.dataTransfer?.files ?? [];
    if (file === undefined) return;
    event.preventDefault();
    intake.file(file, others.length);
  });
}
