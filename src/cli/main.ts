#!/usr/bin/env node
import { endOnBrokenPipe } from "./console.ts";
import { readGuardCall } from "./guard/guard-call.ts";

endOnBrokenPipe();
const words = process.argv.slice(2);
const hook = readGuardCall(words);
if (hook === null) {
  const { runCommandLine } = await import("./run.ts");
  await runCommandLine(words);
} else {
  const { runGuard } = await import("./guard/run-guard.ts");
  process.exitCode = await runGuard(hook, false);
}
