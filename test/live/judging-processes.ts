import { readdirSync, readFileSync } from "node:fs";

/** Ids of the processes that judge for servers in this process. */
export function judgingProcesses(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const parent = /\) \S (\d+) /.exec(readQuietly(`/proc/${pid}/stat`))?.[1];
      return Number(parent) === process.pid && readQuietly(`/proc/${pid}/cmdline`).includes("tinypool");
    });
}

/** A process may be gone meanwhile. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
