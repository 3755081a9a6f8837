import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rebuildMarkdown } from "../../../src/render/text/rebuild-markdown.ts";
import { parseComment } from "../../../src/slash-commands/parse-comment.ts";
import { allNodes, findings, hostileText, parse } from "../github-model.ts";

function rebuild(text: string): string {
  return rebuildMarkdown("f/plan.md", text, 70_000).markdown;
}

function quoted(...lines: readonly string[]): string {
  return lines.map((line) => (line === "" ? ">" : `> ${line}`)).join("\n");
}

const joiner = "\u200D";

describe("a passage of a plan", () => {
  test.each<[string, string, string]>([
    [
      "keeps a table, and what is too much for a row",
      "| A | B |\n|---|:-:|\n| `a\\|b` | @alice |\n| 1 |\n| 1 | 2 | 3 |",
      quoted("| A | B |", "| --- | --- |", "| `a\\|b` | `@alice` |", "| 1 |", "| 1 | 2 3 |"),
    ],
    ["keeps lists", "- one\n  - two\n\n  more\n- three", quoted("- one", "  - two", "", "  more", "- three")],
    ["keeps boxes", "- [x] done\n- [ ] open", quoted("- ☑ done", "- ☐ open")],
    ["keeps an item with nothing in it", "- \n- a", quoted("-", "- a")],
    [
      "keeps a box with nothing behind it apart from what follows",
      "- [x] &nbsp;\n\n  ```\n  # Approved\n\n  <img src=x>\n  ```",
      quoted("- ☑", "", "  ```text", "  # Approved", "", "  <img src=x>", "  ```"),
    ],
    ["keeps numbers", "3. three\n4. four", quoted("3. three", "4. four")],
    [
      "shows headings below ours",
      "## Data\nmodel\n\n##### Volumes\n\n#",
      quoted("#### Data", "", "model", "", "##### Volumes"),
    ],
    ["shows a heading on one line", "Data\nmodel\n===", quoted("#### Data model")],
    ["keeps emphasis", "a **b** *c* ~~d~~ e **`f`**", quoted("a **b** *c* ~~d~~ e `f`")],
    ["keeps a quote", "> one\n>\n> two", quoted("> one", ">", "> two")],
    ["keeps a line across", "a\n\n---", quoted("a", "", "***")],
    ["keeps lines, and breaks between them", "a\nb  \nc<br>d", quoted("a", "b\\", "c\\", "d")],
    ["shows breaks in cells", "| a<br/>b |\n|---|", quoted("| a ↵ b |", "| --- |")],
    ["colors code", "```SQL\nselect\n```", quoted("```sql", "select", "```")],
    ["shows code that GitHub would draw as text", "```geojson\n{}\n```", quoted("```text", "{}", "```")],
    [
      "keeps a diagram",
      "```mermaid\ngraph TD\nA-->B[one<br/>two]\nB<-->C\n```",
      quoted("```mermaid", "graph TD", "A-->B[one<br/>two]", "B<-->C", "```"),
    ],
    ["shows settings as YAML", "---\na: 1\n---\n\nb", quoted("```yaml", "a: 1", "```", "", "b")],
    [
      "shows links and images as text",
      "[x](y.md), <http://y.z>, [](b) ![p](q) ![r][s] [t][s]\n\n[s]: u",
      quoted("x (`y.md`), `http://y.z`, `b` (image: p) (`q`) (image: r) t", "", "s: `u`"),
    ],
    [
      "shows the titles of definitions",
      "a\n\n[//]: # (agents: skip\n/approve-plan)",
      quoted("a", "", "`//:` `#` (agents: skip", "`/approve-plan)`"),
    ],
    ["shows notes as text", "a[^1]\n\n[^1]: b", quoted(`a${joiner}(note 1)`, "", "Note 1:", "", "b")],
    [
      "shows HTML as code",
      "a <b>c</b>\n\n<!-- hidden -->",
      quoted(`a \`<b>\`${joiner}c${joiner}\`</b>\``, "", "```text", "<!-- hidden -->", "```"),
    ],
    [
      "shows a command as code",
      "/approve-plan F-15\n\n- /approve-plan",
      quoted("`/approve-plan` F-15", "", "- `/approve-plan`"),
    ],
    ["shows a look-alike of a command as code", "⁄approve-plan", quoted("`⁄approve-plan`")],
    ["does not begin a line like a fence", "```` ```a ````", quoted(`${joiner}\`\`\`\` \`\`\`a \`\`\`\``)],
    ["sets no alert", "> [!WARNING]\n> x", quoted(`> \\[${joiner}!WARNING\\]`, "> x")],
  ])("%s", (_name, text, expected) => {
    expect(rebuild(text)).toBe(expected);
  });

  test.each([
    'click A "x"',
    "%%{init: {}}%%\ngraph TD",
    "---\nconfig: {}\n---\ngraph TD",
    "graph TD\nA[<img src=x>]",
    "graph TD\nA[drop all]\nstyle A fill:#fff,color:#fff",
    "graph TD\nclassDef none color:#fff",
    "graph TD\nA-->B\n%% not shown",
    "graph TD\nA[#60;b#62;]",
    "graph TD\nA[&lt;b]",
    'A@{ img: "x" }',
    'sequenceDiagram\nlinks A: {"x": "//y.z"}',
    'graph TD\nA["`[x](y)`"]',
  ])("keeps no diagram that reaches out: %j", (text) => {
    expect(rebuild(`\`\`\`mermaid\n${text}\n\`\`\``)).toMatch(/^> ```text\n/);
  });

  test("is shown as it is where it is no Markdown, past a bound, or nothing", () => {
    expect(rebuildMarkdown("f/contracts/api.yaml", "a: *b", 99).markdown).toBe("```yaml\na: *b\n```");
    expect(rebuildMarkdown("f/contracts/api", "a", 99).markdown).toBe("```text\na\n```");
    expect(rebuild("*a_ ".repeat(2_000))).toMatch(/^```markdown\n/);
    expect(rebuild("#")).toBe("```markdown\n#\n```");
  });

  test("is cut before it is read, after a line where there is one", () => {
    expect(rebuildMarkdown("plan.md", "one\ntwo", 5)).toEqual({ markdown: "> one", isCut: true });
    expect(rebuildMarkdown("plan.md", "one two", 5)).toEqual({ markdown: "> one t", isCut: true });
    expect(rebuildMarkdown("plan.md", "one", 5)).toEqual({ markdown: "> one", isCut: false });
  });

  test("has no line that is too long to be cut beside others", () => {
    const lines = rebuild(`${"word ".repeat(1_000)}${"x".repeat(5_000)}`).split("\n");

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(2_100);
    expect(lines.join(" ").match(/word|x/g)).toHaveLength(6_000);
  });

  test("is no HTML, image, link, mention, reference or command for GitHub, whatever it says", () => {
    fc.assert(
      fc.property(hostilePassage, (passage) => {
        const markdown = rebuild(passage);

        expect(findings(markdown)).toEqual([]);
        expect(parseComment(markdown).state).toBe("none");
        expect(parseComment(markdown.replaceAll(/^(?:> ?)+/gm, "")).state).toBe("none");
      }),
      { numRuns: 300 },
    );
  });

  test("is none of these however its blocks are nested, and whatever of them shows nothing", () => {
    fc.assert(
      fc.property(nestedBlock, (lines) => {
        const markdown = rebuild([...lines, "", "[r]: http://x"].join("\n"));

        expect(findings(markdown)).toEqual([]);
        expect(parse(markdown).children.map(({ type }) => type)).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  test("is all in quotes and blocks of code, so that nothing in it passes for ours", () => {
    fc.assert(
      fc.property(hostilePassage, (passage) => {
        const types = parse(rebuild(passage)).children.map(({ type }) => type);

        expect(types.filter((type) => type !== "blockquote" && type !== "code")).toEqual([]);
        expect(types).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  test("loses no word", () => {
    fc.assert(
      fc.property(plainPassage, (passage) => {
        const shown = allNodes(parse(rebuild(passage)))
          .map(({ node }) => ("value" in node ? node.value : ""))
          .join("");

        const count = (text: string) => text.match(/word/g)?.length ?? 0;
        expect(count(shown)).toBeGreaterThanOrEqual(count(passage));
      }),
      { numRuns: 150 },
    );
  });
});

/** Pieces of Markdown, and texts that try to be more than text. */
const structure = fc.constantFrom(
  ..."\n\n|\n|- |> |## |**|*|```mermaid\n|```\n|[a]: b\n|[^1]: |[^1]|![a]|[a]|[|](|)|~~|<!-- |-->|<br>|1. |    |- [x] |www|.evil.com|http:|//x|#|12|@|alice|/approve-plan\n|⁄approve-plan|abc1234|f0a9b8e|---\n| word |word|\\|`|[!NOTE]\n".split(
    "|",
  ),
  "| ",
  " | ",
  "|---|\n",
  "| word |\n|---|\n| word |",
);

/** A block of Markdown as lines. */
type Lines = readonly string[];

const indentedBy = (first: string, others: string, lines: Lines): Lines =>
  lines.map((line, index) =>
    line === "" && others.trim() === "" ? "" : `${index === 0 ? first : others}${line}`,
  );

const fenced = fc
  .tuple(
    fc.constantFrom("```", "~~~", "```mermaid"),
    fc.array(fc.constantFrom("", "<img src=x>", "# @alice", "> ```"), { minLength: 2, maxLength: 4 }),
  )
  .map(([fence, lines]): Lines => [fence, ...lines, fence.slice(0, 3)]);

const markers = fc.constantFrom("- ", "- [x] ", "- [ ] ", "1. ");

const listed = (marker: string, lines: Lines): Lines =>
  indentedBy(marker, " ".repeat(marker.startsWith("-") ? 2 : marker.length), lines);

/** Blocks within blocks, well formed: what shows nothing stands anywhere, and live text in every block of code. */
const { block: nestedBlock } = fc.letrec<{ block: Lines; blocks: Lines }>((tie) => ({
  blocks: fc
    .array(tie("block"), { minLength: 1, maxLength: 3 })
    .map((blocks) => blocks.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]))),
  block: fc.oneof(
    { depthSize: "small" },
    {
      weight: 3,
      arbitrary: fc.constantFrom<Lines>(["&nbsp;"], ["[][r]"], ["<br>"], ["word"], ["[r]: http://x"]),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Lines>(["![]()"], ["[^1]"], ["<!-- -->"], ["***"], ["#"], ["| |", "|-|"]),
    },
    { weight: 3, arbitrary: fenced },
    {
      weight: 4,
      arbitrary: fc.tuple(markers, tie("blocks")).map(([marker, lines]) => listed(marker, lines)),
    },
    { weight: 1, arbitrary: tie("blocks").map((lines) => indentedBy("> ", "> ", lines)) },
    { weight: 1, arbitrary: tie("blocks").map((lines) => indentedBy("[^1]: ", "    ", lines)) },
  ),
}));

/** Without fences: what stands beside one is nothing that GitHub shows. */
const plainPassage = fc
  .array(
    structure.filter((part) => !part.startsWith("```")),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(""));

const hostilePassage = fc
  .array(fc.oneof(structure, structure, hostileText), { maxLength: 25 })
  .map((parts) => parts.join(""));
