import type { EvaluationKey } from "../pull-request/key.ts";

/** Names a head over all pull requests that share it. */
export function headNameOf({ owner, repo }: EvaluationKey, headSha: string): string {
  return `${owner}/${repo}@${headSha}`.toLowerCase();
}
