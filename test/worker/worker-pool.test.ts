import { afterEach, describe, expect, test } from "vitest";
import { openWorkerPool, type WorkerPool } from "../../src/worker/worker-pool.ts";

const entry = new URL("./hanging-worker.mjs", import.meta.url);

describe("a pool of worker threads", () => {
  let pool: WorkerPool<string, string> | null = null;

  const open = (size: number, deadlineMs: number): WorkerPool<string, string> => {
    pool = openWorkerPool({ entry, size, deadlineMs });
    return pool;
  };

  afterEach(async () => {
    await pool?.close();
  });

  test("answers each question, one at a time in a thread", async () => {
    const { run } = open(1, 10_000);

    expect(await Promise.all(["a", "b", "c"].map(run))).toEqual(["a 1", "b 2", "c 3"]);
  });

  test("past the deadline it is our failure, to be tried again, and the others are served", async () => {
    const { run } = open(1, 500);

    const stuck = run("hang");
    const next = run("a");

    await expect(stuck).rejects.toMatchObject({
      name: "WorkerError",
      code: "deadline",
      retryable: true,
      message: "The worker thread did not answer within 500 ms.",
    });
    expect(await next).toBe("a 1");
  });

  test("one stuck thread does not keep the other from answering", async () => {
    const { run } = open(2, 5_000);

    const stuck = run("hang").catch((error: unknown) => error);

    expect(await run("a")).toBe("a 1");
    await pool?.close();
    expect(await stuck).toMatchObject({ code: "crashed" });
  });

  test.each([
    ["exit", "The worker thread ended before it answered."],
    ["throw", "The worker thread failed: Error."],
    ["refuse", "The worker thread failed: TypeError."],
  ])("a thread that does not answer but does %s is a failure to be tried again", async (request, message) => {
    const { run } = open(1, 10_000);

    await expect(run(request)).rejects.toMatchObject({ code: "crashed", retryable: true, message });
    expect(await run("a")).toMatch(/^a \d$/u);
  });

  test("a closed pool takes no questions", async () => {
    const { run, close } = open(1, 10_000);
    await close();

    await expect(run("a")).rejects.toMatchObject({ code: "closed", message: "The server is stopping." });
  });
});
