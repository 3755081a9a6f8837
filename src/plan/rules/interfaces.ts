import { enough, fromBlock, mentions, says, type Candidate } from "../signals/evidence.ts";
import { findNotApplicable } from "../signals/not-applicable.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import type { EvidenceRule } from "../rule.ts";
import { isProgram, readCode } from "../signals/code-signals.ts";
import { countFlags, findEndpoints, isCommand, isMultiCall, isTypedCall } from "../signals/inline-signals.ts";
import { blocksOutside, documents, underTopic } from "../signals/topic-blocks.ts";

/** Signatures, endpoints, commands with their options, payloads, ports, hook contracts. */
export const interfaces: EvidenceRule = {
  id: "interfaces",
  title: "API/Interface design",
  group: "section",
  defaultSeverity: "error",
  topics: ["interfaces"],
  collect: (reading) => [...underTopic(reading, "interfaces", weigh), ...scattered(reading)],
  excuse: (reading) => findNotApplicable(reading.plan, { topics: ["interfaces"], phrase: "no-interface-change", sibling: /contracts\//u, grounds: ["ground", "no-interface-change"] }),
  docs: {
    wants:
      "What others call: functions with their parameters, endpoints with method and path, commands with their options, payloads, ports.",
    why: "An interface is a promise to its callers; changing it after the merge costs all of them.",
    notes: [
      "Signatures in code, `POST /path` lines, usage lines, request and response bodies, and the contract of a hook count.",
      "Names of routes or files, and `see contracts/` without that folder, do not.",
      "`No new APIs: the pages use the existing routes` is an answer, because it says why.",
    ],
    instruction: "Write down each function, endpoint or command with what goes in and what comes out.",
    good: `## API

- \`POST /invitations\` takes \`{ "email": string }\`, answers 201 with the invitation.
- \`DELETE /invitations/:id\` answers 204, or 404 where there is none.
`,
    bad: `## API

The API contracts are in contracts/.
`,
  },
};

function weigh(block: Block): number {
  if (block.kind === "code") {
    const code = readCode(block);
    return Math.min(enough, code.signatures + code.usages + (code.keys >= 2 ? 1 : 0));
  }
  if (!says(block)) return 0;
  const shown = weighShown(block);
  if (shown > 0) return Math.max(shown, 0.5);
  if (block.substance === "described") return mentions(block, "contract") ? 0.4 : 0.25;
  return 0.1;
}

function scattered(reading: Reading): readonly Candidate[] {
  return documents(reading).flatMap((document) => [
    ...blocksOutside(document, ["interfaces"]).map((block) => fromBlock(block, weighElsewhere(block))),
    ...streams(document),
  ]);
}

function weighElsewhere(block: Block): number {
  if (block.kind === "code") {
    if (!isProgram(block.language)) return Math.min(0.4, readCode(block).usages * 0.15);
    return readCode(block).signatures >= 1 ? enough : 0;
  }
  return says(block) ? weighShown(block) : 0;
}

/** Endpoints, signatures and usage lines within a passage. */
function weighShown(block: Block): number {
  const endpoints = findEndpoints(block.text).length * 0.5;
  let calls = 0;
  for (const code of block.codes) {
    if (isTypedCall(code)) calls += 0.6;
    else if (isMultiCall(code)) calls += 0.4;
    else if (isCommand(code) && countFlags(code) >= 2)
      calls += mentions(block, "command") || block.key !== null ? 1 : 0.4;
  }
  return Math.min(enough, endpoints + calls);
}

/** A section that says what comes in on stdin and what the exit codes mean describes a hook or a filter. */
function streams(document: Document): readonly Candidate[] {
  const blocks = document.blocks.filter(
    (block) => /\bstd(?:in|out|err)\b/u.test(block.folded) && says(block),
  );
  const [first] = blocks;
  return first !== undefined && blocks.length >= 2 ? [fromBlock(first, 0.6)] : [];
}
