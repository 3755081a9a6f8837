import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Scenarios over HTTP: half of all the time that tests take. */
const attacks = ["test/attacks/**/*.test.ts"];

/** What needs Docker, a browser, many processes or minutes: CI runs it after `npm test`. */
const suites = {
  model: ["test/model/**/*.test.ts"],
  engine: ["test/smoke/engine/**/*.test.ts"],
  browser: ["test/browser/**/*.test.ts"],
  image: ["test/packaging/image.test.ts"],
  processes: [
    "test/attacks/judging.test.ts",
    "test/cli/judge.test.ts",
    "test/cli/lsp.test.ts",
    "test/packaging/hooks-and-ci.test.ts",
    "test/server/clock.test.ts",
    "test/server/judging-process.test.ts",
    "test/server/process.test.ts",
    "test/server/redis-kinds.test.ts",
    "test/server/replicas.test.ts",
    "test/server/starting.test.ts",
  ],
  // Every request times every fault; `test/faults/replies.test.ts` stays in `npm test`.
  faults: [
    "test/faults/{lag,reading,refused,refused-beside,refused-situations,refused-sweeps,situations,writing}.test.ts",
  ],
};

const shared = {
  setupFiles: ["test/setup.ts"],
  testTimeout: 120_000,
  // What comes is awaited, also on a machine that others use: a second, the default, is no verdict's time there.
  expect: { poll: { timeout: 20_000 } },
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    globalSetup: ["test/leftovers.ts"],
    // One more than there are processors: tests of a live gate wait for GitHub's seconds half of their time.
    maxWorkers: availableParallelism() + 1,
    // Without isolation a process serves many files; what a file changes for the whole process it puts back.
    projects: [
      {
        test: {
          ...shared,
          name: "fast",
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [...attacks, ...Object.values(suites).flat()],
        },
      },
      {
        test: {
          ...shared,
          name: "attacks",
          isolate: false,
          include: attacks,
          exclude: Object.values(suites).flat(),
        },
      },
      // Real processes, engines and browsers on a machine that others use too: CI tries once more.
      ...Object.entries(suites).map(([name, include]) => ({
        test: { ...shared, name, include, retry: process.env["CI"] === "true" ? 1 : 0 },
      })),
    ],
    coverage: {
      include: [
        "src/pull-request/**",
        "src/feature/**",
        "src/plan/**",
        "src/slash-commands/**",
        "src/approval/**",
        "src/config/**",
        "src/gate/**",
        "src/render/**",
        "src/effects/**",
        "src/webhooks/{payloads,read,relevance,work}.ts",
      ],
      thresholds: { lines: 100, functions: 100, branches: 100, statements: 100 },
      reporter: ["text-summary", "json-summary"],
    },
  },
});
