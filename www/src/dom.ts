/** Elements without markup: text stays text, whatever a mail has put into it. */

type Child = Node | string | null | undefined | false;
type Props = Readonly<Record<string, unknown>>;

/** `el("button.main", { type: "button", onclick }, "Fix")`: tag and classes, attributes and listeners, children. */
export function el(spec: string, props: Props = {}, ...children: readonly (Child | readonly Child[])[]): HTMLElement {
  const [tag = "div", ...classes] = spec.split(".");
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

/** The element of the page's own markup with this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no element #${id}`);
  return element as T;
}

/** Prose of a rule: what stands between backticks is code. */
export function prose(text: string): (HTMLElement | string)[] {
  return text.split("`").map((piece, i, all) => (i % 2 === 1 && i < all.length - 1 ? el("code", {}, piece) : piece));
}
