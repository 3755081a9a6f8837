import fc from "fast-check";
import type { Delivery } from "../../emulator/webhooks/delivery.ts";
import { type Command, createOracle, type Oracle } from "./oracle.ts";
import { type Beginning, openPlayer } from "./player.ts";
import { appId, openRig, type Rig, repositoryName as name } from "./rig.ts";
import { planSettings, specSettings } from "./settings.ts";
import { histories, type Kind, type Step } from "./steps.ts";

/** A history as it went. */
interface Told {
  /** One line a step. */
  readonly story: readonly string[];
  /** What was wrong at the end of the story; `null` when nothing was. */
  readonly problem: string | null;
  /** Was a check ever green with something gated? */
  readonly wasGreen: boolean;
  /** Did fresh approvals at the end have to open the gate? */
  readonly wasOpened: boolean;
}

/** What came of many histories. */
export interface Outcome {
  readonly green: number;
  readonly opened: number;
}

/** Plays as many histories as `MODEL_RUNS` says over all three files; throws with the story of the smallest that goes wrong. */
export async function playMany(kind: Kind): Promise<Outcome> {
  const numRuns = Math.ceil(Number(process.env["MODEL_RUNS"] ?? 60) / 3);
  const seed = seedOfRun();
  const outcome = { green: 0, opened: 0 };
  const property = fc.asyncProperty(histories(kind), async (steps) => {
    const told = await playHistory(kind, steps);
    if (told.wasGreen) outcome.green += 1;
    if (told.wasOpened) outcome.opened += 1;
    return told.problem === null;
  });
  const result = await fc.check(property, { numRuns, seed });
  console.log(
    `${numRuns} histories, MODEL_SEED=${seed}: ${outcome.green} were green, ${outcome.opened} were opened`,
  );
  if (!result.failed) return outcome;
  const steps = result.counterexample?.[0] ?? [];
  const { story, problem } = await playHistory(kind, steps);
  const cause = result.errorInstance;
  throw new Error([...story, problem ?? String(cause), `MODEL_SEED=${result.seed}`].join("\n"), { cause });
}

/** Plays one history in a world of its own. */
export async function playHistory(kind: Kind, steps: readonly Step[]): Promise<Told> {
  let oracle: Oracle | null = null;
  const rig = await openRig(({ number, presses }) => oracle?.noteEvaluation(number, presses));
  oracle = createOracle(rig.github, appId);
  try {
    return await playIn(rig, oracle, { kind, steps });
  } finally {
    await rig.close();
  }
}

async function playIn(
  rig: Rig,
  oracle: Oracle,
  { kind, steps }: { readonly kind: Kind; readonly steps: readonly Step[] },
): Promise<Told> {
  const { clock } = rig.github;
  const beginning = beginnings[kind];
  const play = openPlayer(rig, oracle, beginning);
  const story: string[] = [`mona opens #1 from feature into main, with ${beginning.text}`];
  const late: Delivery[] = [];
  let isStale = false;
  let wasGreen = false;
  const look = (): string | null => {
    const heads = looksOf(rig, oracle);
    story.push(...heads.map(({ line }) => `        ${line}`));
    wasGreen ||= heads.some(({ isGreen, isGated }) => isGreen && isGated);
    return heads.find(({ isGreen, objection }) => isGreen && objection !== null)?.objection ?? null;
  };

  await deliver(rig, take(rig), "calm");
  for (const [index, step] of [...steps, shown, calmEnd].entries()) {
    clock.advance(step.seconds);
    const weather = step.action.type === "say-unseen" ? "lost" : step.weather;
    rig.setBehind(weather === "behind");
    story.push(`${index + 1}. +${step.seconds} s ${attempt(() => play(step.action))} · ${weather}`);
    const news = take(rig);
    if (weather === "late") late.push(...news);
    else {
      await deliver(rig, weather === "lost" ? [] : news, weather);
      rig.setBehind(false);
      await rig.work();
      await deliver(rig, late.splice(0), "calm");
    }
    isStale ||= weather === "lost" || isUntold(step.action);
    if (isStale || late.length > 0) {
      if (!step.isChecked) continue;
      rig.sweep();
      await rig.work();
      story.push("    the server sweeps");
      isStale = false;
    }
    const problem = look();
    if (problem !== null)
      return { story, problem: `The check is green, but ${problem}`, wasGreen, wasOpened: false };
  }
  const opening = await openGate(rig, oracle, story);
  return { story, wasGreen, ...opening };
}

const newPlan: Beginning = { settings: planSettings, isOnBase: false, text: "F-1 text A" };
const beginnings: Readonly<Record<Kind, Beginning>> = {
  one: newPlan,
  several: newPlan,
  specs: { settings: specSettings, isOnBase: true, text: "F-1 spec B" },
};

const shown: Step = { action: { type: "show-unseen" }, weather: "calm", seconds: 2, isChecked: true };
const calmEnd: Step = { action: { type: "sweep" }, weather: "calm", seconds: 2, isChecked: true };

