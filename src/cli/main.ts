#!/usr/bin/env node
import module from "node:module";
import { readGuardCall } from "./guard/guard-call.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

/** Compiled code is kept from run to run where Node can: agents start the guard before every edit. */
const { enableCompileCache }: { enableCompileCache?: () => unknown } = module;
enableCompileCache?.();

const words = process.argv.slice(2);
const hook = readGuardCall(words);
if (hook === null) {
  const { runCommandLine } = await import("./run.ts");
  await runCommandLine(words);
} else {
  const { runGuard } = await import("./guard/run-guard.ts");
  process.exitCode = await runGuard(hook, false);
}
