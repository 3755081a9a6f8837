import { expect, test } from "vitest";
import { suspectCommits } from "../../src/gate/touching-commits.ts";
import { author, commit, identity } from "./world.ts";

const nobody = { ids: new Set<number>(), logins: new Set<string>(), agents: new Set(["agent@example.com"]) };
const byAgentToo = {
  ...commit("one", []),
  coAuthors: [identity(null)].map((one) => ({ ...one, email: "Agent@Example.com" })),
};
const byStranger = { ...commit("two", []), coAuthors: [identity(null)] };

test("a trailer that names an agent makes no commit suspect, one that names a stranger does", () => {
  const since = { commits: [byAgentToo, byStranger], totalCommits: 2 };

  expect(suspectCommits(since, nobody).map(({ sha }) => sha)).toEqual(["two"]);
  expect(suspectCommits(since, { ...nobody, ids: new Set([author.id]) })).toHaveLength(2);
});
