import { describe, expect, it } from "vitest";
import { collectBlocks } from "../../src/plan/reading/collect-blocks.ts";
import { parsePlan, topicIndex } from "../../src/plan/reading/parse-plan.ts";
import { startWalk } from "../../src/plan/reading/walk.ts";
import { failing, findingOf, fixture, judge, judgedIds, rowIds } from "./judge.ts";

function read(text: string) {
  return parsePlan("plan.md", text, topicIndex([]));
}

describe("reading a plan", () => {
  it("takes headings of both kinds, bold lines, keys without values and items with lists as sections", () => {
    const text =
      "Title\n=====\n\n## Two\n\n**Bold line**\n\n**Key**:\n- item\n  - nested\n\n#NoSpace\n\ntext\n";

    const titles = read(text).sections.map((section) => [section.level, section.title]);

    expect(titles).toEqual([
      [0, ""],
      [1, "Title"],
      [2, "Two"],
      [7, "Bold line"],
      [8, "Key"],
      [10, "item"],
      [7, "NoSpace"],
    ]);
  });

  it("splits wrapped keys, fullwidth colons and colons within the bold, with their lines", () => {
    const text =
      "**Storage**: PostgreSQL for\nall cards\n**测试**：pytest\n**Tests:** Jest\n**Date** (UTC): today | **Spec**: x\n";

    const fields = read(text).blocks.map(({ key, text: value, startLine, endLine }) => [
      key,
      value,
      startLine,
      endLine,
    ]);

    expect(fields).toEqual([
      ["Storage", "PostgreSQL for\nall cards", 1, 2],
      ["测试", "pytest", 3, 3],
      ["Tests", "Jest", 4, 4],
      ["Date", "(UTC) today |", 5, 5],
      ["Spec", "x", 5, 5],
    ]);
  });

  it("reads what links, emphasis, breaks and inline HTML show, and neither pictures nor what is struck through", () => {
    const text =
      'A [link](x) *em* ~~del~~ ![alt](y) ![none](z "t") [ref][r] ![ri][r] <b>bold</b>  \nnext[^1] `code` <!-- c -->\n\n![](q)\n\n[r]: x\n[^1]: note **a `b`**\n';

    const [first, , note] = read(text).blocks.map((block) => block.text);

    expect(first?.replace(/\s+/g, " ")).toBe("A link em ref bold next code");
    expect(note ?? read(text).blocks.at(-1)?.text).toBe("note a b");
    expect(read(text).blocks.at(-1)?.codes).toEqual(["b"]);
  });

  it("skips front matter, in YAML and TOML", () => {
    expect(read("---\ntesting: a\n---\n\ntext\n").blocks.map((block) => block.text)).toEqual(["text"]);
    expect(read("+++\ntesting = 1\n+++\n\ntext\n").blocks.map((block) => block.text)).toEqual(["text"]);
  });

  it("takes a heading within a quote or a list for text", () => {
    expect(read("> ## Testing\n>\n> - a\n\n- ## Data\n").sections.map((section) => section.title)).toEqual([
      "",
    ]);
  });

  it("shows the text of HTML blocks and skips empty ones and definitions", () => {
    expect(read("<div>shown</div>\n\n<br>\n\n[a]: b\n\n***\n").blocks.map((block) => block.text)).toEqual([
      "shown",
    ]);
  });

  it("reads an item that begins with code, and one with nothing", () => {
    expect(read("- ```ts\n  a\n  ```\n-\n").blocks.map((block) => block.kind)).toEqual(["code"]);
  });

  it.each([
    ["carriage returns", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\ufeff${text}`],
    ["zero-width spaces", (text: string) => text.replaceAll("Endpoint", "End\u200bpoint")],
  ])("judges a plan with %s as without", (_name, change) => {
    expect(failing(change(fixture("f-15-docker-compose-stack")))).toEqual([]);
  });

  it.each([
    ["an unclosed fence", "```\n## Data model\n\n| Field | Type |\n|---|---|\n| id | uuid |\n| a | text |\n"],
    ["an indented fence", "- a\n\n      ## Testing\n      - Unit: x\n"],
    ["indented code", "    ## Data model\n    - id: uuid\n    - title: text\n    - body: text\n"],
    ["nested quotes of nothing", "> > > - [ ]\n"],
  ])("is not fooled by %s", (_name, text) => {
    expect(failing(text)).toEqual(rowIds);
  });

  it("takes a title on its own for a title", () => {
    const text =
      "# Test management\n\nWe build a page that lists what is known, in three steps, for everyone who needs to look it up.\n";

    expect(findingOf(text, "testing").status).toBe("fail");
  });

  it("knows the phases and numbers before a title, and longer titles", () => {
    const topics = (title: string) => [...(read(`${title}\n`).sections[1]?.topics ?? [])];

    expect(topics("## 3. Dependencies")).toEqual([["dependencies", 1]]);
    expect(topics("### Phase 3: Tests (validation)")).toEqual([["testing", 1]]);
    expect(topics("## The testing of it")).toEqual([["testing", 0.9]]);
    expect(topics("## How we think about the testing of it")).toEqual([["testing", 0.7]]);
    expect(topics("## How we think about the testing of all the many things in it")).toEqual([
      ["testing", 0.4],
    ]);
    expect(topics("## Dependency injection")).toEqual([]);
    expect(topics("## Nothing of note")).toEqual([]);
  });

  it("takes a tree without positions for line 1, and an image without text for nothing", () => {
    const walk = startWalk("plan.md", topicIndex([]), new Map());

    collectBlocks(
      {
        type: "root",
        children: [
          {
            type: "paragraph",
            children: [
              { type: "image", url: "a" },
              { type: "text", value: "b" },
            ],
          },
          { type: "code", value: "c" },
          {
            type: "paragraph",
            children: [
              { type: "strong", children: [{ type: "text", value: "K:" }] },
              { type: "text", value: "v" },
            ],
          },
          { type: "paragraph", children: [] },
        ],
      },
      walk,
    );

    expect(walk.blocks.map((block) => [block.kind, block.text, block.startLine, block.endLine])).toEqual([
      ["paragraph", "b", 1, 1],
      ["code", "c", 1, 1],
      ["field", "v", 1, 1],
    ]);
  });

  it("opens a section for an item that is only a key, and none for its text", () => {
    const { sections, blocks } = read("- **Rules**:\n  - one\n- **Pages**: two\n  - three\n- [ ]\n");

    expect(sections.map((section) => section.title)).toEqual(["", "Rules", "Pages"]);
    expect(blocks.map((block) => block.text)).toEqual(["one", "two", "three", "[ ]"]);
  });

  it("judges 1,700 lines", () => {
    expect(
      failing(`${fixture("f-15-docker-compose-stack")}\n${"- [ ] a line of a long list\n\n".repeat(850)}`),
    ).toEqual([]);
    expect(judge("x\n\n".repeat(850)).findings.map(({ ruleId }) => ruleId)).toEqual(judgedIds);
  });
});

describe("what the rendered page leaves out", () => {
  const routes = "`POST /rooms` answers 201, `DELETE /rooms/:id` answers 204.";

  it.each([
    ["a footnote that nothing refers to", `## API\n\nThe door is green.\n\n[^a]: ${routes}\n`],
    [
      "footnotes that only refer to each other",
      `## API\n\nGreen.\n\n[^a]: ${routes} [^b]\n[^b]: See [^a].\n`,
    ],
    ["the second footnote of a name", `## API\n\nGreen[^a].\n\n[^a]: A color.\n\n[^a]: ${routes}\n`],
    ["cells beyond a table's header", `## API\n\n| Nr |\n|---|\n| 1 | ${routes} |\n`],
    ["a definition of a link", `## API\n\nGreen.\n\n[a]: http://x (${routes})\n`],
    ["an attribute that holds the sign of a tag's end", `## API\n\n<p title="1 > 0 ${routes}">Green.</p>\n`],
    ["an attribute that nothing closes", `## API\n\n<p title="${routes}\n`],
    ["a script", `## API\n\n<script>\n${routes}\n</script>\n`],
    ["an instruction to a processor", `## API\n\n<?x 1 > 0 ${routes} ?>\n`],
    ["a section of characters", `## API\n\n<![CDATA[ 1 > 0 ${routes} ]]>\n`],
    ["text between tags that strike it out", `## API\n\nNo <del>${routes}</del> any more.\n`],
    ["text behind a tag that strikes it out", `## API\n\nNo <s>${routes}\n`],
  ])("is no evidence: %s", (_name, text) => {
    expect(findingOf(text, "interfaces")).toMatchObject({ status: "fail", nearMisses: [{ startLine: 1 }] });
  });

  it.each([
    ["a footnote that the page refers to", `## API\n\nThe rooms[^a].\n\n[^a]: ${routes}\n`],
    ["a footnote of a footnote", `## API\n\nThe rooms[^a].\n\n[^a]: See[^b].\n\n[^b]: ${routes}\n`],
    ["cells within a table's width", `## API\n\n| Nr | What |\n|---|---|\n| 1 | ${routes} |\n`],
    ["text beside what is struck out", `## API\n\n<del>No rooms.</del> ${routes}\n`],
    [
      "the text of HTML",
      "## API\n\n<p class='a > b'>POST /rooms answers 201, DELETE /rooms/1 answers 204.</p>\n",
    ],
  ])("leaves evidence where it is: %s", (_name, text) => {
    expect(findingOf(text, "interfaces").status).toBe("pass");
  });

  it("is listed for the reviewer with its lines", () => {
    const text = `# A\n\nGreen[^a], see [b] and ![c].\n\n[^a]: See [d].\n[^e]: ${routes}\n\n[b]: x\n[c]: x\n[d]: x\n[f]: x\n[b]: y\n\n| 1 |\n|---|\n| 2 | 3 |\n`;

    const { nearMisses } = findingOf(text, "no-hidden-text");

    expect(nearMisses.map(({ startLine, excerpt }) => [startLine, excerpt.slice(0, 40)])).toEqual([
      [6, "footnote that nothing refers to: [^e]: `"],
      [11, "link definition that nothing refers to: "],
      [12, "link definition that nothing refers to: "],
      [16, "table cell beyond the header: | 2 | 3 |"],
    ]);
  });
});
