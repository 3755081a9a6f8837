import { expect, test } from "vitest";
import { formatGithubAnnotations } from "../../src/render/github-annotations.ts";
import { everything, feature, finding, missing } from "./checked-feature.ts";

test("nothing is annotated where nothing fails", () => {
  expect(formatGithubAnnotations([feature(finding({}))])).toBe("");
});

test("what fails is annotated at its line, warnings as warnings", () => {
  expect(formatGithubAnnotations([everything])).toBe(
    [
      "::error file=.specify/specs/f-15-stack/plan.md,line=120,endLine=120,title=F-15%3A Failure modes::no evidence found.%0AAdd a table.",
      "::warning file=.specify/specs/f-15-stack/plan.md,line=7,endLine=9,title=F-15%3A Nothing hidden from the reviewer::1 place hides text.",
      "::error file=.specify/specs/f-15-stack/plan.md,line=1,endLine=1,title=F-15%3A Rollout | plan::No section.",
      "",
    ].join("\n"),
  );
});

test("no text of a plan can begin a command or leave its property", () => {
  const hostile = { ...missing, title: "a,line=1::x", message: "100%\r\n::add-mask::x", fix: null };

  expect(formatGithubAnnotations([feature(hostile)])).toBe(
    "::error file=.specify/specs/f-15-stack/plan.md,line=88,endLine=88,title=F-15%3A a%2Cline=1%3A%3Ax::100%25%0D%0A::add-mask::x\n",
  );
});
