import type { Finding, FindingStatus, Passage, RuleGroup } from "../src/plan/finding.ts";
import { element } from "./element.ts";
import { planPath } from "./judge-text.ts";

/** What a row can ask the editor to do. */
export interface RowActions {
  readonly jump: (startLine: number, endLine: number) => void;
  readonly insert: (line: number, text: string) => void;
}

const groups: readonly { readonly title: string; readonly has: readonly RuleGroup[] }[] = [
  { title: "Sections", has: ["section"] },
  { title: "Principles", has: ["principle"] },
  { title: "Also checked", has: ["hygiene", "prerequisite", "house"] },
];

/** The rows of a judged plan, failing ones with what to write. */
export function rowElements(findings: readonly Finding[], actions: RowActions): readonly HTMLElement[] {
  return groups.flatMap(({ title, has }) => {
    const rows = findings.filter(({ group }) => has.includes(group));
    if (rows.length === 0) return [];
    const list = element(
      "ul",
      {},
      rows.map((finding) => row(finding, actions)),
    );
    return [element("section", { class: "group" }, [element("h3", { text: title }), list])];
  });
}

function row(finding: Finding, actions: RowActions): HTMLElement {
  const { status, title, evidence, nearMisses, ruleId } = finding;
  const answer = element("div", { class: "answer" }, [
    element("p", { class: "row-title" }, [
      element("b", { text: title }),
      element("span", { class: "row-status", text: statusWords(status) }),
    ]),
    ...words(finding),
    ...evidence.map((passage) => passageElement(passage, actions)),
    ...(status === "fail" ? nearMisses.map((passage) => passageElement(passage, actions)) : []),
    ...advice(finding, actions),
  ]);
  const item = element("li", { class: `row ${status}` }, [
    element("span", { class: "row-sign", text: signOf(status) }),
    answer,
  ]);
  item.dataset["rule"] = ruleId;
  item.dataset["status"] = status;
  return item;
}

/** A row that passes needs no sentence where its evidence says it. */
function words({ status, message, title, reason, evidence }: Finding): readonly HTMLElement[] {
  if (status === "pass" && evidence.length > 0) return [];
  const short = message.startsWith(`${title}: `) ? message.slice(title.length + 2) : message;
  const sentence = reason ?? `${short.slice(0, 1).toUpperCase()}${short.slice(1)}`;
  return [element("p", { class: "message", text: sentence })];
}

/** A passage of the plan leads to its lines; one of another file only names it. */
function passageElement({ path, startLine, endLine, excerpt }: Passage, { jump }: RowActions): HTMLElement {
  const [noun, lines] =
    endLine > startLine ? ["Lines", `${startLine}–${endLine}`] : ["Line", String(startLine)];
  if (path !== planPath) {
    return element("p", { class: "beside" }, [
      element("span", { class: "file", text: `${path} ${lines}` }),
      element("span", { text: excerpt }),
    ]);
  }
  const onClick = (): void => {
    jump(startLine, endLine);
  };
  const prefix = element("span", { text: `${noun} ` });
  return element("button", { class: "passage", onClick }, [
    element("span", { class: "lines" }, [prefix, document.createTextNode(lines)]),
    element("span", { text: excerpt }),
  ]);
}

function advice({ fix, status }: Finding, { insert }: RowActions): readonly HTMLElement[] {
  if (fix === null || status !== "fail") return [];
  const onClick = (): void => {
    insert(fix.line, fix.example);
  };
  const example = element("pre", { text: fix.example.trim() });
  // It scrolls sideways, with the keyboard too.
  example.tabIndex = 0;
  return [
    element("p", { class: "instruction", text: fix.instruction }),
    element("details", {}, [
      element("summary", { text: "Such as" }),
      example,
      element("button", { class: "insert", text: "Put it into the plan", onClick }),
    ]),
  ];
}

function statusWords(status: FindingStatus): string {
  switch (status) {
    case "pass":
      return "pass";
    case "not-applicable":
      return "not applicable";
    case "fail":
      return "missing";
    case "waived":
      return "waived";
    case "off":
      return "off";
  }
}

function signOf(status: FindingStatus): string {
  switch (status) {
    case "pass":
    case "waived":
      return "✓";
    case "not-applicable":
    case "off":
      return "–";
    case "fail":
      return "✗";
  }
}
