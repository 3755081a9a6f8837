import { formatKey, type EvaluationKey, type Hints } from "../pull-request/key.ts";

/** One thing to do. Equal names are one piece of work, however often it is asked for. */
export type Work =
  | { readonly type: "evaluate"; readonly key: EvaluationKey; readonly hints: Hints }
  | { readonly type: "scan"; readonly scan: Scan; readonly hints: Hints };

/** Finds what to evaluate and puts it into the queue. */
export type Scan =
  | { readonly of: "everything"; readonly only: ScanScope }
  | { readonly of: "installation"; readonly installationId: number; readonly only: ScanScope }
  | {
      readonly of: "repository";
      readonly installationId: number;
      readonly owner: string;
      readonly repo: string;
      /** Only pull requests into this branch. */
      readonly baseRef: string | null;
      /** Only pull requests with this head. */
      readonly headSha: string | null;
      readonly only: ScanScope;
    };

/** What a push does that touches nothing with the usual names of gated text; of all that apply the last. */
export type PushKind =
  /** It edits and adds files. */
  | "edited"
  /** Markdown among them, which may be a plan where the config gives plans other names. */
  | "written"
  /** It removes files, or takes their names away. */
  | "moved";

/**
 * `groups` are those of the merge queue alone. Of pull requests `stale` leaves out what has a current verdict, `gated` what
 * is known to change no plan, and a kind of push what it is known to leave as it is.
 */
export type ScanScope = "all" | "gated" | "stale" | "groups" | PushKind;

/** Names the work in the queue, in logs and in Redis. */
export function workName(work: Work): string {
  switch (work.type) {
    case "evaluate":
      return formatKey(work.key);
    case "scan":
      return scanName(work.scan);
  }
}

/** Work of one lane never delays another's for long: repositories, and what is of none. */
export function workLane(work: Work): string {
  const at = work.type === "evaluate" ? work.key : work.scan;
  return "repo" in at ? `${at.owner}/${at.repo}`.toLowerCase() : workName(work);
}

function scanName(scan: Scan): string {
  switch (scan.of) {
    case "everything":
      return `scan ${scan.only} everything`;
    case "installation":
      return `scan ${scan.only} installation ${scan.installationId}`;
    case "repository": {
      const repository = `${scan.owner}/${scan.repo}`.toLowerCase();
      return `scan ${scan.only} ${repository} base ${scan.baseRef ?? "*"} head ${scan.headSha ?? "*"}`;
    }
  }
}
