import type { Word } from "../../approval/approval.ts";
import type { Finding, Passage, RuleGroup } from "../../plan/finding.ts";
import { linkLines } from "../text/links.ts";
import type { LinkTarget } from "../text/links.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { table } from "../text/table.ts";

/** Whose rows are shown, and from where. */
interface Rows {
  readonly place: LinkTarget;
  readonly planPath: string;
  readonly findings: readonly Finding[];
  readonly waivers: readonly Word[];
}

/** The two tables of the playbook, filled in, and a third for what is checked besides. */
export function ruleTables(rows: Rows): readonly string[] {
  const filled = tables.flatMap(({ header, groups }) => {
    const findings = rows.findings.filter((finding) => groups.includes(finding.group));
    return findings.length === 0
      ? []
      : [
          table(
            header,
            findings.map((finding) => row(finding, rows)),
          ),
        ];
  });
  return [...filled, ...excusedLine(rows.findings)];
}

/** A plan that excuses itself is approved with its excuses. */
function excusedLine(findings: readonly Finding[]): readonly string[] {
  const asked = findings.filter(({ group }) => group === "section" || group === "principle");
  const excused = asked.filter(({ status }) => status === "not-applicable").length;
  if (excused === 0) return [];
  const are = excused === 1 ? "is" : "are";
  return [
    `${String(excused)} of ${String(asked.length)} rows ${are} excused by the plan itself: an approval accepts the reasons.`,
  ];
}

const tables: readonly { readonly header: readonly string[]; readonly groups: readonly RuleGroup[] }[] = [
  { header: ["Section", "Included?", "Evidence"], groups: ["section", "house"] },
  { header: ["Principle", "Applied?", "Evidence"], groups: ["principle"] },
  { header: ["Also checked", "Result", "Details"], groups: ["prerequisite", "hygiene"] },
];

function row(finding: Finding, rows: Rows): readonly string[] {
  return [neutralize(finding.title, 100), mark(finding, rows.waivers), evidence(finding, rows)];
}

function mark(finding: Finding, waivers: readonly Word[]): string {
  switch (finding.status) {
    case "pass":
      return "✓ pass";
    case "not-applicable":
      return "– not applicable";
    case "fail":
      return failureMark(finding);
    case "waived": {
      const people = waivers
        .filter((word) => word.ruleId === finding.ruleId)
        .map((word) => codeSpan(`@${word.login}`, 50));
      return people.length === 0 ? "✓ waived" : `✓ waived by ${people.join(", ")}`;
    }
    case "off":
      return "– turned off";
  }
}

/** Fails for want of something, where other rows fail for what should not be there. */
export function lacksEvidence({ group }: Finding): boolean {
  return group !== "prerequisite" && group !== "hygiene";
}

/** A finding's message as a sentence, without the title before it: that stands beside it. */
export function messageOf({ title, message }: Finding): string {
  const rest = message.startsWith(`${title}: `) ? message.slice(title.length + 2) : message;
  return neutralizeSentence(rest.charAt(0).toUpperCase() + rest.slice(1));
}

function failureMark(finding: Finding): string {
  const isWarning = finding.severity === "warning";
  if (lacksEvidence(finding)) return isWarning ? "△ missing (warning)" : "✗ missing";
  return isWarning ? "△ warning" : "✗ fail";
}

function evidence(finding: Finding, rows: Rows): string {
  switch (finding.status) {
    case "pass":
      return found(finding, rows);
    case "not-applicable":
    case "waived": {
      const reason = finding.reason === null ? messageOf(finding) : `“${neutralize(finding.reason)}”`;
      return [reason, ...links(finding.evidence.slice(0, 1), rows)].join(" ");
    }
    case "fail":
      return `${messageOf(finding)}${whereToLook(finding, rows)}`;
    case "off":
      return "not looked at";
  }
}

/** Rows ask for passages, and passages answer; what is checked besides is answered by a sentence. */
function found(finding: Finding, rows: Rows): string {
  const passages = eachOnce(finding.evidence).slice(0, 2);
  if (lacksEvidence(finding) && passages.length > 0)
    return passages.map((one) => passage(one, rows)).join(" · ");
  return [messageOf(finding), ...links(passages, rows)].join(" ");
}

function whereToLook(finding: Finding, rows: Rows): string {
  const { nearMisses, evidence, fix } = finding;
  const [closest] = [...nearMisses, ...evidence];
  if (closest !== undefined)
    return ` ${lacksEvidence(finding) ? "Closest" : "See"}: ${passage(closest, rows)}`;
  if (fix === null || !lacksEvidence(finding)) return "";
  const place = { path: rows.planPath, startLine: fix.line, endLine: fix.line };
  return ` Write it at ${linkLines(rows.place, place, rows.planPath)}.`;
}

/** Without passages that lie in lines of a better one. */
function eachOnce(passages: readonly Passage[]): readonly Passage[] {
  return passages.filter((one, index) => !passages.slice(0, index).some((better) => overlaps(better, one)));
}

function overlaps(one: Passage, other: Passage): boolean {
  return one.path === other.path && one.startLine <= other.endLine && other.startLine <= one.endLine;
}

function links(passages: readonly Passage[], rows: Rows): readonly string[] {
  return passages.map((one) => linkLines(rows.place, one, rows.planPath));
}

function passage(one: Passage, rows: Rows): string {
  return `${linkLines(rows.place, one, rows.planPath)} ${neutralize(one.excerpt, 90)}`;
}
