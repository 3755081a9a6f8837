import type { Judgement } from "../src/plan/check-plan.ts";
import type { Finding } from "../src/plan/finding.ts";
import { keepDraft, keptDraft } from "./draft.ts";
import { openEditor } from "./editor.ts";
import { byId, element } from "./element.ts";
import { examples } from "./examples.ts";
import { readFolder } from "./folder.ts";
import { openJudge } from "./judge.ts";
import type { Beside } from "./judge-text.ts";
import { rowElements } from "./rows.ts";
import { packPlan, unpackPlan } from "./share.ts";

const undoButton = byId("undo", HTMLButtonElement);
const editor = openEditor((isUndoable) => {
  undoButton.disabled = !isUndoable;
});
const rows = byId("rows", HTMLDivElement);
const verdict = byId("verdict", HTMLHeadingElement);
const meter = byId("meter", HTMLDivElement);
const status = byId("status", HTMLParagraphElement);
const besideLine = byId("beside", HTMLParagraphElement);
const example = byId("example", HTMLSelectElement);
const chooser = byId("folder", HTMLInputElement);

const wordsMs = 8_000;
let silence = 0;

/** What lies beside the plan, where a folder was opened. */
let beside: Beside | null = null;

const judge = openJudge(
  () => ({ text: editor.text(), beside }),
  (judgement, text) => {
    if (text !== editor.text()) return;
    keepDraft({ text, fragment: location.hash });
    show(judgement, text);
  },
);
editor.onInput(judge);

function show(judgement: Judgement, text: string): void {
  document.body.dataset["state"] = judgement.state;
  if (judgement.state === "refused") {
    verdict.textContent = text.trim() === "" ? "Paste a plan" : "Not judged";
    rows.replaceChildren(element("p", { class: "refused", text: judgement.reason }));
    meter.replaceChildren();
    editor.mark([]);
    return;
  }
  const { findings } = judgement;
  const counted = findings.filter(({ group }) => group === "section" || group === "principle");
  const found = counted.filter(({ status: now }) => now !== "fail").length;
  const others = findings.filter((finding) => finding.status === "fail" && !counted.includes(finding)).length;
  verdict.textContent = headline(counted.length - found, counted.length, others);
  meter.setAttribute("aria-label", `${found} of ${counted.length} rows have evidence`);
  meter.replaceChildren(...counted.map((finding) => element("span", { class: finding.status })));
  showRows(findings);
  editor.mark(findings);
}

/** Keeps the examples open that were open, and the focus of the keyboard where it was. */
function showRows(findings: readonly Finding[]): void {
  const open = new Set(
    [...rows.querySelectorAll<HTMLElement>(".row:has(details[open])")].map(({ dataset }) => dataset["rule"]),
  );
  rows.replaceChildren(...rowElements(findings, editor));
  for (const item of rows.querySelectorAll<HTMLElement>(".row")) {
    if (open.has(item.dataset["rule"])) item.querySelector("details")?.setAttribute("open", "");
  }
}

function headline(missing: number, total: number, others: number): string {
  if (missing > 0) return `${missing} of ${total} rows ${missing === 1 ? "has" : "have"} no evidence`;
  return others > 0
    ? "Every row has evidence, but something is in the way"
    : "Nothing is missing but the approval";
}

/** Says something for a while. */
function say(words: string): void {
  status.textContent = words;
  window.clearTimeout(silence);
  silence = window.setTimeout(() => {
    status.textContent = "";
  }, wordsMs);
}

async function share(): Promise<void> {
  const fragment = await packPlan(editor.text());
  if (fragment === null) {
    say("This plan is too long for a link. Share the file.");
    return;
  }
  history.replaceState(null, "", `#${fragment}`);
  await navigator.clipboard.writeText(location.href).then(
    () => {
      say("The link is copied. The plan is in the link itself.");
    },
    () => {
      say("The link is in the address bar. The plan is in the link itself.");
    },
  );
}

/** A reload goes on with what was written last; a link that cannot be read takes nothing away. */
async function openFragment(isFirst: boolean): Promise<void> {
  const { hash } = location;
  const kept = isFirst ? keptDraft(hash) : null;
  const shared = kept ?? (hash === "" ? null : await unpackPlan(hash));
  if (shared !== null) start(shared, null);
  else if (hash !== "") {
    say("This link is broken: no plan can be read from it. Ask for a new one, or paste the plan.");
    judge();
  } else if (isFirst) start(examples[0].text, null);
}

/** Another text, alone or with what lies beside it. */
function start(text: string, files: Beside | null): void {
  beside = files;
  const names = files === null ? [] : [files.spec, ...files.siblings].flatMap((file) => file?.path ?? []);
  besideLine.textContent = names.length === 0 ? "" : `with ${names.join(", ")}`;
  if (text !== editor.text()) editor.write(text);
  judge();
}

/** The address no longer says what is in the editor. */
function leaveLink(): void {
  history.replaceState(null, "", location.pathname);
}

async function openFolder(): Promise<void> {
  const folder = await readFolder([...(chooser.files ?? [])]);
  chooser.value = "";
  if (typeof folder === "string") {
    say(folder);
    return;
  }
  leaveLink();
  start(folder.plan, folder.beside);
  say(`${folder.name} is open. The plan can be changed here; the files on the disk stay as they are.`);
}

example.append(
  ...examples.map(({ name, language }) => {
    const option = element("option", { text: name });
    option.value = language;
    option.lang = language;
    return option;
  }),
);
example.addEventListener("change", () => {
  const chosen = examples.find(({ language }) => language === example.value);
  example.value = "";
  if (chosen === undefined) return;
  leaveLink();
  start(chosen.text, null);
  say("The example is in. “Undo” brings back what was there.");
});
byId("open", HTMLButtonElement).addEventListener("click", () => {
  chooser.click();
});
chooser.addEventListener("change", () => {
  void openFolder();
});
undoButton.addEventListener("click", editor.undo);
byId("clear", HTMLButtonElement).addEventListener("click", () => {
  leaveLink();
  start("", null);
});
byId("share", HTMLButtonElement).addEventListener("click", () => {
  void share();
});
window.addEventListener("hashchange", () => {
  void openFragment(false);
});
void openFragment(true);
