import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Emulator } from "../emulator/server.ts";
import { type Desk, openDesk } from "./desk.ts";
import { pause } from "./stage.ts";
import { type ShownCheck, type Visitor, visit } from "./visitor.ts";

/** The repository the story plays in. */
export const repository = "acme/telemetry";

/** Folder of the feature in the repository. */
export const feature = ".specify/specs/f-15-docker-compose-stack";
/** Folder of the same feature on this disk. */
export const example = resolve(import.meta.dirname, "..", "examples", "observability-stack", feature);
/** The cast: who writes, who decides, who looks on. */
export const people = { agent: "mona", architect: "alice", visitor: "visitor" } as const;

const thinPlan = `# Technical plan: Docker Compose stack

## Data model

## API contracts

## Error handling

## Risk assessment

## Dependencies
`;

/** Whether the specification is approved before the plan, as in the story, or need only be there. */
type SpecGate = "approved" | "exists";

function settingsOf(spec: SpecGate): Readonly<Record<string, string>> {
  const config = `version: 1
approval:
  teams: [architects]
spec: ${spec}
implementation:
  paths: ["src/**"]
  require: approved-plan
`;
  return { "README.md": "# Telemetry\n", ".github/plan-gate.yml": config };
}

/** What the agent wants to write. */
const codePath = "src/collector.ts";

/** One step: what happens, what is expected, and what came of it. */
export interface Step {
  readonly title: string;
  readonly check: ShownCheck;
  /** What GitHub or the App said besides. */
  readonly notes: readonly string[];
  /** Every expectation that was not met; empty when all is well. */
  readonly surprises: readonly string[];
}

/** Builds the world: a repository that takes pull requests only, and whose merges wait for the check, bound to the App. */
export function prepare({ world }: Emulator, spec: SpecGate = "approved"): void {
  for (const login of Object.values(people)) world.user(login);
  world.organization("acme");
  world.team("acme", "architects", { members: [people.architect, people.agent] });
  world.repository(repository, {
    files: settingsOf(spec),
  });
  world.permission(repository, people.agent, "write");
  world.permission(repository, people.architect, "write");
  world.permission(repository, people.visitor, "read");
  world.teamPermission(repository, "architects", "write");
  world.protect(repository, "main", {
    checks: [{ context: "plan-gate", appId: appIdOf(world) }],
    requiredReviews: 0,
  });
}

/** Plays the steps; each is told as soon as it is over. */
export async function* play(github: Emulator): AsyncGenerator<Step> {
  const visitor = visit(github.url, repository);
  const stage = { github, visitor };
  const desk = openDesk("f-15-collector", settingsOf("approved"));
  const refusal = desk?.edit(codePath) ?? null;
  const code = openCode(github);
  yield await codeStep(stage, code, deskBefore(desk, refusal));
  const thin = push(github, "docs: plan the stack", { [`${feature}/plan.md`]: thinPlan });
  const number = github.world.openPullRequest(repository, {
    by: people.agent,
    head: "f-15",
    title: "F-15: Docker Compose stack",
  });
  yield await thinStep(stage, thin, number);
  const full = push(github, "docs: write the plan", { [`${feature}/plan.md`]: readExample("plan.md") });
  yield await waitingStep(stage, full, number);
  yield await authorStep(stage, full, number);
  yield await specificationStep(stage, full, number);
  yield await architectStep(stage, full, number);
  desk?.fetch({
    [`${feature}/spec.md`]: readExample("spec.md"),
    [`${feature}/plan.md`]: readExample("plan.md"),
  });
  yield await plannedStep(stage, code, deskAfter(desk, desk?.edit(codePath) ?? null));
  desk?.close();
}

/** What the guard said at the agent's desk, and whether that was to be expected. */
interface AtDesk {
  readonly note: string;
  readonly isExpected: boolean;
}

const noDesk = {
  note: "The guard at the agent's desk is not played, as there is no Git here.",
  isExpected: true,
};

function deskBefore(desk: Desk | null, refusal: string | null): AtDesk {
  if (desk === null) return noDesk;
  const [first = "it lets the agent go on", why = ""] = refusal?.split("\n") ?? [];
  return {
    note: `The guard at the agent's desk refuses. ${first}\n${why}`,
    isExpected: refusal !== null,
  };
}

function deskAfter(desk: Desk | null, refusal: string | null): AtDesk {
  if (desk === null) return noDesk;
  return {
    note: `The guard at the agent's desk ${refusal === null ? "lets it write the code" : `refuses. ${refusal}`}.`,
    isExpected: refusal === null,
  };
}

interface Scene {
  readonly github: Emulator;
  readonly visitor: Visitor;
}

/** A pull request: its head and its number. */
interface Opened {
  readonly sha: string;
  readonly number: number;
}

/** The agent does not wait for its plan. */
function openCode({ world }: Emulator): Opened {
  const by = people.agent;
  const files = { [codePath]: "export const ports = [4317, 4318];\n" };
  const sha = world.push(repository, { by, branch: "collector", message: "feat: collect telemetry", files });
  const request = { by, head: "collector", title: "Collect telemetry", body: "Feature: F-15\n" };
  return { sha, number: world.openPullRequest(repository, request) };
}

async function codeStep({ visitor }: Scene, { sha, number }: Opened, atDesk: AtDesk): Promise<Step> {
  const check = await visitor.check(sha);
  const merge = await visitor.merge(people.agent, number);
  return {
    title: "The agent opens a pull request with code, before there is a plan",
    check,
    notes: [atDesk.note, `The agent tries to merge: ${merge.status} ${merge.message}`],
    surprises: expectations([
      [atDesk.isExpected, "the guard at the desk answered otherwise"],
      [check.conclusion === "failure", `the check is ${check.conclusion}, expected failure`],
      [merge.status === 405, `the merge answered ${merge.status}, expected 405`],
    ]),
  };
}

