import { describe, expect, test } from "vitest";
import { specSubject } from "../../../src/approval/approval.ts";
import { decideWords } from "../../../src/approval/decide-words.ts";
import { comment, f15, facts, feature, refusalOf } from "../world.ts";
import type { SubjectFacts } from "../../../src/approval/facts.ts";

const spec = feature("F-15", "v1", {
  subject: specSubject(f15.subject),
  codeownersPath: `${f15.subject}/spec.md`,
});

/** Why a command of an administrator is refused, where specifications have a gate of their own. */
function refused(words: string, subjects: readonly SubjectFacts[]): string {
  const given = { people: { root: "admin" }, comments: [comment("root", words)], subjects } as const;
  const input = { ...facts(given), hasSpecGate: true };
  return refusalOf(decideWords({ ...input, config: { ...input.config, override: "admins" } })) ?? "";
}

describe("where no specification is changed", () => {
  test.each([
    ["/approve-spec", "approve"],
    ["/reject-spec too vague", "reject"],
    ["/revoke-spec", "take back"],
    ["/waive-spec testable no users yet", "waive"],
    ["/override-spec on fire", "override"],
  ])("`%s` says so, and how the commands about the plan end", (words, toDo) => {
    expect(refused(words, [f15])).toContain(
      `No specification is changed here, so there is nothing to ${toDo}. The commands about the plan end in \`-plan\`.`,
    );
    expect(refused(words, [])).toContain(`No specification is changed here, so there is nothing to ${toDo}.`);
    expect(refused(words, [])).not.toContain("end in");
  });
});

test("a plan waits for its specification, and the refusal says by which command that is approved", () => {
  const plan = { ...f15, follows: spec.subject };

  expect(refused("/approve-plan", [plan, spec])).toContain(
    "is not approved. Approve it first, by `/approve-spec F-15`, and the plan when the check shows it as ready.",
  );
});

test("where specifications have no gate of their own, their commands say so", () => {
  const given = { people: { root: "admin" }, comments: [comment("root", "/approve-spec")] } as const;

  expect(refusalOf(decideWords(facts(given)))).toContain(
    "Specifications have no gate of their own here, so there is nothing to approve. The commands about the plan end in `-plan`.",
  );
});

describe("where a specification alone is changed", () => {
  test.each(["/approve-plan", "/reject-plan too vague", "/revoke-plan"])(
    "`%s` says how its commands end",
    (words) => {
      expect(refused(words, [spec])).toContain("The commands about the specification end in `-spec`.");
    },
  );

  test("a name that is none of it is no name, whatever it is", () => {
    expect(refused("/approve-spec F-99", [spec])).toContain("`F-99`");
  });
});
