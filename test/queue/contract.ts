import { afterEach, describe, expect, test, vi } from "vitest";
import type { EvaluationKey, Hints, Press, Remark } from "../../src/pull-request/key.ts";
import type { Queue, QueueEvents, QueueOptions, Turn } from "../../src/queue/queue.ts";
import type { Work } from "../../src/queue/work.ts";

/** Opens a queue; queues opened with the same options share their work where they are able to. */
export type OpenQueue = (options: QueueOptions) => Promise<Queue>;

export const silent: QueueEvents = {
  onRetry: () => undefined,
  onDead: () => undefined,
  onUntried: () => undefined,
};

export const options: QueueOptions = {
  concurrency: 4,
  maxWaiting: 10_000,
  retries: { maxAttempts: 4, firstDelayMs: 5, maxDelayMs: 20 },
  events: silent,
};

export function evaluate(number: number, hints: Hints = {}, repo = "hello"): Work {
  const key: EvaluationKey = { type: "pull-request", installationId: 1, owner: "octo", repo, number };
  return { type: "evaluate", key, hints };
}

export function mergeGroup(baseSha: string | null): Work {
  const at = { installationId: 1, owner: "octo", repo: "hello" };
  const headRef = "refs/heads/gh-readonly-queue/main/pr-7-abc";
  return { type: "evaluate", key: { type: "merge-group", ...at, headRef, headSha: "g", baseSha }, hints: {} };
}

/** GitHub asks for a minute's rest. */
export function slowDown(): Error {
  return Object.assign(new Error("Slow down."), { retryAfterMs: 60_000 });
}

export function press(deliveryId: string): Press {
  return { deliveryId, checkRunId: 1, identifier: "abc", senderId: 1, senderLogin: "alice" };
}

/** A promise that is resolved from outside. */
export function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

export async function until(condition: () => boolean | Promise<boolean>, timeout = 10_000): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!(await condition())) throw new Error("It did not come true.");
    },
    { timeout, interval: 5 },
  );
}

