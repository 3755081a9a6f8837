import type { Repository } from "../../pull-request/snapshot.ts";
import type { FoundApp } from "../remote/find-app.ts";
import type { Remote } from "../remote/remote.ts";

/** One thing that was looked at. */
export interface Finding {
  readonly id:
    | "app"
    | "required"
    | "pull-requests"
    | "force-pushes"
    | "up-to-date"
    | "bypass"
    | "installation"
    | "config"
    | "approvers"
    | "verdicts";
  /** `problem`: the gate does not hold, or nobody can open it. `unknown`: this token may not look. */
  readonly status: "ok" | "warning" | "problem" | "unknown";
  /** A fact. */
  readonly message: string;
  /** What to do; `null` where there is nothing to do. */
  readonly fix: string | null;
}

/** What every look is taken with. */
export interface Patient {
  readonly remote: Remote;
  readonly repository: Repository;
  /** `null` where there is no trace of it; then what it would say cannot be told. */
  readonly app: FoundApp | null;
  /** Such as `github.com`. */
  readonly host: string;
}

/** All is well. */
export function fine(id: Finding["id"], message: string): Finding {
  return { id, status: "ok", message, fix: null };
}

/** Something is not as it should be. */
export function finding(
  id: Finding["id"],
  status: Exclude<Finding["status"], "ok">,
  message: string,
  fix: string,
): Finding {
  return { id, status, message, fix };
}
