import type { Word } from "../../approval/approval.ts";
import { shortDigest } from "../../approval/digest.ts";
import { partName } from "../../gate/decide-part.ts";
import type { MergedApproval } from "../../gate/decision.ts";
import { formatJson } from "../../render/report/json.ts";
import { visibleLine } from "../../render/text/visible-text.ts";
import type { RecordedPlan } from "./plan-records.ts";

/** What the records are about. */
export interface RecordsOf {
  readonly owner: string;
  readonly repo: string;
  /** Branch or revision, as it was named. */
  readonly ref: string;
  readonly commitSha: string;
}

/** The records as JSON, version 1. */
export function recordsAsJson(
  { owner, repo, ref, commitSha }: RecordsOf,
  plans: readonly RecordedPlan[],
): string {
  return formatJson({
    version: 1,
    ok: plans.every(({ record }) => record.state === "approved"),
    repository: `${owner}/${repo}`,
    ref,
    commit: commitSha,
    features: plans.map(asFeature),
  });
}

/**
 * A feature with its approvals: of this very text where `state` is `approved`, of another where it is `changed`. An
 * `overridden` one was let through by an administrator.
 */
export function asFeature({ feature, part, path, digest, record }: RecordedPlan) {
  return {
    id: feature.id,
    path: feature.path,
    ...(part === "plan" ? { plan: path } : { spec: path }),
    digest,
    state: record.state,
    approvals: wordsOf(record, "approve").map(asWord),
    overrides: wordsOf(record, "override").map((said) => ({ ...asWord(said), reason: said.word.reason })),
  };
}

interface Said {
  readonly word: Word;
  readonly pullRequest: number;
}

function wordsOf(record: RecordedPlan["record"], type: Word["type"]): readonly Said[] {
  if (record.state === "none") return [];
  const { words, pull } = record.approval;
  return words.filter((word) => word.type === type).map((word) => ({ word, pullRequest: pull.number }));
}

function asWord({ word: { login, personId, digest, method, at, url }, pullRequest }: Said) {
  return { login, personId, digest, method, at, url, pullRequest };
}

/** One line a plan: `✓` for the approved text, `✗` for another. */
export function recordsAsText(of: RecordsOf, plans: readonly RecordedPlan[]): string {
  const title = [`${of.owner}/${of.repo} ${of.ref} at ${of.commitSha.slice(0, 12)}`];
  const lines = plans.length === 0 ? [["There are no plans."]] : plans.map(fieldsOf);
  return [title, [], ...lines]
    .map((fields) => `${fields.map((field) => visibleLine(field, 1_000)).join("  ")}\n`)
    .join("");
}

function fieldsOf({ feature, part, digest, record }: RecordedPlan): readonly string[] {
  const name = `${partName({ feature, part })} ${shortDigest(digest)}`;
  switch (record.state) {
    case "approved":
      return [`✓ ${name}`, said(record.approval), feature.path];
    case "overridden":
      return [`✗ ${name}`, `${said(record.approval)}, not approved`, feature.path];
    case "changed": {
      const before = shortDigest(record.approval.words[0].digest);
      return [`✗ ${name}`, `changed since ${before}, ${said(record.approval)}`, feature.path];
    }
    case "none":
      return [`✗ ${name}`, "no approval on record", feature.path];
  }
}

function said({ words, pull }: MergedApproval): string {
  const overrides = words.filter(({ type }) => type === "override");
  const counting = overrides.length > 0 ? overrides : words;
  const people = counting.map(({ login, method, at, reason }) => {
    return `@${login} by ${method} ${at}${reason === null ? "" : `: ${reason}`}`;
  });
  return `${overrides.length > 0 ? "overridden" : "approved"} by ${people.join(" and ")} in #${pull.number}`;
}
