import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { variableNames } from "../src/server/environment.ts";
import { rules } from "../src/plan/rules/index.ts";
import { runCli } from "./cli/run-cli.ts";

vi.setConfig({ hookTimeout: 90_000 });

const root = resolve(import.meta.dirname, "..");
const folders = [
  "",
  "docs",
  "docs/deploy",
  "docs/rules",
  "emulator",
  "examples/observability-stack",
  "check",
  "smoke",
];

interface Page {
  /** From the root. */
  readonly path: string;
  readonly text: string;
}

const pages: readonly Page[] = folders.flatMap((folder) =>
  (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), "utf8") })),
);

/** Lines outside of fences, and the blocks within by their language. */
function split({ text }: Page): {
  readonly prose: string;
  readonly blocks: readonly (readonly [string, string])[];
} {
  const prose: string[] = [];
  const blocks: (readonly [string, string])[] = [];
  let fence: { readonly marker: string; readonly language: string; readonly lines: string[] } | null = null;
  for (const line of text.split("\n")) {
    const [, marker, language] = /^ *(`{3,})(\w*)/.exec(line) ?? [];
    if (fence === null && marker !== undefined) fence = { marker, language: language ?? "", lines: [] };
    else if (fence !== null && marker === fence.marker) {
      blocks.push([fence.language, fence.lines.join("\n")]);
      fence = null;
    } else if (fence !== null) fence.lines.push(line);
    else prose.push(line);
  }
  return { prose: prose.join("\n"), blocks };
}

/** As GitHub makes them from headings. */
function anchorsOf(page: Page): ReadonlySet<string> {
  const headings = [...split(page).prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

function brokenLinks(page: Page): readonly string[] {
  const { prose } = split(page);
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets
    .filter((target) => !/^(?:https?:|mailto:)/.test(target))
    .filter((target) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page.path : relative(root, resolve(root, dirname(page.path), path));
      if (!existsSync(join(root, file))) return true;
      const linked = pages.find((candidate) => candidate.path === file);
      return anchor !== undefined && linked !== undefined && !anchorsOf(linked).has(anchor);
    })
    .map((target) => `${page.path}: ${target}`);
}

describe("the docs", () => {
  test("link to what is there", () => {
    expect(pages.flatMap(brokenLinks)).toEqual([]);
  });

  test("speak of no file that readers do not have", () => {
    // Where layouts of features are told, Kiro and OpenSpec have a `design.md` of their own.
    const layouts = "docs/configuration.md";
    const mentions = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\.\.\/shared|\b(?:design|facts|style)\.md/g)]
        .filter(([name]) => name !== "design.md" || path !== layouts)
        .map(([name]) => `${path}: ${name}`),
    );

    expect(mentions).toEqual([]);
  });

  test("have a README of at most 150 lines", () => {
    const readme = pages.find(({ path }) => path === "README.md");

    expect(readme?.text.split("\n").length).toBeLessThanOrEqual(151);
  });

  test("have a page for every rule, and link to it from a row of the README where it is one of the tables'", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const rows = rules.filter(({ group }) => group === "section" || group === "principle");

    expect(rules.filter(({ id }) => !existsSync(join(root, "docs", "rules", `${id}.md`)))).toEqual([]);
    expect(rows.filter(({ id, title }) => !readme.includes(`[${title}](docs/rules/${id}.md)`))).toEqual([]);
  });

  test("name variables that the server reads", () => {
    const known = new Set([
      ...variableNames,
      "GITHUB_TOKEN",
      "GH_TOKEN",
      "NODE_EXTRA_CA_CERTS",
      "HTTPS_PROXY",
      "HTTP_PROXY",
      "NO_PROXY",
      "PLAN_GATE_PORT",
    ]);
    const named = pages
      .filter(
        ({ path }) => path === "docs/install.md" || path === "docs/operations.md" || path === "README.md",
      )
      .flatMap((page) =>
        [...page.text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g)].map(([, name = ""]) => name),
      );

    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(named).toContain("WEBHOOK_SECRET");
  });

  test("and .env.example name the same variables", () => {
    const example = readFileSync(join(root, ".env.example"), "utf8");
    const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);

    expect(named.toSorted()).toEqual(variableNames.toSorted());
  });
});

/** Where the code has each bound of the table in docs/operations.md; the unit is what one of it counts. */
const boundsInCode: Readonly<Record<string, readonly [file: string, name: string, unit?: number]>> = {
  "body of a webhook": ["server/app.ts", "maxBodyBytes", 1024 * 1024],
  "work waiting, delayed work included": ["server/start.ts", "maxWaiting"],
  "requests kept for one pull request in Redis": ["queue/redis/redis-requests.ts", "maxKept"],
  "work given up that is remembered, for a day": ["queue/queue.ts", "maxKeptDead"],
  "rounds of reading for one evaluation": ["github/read/read-snapshot.ts", "maxRounds"],
  "requests for one tree": ["github/read/read-tree.ts", "maxRequests"],
  "pull requests that GitHub lists for one commit": ["github/read/answer-pulls.ts", "maxPulls"],
  "items of a list: installations, repositories, pull requests": ["github/read/list-work.ts", "limit"],
  "features changed in a pull request": ["gate/plan-problems.ts", "maxFeatures"],
  "files of the changed plans": ["gate/plan-problems.ts", "maxFiles"],
  "changed files that are no text, where there are more than twenty texts": [
    "github/read/answer-texts.ts",
    "maxSingles",
  ],
  "text of all changed plans, before and after, in MiB": [
    "gate/plan-problems.ts",
    "maxTextBytes",
    1024 * 1024,
  ],
  "lines of all changed plans, before and after": ["gate/plan-problems.ts", "maxTextLines"],
  "text that is read for one evaluation, in MiB": ["pull-request/content.ts", "maxReadBytes", 1024 * 1024],
  plan: ["plan/reading/parse-bounds.ts", "maxPlanBytes", 1024],
  "another gated file": ["github/read/decode-blob.ts", "maxBlobBytes", 1024],
  "commits of the pull request, whatever they touch": ["gate/touching-commits.ts", "maxCommits"],
  "co-authors looked up by their noreply address": ["github/read/commits.ts", "maxLookups"],
  "open pull requests with one head": ["gate/situation.ts", "maxPullRequestsPerHead"],
  "pull requests of a merge group": ["gate/merge-group.ts", "maxPullRequests"],
  "comments of a pull request": ["github/read/answer-conversation.ts", "limit"],
  "reviews of a pull request": ["github/read/answer-conversation.ts", "limit"],
  "characters of all comments with commands together, and of all reviews": [
    "github/read/answer-conversation.ts",
    "maxCharacters",
  ],
  "comment with a command": ["slash-commands/shorten-comment.ts", "maxBytes", 1024],
  "lines of a comment with a command": ["slash-commands/shorten-comment.ts", "maxLines"],
  "quotes and list items of a comment with a command": ["slash-commands/shorten-comment.ts", "maxMarkers"],
  "comments remembered as parsed": ["slash-commands/parse-comment.ts", "max"],
  "lines of a config": ["config/yaml-bounds.ts", "lines"],
  "marks such as `:` and `[` in a config": ["config/yaml-bounds.ts", "tokens"],
  "nesting of a config": ["config/yaml-bounds.ts", "nesting"],
  "evaluations an hour that people who cannot write may cause in a repository": [
    "webhooks/strangers.ts",
    "maxAnHour",
  ],
  "heads whose judging failed that are remembered": ["evaluation/failed-judging.ts", "maxHeads"],
  "commands in one comment": ["slash-commands/parse-comment.ts", "maxCommands"],
  "replies an hour on one pull request": ["approval/commands/progress.ts", "maxRepliesAnHour"],
  "record of one head": ["approval/record/ledger-block.ts", "maxBytes", 1024],
  "the same unpacked, in MiB": ["approval/record/ledger-block.ts", "maxUnpackedBytes", 1024 * 1024],
  "presses remembered as decided": ["approval/commands/decide-new.ts", "maxPresses"],
  "decided comments, and reviews, remembered one by one": ["approval/record/ledger.ts", "maxDecided"],
  "replies remembered as given": ["approval/commands/progress.ts", "maxReplies"],
  "pull requests that one head remembers": ["approval/record/room.ts", "maxEntries"],
  "force-pushes looked through for the record": ["github/read/answer-force-pushes.ts", "last"],
  "earlier heads looked at for the record": ["gate/trail.ts", "maxHeads"],
  "earlier heads left to stay green while the approval stands": [
    "approval/record/green-heads.ts",
    "maxGreenHeads",
  ],
  config: ["config/parse-config.ts", "maxConfigBytes", 1024],
  "summary and text of the check run, in bytes each": ["render/text/cut-bytes.ts", "maxOutputBytes"],
  "annotations of a check run": ["render/check-run/annotations.ts", "maxAnnotations"],
  "people, and teams, asked for a review": ["gate/asked-people.ts", "maxReviewers"],
  "keys whose newest heads are remembered": ["evaluation/recent.ts", "maxSeenKeys"],
  "keys whose newest verdicts are remembered": ["evaluation/recent.ts", "maxKeys"],
  "judged plans kept": ["worker/core-answers.ts", "maxPlans"],
  "answers of GitHub kept for conditional requests": ["github/client/conditional-fetch.ts", "max"],
};

/** `const maxBytes = 16 * 1024;`, or `max: 2_000` within something. */
function numberInCode(file: string, name: string): number {
  const text = readFileSync(join(root, "src", file), "utf8");
  const [, product = ""] = new RegExp(`\\b${name}(?: =|:) ([\\d_]+(?: \\* [\\d_]+)*)`).exec(text) ?? [];
  return product
    .split(" * ")
    .reduce((value, factor) => value * Number.parseInt(factor.replaceAll("_", ""), 10), 1);
}

test("the bounds in docs/operations.md are those of the code", () => {
  const page = readFileSync(join(root, "docs", "operations.md"), "utf8");
  const [, section = ""] = /^## Bounds\n(.*?)^## /ms.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| (\S.*?) +\| (\d[\d,]*).*?\|/gm)];
  const inDocs = rows.map(([, what = "", bound = ""]) => [what, Number(bound.replaceAll(",", ""))]);
  const inCode = Object.entries(boundsInCode).map(([what, [file, name, unit = 1]]) => [
    what,
    numberInCode(file, name) / unit,
  ]);

  expect(Object.fromEntries(inDocs)).toEqual(Object.fromEntries(inCode));
});

/** `plan-gate …` as the docs' shells call it, without what a shell makes of the rest. */
const calls = pages.flatMap((page) =>
  split(page)
    .blocks.filter(([language]) => ["sh", "bash", "shell", "console"].includes(language))
    .flatMap(([, text]) =>
      [...text.matchAll(/(?:^|[ \t(])plan-gate ([a-z]+\b[^\n#|&;>)]*)/gm)].map(([, words = ""]) => ({
        path: page.path,
        words: words.trim().split(/\s+/),
      })),
    ),
);

describe("the page of the command line", () => {
  const page = readFileSync(join(root, "docs", "cli.md"), "utf8");

  test("names every command and every option, and nothing that the other has", async () => {
    const { stdout: program } = await runCli(root, "--help");
    const [, list = ""] = /^Commands:\n(.*)/ms.exec(program) ?? [];
    const names = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
    const missing: string[] = [];
    for (const name of names.filter((one) => one !== "help")) {
      const { stdout: help } = await runCli(root, name, "--help");
      const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = ""]) => option);
      const section = page.split(/^## /m).find((one) => one.split("\n", 1).join().split(", ").includes(name));
      missing.push(...options.filter((one) => one !== "--help" && section?.includes(`\`${one}`) !== true));
      if (section === undefined) missing.push(name);
    }

    expect(names).toContain("simulate");
    expect(missing).toEqual([]);
  });
});

describe("every command in the docs", () => {
  let optionsOf: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const used = [...new Set(calls.flatMap(({ words }) => words.slice(0, 1)))];
    const helps = await Promise.all(
      used.map(async (name) => {
        const { stdout, exitCode } = await runCli(root, name, "--help");
        return exitCode === 0 && stdout.startsWith(`Usage: plan-gate ${name}`)
          ? [[name, stdout] as const]
          : [];
      }),
    );
    optionsOf = new Map(helps.flat());
  });

  test("is one, with options that it has", () => {
    const unknown = calls.flatMap(({ path, words: [name = "", ...rest] }) => {
      const help = optionsOf.get(name);
      if (help === undefined) return [`${path}: ${name}`];
      return rest
        .filter((word) => word.startsWith("-"))
        .map((word) => word.split("=")[0] ?? word)
        .filter((option) => !new RegExp(`^ +(?:-\\w, )?${option}\\b`, "m").test(help))
        .map((option) => `${path}: ${name} ${option}`);
    });

    expect(calls.length).toBeGreaterThan(5);
    expect(unknown).toEqual([]);
  });
});
