import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** The process a stack belongs to, as written in a label on everything the run makes. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Start of the process in clock ticks since boot, from `/proc`; empty where there is none. Tells a reused pid. */
  readonly startTicks: string;
}

/** Label that names the owner of a container, network or volume. */
export const ownerLabel = "dev.plan-gate.smoke.owner";

/** Label of what `--keep` leaves standing: not a leftover. */
export const keepLabel = "dev.plan-gate.smoke.keep";

/** This process. */
export function currentOwner(): Owner {
  return { host: hostname(), pid: process.pid, startTicks: startTicksOf(process.pid) };
}

/** The label's value. */
export function formatOwner(owner: Owner): string {
  return `${owner.host}/${owner.pid}/${owner.startTicks}`;
}

/** Reads a label's value. Null where it is not one of ours. */
export function parseOwner(value: string): Owner | null {
  const match = /^([^/]+)\/(\d{1,10})\/(\d*)$/.exec(value);
  if (match === null) return null;
  const [, host = "", pid = "", startTicks = ""] = match;
  return { host, pid: Number(pid), startTicks };
}

/** Whether the owner is known to be gone: a process of this host that no longer runs. Other hosts cannot be judged. */
export function isOwnerGone(owner: Owner): boolean {
  if (owner.host !== hostname()) return false;
  if (!isRunning(owner.pid)) return true;
  const startTicks = startTicksOf(owner.pid);
  return owner.startTicks !== "" && startTicks !== "" && startTicks !== owner.startTicks;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function startTicksOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
