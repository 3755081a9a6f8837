import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatJson } from "../../render/report/json.ts";
import { formatJunit } from "./junit.ts";
import { formatMarkdown } from "./markdown.ts";
import type { SmokeReport } from "./smoke-report.ts";

/** Writes `smoke.json` and `junit.xml` into the folder, which is made where it is missing. */
export async function writeReports(report: SmokeReport, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "smoke.json"), formatJson(report));
  await writeFile(join(folder, "junit.xml"), formatJunit(report));
}

/** Appends the Markdown report to the file Actions names in `GITHUB_STEP_SUMMARY`. */
export async function appendStepSummary(report: SmokeReport, path: string): Promise<void> {
  await appendFile(path, formatMarkdown(report));
}
