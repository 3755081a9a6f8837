import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
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
