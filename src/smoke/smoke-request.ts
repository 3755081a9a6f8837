import type { SmokeLintSeverities } from "./lint/lint-rule.ts";
import type { ProbeOutcome } from "./probes/run-probes.ts";
import type { SmokeReport } from "./report/smoke-report.ts";
import type { ServiceState } from "./stages/service-state.ts";

/** What a smoke run is asked to do. Paths may be relative to `directory`. */
export interface SmokeRequest {
  /** Absolute. */
  readonly directory: string;
  /** Empty: found as Compose finds them. */
  readonly files: readonly string[];
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  /** Bound of each stage: images, up, restart. */
  readonly timeoutMs: number;
  /** Null: no files are written. */
  readonly reportFolder: string | null;
  /** Leaves the stack standing, unless interrupted. */
  readonly keep: boolean;
  readonly persistence: boolean;
  /** Only resolves and lints: nothing is started, pulled or built, and no Engine is needed. */
  readonly lintOnly: boolean;
  /** The plan to compare with; null: looked for. */
  readonly plan: string | null;
  readonly severities: SmokeLintSeverities;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SmokeProgress) => void;
}

/** Something that happened, for whoever watches. */
export type SmokeProgress =
  | { readonly type: "stage"; readonly text: string }
  | { readonly type: "service"; readonly state: ServiceState; readonly elapsedMs: number }
  | { readonly type: "probe"; readonly outcome: ProbeOutcome };

/** What came of it. */
export type SmokeResult =
  | { readonly type: "reported"; readonly report: SmokeReport }
  | { readonly type: "refused"; readonly refusals: readonly SmokeRefusal[] }
  | { readonly type: "interrupted" };

/** Why a run could not begin: a usage or configuration error. */
export interface SmokeRefusal {
  readonly message: string;
  readonly fix: string;
  /** Where in a compose file; the path is absolute. */
  readonly place: { readonly path: string; readonly line: number } | null;
}
