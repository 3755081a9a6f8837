import type { Word } from "../../approval/approval.ts";
import type { Finding, Passage, RuleGroup } from "../../plan/finding.ts";
import { linkLines } from "../text/links.ts";
import type { Place } from "../text/links.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { table } from "../text/table.ts";

/** Whose rows are shown, and from where. */
interface Rows {
  readonly place: Place;
  readonly planPath: string;
  readonly findings: readonly Finding[];
  readonly waivers: readonly Word[];
}

/** The two tables of the playbook, filled in, and a third for what is checked besides. */
export function ruleTables(rows: Rows): readonly string[] {
  return tables.flatMap(({ header, groups }) => {
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
      return passages(finding.evidence, rows) || messageOf(finding);
    case "not-applicable":
    case "waived": {
      const reason = finding.reason === null ? messageOf(finding) : `“${neutralize(finding.reason)}”`;
      const [where] = finding.evidence.map((one) => linkLines(rows.place, one, rows.planPath));
      return where === undefined ? reason : `${reason} ${where}`;
    }
    case "fail": {
      const [closest] = finding.nearMisses;
      const message = messageOf(finding);
      return closest === undefined
        ? message
        : `${message} ${lacksEvidence(finding) ? "Closest" : "See"}: ${passage(closest, rows)}`;
    }
    case "off":
      return "not looked at";
  }
}

function passages(list: readonly Passage[], rows: Rows): string {
  return list
    .slice(0, 2)
    .map((one) => passage(one, rows))
    .join(" · ");
}

function passage(one: Passage, rows: Rows): string {
  return `${linkLines(rows.place, one, rows.planPath)} ${neutralize(one.excerpt, 90)}`;
}
