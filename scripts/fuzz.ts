import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** `npm run test:fuzz -- --minutes 10`: every parser of foreign text, with other inputs each time. */
const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
const { status } = spawnSync("npx", ["vitest", "run", "--project", "fast", "test/fuzz"], {
  stdio: "inherit",
  env: { ...process.env, FUZZ_MINUTES: values.minutes },
});
process.exitCode = status ?? 1;