/** What every queue promises. */
export function describeQueue(name: string, openQueue: OpenQueue): void {
  describe(name, () => {
    const opened: Queue[] = [];

    const open = async (changes: Partial<QueueOptions> = {}): Promise<Queue> => {
      const queue = await openQueue({ ...options, ...changes });
      opened.push(queue);
      return queue;
    };

    afterEach(async () => {
      vi.useRealTimers();
      await Promise.all(opened.splice(0).map((queue) => queue.close(0)));
    });

    test("work that was asked for is done once, with its hints", async () => {
      const queue = await open();
      const done: Work[] = [];
      queue.start(({ work }) => Promise.resolve(void done.push(work)));

      await queue.add(evaluate(1, { headSha: "a", isFork: true }));

      await until(() => done.length === 1);
      expect(done).toEqual([evaluate(1, { headSha: "a", isFork: true })]);
    });

    test("scans are work too", async () => {
      const queue = await open();
      const done: Work[] = [];
      const scan: Work = {
        type: "scan",
        scan: { of: "installation", installationId: 3, only: "gated" },
        hints: {},
      };
      queue.start(({ work }) => Promise.resolve(void done.push(work)));

      await queue.add(scan);

      await until(() => done.length === 1);
      expect(done).toEqual([scan]);
    });

    test("requests that wait for the same work are one, and their hints are merged", async () => {
      const queue = await open();
      const done: Work[] = [];

      await queue.add(evaluate(1, { headSha: "b", previousHeadSha: "a", presses: [press("p1")] }));
      await queue.add(
        evaluate(1, { headSha: "c", previousHeadSha: "b", presses: [press("p1"), press("p2")] }),
      );
      await queue.add(evaluate(1, { defaultBranch: "main" }));
      await queue.add(evaluate(2));
      queue.start(({ work }) => Promise.resolve(void done.push(work)));

      await until(() => done.length === 2);
      expect(done).toContainEqual(
        evaluate(1, {
          headSha: "c",
          previousHeadSha: "a",
          defaultBranch: "main",
          presses: [press("p1"), press("p2")],
        }),
      );
    });

    test("of what webhooks told about comments the newest of each is kept", async () => {
      const queue = await open();
      const done: Work[] = [];
      const said = (id: number, isDeleted: boolean): Remark => {
        return { of: "comment", id, updatedAt: "2026-01-05T09:00:00Z", isEdited: false, isDeleted };
      };
      const review: Remark = { of: "review", id: 7, isDismissed: false };

      await queue.add(evaluate(1, { remarks: [said(7, false), review] }));
      await queue.add(evaluate(1, { remarks: [said(7, true), said(8, false)] }));
      queue.start(({ work }) => Promise.resolve(void done.push(work)));

      await until(() => done.length === 1);
      expect(done[0]?.hints.remarks).toEqual([said(7, true), review, said(8, false)]);
    });

    test("that a pull request was opened with its head is not said of the next head", async () => {
      const queue = await open();
      const done: Work[] = [];

      await queue.add(evaluate(1, { headSha: "a", isOpened: true }));
      await queue.add(evaluate(1, { headSha: "a", baseRef: "main" }));
      await queue.add(evaluate(2, { headSha: "a", isOpened: true }));
      await queue.add(evaluate(2, { headSha: "b", previousHeadSha: "a" }));
      queue.start(({ work }) => Promise.resolve(void done.push(work)));

      await until(() => done.length === 2);
      expect(done).toContainEqual(evaluate(1, { headSha: "a", baseRef: "main", isOpened: true }));
      expect(done).toContainEqual(evaluate(2, { headSha: "b", previousHeadSha: "a" }));
    });

    test.each([
      [null, "b"],
      ["b", null],
    ])(
      "of a merge group's bases %s and %s, asked for while it waits, the known one stays",
      async (...bases) => {
        const queue = await open();
        const done: Work[] = [];

        for (const base of bases) await queue.add(mergeGroup(base));
        queue.start(({ work }) => Promise.resolve(void done.push(work)));

        await until(() => done.length === 1);
        expect(done).toEqual([mergeGroup("b")]);
      },
    );

    test.each([
      [null, "b"],
      ["b", null],
    ])(
      "of a merge group's bases %s and %s, asked for while it runs, the known one stays",
      async (...bases) => {
        const queue = await open();
        const done: Work[] = [];
        queue.start(async ({ work }) => {
          done.push(work);
          if (done.length === 1) for (const base of bases) await queue.add(mergeGroup(base));
        });

        await queue.add(mergeGroup(null));

        await until(async () => done.length === 2 && (await isIdle(queue)));
        expect(done[1]).toEqual(mergeGroup("b"));
      },
    );

    test.each([
      [null, "b"],
      ["b", null],
    ])(
      "a merge group tried with base %s and asked for with base %s is tried with the known one",
      async (first, next) => {
        const queue = await open();
        const done: Work[] = [];
        queue.start(({ work }) => {
          done.push(work);
          return done.length === 1 ? Promise.reject(slowDown()) : Promise.resolve();
        });
        await queue.add(mergeGroup(first));
        await until(async () => (await queue.count()).delayed === 1);

        await queue.add(mergeGroup(next));

        await until(() => done.length === 2);
        expect(done[1]).toEqual(mergeGroup("b"));
      },
    );

    test("4,000 requests during a run cause exactly one more, with every press", async () => {
      const queue = await open();
      const gate = latch();
      const turns: Turn[] = [];
      queue.start(async (turn) => {
        turns.push(turn);
        if (turns.length === 1) await gate.opened;
      });
      await queue.add(evaluate(1));
      await until(() => turns.length === 1);

      const requests = Array.from({ length: 4000 }, (_, index) =>
        evaluate(1, index % 100 === 0 ? { presses: [press(`p${index}`)] } : { headSha: `h${index}` }),
      );
      // In portions: a busy machine's Redis must not keep any of them waiting past its time.
      for (let start = 0; start < requests.length; start += 500)
        await Promise.all(requests.slice(start, start + 500).map((work) => queue.add(work)));
      gate.open();

      await until(async () => turns.length === 2 && (await isIdle(queue)));
      expect(turns).toHaveLength(2);
      expect(turns[1]?.work.hints.presses).toHaveLength(40);
    });

    test("no name is ever worked on twice at once", async () => {
      const queue = await open({ concurrency: 8 });
      const running = new Map<string, number>();
      const seen: { overlaps: number; done: number } = { overlaps: 0, done: 0 };
      queue.start(async ({ work }) => {
        const key = JSON.stringify(work.type === "evaluate" ? work.key : work.scan);
        running.set(key, (running.get(key) ?? 0) + 1);
        if ((running.get(key) ?? 0) > 1) seen.overlaps += 1;
        await new Promise((resolve) => setImmediate(resolve));
        running.set(key, (running.get(key) ?? 0) - 1);
        seen.done += 1;
      });

      for (let round = 0; round < 20; round += 1) {
        await Promise.all([1, 2, 3].map((number) => queue.add(evaluate(number))));
      }

      await until(() => isIdle(queue));
      expect(seen.overlaps).toBe(0);
      expect(seen.done).toBeGreaterThanOrEqual(3);
    });

    test("no more is in hand than allowed", async () => {
      const queue = await open({ concurrency: 3 });
      const gate = latch();
      let running = 0;
      let most = 0;
      let done = 0;
      queue.start(async () => {
        running += 1;
        most = Math.max(most, running);
        await gate.opened;
        running -= 1;
        done += 1;
      });

      await Promise.all(
        [1, 2, 3, 4, 5, 6].map((number) => queue.add(evaluate(number, {}, `shop-${number}`))),
      );
      await until(() => running === 3);
      gate.open();

      await until(() => done === 6);
      expect(most).toBe(3);
    });

    test("a repository waits for one piece of another's work, however much that one has", async () => {
      const queue = await open({ concurrency: 1 });
      const done: string[] = [];
      for (let number = 1; number <= 30; number += 1) await queue.add(evaluate(number, {}, "busy"));
      await queue.add(evaluate(1, {}, "quiet"));
      await queue.add(evaluate(2, {}, "quiet"));

      queue.start(({ work }) => {
        if (work.type === "evaluate") done.push(`${work.key.repo} ${done.length}`);
        return Promise.resolve();
      });

      await until(() => done.length === 32);
      const quiet = done.filter((one) => one.startsWith("quiet")).map((one) => Number(one.split(" ")[1]));
      expect(Math.max(...quiet)).toBeLessThanOrEqual(4);
    });

    test("a failed try is repeated with the same hints, and with those that came meanwhile", async () => {
      const retries: number[] = [];
      const events = { ...silent, onRetry: (turn: Turn) => void retries.push(turn.attempt) };
      const queue = await open({ events });
      const turns: Turn[] = [];
      queue.start(async (turn) => {
        turns.push(turn);
        if (turns.length === 1) {
          await queue.add(evaluate(1, { presses: [press("p2")] }));
          throw new Error("GitHub is down.");
        }
      });

      await queue.add(evaluate(1, { headSha: "a", presses: [press("p1")] }));

      await until(async () => turns.length >= 2 && (await isIdle(queue)));
      expect(retries).toEqual([1]);
      expect(turns[1]?.attempt).toBe(2);
      expect(turns[1]?.work.hints).toMatchObject({ headSha: "a" });
      const presses = turns.slice(1).flatMap((turn) => turn.work.hints.presses ?? []);
      expect(presses.map((one) => one.deliveryId)).toEqual(["p1", "p2"]);
    });

    test("a request for work that waits for its next try begins it afresh, with the newest key and all hints", async () => {
      const queue = await open();
      const turns: Turn[] = [];
      queue.start((turn) => {
        turns.push(turn);
        return turns.length === 1 ? Promise.reject(slowDown()) : Promise.resolve();
      });
      await queue.add(evaluate(1, { headSha: "a", presses: [press("p1")] }));
      await until(async () => (await queue.count()).delayed === 1);
      const installed: Work = evaluate(1, { headSha: "b", presses: [press("p2")] });
      if (installed.type !== "evaluate") throw new Error("It is an evaluation.");
      const key = { ...installed.key, installationId: 2 };

      await queue.add({ ...installed, key });

      await until(async () => turns.length === 2 && (await isIdle(queue)));
      const hints = { headSha: "b", presses: [press("p1"), press("p2")] };
      expect(turns[1]).toEqual({ attempt: 1, work: { type: "evaluate", key, hints } });
    });

    test("a press whose work was given up is there for the next run, once, and causes none", async () => {
      const queue = await open();
      const turns: Turn[] = [];
      queue.start((turn) => {
        turns.push(turn);
        const failure = Object.assign(new Error("The App was removed."), { retryable: false });
        return turns.length === 1 ? Promise.reject(failure) : Promise.resolve();
      });
      await queue.add(evaluate(1, { presses: [press("p1")] }));
      await until(async () => (await queue.count()).dead === 1 && (await isIdle(queue)));

      await queue.add(evaluate(1, { headSha: "a" }));
      await until(async () => turns.length === 2 && (await isIdle(queue)));
      await queue.add(evaluate(1, { headSha: "a" }));
      await until(async () => turns.length === 3 && (await isIdle(queue)));

      expect(turns[1]?.work.hints).toEqual({ headSha: "a", presses: [press("p1")] });
      expect(turns[2]?.work.hints).toEqual({ headSha: "a" });
    });

    test("a press whose work is given up while it is asked for again is in the run that follows", async () => {
      const queue = await open({ retries: { maxAttempts: 1, firstDelayMs: 1, maxDelayMs: 1 } });
      const turns: Turn[] = [];
      queue.start(async (turn) => {
        turns.push(turn);
        if (turns.length > 1) return;
        await queue.add(evaluate(1, { headSha: "a" }));
        throw new Error("Once.");
      });

      await queue.add(evaluate(1, { presses: [press("p1")] }));

      await until(async () => turns.length === 2 && (await isIdle(queue)));
      expect(turns[1]?.work.hints).toEqual({ headSha: "a", presses: [press("p1")] });
    });

    test("what was given up counts as dead for a day", async () => {
      const queue = await open({ retries: { maxAttempts: 1, firstDelayMs: 1, maxDelayMs: 1 } });
      queue.start(() => Promise.reject(new Error("It fails always.")));
      await queue.add(evaluate(1));
      await until(async () => (await queue.count()).dead === 1);

      vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() });
      vi.advanceTimersByTime(2 * 86_400_000);

      expect((await queue.count()).dead).toBe(0);
    });

    test("work that waits for its next try fills the queue as well", async () => {
      const queue = await open({ maxWaiting: 1 });
      queue.start(() => Promise.reject(slowDown()));
      await queue.add(evaluate(1));
      await until(async () => (await queue.count()).delayed === 1);

      await until(() => isRefused(queue.add(evaluate(2))));
      await expect(queue.add(evaluate(3))).rejects.toMatchObject({ code: "full", status: 503 });
    });

    test("work is given up after the last try, and counted", async () => {
      const dead: Turn[] = [];
      const queue = await open({ events: { ...silent, onDead: (turn) => void dead.push(turn) } });
      let tries = 0;
      queue.start(() => {
        tries += 1;
        return Promise.reject(new Error("It fails always."));
      });

      await queue.add(evaluate(1));

      await until(() => dead.length === 1);
      expect(tries).toBe(4);
      expect(dead[0]?.attempt).toBe(4);
      await until(async () => (await queue.count()).dead === 1);
    });

    test("a failure that no repetition can mend is given up at once", async () => {
      const dead: unknown[] = [];
      const queue = await open({ events: { ...silent, onDead: (_, error) => void dead.push(error) } });
      let tries = 0;
      queue.start(() => {
        tries += 1;
        return Promise.reject(Object.assign(new Error("The App was removed."), { retryable: false }));
      });

      await queue.add(evaluate(1));

      await until(() => dead.length === 1);
      expect(tries).toBe(1);
    });

    test("work that was given up can be asked for again", async () => {
      const queue = await open({ retries: { maxAttempts: 1, firstDelayMs: 1, maxDelayMs: 1 } });
      let tries = 0;
      queue.start(() => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error("Once.")) : Promise.resolve();
      });
      await queue.add(evaluate(1));
      await until(async () => (await queue.count()).dead === 1);

      await queue.add(evaluate(1));

      await until(() => tries === 2);
    });

    test("GitHub's own wish to wait is honored", async () => {
      const delays: number[] = [];
      const events = {
        ...silent,
        onRetry: (_: Turn, __: unknown, delayMs: number) => void delays.push(delayMs),
      };
      const queue = await open({ events });
      queue.start(() => Promise.reject(Object.assign(new Error("Slow down."), { retryAfterMs: 60_000 })));

      await queue.add(evaluate(1));

      await until(async () => (await queue.count()).delayed === 1);
      expect(delays).toHaveLength(1);
      expect(delays[0]).toBeGreaterThanOrEqual(60_000);
      expect(delays[0]).toBeLessThanOrEqual(72_000);
    });

    test("it says how much waits, runs and for how long", async () => {
      const queue = await open({ concurrency: 1 });
      const gate = latch();
      let started = 0;
      queue.start(async () => {
        started += 1;
        await gate.opened;
      });

      await Promise.all([1, 2, 3].map((number) => queue.add(evaluate(number))));
      await until(() => started === 1);
      const count = await queue.count();
      gate.open();

      expect(count).toMatchObject({ waiting: 2, running: 1, delayed: 0, dead: 0 });
      expect(count.oldestAgeMs).toBeGreaterThanOrEqual(0);
      await queue.check();
    });

    test("closing finishes what runs, and nothing is taken any more", async () => {
      const queue = await open();
      const gate = latch();
      let finished = false;
      let started = false;
      queue.start(async () => {
        started = true;
        await gate.opened;
        finished = true;
      });
      await queue.add(evaluate(1));
      await until(() => started);

      const closed = queue.close(10_000);
      await expect(queue.add(evaluate(2))).rejects.toMatchObject({ code: "closed", status: 503 });
      gate.open();
      await closed;

      expect(finished).toBe(true);
    });

    test("closing does not wait longer than it may", async () => {
      const queue = await open();
      let started = false;
      queue.start(() => {
        started = true;
        return new Promise(() => undefined);
      });
      await queue.add(evaluate(1));
      await until(() => started);

      await queue.close(20);
    });

    test("one holder has a head at a time, and the next is told how long it was quiet", async () => {
      const { locks } = await open();
      const order: string[] = [];

      const first = await locks.holdHead("octo/hello@abc");
      const second = locks.holdHead("octo/hello@abc").then(async (held) => {
        order.push("second");
        await held.release();
        return held;
      });
      const other = await locks.holdHead("octo/hello@def");
      order.push("first");
      await first.release();
      await other.release();

      expect((await second).quietMs).toBe(0);
      expect(order).toEqual(["first", "second"]);
      expect(first.quietMs).toBe(Infinity);
    });

    test("a head that was free is said to be quiet since its release", async () => {
      const { locks } = await open();
      const first = await locks.holdHead("octo/hello@abc");
      await first.release();

      const second = await locks.holdHead("octo/hello@abc");
      await second.release();

      expect(second.quietMs).toBeGreaterThanOrEqual(0);
      expect(second.quietMs).toBeLessThan(5_000);
    });

    test("a head is its holder's until it is released", async () => {
      const { locks } = await open();
      const first = await locks.holdHead("octo/hello@abc");
      const whileHeld = await first.isStillMine();
      await first.release();
      const second = await locks.holdHead("octo/hello@abc");

      expect([whileHeld, await first.isStillMine(), await second.isStillMine()]).toEqual([true, false, true]);
      await second.release();
    });

    test("what was written on a head is remembered until it is written anew", async () => {
      const { locks } = await open();
      const [head, other] = ["octo/hello@abc", "octo/hello@def"];

      await locks.noteWritten(head, "first");
      await locks.noteWritten(head, "second");
      const remembered = [await locks.lastWritten(head), await locks.lastWritten(other)];
      await locks.noteWritten(head, null);

      expect([...remembered, await locks.lastWritten(head)]).toEqual(["second", null, null]);
    });

    test("a claim is granted once in its time", async () => {
      const { locks } = await open();

      const claims = await Promise.all([locks.claim("sweep", 60_000), locks.claim("sweep", 60_000)]);

      expect(claims.toSorted()).toEqual([false, true]);
      expect(await locks.claim("other", 60_000)).toBe(true);
    });
  });
}

async function isIdle(queue: Queue): Promise<boolean> {
  const { waiting, running, delayed } = await queue.count();
  return waiting + running + delayed === 0;
}

/** Refused for want of room? */
export function isRefused(added: Promise<void>): Promise<boolean> {
  return added.then(
    () => false,
    (error: unknown) => error instanceof Error && error.message.startsWith("The queue is full"),
  );
}
