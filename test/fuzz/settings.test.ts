import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readCodeowners } from "../../src/approval/people/codeowners.ts";
import { globProblem } from "../../src/config/fields.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { composeBounds, findYamlExcess } from "../../src/config/yaml-bounds.ts";
import { candidateFolders } from "../../src/feature/feature-folder.ts";
import { loadSources } from "../../src/smoke/compose/load-sources.ts";
import { fuzz, textOf } from "./fuzz.ts";

const yamlPieces = [
  "[",
  "]",
  "{",
  "}",
  "- ",
  "-\n",
  "? ",
  ": ",
  "a: ",
  "a:\n",
  "  ",
  "    ",
  "\t",
  "\n",
  "\r\n",
  "\r",
  "&a ",
  "*a",
  "!!str ",
  "!x ",
  "<<: ",
  "|\n",
  ">-\n",
  "'",
  '"',
  "\\",
  "#",
  "%YAML 1.2\n",
  "---\n",
  "...\n",
  ",",
  "null",
  "~",
  "1e9",
  "0x1f",
  "\u0000",
  "\ufeff",
  "\u2028",
  "approval:\n",
  "  users: [alice]\n",
  "  minimum: 1\n",
  "  minimum: 0\n",
  "  allow_author: true\n",
  "  committers: allow\n",
  "version: 1\n",
  'features: ["specs/*"]\n',
  "rules:\n",
  "  testing: off\n",
  "legacy: warn\n",
  "__proto__: 1\n",
  "users: [bob]\n",
  "smoke:\n",
  "  required: never\n",
];
const composePieces = [
  ...yamlPieces,
  "services:\n",
  "  web:\n",
  "    image: a:1\n",
  "    extends: web\n",
  "x-smoke: []\n",
  "include: [a.yaml]\n",
];

/** The settings as YAML's own reading has them; `null` where it is no map. */
function readSettings(text: string): Readonly<Record<string, unknown>> | null {
  const value: unknown = parse(text, { logLevel: "silent" });
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function within(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

describe("a config", () => {
  fuzz("of nasty pieces is never read as weaker than it is written", textOf(yamlPieces, 1_000), (text) => {
    const parsed = parseConfig(text);
    if (parsed.state === "invalid") {
      expect(parsed.problems[0]?.message).not.toBe("");
      return;
    }
    const written = readSettings(text);
    const { approval, rules } = parsed.config;
    expect(approval.minimum).toBe(within(written?.["approval"], "minimum") ?? 1);
    expect(approval.allow_author).toBe(within(written?.["approval"], "allow_author") ?? false);
    expect(approval.users).toEqual(within(written?.["approval"], "users") ?? []);
    if (approval.committers === "allow") expect(within(written?.["approval"], "committers")).toBe("allow");
    for (const [id, severity] of Object.entries(rules))
      if (severity === "off") expect([false, "off"]).toContain(within(written?.["rules"], id));
  });
});

/** Of the end of the stack, as V8 tells where it does not abort. Other errors are answers. */
function endsInRangeError(text: string): boolean {
  try {
    parse(text, { logLevel: "silent" });
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}

describe("a Compose file", () => {
  const folder = mkdtempSync(join(tmpdir(), "plan-gate-fuzz-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  fuzz(
    "of nasty pieces is within bounds before a parser that recurses sees it",
    textOf(composePieces, 1_500),
    (text) => {
      if (findYamlExcess(text, composeBounds) !== null) return;
      expect(endsInRangeError(text)).toBe(false);
    },
  );

  test("of nasty pieces is loaded, or its first problem told", async () => {
    const path = join(folder, "compose.yaml");
    const samples = fc.sample(textOf(composePieces, 2_000), { numRuns: 30, seed: 20_260_301 });
    for (const text of samples) {
      writeFileSync(path, text);
      const loaded = await loadSources([path]);
      expect(["loaded", "unreadable"]).toContain(loaded.state);
    }
  });
});

describe("CODEOWNERS", () => {
  const pieces = [
    "*",
    "**",
    "/",
    "**/",
    "?",
    "[a-z]",
    "!",
    "\\ ",
    "\\",
    "#",
    " ",
    "\t",
    "\n",
    "\r\n",
    "@alice",
    "@acme/team",
    "a@b.c",
    "docs",
    ".specify",
    "specs/",
    "f-1",
    "plan.md",
    "* @alice\n",
    "/docs/ @bob\n",
    "*.md @carol\n",
    "\u0000",
    "é",
  ];

  fuzz("of nasty pieces names nobody whom its last matching line does not", textOf(pieces, 2_000), (text) => {
    const path = ".specify/specs/f-1/plan.md";
    const owners = readCodeowners(text, [path]).owners.get(path) ?? [];
    if (owners.length === 0) return;
    const lines = text.split(/\r\n|\n|\r/).map((line) => line.toLowerCase());
    expect(lines.some((line) => owners.every((owner) => line.includes(owner)))).toBe(true);
  });
});

describe("a glob of features", () => {
  const pieces = ["*", "**", "?", "[a-c]", "[!a]", "{a,b}", "/", "a", "b", "c", "specs", "-", ".", "é"];
  const folders = ["a", "b", "ab", "specs", "a-b", "-", "é", "aaaa", "c.d"];
  const path = fc
    .array(fc.constantFrom(...folders), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join("/"));

  fuzz(
    "matches whatever an independent matcher does",
    fc.tuple(textOf(pieces, 3), path),
    ([glob, folder]) => {
      if (globProblem(glob) !== null) return;
      const named = candidateFolders(`${folder}/plan.md`, [glob]);
      if (isSimple(glob) && matchesSimply(glob, folder)) expect(named).toContain(folder);
    },
  );
});

/** Only `*`, `**` as a whole segment, and `?`. */
function isSimple(glob: string): boolean {
  return (
    !/[[{]/.test(glob) && glob.split("/").every((segment) => segment === "**" || !segment.includes("**"))
  );
}

/** Segment by segment, without a regular expression of the whole. */
function matchesSimply(glob: string, folder: string): boolean {
  const walk = (patterns: readonly string[], names: readonly string[]): boolean => {
    const [pattern, ...rest] = patterns;
    if (pattern === undefined) return names.length === 0;
    if (pattern === "**") return names.some((_, index) => walk(rest, names.slice(index))) || walk(rest, []);
    const [name, ...others] = names;
    return name !== undefined && matchesSegment(pattern, name) && walk(rest, others);
  };
  return walk(glob.split("/"), folder.split("/"));
}

function matchesSegment(pattern: string, name: string): boolean {
  const [one] = pattern;
  if (one === undefined) return name === "";
  if (one === "*")
    return matchesSegment(pattern.slice(1), name) || (name !== "" && matchesSegment(pattern, name.slice(1)));
  return name !== "" && (one === "?" || one === name[0]) && matchesSegment(pattern.slice(1), name.slice(1));
}
