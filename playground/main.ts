import example from "../examples/observability-stack/.specify/specs/f-15-docker-compose-stack/plan.md?raw";
import type { Judgement } from "../src/plan/check-plan.ts";
import type { Finding } from "../src/plan/finding.ts";
import { openEditor } from "./editor.ts";
import { byId, element } from "./element.ts";
import { openJudge } from "./judge.ts";
import { rowElements } from "./rows.ts";
import { packPlan, unpackPlan } from "./share.ts";

const editor = openEditor();
const rows = byId("rows", HTMLDivElement);
const verdict = byId("verdict", HTMLHeadingElement);
const meter = byId("meter", HTMLDivElement);
const status = byId("status", HTMLParagraphElement);

const judge = openJudge((judgement, text) => {
  if (text === editor.text()) show(judgement, text);
});
editor.onInput(() => {
  judge(editor.text());
});

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

function say(words: string): void {
  status.textContent = words;
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

async function openFragment(): Promise<void> {
  const shared = await unpackPlan(location.hash);
  if (shared !== null) editor.write(shared);
  else if (editor.text() === "") editor.write(location.hash === "" ? example : "");
  else judge(editor.text());
}

byId("example", HTMLButtonElement).addEventListener("click", () => {
  editor.write(example);
});
byId("clear", HTMLButtonElement).addEventListener("click", () => {
  editor.write("");
  history.replaceState(null, "", location.pathname);
});
byId("share", HTMLButtonElement).addEventListener("click", () => {
  void share();
});
window.addEventListener("hashchange", () => {
  void openFragment();
});
void openFragment();
