import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandNames } from "../../src/slash-commands/command.ts";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";
import { processorMs } from "../processor-time.ts";

const approve = (...words: string[]) => ({ type: "approve", about: "plan", words });

describe("a command counts alone on a line of a top-level paragraph", () => {
  test.each([
    ["/approve-plan", [approve()]],
    ["/approve-plan F-15", [approve("F-15")]],
    ["/approve-plan   F-15\t3f2a91c04b7e  ", [approve("F-15", "3f2a91c04b7e")]],
    ["   /approve-plan", [approve()]],
    ["Looks good.\n/approve-plan F-15\nThank you!", [approve("F-15")]],
    ["Looks good.\r\n\r\n/approve-plan\r\n", [approve()]],
    ["one\r/approve-plan\rtwo", [approve()]],
    ["> quoted\n\n/approve-plan", [approve()]],
    ["- a list\n\n/approve-plan", [approve()]],
    ["I read `plan.md` twice\n/approve-plan", [approve()]],
    ["``a ` b``\n/approve-plan `", [approve("`")]],
    ["a lonely ` backtick\n/approve-plan", [approve()]],
    ["/approve-plan .specify/specs/f-1-überblick", [approve(".specify/specs/f-1-überblick")]],
    [
      "/reject-plan F-1 Größe fehlt 👩‍🔧",
      [{ type: "reject", about: "plan", words: ["F-1", "Größe", "fehlt", "👩‍🔧"] }],
    ],
    ["/revoke-plan config", [{ type: "revoke", about: "plan", words: ["config"] }]],
    [
      "/waive-plan cli-first no CLI here",
      [{ type: "waive", about: "plan", words: ["cli-first", "no", "CLI", "here"] }],
    ],
    ["/recheck-plan", [{ type: "recheck" }]],
    ["/approve-plan F-1\n/approve-plan F-2", [approve("F-1"), approve("F-2")]],
    ["/approve-plan F-1\n\ntext\n\n/recheck-plan", [approve("F-1"), { type: "recheck" }]],
  ])("%j", (body, commands) => {
    expect(parseComment(body)).toEqual({ state: "commands", commands });
  });
});

describe("what is no command is left alone", () => {
  test.each([
    "",
    "Looks good to me.",
    "You can write /approve-plan here",
    "> /approve-plan",
    "> > /approve-plan F-15",
    "`/approve-plan`",
    "**/approve-plan**",
    "- /approve-plan",
    "1. /approve-plan",
    "# /approve-plan",
    "```\n/approve-plan\n```",
    "~~~ text\n/approve-plan\n~~~",
    "```\n/approve-plan",
    "    /approve-plan",
    "\t/approve-plan",
    "> ```\n> /approve-plan\n> ```",
    "- ```\n  /approve-plan\n  ```",
    "/approve",
    "/approve planning",
    "/remove plan",
    "/approve the plan",
    "<b>bold</b> /approve-plan",
    "<p>/docs</p>",
    "/test-plan",
    "/plan",
    "/docs/approve-plan.md",
    "см. план",
    "ёлка",
  ])("%j", (body) => {
    expect(parseComment(body)).toEqual({ state: "none" });
  });
});

