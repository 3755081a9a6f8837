import type { PlanProblem } from "../../gate/decision.ts";

/** What GitHub says about the plans of a branch's pull request. */
export type GitHubAnswer =
  | { readonly state: "approved"; readonly note: string }
  | { readonly state: "open"; readonly problems: readonly PlanProblem[]; readonly pull: string }
  /** Nothing was found out: why, as the end of a sentence. */
  | { readonly state: "unknown"; readonly why: string };
