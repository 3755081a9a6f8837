import { Command } from "commander";
import { formatStatus, formatStatusJson } from "../render/report/status.ts";
import { checkAll } from "./check/check-target.ts";
import { fromHere } from "./repository.ts";
import { findTargets } from "./find-plans.ts";
import { chooseWord, formatOption } from "./words.ts";
import { tell, describeTerminal } from "./console.ts";

const formats = ["pretty", "json"] as const;

/** `plan-gate status`: how far every feature is, and what it waits for. */
export function statusCommand(): Command {
  return new Command("status")
    .description("List every feature of the repository: its phase, and what it waits for")
    .addOption(formatOption(formats))
    .option("--config <file>", "config to judge by (default: .github/plan-gate.yml of the repository)")
    .action(async (options: { readonly format: string; readonly config?: string }) => {
      const format = chooseWord("format", options.format, formats);
      const search = { cwd: process.cwd(), paths: [], configFile: options.config ?? null, mayBeEmpty: true };
      const { targets, notes } = await findTargets(search);
      tell(notes);
      const standings = await checkAll(targets, fromHere, false);
      const terminal = describeTerminal(process.stdout);
      process.stdout.write(
        format === "json" ? formatStatusJson(standings) : formatStatus(standings, terminal),
      );
    });
}