describe("what looks like a command and is none is refused with a reason", () => {
  const fix = "Write `/approve-plan` with an empty line before and after it.";
  const misspelled = "is not a command. Write `/approve-plan` in lower case, with a space after it.";
  const nearest = (name: string) =>
    `is not a command. The nearest is \`${name}\`. Write it so, alone on a line.`;
  const nested = `The command belongs to the list or the quote above it. ${fix}`;
  const above = `The lines above the command may make it part of something else. ${fix}`;
  const inHtml =
    "has HTML around the command, which can hide text. Write `/approve-plan` alone on a line, without HTML.";
  const html = "The comment has HTML, which can hide text. Write the command in a comment without HTML.";

  test.each([
    ["> quoted\n/approve-plan", nested],
    ["- a list\n/approve-plan", nested],
    ["- a list\n\n  /approve-plan", nested],
    ["/approve-plan\n---", `The line below the command makes it a heading. ${fix}`],
    ["[x]:\n/approve-plan", above],
    ["`code\n/approve-plan `", above],
    ["\\`a` b\n/approve-plan `", above],
    ["text <b\n/approve-plan\n>", above],
    ["text <!--\n/approve-plan\n-->", above],
    ["[text](\n/approve-plan\n)", above],
    ["$$\n/approve-plan\n$$", above],
    ["a | b\n--|--\n/approve-plan", above],
    ["[^1]: note\n/approve-plan", above],
    ["<!--\n/approve-plan\n-->", html],
    ["<details>\n\n/approve-plan\n\n</details>", html],
    ["/approve-plan\n\n> <div>quoted</div>", html],
    ["text\n      /approve-plan", "`/approve-plan` is indented. Write it at the beginning of a line."],
    ["text\n\t/approve-plan", "`/approve-plan` is indented. Write it at the beginning of a line."],
    ["/Approve-Plan", `\`/Approve-Plan\` ${misspelled}`],
    ["/aprove-plan F-15", `\`/aprove-plan F-15\` ${nearest("/approve-plan")}`],
    ["/approve_plan", `\`/approve_plan\` ${nearest("/approve-plan")}`],
    ["/approve plan", `\`/approve plan\` ${nearest("/approve-plan")}`],
    ["/aprove  plan F-15", `\`/aprove plan F-15\` ${nearest("/approve-plan")}`],
    ["/approveplan", `\`/approveplan\` ${nearest("/approve-plan")}`],
    ["/reject plan, too vague", `\`/reject plan, too vague\` ${nearest("/reject-plan")}`],
    ["<b>/approve-plan</b>", `\`<b>/approve-plan</b>\` ${inHtml}`],
    [" <a href='x'> <i>/aprove-plan</i></a>", `\`<a href='x'> <i>/aprove-plan</i></a>\` ${inHtml}`],
    ["<!-- /approve-plan -->", html],
    ["<p>/approve-plan</p>", html],
    ["/rekect-plan no", `\`/rekect-plan no\` ${nearest("/reject-plan")}`],
    ["/revok-plan", `\`/revok-plan\` ${nearest("/revoke-plan")}`],
    ["/approve-plan: F-15", `\`/approve-plan: F-15\` ${misspelled}`],
    ["/approve-planF-15", `\`/approve-planF-15\` ${misspelled}`],
    [
      Array.from({ length: 21 }, () => "/recheck-plan").join("\n"),
      "The comment has more than 20 commands. Name several features in one command.",
    ],
  ])("%j", (body, message) => {
    expect(parseComment(body)).toEqual({ state: "refused", reason: "malformed", message });
  });
});

describe("look-alike and invisible characters are refused", () => {
  const typed = "Type the command by hand, in plain ASCII.";

  test.each([
    ["Cyrillic letters", "/аpprove-plan"],
    ["Greek letters", "/αpprove-plan"],
    ["accents", "/àpprove-plan"],
    ["letters of full width", "／ａｐｐｒｏｖｅ－ｐｌａｎ"],
    ["another hyphen", "/approve‑plan"],
    ["another slash", "∕approve-plan"],
    ["a zero-width space within", "/approve\u200b-plan"],
    ["a zero-width space before", "\u200b/approve-plan"],
    ["a byte order mark before", "\ufeff/approve-plan"],
    ["a soft hyphen", "/approve-\u00adplan"],
    ["a wide space before", "\u3000/approve-plan"],
    ["a no-break space after", "/approve-plan\u00a0F-15"],
    ["a letter nobody knows", "/approv℮-plan"],
  ])("%s", (_, body) => {
    const parsed = parseComment(body);

    expect(parsed).toMatchObject({ state: "refused", reason: "look-alike" });
    expect(messageOf(body)).toContain("of `/approve-plan`");
    expect(messageOf(body)).toContain(typed);
  });

  test.each([
    "/approve-plan F-1\u200b",
    "/approve-plan\tF-1\u00a0x",
    "/revoke-plan \u202eF-1",
    "/recheck-plan \u2028",
  ])("hidden characters after the name: %j", (body) => {
    expect(parseComment(body)).toMatchObject({ state: "refused", reason: "look-alike" });
    expect(messageOf(body)).toContain(
      "has a character that cannot be seen. Type the command by hand, with plain spaces.",
    );
  });
});