/** Of this GitHub sends no webhook. */
function isUntold(action: Step["action"]): boolean {
  if (action.type === "team") return action.state === "pending";
  return action.type === "suspend" || action.type === "show-unseen";
}

/** GitHub refuses what cannot be done; that is a step too. */
function attempt(act: () => string): string {
  try {
    return act();
  } catch (error) {
    return `GitHub refuses: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The webhooks nobody heard yet. */
function take(rig: Rig): readonly Delivery[] {
  const news = rig.pending();
  for (const delivery of news) rig.github.webhooks.drop(delivery);
  return news;
}

async function deliver(rig: Rig, news: readonly Delivery[], weather: Step["weather"]): Promise<void> {
  if (weather === "reversed") {
    for (const delivery of news.toReversed()) {
      rig.hear(delivery);
      await rig.work();
    }
  } else {
    for (const delivery of news) rig.hear(delivery);
    await rig.work();
    if (weather === "twice") for (const delivery of news) rig.hear(delivery);
  }
  await rig.work();
  // What the gate itself wrote comes back as webhooks of its own.
  for (const delivery of take(rig)) rig.hear(delivery);
  await rig.work();
  take(rig);
}

/** The check on every head of an open pull request, beside what the oracle says. */
function looksOf({ world }: Rig, oracle: Oracle) {
  const [repository] = world.state.repositories.values();
  const open = [...(repository?.pullRequests.values() ?? [])].filter(({ state }) => state === "open");
  return open.map(({ number, head }) => {
    const run = world.checkRuns(name, head.sha, "plan-gate").findLast((one) => one.appId === appId);
    const objection = oracle.objection(number);
    const said =
      run === undefined ? "no check" : `${run.conclusion ?? run.status} · ${run.output.title ?? ""}`;
    return {
      number,
      headSha: head.sha,
      isGreen:
        run?.conclusion === "success" || run?.conclusion === "neutral" || run?.conclusion === "skipped",
      isGated: oracle.subjects(number).length > 0,
      objection,
      line: `#${number} at ${head.sha.slice(0, 7)}: ${said} | oracle: ${objection ?? "may be green"}`,
    };
  });
}

/** In quiet, everybody who may approves what is there: where that is enough, the check must be green. */
async function openGate(
  rig: Rig,
  oracle: Oracle,
  story: string[],
): Promise<{ readonly problem: string | null; readonly wasOpened: boolean }> {
  const settle = async (): Promise<void> => {
    rig.sweep();
    await deliver(rig, take(rig), "calm");
    rig.github.clock.advance(2);
  };
  const say = (number: number, by: string, command: Command): void => {
    const { verb, about, target } = command;
    const body = `/${verb}-${about}${target === null ? "" : ` ${target}`}`;
    const id = String(rig.world.comment(name, number, { by, body }));
    oracle.log.push({
      source: "comment",
      id,
      number,
      by,
      command,
      at: rig.github.clock.now(),
      isIndirect: false,
      review: null,
      isEdited: false,
      isUnseen: false,
      isGone: false,
      decidedIn: new Set(),
    });
    story.push(`    in quiet, ${by} comments \`${body}\` in #${number}`);
  };
  const heads = looksOf(rig, oracle);
  await settle();
  await settle();
  const everybody = [...oracle.people.roles.keys(), "erin"];
  for (const { number } of heads)
    for (const by of everybody)
      for (const about of ["plan", "spec"] as const)
        if (oracle.mayDecide(by)) say(number, by, { verb: "revoke", about, target: null, digest: null });
  await settle();
  await settle();
  for (const about of ["spec", "plan"] as const) {
    for (const { number } of heads)
      for (const by of everybody)
        for (const subject of oracle.subjects(number))
          if (subject.about === about && oracle.isEligible(by, number))
            say(number, by, { verb: "approve", about, target: subject.id, digest: null });
    await settle();
  }

  const after = looksOf(rig, oracle);
  story.push(...after.map(({ line }) => `        ${line}`));
  const wrong = after.find(({ isGreen, objection }) => isGreen && objection !== null);
  if (wrong !== undefined)
    return { problem: `The check is green, but ${wrong.objection ?? ""}`, wasOpened: false };
  const isAllowed = (headSha: string): boolean =>
    after.every(
      (one) => one.headSha !== headSha || (one.objection === null && !oracle.mayStayShut(one.number)),
    );
  const shut = after.find(({ isGreen, headSha }) => !isGreen && isAllowed(headSha));
  const wasOpened = after.some(({ isGreen, isGated }) => isGreen && isGated);
  if (shut === undefined) return { problem: null, wasOpened };
  return { problem: `Everybody approved #${shut.number}, and the check is not green`, wasOpened };
}

/** The small run is the same every time; a run of a stated size is new every time, unless a seed repeats one. */
function seedOfRun(): number {
  const { MODEL_RUNS: runs, MODEL_SEED: seed } = process.env;
  if (seed !== undefined) return Number(seed);
  return runs === undefined ? 331_454_984 : Math.floor(Math.random() * 2 ** 31);
}
