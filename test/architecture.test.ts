import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");

/** Who may import whom; `""` stands for the files directly in `src/`, and who has no line here may import anything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "pull-request": [],
  plan: [],
  feature: ["pull-request", "plan"],
  "slash-commands": [],
  monitoring: [],
  webhooks: ["pull-request", "slash-commands", "gate", "evaluation", "queue", "monitoring"],
  evaluation: [
    "pull-request",
    "gate",
    "effects",
    "render",
    "approval",
    "slash-commands",
    "config",
    "github",
    "queue",
    "monitoring",
    "worker",
    "",
  ],
  sweep: ["pull-request", "approval", "gate", "evaluation", "github", "queue", "monitoring"],
  config: ["plan"],
  approval: ["pull-request", "slash-commands", "config"],
  gate: ["pull-request", "feature", "plan", "approval", "config", "slash-commands"],
  render: ["gate", "plan", "approval", "config", "feature", "pull-request"],
  effects: ["pull-request", "gate", "render", "approval"],
  github: ["pull-request", "effects"],
  queue: ["pull-request"],
  worker: ["pull-request", "gate", "effects", "plan", "approval", "config", "slash-commands", "queue"],
  setup: ["github"],
  smoke: ["config", "render"],
};
/** What neutralizes words and knows nothing of the gate. */
const renderedAnywhere = [
  "report/json.ts",
  "text/cut-bytes.ts",
  "text/neutralize.ts",
  "text/quote-block.ts",
  "text/table.ts",
  "text/visible-text.ts",
  "text/workflow-command.ts",
];
const pure = [
  "pull-request",
  "feature",
  "plan",
  "slash-commands",
  "approval",
  "config",
  "gate",
  "render",
  "effects",
];

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sourcesBelow(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(path, "utf8");
      const { importedFiles } = ts.preProcessFile(text, true, true);
      const inside = relative(src, path).split("/");
      return {
        path: relative(root, path),
        folder: inside.length > 1 ? (inside[0] ?? "") : "",
        text,
        imports: importedFiles.map(({ fileName }) => fileName),
      };
    });
}

const sources = sourcesBelow(src);

function foldersImportedBy({ path, imports }: Source): readonly string[] {
  return imports
    .filter((name) => name.startsWith("."))
    .map((name) => relative(src, resolve(root, dirname(path), name)).split("/"))
    .map((parts) => (parts.length > 1 ? (parts[0] ?? "") : ""));
}

describe("the layout", () => {
  test.each(Object.entries(allowed))("%s imports only what lies upstream", (folder, others) => {
    const offenders = sources
      .filter((source) => source.folder === folder)
      .flatMap((source) =>
        foldersImportedBy(source)
          .filter((imported) => imported !== folder && !others.includes(imported))
          .map((imported) => `${source.path} → ${imported || "src"}`),
      );

    expect(offenders).toEqual([]);
  });

  test("the smoke test takes from render what neutralizes words, and nothing of the gate", () => {
    const taken = sources
      .filter(({ folder }) => folder === "smoke")
      .flatMap(({ imports }) => imports)
      .flatMap((name) => /\/render\/(.*)$/.exec(name)?.[1] ?? []);

    expect([...new Set(taken)].filter((name) => !renderedAnywhere.includes(name))).toEqual([]);
  });

  test("the command line does not import the server", () => {
    const offenders = sources
      .filter(({ folder }) => folder === "cli")
      .flatMap(({ path, imports }) => imports.map((name) => `${path} → ${name}`))
      .filter((line) => /→ .*\/(?:server|queue)\//.test(line));

    expect(offenders).toEqual([]);
  });

  test("only the entry, the pipeline and the version lie loose", () => {
    const loose = sources.filter(({ folder }) => folder === "").map(({ path }) => path);

    expect(loose.sort()).toEqual(["src/main.ts", "src/reconcile.ts", "src/version.ts"]);
  });

  test("there is no drawer for everything", () => {
    const names = sources
      .map(({ path }) => path)
      .filter((path) =>
        /(?:^|\/)(?:utils?|helpers?|common|types|services?|lib|core|index)(?:\/|\.ts$)/.test(path),
      );

    expect(names.filter((path) => path !== "src/plan/rules/index.ts")).toEqual([]);
  });

  test("no file imports itself through others", () => {
    const graph = new Map(
      sources.map((source) => [
        source.path,
        source.imports
          .filter((name) => name.startsWith("."))
          .map((name) => relative(root, resolve(root, dirname(source.path), name))),
      ]),
    );

    expect(findCycle(graph)).toBeNull();
  });

  test("the emulator knows nothing of the app", () => {
    const offenders = sourcesBelow(join(root, "emulator"))
      .flatMap(({ path, imports }) =>
        imports.map((name) => `${path} → ${resolve(root, dirname(path), name)}`),
      )
      .filter((line) => line.includes(`→ ${src}`));

    expect(offenders).toEqual([]);
  });
});

describe("the pure folders", () => {
  const files = sources.filter(
    ({ folder, path }) => pure.includes(folder) || /^src\/webhooks\/(?!receive)/.test(path),
  );

  test("import nothing that touches the world", () => {
    const offenders = files.flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith("node:") || name === "probot" || name.startsWith("@octokit"))
        .map((name) => `${path} → ${name}`),
    );

    expect(offenders).toEqual([]);
  });

  test("have no clock, no randomness, no environment and nothing asynchronous", () => {
    const offenders = files.flatMap(({ path, text }) => impurities(text).map((name) => `${path}: ${name}`));

    expect(offenders).toEqual([]);
  });
});

describe("the power to say yes", () => {
  test("lies in gate/decide.ts alone", () => {
    const speakers = sources
      .filter(({ folder }) => folder === "gate" || folder === "effects" || folder === "render")
      .filter(({ text }) =>
        /(?:return|:|\?|=>)\s*"success"/.test(text.replaceAll(/===? "success"|case "success"/g, "")),
      )
      .map(({ path }) => path)
      .filter((path) => !isTypeOnly(path));

    expect(speakers).toEqual(["src/gate/decide.ts"]);
  });

  test("payloads are read in webhooks/ alone", () => {
    const readers = sources.filter(({ text }) => identifiers(text).has("payload")).map(({ path }) => path);

    expect(readers.filter((path) => !/^src\/(?:webhooks\/[a-z-]*|server\/app)\.ts$/.test(path))).toEqual([]);
  });
});

/** Types name what others may say; they say nothing. */
function isTypeOnly(path: string): boolean {
  return path === "src/gate/decision.ts" || path === "src/effects/effect.ts";
}

function visitNodes(text: string, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true));
}

function identifiers(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  visitNodes(text, (node) => {
    if (ts.isIdentifier(node)) names.add(node.text);
  });
  return names;
}

const impureNames = ["Date", "process", "setTimeout", "setInterval", "fetch", "performance", "crypto"];

function impurities(text: string): readonly string[] {
  const found: string[] = [];
  visitNodes(text, (node) => {
    if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) found.push("async");
    if (ts.isPropertyAccessExpression(node) && node.getText() === "Math.random") found.push("Math.random");
    const isGlobal =
      ts.isIdentifier(node) &&
      impureNames.includes(node.text) &&
      (ts.isCallExpression(node.parent) ||
        ts.isNewExpression(node.parent) ||
        ts.isPropertyAccessExpression(node.parent)) &&
      node.parent.expression === node &&
      !node.parent.getText().startsWith("Date.parse");
    if (isGlobal) found.push(node.parent.getText().slice(0, 40));
  });
  return found;
}

function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return null;
}
