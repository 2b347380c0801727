/** What the page shows before there is a message: one place to drop, three samples, one promise. */

import brokenUrl from "./samples/broken.eml?url";
import englishUrl from "./samples/newsletter-en.eml?url";
import japaneseUrl from "./samples/newsletter-ja.eml?url";
import { el } from "./dom.ts";
import { text, type Key, type Lang } from "./strings.ts";

/** A message to try the page with. */
export interface Sample {
  readonly name: string;
  readonly label: Key;
  readonly bytes: Uint8Array;
}

const SAMPLES: readonly [string, Key, string][] = [
  ["newsletter-en.eml", "sample.en", englishUrl],
  ["newsletter-ja.eml", "sample.ja", japaneseUrl],
  ["broken.eml", "sample.broken", brokenUrl],
];

/** Fetches the samples: while the page still can. */
export async function fetchSamples(): Promise<Sample[]> {
  return Promise.all(
    SAMPLES.map(async ([name, label, url]) => {
      const response = await fetch(url);
      return { name, label, bytes: new Uint8Array(await response.arrayBuffer()) };
    }),
  );
}

export function emptyState(
  lang: Lang,
  samples: readonly Sample[],
  open: () => void,
  choose: (sample: Sample) => void,
): HTMLElement[] {
  return [
    el(
      "button.drop",
      { type: "button", onclick: open },
      el("span.mark.big", { "aria-hidden": "true" }, "検"),
      el("strong.fine", {}, text(lang, "empty.drop")),
      el("span.fine", {}, text(lang, "empty.or")),
      el("strong.coarse", {}, text(lang, "empty.open")),
      el("span.coarse", {}, text(lang, "empty.or.touch")),
    ),
    el("h2", {}, text(lang, "empty.samples")),
    el(
      "div.samples",
      {},
      samples.map((sample) =>
        el(
          "button.quiet",
          { type: "button", "data-sample": sample.name, onclick: () => choose(sample) },
          text(lang, sample.label),
        ),
      ),
    ),
    el("p.soft", {}, text(lang, "empty.promise")),
  ];
}
