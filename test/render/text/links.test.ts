import { describe, expect, test } from "vitest";
import { fileUrl, link, linkLines, linesUrl } from "../../../src/render/text/links.ts";
import { folder, headSha, place, planPath } from "../example.ts";

const blob = `https://github.com/acme/stack/blob/${headSha}`;

describe("links to the repository", () => {
  test("lead to lines of the plan's source at the head", () => {
    expect(linkLines(place, { path: planPath, startLine: 40, endLine: 71 }, planPath)).toBe(
      `[lines 40–71](${blob}/${planPath}?plain=1#L40-L71)`,
    );
  });

  test("name the file where it is not the plan", () => {
    const path = `${folder}/contracts/api.yaml`;

    expect(linkLines(place, { path, startLine: 4, endLine: 4 }, planPath)).toBe(
      `[\`contracts/api.yaml\` line 4](${blob}/${path}#L4)`,
    );
  });

  test("name a file elsewhere by its whole path", () => {
    expect(linkLines(place, { path: "docs/x.md", startLine: 1, endLine: 1 }, planPath)).toContain(
      "[`docs/x.md` line 1]",
    );
  });

  test("encode every character that could end them", () => {
    expect(fileUrl(place, "a b/c(d)/é|#?%.md")).toBe(`${blob}/a%20b/c%28d%29/%C3%A9%7C%23%3F%25.md`);
    expect(linesUrl(place, { path: "\uD800.MD", startLine: 1, endLine: 2 })).toBe(
      `${blob}/%EF%BF%BD.MD?plain=1#L1-L2`,
    );
  });

  test("are not made of addresses that are none", () => {
    expect(link("here", "javascript:alert(1)")).toBe("here");
    expect(link("here", "https://x.example/a) [b](c")).toBe("here");
  });
});
