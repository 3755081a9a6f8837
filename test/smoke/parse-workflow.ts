// Reads a workflow on standard input and prints what GitHub's own parser makes of it, as JSON.
// A process of its own: the parser imports JSON without an import attribute, which Node refuses and tsx allows.
import { readFileSync } from "node:fs";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";

const content = readFileSync(0, "utf8");
const parsed = parseWorkflow(
  { name: ".github/workflows/compose-smoke.yml", content },
  new NoOperationTraceWriter(),
);
const errors = parsed.context.errors.getErrors().map((error) => error.message);
const template =
  parsed.value === undefined ? null : await convertWorkflowTemplate(parsed.context, parsed.value);
process.stdout.write(JSON.stringify({ errors, jobs: template?.jobs.length ?? 0 }));
