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

/** A feature with its approvals: of this very text where `state` is `approved`, of another where it is `changed`. */
export function asFeature({ feature, part, path, digest, record }: RecordedPlan) {
  return {
    id: feature.id,
    path: feature.path,
    ...(part === "plan" ? { plan: path } : { spec: path }),
    digest,
    state: record.state,
    approvals:
      record.state === "none"
        ? []
        : record.approval.words.map(({ login, personId, digest: approved, method, at, url }) => ({
            login,
            personId,
            digest: approved,
            method,
            at,
            url,
            pullRequest: record.approval.pull.number,
          })),
  };
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
    case "changed": {
      const before = shortDigest(record.approval.words[0].digest);
      return [`✗ ${name}`, `changed since ${before}, ${said(record.approval)}`, feature.path];
    }
    case "none":
      return [`✗ ${name}`, "no approval on record", feature.path];
  }
}

function said({ words, pull }: MergedApproval): string {
  const people = words.map(({ login, method, at }) => `@${login} by ${method} ${at}`);
  return `approved by ${people.join(" and ")} in #${pull.number}`;
}
