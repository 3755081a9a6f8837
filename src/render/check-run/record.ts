import { subjectKind, type Word } from "../../approval/approval.ts";
import { shortDigest } from "../../approval/digest.ts";
import type { PullRequestDecision, SubjectDecision } from "../../gate/decision.ts";
import { subjectsOf } from "./check-actions.ts";
import { link } from "../text/links.ts";
import { codeSpan, neutralize } from "../text/neutralize.ts";
import { table } from "../text/table.ts";

/** Who said what about a text, when, how, and about which text. `null`: nobody yet. */
export function recordTable(subject: SubjectDecision, pr: PullRequestDecision): string | null {
  const rows = [
    ...approvalRows(subject, pr),
    ...subject.waivers.map((word) => wordRow(word, describeWord(word), pr)),
  ];
  return rows.length === 0
    ? null
    : table(["Who", "Decision", "When", "How", "Digest"], rows.slice(0, maxRows));
}

/** Who, what they decided, when, how, and the digest of the text it is about. */
export function wordRow(word: Word, decision: string, pr: PullRequestDecision): readonly string[] {
  const repositoryUrl = pr.htmlUrl.slice(0, pr.htmlUrl.lastIndexOf("/pull/") + 1);
  const when = `${word.at.slice(0, 10)} ${word.at.slice(11, 16)} UTC`;
  return [
    codeSpan(`@${word.login}`, 50),
    decision,
    neutralize(when),
    word.url.startsWith(repositoryUrl) ? link(word.method, word.url) : word.method,
    codeSpan(shortDigest(word.digest)),
  ];
}

/** What somebody decided, with the reason in their words. */
export function describeWord(word: Word): string {
  const because = word.reason === null ? "" : `: “${neutralize(word.reason)}”`;
  switch (word.type) {
    case "approve":
      return "✓ approved";
    case "reject":
      return `✗ rejected${because}`;
    case "revoke":
      return "– took it back";
    case "waive":
      return `waived ${codeSpan(String(word.ruleId), 60)}${because}`;
    case "override":
      return `**overridden**${because}`;
  }
}

/** What administrators let through, in red where Markdown has it; `null` where they let nothing through. */
export function overrideAlert(pr: PullRequestDecision): string | null {
  const ofTexts = subjectsOf(pr).flatMap(({ approval, commandName }) =>
    approval.state === "overridden" ? approval.overrides.map((word) => ({ word, name: commandName })) : [],
  );
  const ofCode = (pr.implementation?.overrides ?? []).map((word) => ({ word, name: "the code" }));
  const lines = [...ofTexts, ...ofCode].map(({ word, name }) => {
    const because = word.reason === null ? "" : `: “${neutralize(word.reason)}”`;
    return `> **Overridden by ${codeSpan(`@${word.login}`, 50)}${because}** (${codeSpan(name, 100)} ${codeSpan(shortDigest(word.digest))})`;
  });
  if (lines.length === 0) return null;
  const more =
    lines.length > maxOverrides ? [`> and ${lines.length - maxOverrides} more, which the record has`] : [];
  const kinds = new Set(
    [...ofTexts, ...ofCode].map(({ word }) => `\`/revoke-${subjectKind(word.subject)}\``),
  );
  const means = `> An override is no approval. It ends when whoever wrote it takes it back by ${[...kinds].join(" or ")}, and when the text changes.`;
  const shown = [...lines.slice(0, maxOverrides), ...more, means];
  return `> [!CAUTION]\n${shown.join("\n>\n")}`;
}

const maxOverrides = 5;
const maxRows = 100;

function approvalRows(
  { approval }: SubjectDecision,
  pr: PullRequestDecision,
): readonly (readonly string[])[] {
  switch (approval.state) {
    case "approved":
      return approval.approvals.map((word) => wordRow(word, describeWord(word), pr));
    case "overridden":
      return [...approval.overrides, ...approval.approvals].map((word) =>
        wordRow(word, describeWord(word), pr),
      );
    case "rejected":
      return approval.rejections.map((word) => wordRow(word, describeWord(word), pr));
    case "waiting":
      return [
        ...approval.approvals.map((word) => wordRow(word, describeWord(word), pr)),
        ...approval.lapsed.map(({ word, why }) =>
          wordRow(word, `– no longer counts: ${neutralize(why)}`, pr),
        ),
        ...approval.voided.map((word) => wordRow(word, "– void: the text changed since", pr)),
      ];
  }
}
