import { readGuardCall } from "./guard/guard-call.ts";
import { runGuard } from "./guard/run-guard.ts";

/** The guard alone; what it asks GitHub with is in `dist`. */
process.exitCode = await runGuard(readGuardCall(process.argv.slice(2)) ?? "pre-tool-use", false);
