import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Engine } from "./engine.ts";
import { succeeded } from "./run-process.ts";

const downTimeoutMs = 60_000;
const commandTimeoutMs = 30_000;
/** Volumes go with the stack, so nothing is gained by a long good-bye. */
const stopSeconds = "2";

/** What is still there of a project after it was removed, by name. Empty is the only good answer. */
export interface Remains {
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

/** Takes a run's stack down: Compose first, then whatever still carries the project's label. Never throws. */
export async function removeStack(engine: Engine, project: string, composeJson: string): Promise<Remains> {
  const down = ["down", "--volumes", "--remove-orphans", "--rmi", "local", "--timeout", stopSeconds];
  await engine.run(["compose", "--project-name", project, "--file", "-", ...down], {
    stdin: composeJson,
    timeoutMs: downTimeoutMs,
  });
  return sweepProject(engine, project);
}

/** Removes everything labelled with the project, twice over: a container may be born while its creator dies. */
export async function sweepProject(engine: Engine, project: string): Promise<Remains> {
  for (let round = 0; round < 2; round += 1) {
    const found = await listRemains(engine, project);
    if (isNothing(found)) break;
    await removeAll(engine, ["rm", "--force", "--volumes"], found.containers);
    await removeAll(engine, ["network", "rm"], found.networks);
    await removeAll(engine, ["volume", "rm", "--force"], found.volumes);
  }
  await removeBuiltImages(engine, project);
  return listRemains(engine, project);
}

/** Whether nothing is left. */
export function isNothing(remains: Remains): boolean {
  return remains.containers.length + remains.networks.length + remains.volumes.length === 0;
}

async function listRemains(engine: Engine, project: string): Promise<Remains> {
  const filter = ["--filter", `label=com.docker.compose.project=${project}`];
  const [containers, networks, volumes] = await Promise.all([
    lines(engine, ["ps", "--all", ...filter, "--format", "{{.Names}}"]),
    lines(engine, ["network", "ls", ...filter, "--format", "{{.Name}}"]),
    lines(engine, ["volume", "ls", ...filter, "--format", "{{.Name}}"]),
  ]);
  return { containers, networks, volumes };
}

async function removeAll(
  engine: Engine,
  command: readonly string[],
  names: readonly string[],
): Promise<void> {
  if (names.length > 0) await engine.run([...command, ...names], { timeoutMs: commandTimeoutMs });
}

async function removeBuiltImages(engine: Engine, project: string): Promise<void> {
  const images = await lines(engine, [
    "image",
    "ls",
    "--filter",
    `reference=${project}-*`,
    "--format",
    "{{.Repository}}:{{.Tag}}",
  ]);
  await removeAll(engine, ["image", "rm"], images);
}

async function lines(engine: Engine, args: readonly string[]): Promise<readonly string[]> {
  const result = await engine.run(args, { timeoutMs: commandTimeoutMs });
  return succeeded(result) ? result.stdout.split("\n").filter((line) => line !== "") : [];
}

/**
 * Finds projects whose run was killed and removes them. Kept stacks, living owners and other hosts' stay. Returns
 * their names.
 */
export async function removeLeftovers(engine: Engine): Promise<readonly string[]> {
  const format = `{{.Label "com.docker.compose.project"}}\t{{.Label "${ownerLabel}"}}\t{{.Label "${keepLabel}"}}`;
  const filter = ["--filter", `label=${ownerLabel}`, "--format", format];
  const listed = await Promise.all([
    lines(engine, ["ps", "--all", ...filter]),
    lines(engine, ["network", "ls", ...filter]),
    lines(engine, ["volume", "ls", ...filter]),
  ]);
  const projects = [...new Set(listed.flat().flatMap(leftoverProject))].sort();
  for (const project of projects) await sweepProject(engine, project);
  return projects;
}

function leftoverProject(line: string): readonly string[] {
  const [project = "", ownerText = "", keep = ""] = line.split("\t");
  const owner = parseOwner(ownerText);
  if (owner === null || keep === "true" || !project.startsWith("plan-gate-")) return [];
  return isOwnerGone(owner) ? [project] : [];
}

/** The process a stack belongs to, as written in a label on everything the run makes. */
interface Owner {
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
function parseOwner(value: string): Owner | null {
  const match = /^([^/]+)\/(\d{1,10})\/(\d*)$/.exec(value);
  if (match === null) return null;
  const [, host = "", pid = "", startTicks = ""] = match;
  return { host, pid: Number(pid), startTicks };
}

/** Whether the owner is known to be gone: a process of this host that no longer runs. Other hosts cannot be judged. */
function isOwnerGone(owner: Owner): boolean {
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
