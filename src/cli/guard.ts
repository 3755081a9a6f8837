import { Command } from "commander";
import { guardHooks } from "./guard/guard-call.ts";
import { runGuard } from "./guard/run-guard.ts";
import { chooseWord } from "./words.ts";

/** `plan-gate guard`: holds code back, at the desk, until its plan is approved. */
export function guardCommand(): Command {
  return new Command("guard")
    .description("Hold code back until its plan is approved: a hook for agents and for Git")
    .argument("[hook]", `which hook it is: ${guardHooks.join(", ")}`, "pre-tool-use")
    .argument("[rest...]", "what Git passes to the hook; ignored")
    .option("--offline", "judge by the clone alone, never ask GitHub")
    .addHelpText(
      "after",
      "\nAsks GitHub only where the clone does not settle it, and only with GITHUB_TOKEN or GH_TOKEN.",
    )
    .action(async (hook: string, _rest: readonly string[], options: { readonly offline?: true }) => {
      process.exitCode = await runGuard(chooseWord("hook", hook, guardHooks), options.offline === true);
    });
}
