import { formatJson } from "../../render/report/json.ts";
import { asFeature, type RecordsOf } from "./format-records.ts";
import type { RecordedPlan } from "./plan-records.ts";

/** What the predicate says: who approved which text when. */
const predicateType = "urn:x-plan-gate:plan-approval:v1";

/** The bytes of one file of an approved text. */
export interface Subject {
  /** From the root of the repository. */
  readonly name: string;
  readonly gitBlob: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/**
 * A Statement v1 of [in-toto](https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md), unsigned, over all
 * files of the approved plans.
 */
export function inTotoStatement(
  { owner, repo, commitSha }: RecordsOf,
  plans: readonly RecordedPlan[],
  subjects: readonly Subject[],
): string {
  return formatJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: subjects.map(({ name, gitBlob, sha256 }) => ({ name, digest: { sha256, gitBlob } })),
    predicateType,
    predicate: { repository: `${owner}/${repo}`, commit: commitSha, features: plans.map(asFeature) },
  });
}
