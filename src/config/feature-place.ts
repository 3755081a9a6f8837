import * as z from "zod/mini";
import { described, glob, text } from "./fields.ts";

/** Names that stand for a part of every feature's gated text, or for its tasks. */
const taken: ReadonlySet<string> = new Set([
  "plan.md",
  "tasks.md",
  "data-model.md",
  "research.md",
  "quickstart.md",
]);

const fileName = text(
  "the name of a Markdown file, such as `design.md`",
  /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}\.[Mm][Dd]$/,
);

/** Where features lie that are called otherwise; names compare without case. */
const namedPlace = z
  .strictObject({
    glob: glob.check(z.meta({ description: "Glob of the folders.", examples: ["openspec/changes/*"] })),
    plan: described(
      z.optional(
        fileName.check(
          z.refine((name) => name.toLowerCase() !== "tasks.md", {
            error: "the name of the plan, not of its tasks",
          }),
        ),
      ),
      {
        description: "Name of the plan there; `plan.md` stays a part of the text that is approved.",
        examples: ["design.md"],
      },
    ),
    spec: described(
      z.optional(
        fileName.check(
          z.refine((name) => !taken.has(name.toLowerCase()), {
            error: "a name of its own, such as `proposal.md`",
          }),
        ),
      ),
      { description: "Name of the specification there.", examples: ["proposal.md"] },
    ),
  })
  .check((context) => {
    const { glob: of, plan = "plan.md", spec = "spec.md" } = context.value;
    const isOfFiles = /\.md$/i.test(of);
    const problems = [
      { key: "plan", isWrong: isOfFiles && context.value.plan !== undefined, message: onlyInFolders },
      { key: "spec", isWrong: isOfFiles && context.value.spec !== undefined, message: onlyInFolders },
      {
        key: "spec",
        isWrong: !isOfFiles && plan.toLowerCase() === spec.toLowerCase() && !taken.has(spec.toLowerCase()),
        message: "another name than the plan's",
      },
    ];
    for (const { key, isWrong, message } of problems)
      if (isWrong) context.issues.push({ code: "custom", message, path: [key], input: context.value });
  });

const onlyInFolders = "a glob of folders beside it: a file that is a plan by itself has no other files";

/** One entry of `features`: a glob, or a glob with the names of the files in its folders. */
export const featurePlaceSchema = z.union([glob, namedPlace]);
