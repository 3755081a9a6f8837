import { expect, test } from "vitest";
import { formatGithubAnnotations } from "../../../src/render/report/github-annotations.ts";
import { everything, feature, finding, missing } from "../checked-feature.ts";

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
    "::error file=.specify/specs/f-15-stack/plan.md,line=88,endLine=88,title=F-15%3A a%2Cline=1%3A%3Ax::100%25%0A::add-mask::x\n",
  );
});

test("what steers a terminal or cannot be seen is shown, in titles, messages and names of files", () => {
  const hostile = {
    ...missing,
    title: "a\u001b[31m\u202e",
    message: "b\u009b31m\u2066\nc\u0007",
    nearMisses: [],
    fix: null,
  };
  const hidden = { ...feature(hostile), id: "F\u200b", planPath: "d\n\u001b/\u202e.md" };

  expect(formatGithubAnnotations([hidden])).toBe(
    "::error file=d ‹U+001B›/‹U+202E›.md,line=1,endLine=1,title=F‹U+200B›%3A a‹U+001B›[31m‹U+202E›::b‹U+009B›31m‹U+2066›%0Ac‹U+0007›\n",
  );
});
