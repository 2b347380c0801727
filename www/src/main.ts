/** Boots the page: loads the checker, then listens. */

import "./styles/page.css";
import "./styles/findings.css";
import "./styles/narrow.css";
import { App } from "./app.ts";
import { startChecker, type Checker } from "./checker.ts";
import { showKeys, showPrivacy } from "./dialogs.ts";
import { byId } from "./dom.ts";
import { emptyState, fetchSamples, type Sample } from "./empty.ts";
import { listen, takeClipboard, type Intake } from "./intake.ts";
import { listenForKeys } from "./keys.ts";
import { Page } from "./page.ts";
import { countRequests } from "./requests.ts";
import { languageWanted, remember, themeWanted } from "./settings.ts";
import { size, text } from "./strings.ts";

/** Larger messages are for the command line. */
const LARGEST = 32_000_000;

let checker: Checker | undefined;
let samples: Sample[] = [];
let app: App;

const page = new Page(
  (screen, draft) => (app = new App(languageWanted(), themeWanted(), client, screen, draft)),
  {
    edited: (changes, typed) => app.edit(changes, typed),
    picked: (finding) => {
      const { dataset } = document.documentElement;
      if (dataset["sheet"] === "low") dataset["sheet"] = "half";
      app.select(finding);
    },
    step: (by) => app.step(by),
    undo: () => void app.undo(),
    pasted: (data) => isMessage(data) && takeClipboard(data, intake),
  },
  (rule) => ruleTitle(rule),
);

const intake: Intake = {
  async file(file, others) {
    if (file.size > LARGEST) {
      page.announce(text(app.lang, "too-large", { name: file.name, size: size(file.size), max: size(LARGEST) }));
      return;
    }
    page.busy(true);
    try {
      await app.open(new Uint8Array(await file.arrayBuffer()), file.name, "file");
    } catch (error) {
      page.failed((error as Error).message);
      return;
    }
    if (others > 0) page.announce(text(app.lang, "drop.first", { name: file.name, n: others }));
  },
  text: (pasted) => void app.openText(pasted, text(app.lang, "pasted")),
  dropLabel: () => text(app.lang, "drop.here"),
};

function client() {
  if (checker === undefined) throw new Error("not loaded yet");
  return checker.client;
}

// One line pasted into a message is a word to put in; more than that is another message.
function isMessage(data: DataTransfer): boolean {
  return app.version === null || data.files.length > 0 || /[\r\n]/.test(data.getData("text/plain"));
}

function ruleTitle(rule: string): string {
  const pack = checker?.packs[app.lang] ?? "";
  const key = `\n${rule}.title\t`;
  const at = `\n${pack}`.indexOf(key);
  return at < 0 ? rule : (pack.slice(at + key.length - 1).split("\n", 1)[0] ?? rule);
}

function renderEmpty(): void {
  const { lang } = app;
  byId("empty").replaceChildren(
    ...emptyState(lang, samples, openFile, (sample) => void app.open(sample.bytes, sample.name, "file")),
  );
}

function openFile(): void {
  byId("file").click();
}

function save(): void {
  if (app.version === null) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([app.version.document.bytes.slice()], { type: "message/rfc822" }));
  link.download = /\.eml$/i.test(app.version.name) ? app.version.name : "message.eml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function switchLanguage(): void {
  app.lang = app.lang === "ja" ? "en" : "ja";
  remember("lang", app.lang);
  page.relabel();
  renderEmpty();
  renderRequests(requests);
  if (app.report !== null) void app.check();
}

function switchTheme(): void {
  app.theme = app.theme === "dark" ? "light" : "dark";
  remember("theme", app.theme);
  page.relabel();
  renderRequests(requests);
}

let requests = 0;

function renderRequests(count: number): void {
  requests = count;
  byId("requests").textContent = text(app.lang, "privacy.short", { n: count });
  byId("privacy").dataset["count"] = String(count);
}

function cycleSheet(): void {
  const root = document.documentElement;
  const next: Record<string, string> = { half: "full", full: "low", low: "half" };
  root.dataset["sheet"] = next[root.dataset["sheet"] ?? ""] ?? "half";
  byId("sheet").setAttribute("aria-expanded", String(root.dataset["sheet"] !== "low"));
}

// Where the column has no room, it slides over the source.
function toggleOutline(): void {
  const { dataset } = document.documentElement;
  if (dataset["outline"] === "open") delete dataset["outline"];
  else dataset["outline"] = "open";
  byId("outline-open").setAttribute("aria-expanded", String(dataset["outline"] === "open"));
}

const onClick: Record<string, () => void> = {
  open: openFile,
  save,
  undo: () => void app.undo(),
  lang: switchLanguage,
  theme: switchTheme,
  sheet: cycleSheet,
  "outline-open": toggleOutline,
  privacy: () => showPrivacy(app.lang),
  keys: () => showKeys(app.lang),
  "mode-message": () => app.go("message"),
  "mode-draft": () => app.go("draft"),
};

async function boot(): Promise<void> {
  for (const [id, action] of Object.entries(onClick)) byId(id).addEventListener("click", action);
  page.announce(text(app.lang, "state.loading"));
  try {
    checker = await startChecker(fetchSamples().then((fetched) => (samples = fetched)));
  } catch (error) {
    page.announce(text(app.lang, "load.failed", { error: (error as Error).message }));
    return;
  }
  page.announce("");
  renderEmpty();
  countRequests(renderRequests);
  listen(intake);
  listenForKeys({
    step: (by) => app.step(by),
    fix: () => void app.fix(),
    undo: () => void app.undo(),
    search: () => page.search(),
    help: () => showKeys(app.lang),
    go: (mode) => app.go(mode),
  });
  document.documentElement.dataset["state"] = "ready";
}

void boot();
