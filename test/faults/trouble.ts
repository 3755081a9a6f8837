import type { Fault } from "../../emulator/http/faults.ts";
import type { Emulator } from "../../emulator/server.ts";
import type { CheckRun } from "../../emulator/world/check-state.ts";
import type { Repository } from "../../emulator/world/state.ts";
import type { LiveGate } from "../live/live-gate.ts";
import { featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";

/** GitHub is in trouble; the request leaves no trace. */
export const outages: Readonly<Record<string, Fault>> = {
  "answered 502": { status: 502 },
  "held off by the secondary rate limit": {
    status: 403,
    headers: { "retry-after": "1" },
    body: { message: "You have exceeded a secondary rate limit." },
  },
};

/** Others of the kind. */
export const interruptions: Readonly<Record<string, Fault>> = {
  "answered 500": { status: 500 },
  "cut off": { drop: true },
};

/** The request is done, and its answer lost. */
export const lostAnswers: Readonly<Record<string, Fault>> = {
  "done and answered 502": { applyThenFail: true },
  "done and cut off": { applyThenFail: true, drop: true },
};

/** GitHub does not answer, or answers what is wrong; 404 is the one that can be taken for the truth. */
export const refusals: Readonly<Record<string, Fault>> = {
  "never answered": { hang: true },
  "answered 401": { status: 401, body: { message: "Bad credentials" } },
  "answered 404": { status: 404, body: { message: "Not Found" } },
  "answered 429": { status: 429, headers: { "retry-after": "1" }, body: { message: "Too many requests" } },
  "answered 502": { status: 502 },
};

/** Method and template of a kind of request, as the emulator names it. */
export type RequestKind = `${string} ${string}`;

/** A pull request in a repository of its own. */
export interface Opened {
  readonly gate: LiveGate;
  readonly scene: Scene;
  readonly number: number;
  readonly head: string;
}

/** For each failure a pull request with a good plan, all beside one server at once. */
export async function forEachFailure(
  gate: LiveGate,
  {
    broken,
    until,
  }: { readonly broken: Readonly<Record<string, Fault>>; readonly until: "opened" | "approved" },
  use: (pull: Opened, failure: Fault, how: string) => Promise<void>,
): Promise<void> {
  const one = async ([how, failure]: readonly [string, Fault]): Promise<void> => {
    const scene = openScene(gate);
    const head = scene.push(featureFiles());
    const number = scene.open();
    await gate.settle();
    if (until === "approved") await scene.comment("alice", number, "/approve-plan");
    await gate.settle();
    await use({ gate, scene, number, head }, failure, how);
  };
  await Promise.all(Object.entries(broken).map(one));
}

/** The good plan with another sentence. */
export const changedPlan = featureFiles(undefined, `${goodPlan}\nOne sentence more.\n`);

/** What a head showed just before each request, until the broken kind was answered well for the first time. */
export interface Watch {
  /** Names the head that is looked at. */
  follow(head: string): void;
  /** The App's check runs on it, as `status conclusion · title`; empty where there was none. */
  readonly whileBroken: readonly string[];
  isRepaired(): boolean;
  /** Failures that happened. */
  failed(): number;
}

/** How a kind of request is broken. */
interface Breakage {
  readonly failure: Fault;
  readonly times: number;
  /** Which requests of the kind; all where left out. */
  readonly matches?: NonNullable<Fault["matches"]>;
  /** What goes wrong as well. */
  readonly beside?: readonly Fault[];
}

/**
 * Is a request about this scene? By its path, by a node of its repository, or by an account or an installation that is
 * the scene's own. What names none of them, such as who the App is, is everybody's.
 */
export function isAbout(scene: Scene): NonNullable<Fault["matches"]> {
  const { state } = scene.gate.github.world;
  const own = ownNames(scene);
  const isOurs = (id: number): boolean => own.test(state.accounts.get(id)?.login ?? "");
  const nodes = repositoriesOf(scene).map(({ id }) => `_${id}_`);
  return ({ url: { pathname }, text }) => {
    if (own.test(pathname) || own.test(text)) return true;
    if (nodes.some((node) => text.includes(node))) return true;
    const [, kind, id = ""] = /\/(installations|user)\/(\d+)(?:\/|$)/.exec(pathname) ?? [];
    if (kind === "user") return isOurs(Number(id));
    return kind === "installations" && isOurs(state.installations.get(Number(id))?.accountId ?? 0);
  };
}

/** The scene's own repository, and its forks. */
export function repositoriesOf(scene: Scene): readonly Repository[] {
  const { accounts, repositories } = scene.gate.github.world.state;
  const own = ownNames(scene);
  return [...repositories.values()].filter(({ ownerId }) => own.test(accounts.get(ownerId)?.login ?? ""));
}

/** `acme-1` and what begins with it, but not `acme-12`. */
function ownNames({ name }: Scene): RegExp {
  return new RegExp(`${name.split("/")[0] ?? ""}(?!\\d)`);
}

/** Breaks a kind of request of a scene `times` times and watches a head meanwhile. */
export function breakRequests(
  { github }: LiveGate,
  scene: Scene,
  kind: RequestKind,
  { failure, times, matches = () => true, beside = [] }: Breakage,
): Watch {
  const whileBroken: string[] = [];
  let followed: string | null = null;
  let failed = 0;
  let isRepaired = false;
  const look = (): void => {
    if (isRepaired || followed === null) return;
    whileBroken.push(ownRuns(scene, followed).map(show).join(" and "));
  };
  const [method = "", route = ""] = kind.split(" ");
  const before = (): void => {
    failed += 1;
    look();
  };
  const isHere = isAbout(scene);
  const isMeant: typeof matches = (request) => isHere(request) && matches(request);
  for (const fault of beside) github.inject({ ...fault, matches: isHere });
  github.inject({ ...failure, method, route, matches: isMeant, times, before });
  github.inject({
    method,
    route,
    matches: isMeant,
    before: () => {
      look();
      isRepaired = true;
    },
  });
  github.inject({ times: Infinity, matches: isHere, before: look });
  return {
    follow: (head) => {
      followed = head;
    },
    whileBroken,
    isRepaired: () => isRepaired,
    failed: () => failed,
  };
}

/** Refuses what it matches in one scene, until told otherwise. */
export function refuse(
  { github }: LiveGate,
  scene: Scene,
  kind: RequestKind,
  { matches = () => true, ...answer }: Fault,
): Refusal {
  const isHere = isAbout(scene);
  return refuseAll(github, kind, { ...answer, matches: (request) => isHere(request) && matches(request) });
}

/** Requests that are refused. */
export interface Refusal {
  /** How many were. */
  readonly met: () => number;
  readonly end: () => void;
}

/** Refuses what it matches, whatever it is about, until told otherwise. */
export function refuseAll(
  github: Emulator,
  kind: RequestKind,
  { matches = () => true, ...answer }: Fault,
): Refusal {
  const [method = "", route = ""] = kind.split(" ");
  let met = 0;
  let isOver = false;
  github.inject({
    ...answer,
    method,
    route,
    matches: (request) => !isOver && matches(request),
    times: Infinity,
    before: () => {
      met += 1;
    },
  });
  return {
    met: () => met,
    end: () => {
      isOver = true;
    },
  };
}

/** What the App's newest check run on a commit says: `conclusion · title`. */
export function shown(scene: Scene, head: string): string {
  const run = ownRuns(scene, head).at(-1);
  return run === undefined ? "nothing" : `${run.conclusion ?? run.status} · ${run.output.title ?? ""}`;
}

/** The App's check runs on a commit. */
export function ownRuns({ gate, name }: Scene, head: string): readonly CheckRun[] {
  return gate.github.world.checkRuns(name, head, "plan-gate");
}

function show({ status, conclusion, output }: CheckRun): string {
  return `${status} ${conclusion ?? ""} · ${output.title ?? ""}`;
}
