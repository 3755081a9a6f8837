import { afterEach, describe, expect, test } from "vitest";
import { describe as describeError } from "../../src/monitoring/log.ts";
import { openWorkerPool, type PoolOptions, type WorkerPool } from "../../src/worker/worker-pool.ts";

const entry = new URL("./answering-worker.mjs", import.meta.url);
let pool: WorkerPool<string, string> | null = null;

function open(size: number, deadlineMs: number, runtime: PoolOptions["runtime"]): WorkerPool<string, string> {
  pool = openWorkerPool({ entry, runtime, size, deadlineMs });
  return pool;
}

afterEach(async () => {
  await pool?.close();
  pool = null;
});

describe.each(["child_process", "worker_threads"] as const)("a pool of workers, each a %s", (runtime) => {
  test("answers each question, one at a time in a worker", async () => {
    const { run } = open(1, 10_000, runtime);

    expect(await Promise.all(["a", "b", "c"].map((one) => run(one)))).toEqual(["a 1", "b 2", "c 3"]);
  });

  test("past the deadline it is our failure, to be tried again, and the others are served", async () => {
    const { run } = open(1, 500, runtime);

    const stuck = run("hang");
    const next = run("a");

    await expect(stuck).rejects.toMatchObject({
      name: "WorkerError",
      code: "deadline",
      retryable: true,
      message: "The judging did not come to an end within 500 ms.",
    });
    expect(await next).toBe("a 1");
  });

  test("one stuck worker does not keep the other from answering", async () => {
    const { run, close } = open(2, 30_000, runtime);

    const stuck = run("hang").catch((error: unknown) => error);

    expect(await run("a")).toBe("a 1");
    await close();
    expect(await stuck).toMatchObject({ code: "closed" });
  });

  test("an error that nothing caught is told without what it quotes", async () => {
    const { run } = open(1, 10_000, runtime);

    const error: unknown = await run("throw").catch((reason: unknown) => reason);

    expect(JSON.stringify(describeError(error))).not.toContain("the text of a plan");
    expect(error).toMatchObject({ code: "crashed", retryable: true });
    expect(await run("a")).toMatch(/^a \d$/u);
  });

  test("an answer that says it failed is a failure", async () => {
    const { run } = open(1, 10_000, runtime);

    await expect(run("refuse")).rejects.toMatchObject({
      code: "crashed",
      message: "The judging failed: TypeError.",
    });
  });

  test("knows nothing of our environment, which has secrets", async () => {
    const { run } = open(1, 10_000, runtime);

    expect((await run("environment")).split(" ")[0]?.split(",")).not.toContain("PATH");
  });

  test("gives each lane its turn, however much waits in another", async () => {
    const { run } = open(1, 10_000, runtime);
    const done: string[] = [];
    const ask = async (request: string, lane: string, isUrgent = false): Promise<void> => {
      await run(request, { lane, isUrgent });
      done.push(request);
    };

    await Promise.all([
      ...["slow 1", "slow 2", "slow 3", "slow 4"].map((request) => ask(request, "busy")),
      ask("slow decision", "busy", true),
      ask("other", "quiet"),
    ]);

    expect(done).toEqual(["slow 1", "slow decision", "other", "slow 2", "slow 3", "slow 4"]);
  });

  test("takes no questions once it is closed", async () => {
    const { run, close } = open(1, 10_000, runtime);
    await close();

    await expect(run("a")).rejects.toMatchObject({ code: "closed", message: "The server is stopping." });
  });
});

describe("a pool of processes", () => {
  test.each(["exit", "abort"])("outlives a process that does %s", async (request) => {
    const { run } = open(1, 10_000, "child_process");

    await expect(run(request)).rejects.toMatchObject({
      code: "crashed",
      retryable: true,
      message: "The judging ended before it answered: Error.",
    });
    expect(await run("a")).toBe("a 1");
  });
});