/** Nobody touched it since: that the plan came to the base opens it. */
async function plannedStep({ visitor }: Scene, { sha, number }: Opened, atDesk: AtDesk): Promise<Step> {
  const check = await visitor.check(sha, ({ conclusion }) => conclusion === "success");
  const merge = await visitor.merge(people.agent, number);
  const isMerged = await visitor.isMerged(number);
  return {
    title: "The first pull request may merge: its plan is approved",
    check,
    notes: [atDesk.note, `The agent merges: ${merge.status} ${merge.message}`],
    surprises: expectations([
      [atDesk.isExpected, "the guard at the desk answered otherwise"],
      [check.conclusion === "success", `the check is ${check.conclusion}, expected success`],
      [merge.status === 200 && isMerged, `the merge answered ${merge.status}, expected 200`],
    ]),
  };
}

async function thinStep({ visitor }: Scene, sha: string, number: number): Promise<Step> {
  const check = await visitor.check(sha);
  const merge = await visitor.merge(people.agent, number);
  return {
    title: "It opens another one with a plan: five headings over nothing",
    check,
    notes: [`The agent tries to merge: ${merge.status} ${merge.message}`],
    surprises: expectations([
      [check.conclusion === "failure", `the check is ${check.conclusion}, expected failure`],
      [merge.status === 405, `the merge answered ${merge.status}, expected 405`],
    ]),
  };
}

async function waitingStep({ visitor }: Scene, sha: string, number: number): Promise<Step> {
  const check = await visitor.check(sha);
  const merge = await visitor.merge(people.agent, number);
  return {
    title: "It pushes a complete plan; every row now has evidence",
    check,
    notes: [`The agent tries to merge: ${merge.status} ${merge.message}`],
    surprises: expectations([
      [check.conclusion === "action_required", `the check is ${check.conclusion}, expected action_required`],
      [merge.status === 405, `the merge answered ${merge.status}, expected 405`],
    ]),
  };
}

async function authorStep({ visitor }: Scene, sha: string, number: number): Promise<Step> {
  await nextSecond();
  await visitor.comment(people.agent, number, "/approve-plan");
  const reply = await visitor.reply(number, "You opened this pull request");
  const check = await visitor.check(sha);
  const merge = await visitor.merge(people.agent, number);
  return {
    title: "It comments `/approve-plan` on its own plan",
    check,
    notes: [
      `Plan Gate replies: ${reply ?? "nothing"}`,
      `The agent tries to merge: ${merge.status} ${merge.message}`,
    ],
    surprises: expectations([
      [reply !== null, "the author got no reply"],
      [check.conclusion === "action_required", `the check is ${check.conclusion}, expected action_required`],
      [merge.status === 405, `the merge answered ${merge.status}, expected 405`],
    ]),
  };
}

/** The order of steps begins with the specification: without it the plan cannot be approved. */
async function specificationStep({ visitor }: Scene, sha: string, number: number): Promise<Step> {
  await nextSecond();
  await visitor.comment(people.architect, number, "/approve-spec F-15");
  const check = await visitor.check(sha, ({ summary }) => summary.includes("/approve-plan F-15"));
  const merge = await visitor.merge(people.agent, number);
  return {
    title: "The architect approves, the specification first: `/approve-spec F-15`",
    check,
    notes: [`The agent tries to merge: ${merge.status} ${merge.message}`],
    surprises: expectations([
      [check.conclusion === "action_required", `the check is ${check.conclusion}, expected action_required`],
      [merge.status === 405, `the merge answered ${merge.status}, expected 405`],
    ]),
  };
}

async function architectStep({ visitor }: Scene, sha: string, number: number): Promise<Step> {
  await nextSecond();
  await visitor.comment(people.architect, number, "/approve-plan F-15");
  const check = await visitor.check(sha, ({ conclusion }) => conclusion === "success");
  const merge = await visitor.merge(people.agent, number);
  const isMerged = await visitor.isMerged(number);
  return {
    title: "Then the plan: `/approve-plan F-15`",
    check,
    notes: [`The agent merges: ${merge.status} ${merge.message}`],
    surprises: expectations([
      [check.conclusion === "success", `the check is ${check.conclusion}, expected success`],
      [merge.status === 200 && isMerged, `the merge answered ${merge.status}, expected 200`],
    ]),
  };
}

function expectations(list: readonly (readonly [boolean, string])[]): readonly string[] {
  return list.filter(([isMet]) => !isMet).map(([, surprise]) => surprise);
}

function push({ world }: Emulator, message: string, files: Readonly<Record<string, string>>): string {
  const spec = { [`${feature}/spec.md`]: readExample("spec.md") };
  return world.push(repository, { by: people.agent, branch: "f-15", message, files: { ...spec, ...files } });
}

function readExample(name: string): string {
  return readFileSync(join(example, name), "utf8");
}

/** Nobody approves what they could not have seen: GitHub's clock must have ticked since the check was shown. */
async function nextSecond(): Promise<void> {
  await pause(1_100);
}

function appIdOf(world: Emulator["world"]): number {
  const app = [...world.state.apps.values()].find(({ slug }) => slug === "plan-gate");
  if (app === undefined) throw new Error("The App is not registered.");
  return app.id;
}