describe("long and deep comments are not parsed", () => {
  const advice = "Write the command in a comment of its own.";

  test.each([
    ["bytes", `/approve-plan\n${"ü".repeat(8192)}`, "The comment is longer than 16 KB"],
    ["lines", `/approve-plan${"\n".repeat(500)}`, "The comment has more than 500 lines"],
    [
      "quotes",
      `${"> ".repeat(17)}a\n\n/approve-plan`,
      "The comment's quotes and lists are nested too deeply",
    ],
    [
      "lists",
      `${"1. ".repeat(17)}a\n\n/approve-plan`,
      "The comment's quotes and lists are nested too deeply",
    ],
    [
      "markers only",
      `${"- ".repeat(17)}\n\n/approve-plan`,
      "The comment's quotes and lists are nested too deeply",
    ],
  ])("too many %s", (_, body, fact) => {
    expect(parseComment(body)).toEqual({
      state: "refused",
      reason: "too-long",
      message: `${fact}. ${advice}`,
    });
  });

  test("a long comment without a command is left alone", () => {
    expect(parseComment("x".repeat(60_000))).toEqual({ state: "none" });
  });

  test("a long line of dashes is no nesting", () => {
    expect(parseComment(`${"-".repeat(60)}\n\n/approve-plan`)).toMatchObject({ state: "commands" });
  });
});

describe("hostile comments take little time", () => {
  const units = [
    "> ",
    "- ",
    "1. ",
    "*a_ ",
    "`",
    "``a",
    "[",
    "![",
    "<",
    "<a ",
    "<!--",
    "&#",
    "|",
    "\n",
    " ",
    "\u200b",
    "\t",
    "~",
    "# ",
    "/approve-plan\n",
    "/approve-plam\n",
    "[a]: ",
    "\\`",
    "$$",
    "> - \n",
    "аа",
  ];

  test.each(units)("64 KB of %j", (unit) => {
    const bodies = [65_536, 16_300].flatMap((size) => {
      const filling = unit.repeat(Math.floor((size - 40) / new TextEncoder().encode(unit).length));
      return [`${filling}\n\n/approve-plan`, `/approve-plan\n\n${filling}`, `a\n${filling}\n/approve-plan`];
    });
    parseComment("warm\n\n/approve-plan");

    const slowest = Math.max(...bodies.map((body) => processorMs(() => parseComment(body))));

    // Measured at 5 to 60 ms on a quiet machine; quadratic time would be seconds.
    expect(slowest).toBeLessThan(1000);
  });
});

describe("for every comment", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "\n",
      "\r\n",
      " ",
      "> ",
      "- ",
      "```\n",
      "    ",
      "<b>",
      "`",
      "# ",
      "\u200b",
      "---\n",
      "[",
      "|",
    ),
    fc.constantFrom(...commandNames),
    fc.string({ maxLength: 5 }),
  );
  const markdown = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));

  test("only lines that begin with a command, in ASCII, give commands", () => {
    fc.assert(
      fc.property(markdown, (body) => {
        const parsed = parseComment(body);
        if (parsed.state !== "commands") return;

        const lines = body
          .split(/\r\n|\n|\r/)
          .filter((line) =>
            /^ {0,3}\/(?:(?:approve|reject|revoke|waive|override)-(?:plan|spec)|recheck-plan)(?:[ \t]|$)/.test(
              line,
            ),
          );

        expect(lines.length).toBeGreaterThanOrEqual(parsed.commands.length);
      }),
    );
  });

  test("quoting it takes away all its commands", () => {
    fc.assert(
      fc.property(markdown, (body) => {
        const quoted = body
          .split(/\r\n|\n|\r/)
          .map((line) => `> ${line}`)
          .join("\n");

        expect(parseComment(quoted)).toEqual({ state: "none" });
      }),
    );
  });

  test("no refusal is itself read as a command", () => {
    fc.assert(
      fc.property(markdown, (body) => {
        const parsed = parseComment(body);

        if (parsed.state === "refused") expect(parseComment(parsed.message)).toEqual({ state: "none" });
      }),
    );
  });

  test("line endings make no difference", () => {
    fc.assert(
      fc.property(markdown, (body) => {
        const unix = body.replaceAll(/\r\n?/g, "\n");

        expect(parseComment(unix.replaceAll("\n", "\r\n"))).toEqual(parseComment(unix));
      }),
    );
  });
});

function messageOf(body: string): string {
  const parsed = parseComment(body);
  return parsed.state === "refused" ? parsed.message : "";
}
