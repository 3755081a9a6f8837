import { LRUCache } from "lru-cache";
import { createMemoryLocks } from "./memory-locks.ts";
import { mergeWork, type Work, workLane, workName } from "../work.ts";
import {
  type Handler,
  keepDeadForMs,
  maxKeptDead,
  type Queue,
  queueClosed,
  queueFull,
  type QueueOptions,
  retryDelayMs,
} from "../queue.ts";
import { createLanes, type Lanes } from "../lanes.ts";

interface Entry {
  work: Work;
  state: "waiting" | "running" | "delayed";
  attempt: number;
  /** Asked for while it runs. */
  next: Work | null;
  readonly addedAtMs: number;
  readonly lane: string;
  timer: NodeJS.Timeout | undefined;
}

interface State {
  readonly options: QueueOptions;
  readonly entries: Map<string, Entry>;
  /** Names, those of one repository in the order they came. */
  readonly waiting: Lanes<string>;
  /** How much runs, by lane. */
  readonly runningOf: Map<string, number>;
  handle: Handler | null;
  running: number;
  /** When work was given up, oldest first. */
  readonly deadAtMs: number[];
  /** Given up work, for its next run. */
  readonly givenUp: LRUCache<string, Work>;
  isClosed: boolean;
  onIdle: (() => void) | null;
}

const maxGivenUp = 10_000;

/** A queue in this process: what waits is gone with it, and the sweep at the next start finds it again. */
export function createMemoryQueue(options: QueueOptions): Queue {
  const state: State = {
    options,
    entries: new Map(),
    waiting: createLanes(),
    runningOf: new Map(),
    handle: null,
    running: 0,
    deadAtMs: [],
    givenUp: new LRUCache({ max: maxGivenUp, ttl: keepDeadForMs }),
    isClosed: false,
    onIdle: null,
  };
  return {
    locks: createMemoryLocks(),
    add: (work) =>
      new Promise((resolve) => {
        add(state, work);
        resolve();
      }),
    start: (handle) => {
      state.handle = handle;
      takeTurns(state);
    },
    count: () => Promise.resolve(count(state)),
    check: () => Promise.resolve(),
    drain: (withinMs) => drain(state, withinMs),
    close: (withinMs) => drain(state, withinMs),
  };
}

function add(state: State, work: Work): void {
  if (state.isClosed) throw queueClosed();
  const name = workName(work);
  const entry = state.entries.get(name);
  if (entry === undefined) {
    const waiting = state.entries.size - state.running;
    if (waiting >= state.options.maxWaiting) throw queueFull(waiting);
    enqueue(state, name, work);
  } else if (entry.state === "running") {
    entry.next = entry.next === null ? work : mergeWork(entry.next, work);
  } else if (entry.state === "waiting") {
    entry.work = mergeWork(entry.work, work);
  } else {
    clearTimeout(entry.timer);
    enqueue(state, name, mergeWork(entry.work, work));
  }
}

function enqueue(state: State, name: string, asked: Work): void {
  const addedAtMs = performance.now();
  const givenUp = state.givenUp.get(name);
  state.givenUp.delete(name);
  const work = givenUp === undefined ? asked : mergeWork(givenUp, asked);
  const lane = workLane(work);
  state.entries.set(name, {
    work,
    state: "waiting",
    attempt: 1,
    next: null,
    addedAtMs,
    lane,
    timer: undefined,
  });
  state.waiting.add(lane, name);
  takeTurns(state);
}

function takeTurns(state: State): void {
  while (state.handle !== null && state.running < state.options.concurrency) {
    const name = state.waiting.take((lane) => mayTake(state, lane));
    if (name === undefined) break;
    const entry = state.entries.get(name);
    if (entry !== undefined) void take(state, state.handle, { name, entry });
  }
  if (state.running === 0 && state.waiting.count() === 0) state.onIdle?.();
}

/** Nobody takes more than is left free: whoever comes next finds a place at once, however slow the others are. */
function mayTake({ runningOf, running, options }: State, lane: string): boolean {
  return (runningOf.get(lane) ?? 0) <= options.concurrency - running;
}

function countRunning(state: State, lane: string, change: 1 | -1): void {
  state.running += change;
  const count = (state.runningOf.get(lane) ?? 0) + change;
  if (count === 0) state.runningOf.delete(lane);
  else state.runningOf.set(lane, count);
}

async function take(
  state: State,
  handle: Handler,
  { name, entry }: { name: string; entry: Entry },
): Promise<void> {
  entry.state = "running";
  countRunning(state, entry.lane, 1);
  try {
    await handle({ work: entry.work, attempt: entry.attempt });
    state.entries.delete(name);
    if (entry.next !== null) enqueue(state, name, entry.next);
  } catch (error) {
    retry(state, { name, entry }, error);
  } finally {
    countRunning(state, entry.lane, -1);
    takeTurns(state);
  }
}

function retry(state: State, { name, entry }: { name: string; entry: Entry }, error: unknown): void {
  const { events, retries } = state.options;
  const turn = { work: entry.work, attempt: entry.attempt };
  const delayMs = retryDelayMs(error, { name, attempt: entry.attempt }, retries);
  if (delayMs === null) {
    giveUp(state, { name, entry });
    events.onDead(turn, error);
    return;
  }
  events.onRetry(turn, error, delayMs);
  if (state.isClosed) return;
  if (entry.next !== null) entry.work = mergeWork(entry.work, entry.next);
  entry.next = null;
  entry.attempt += 1;
  entry.state = "delayed";
  entry.timer = setTimeout(() => {
    entry.state = "waiting";
    state.waiting.add(entry.lane, name);
    takeTurns(state);
  }, delayMs);
}

function giveUp(state: State, { name, entry }: { name: string; entry: Entry }): void {
  state.entries.delete(name);
  state.givenUp.set(name, entry.work);
  state.deadAtMs.push(performance.now());
  if (state.deadAtMs.length > maxKeptDead) state.deadAtMs.shift();
  if (entry.next !== null) enqueue(state, name, entry.next);
}

function count(state: State) {
  const entries = [...state.entries.values()];
  const waiting = entries.filter((entry) => entry.state === "waiting");
  const nowMs = performance.now();
  return {
    waiting: waiting.length,
    running: state.running,
    delayed: entries.filter((entry) => entry.state === "delayed").length,
    dead: state.deadAtMs.filter((atMs) => nowMs - atMs < keepDeadForMs).length,
    oldestAgeMs: waiting.reduce((oldest, entry) => Math.max(oldest, nowMs - entry.addedAtMs), 0),
  };
}

async function drain(state: State, withinMs: number): Promise<void> {
  state.isClosed = true;
  for (const entry of state.entries.values()) clearTimeout(entry.timer);
  if (state.running === 0 && state.waiting.count() === 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    state.onIdle = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  state.handle = null;
}
