import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  MarkupContent,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { evidenceRules } from "../../src/plan/rules/index.ts";
import { goodPlan, goodSpec } from "./good-plan.ts";
import { makeRepository, runCli } from "./run-cli.ts";

const bundle = resolve(import.meta.dirname, "../../bundle/plan-gate.mjs");
const folder = ".specify/specs/f-15-stack";

/** An editor that runs the language server and keeps what it is to mark, by the path from the root. */
async function openEditor(root: string) {
  const child = spawn(process.execPath, [bundle, "lsp", "--stdio"], { cwd: root });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const marks = new Map<string, readonly Diagnostic[]>();
  let heard: () => void = () => undefined;
  connection.onNotification("textDocument/publishDiagnostics", (said: PublishDiagnosticsParams) => {
    marks.set(said.uri, said.diagnostics);
    heard();
  });
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  const uriOf = (path: string) => pathToFileURL(join(root, path)).href;
  const started = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  await connection.sendNotification("initialized", {});
  const texts = new Map<string, TextDocument>();
  return {
    started,
    open: async (path: string, text: string) => {
      texts.set(path, TextDocument.create(uriOf(path), "markdown", 1, text));
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uriOf(path), languageId: "markdown", version: 1, text },
      });
    },
    type: async (path: string, text: string) => {
      texts.set(path, TextDocument.create(uriOf(path), "markdown", 2, text));
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uriOf(path), version: 2 },
        contentChanges: [{ text }],
      });
    },
    close: (path: string) =>
      connection.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf(path) } }),
    changedOnDisk: (path: string) =>
      connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: uriOf(path), type: 1 }],
      }),
    /** Marks of a file, once they are as wanted. */
    marksOf: async (path: string, areWanted: (marks: readonly Diagnostic[]) => boolean) => {
      for (;;) {
        const found = marks.get(uriOf(path));
        if (found !== undefined && areWanted(found)) return found;
        await new Promise<void>((next) => {
          heard = next;
        });
      }
    },
    /** The Markdown for a line, from 1. */
    hover: async (path: string, line: number): Promise<string | null> => {
      const hover: Hover | null = await connection.sendRequest("textDocument/hover", {
        textDocument: { uri: uriOf(path) },
        position: { line: line - 1, character: 0 },
      });
      return MarkupContent.is(hover?.contents) ? hover.contents.value : null;
    },
    /** The quick fixes on a mark, each with the text that it would make. */
    fixes: async (path: string, { range }: Diagnostic) => {
      const actions: readonly CodeAction[] = await connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: uriOf(path) },
        range,
        context: { diagnostics: [] },
      });
      const text = texts.get(path);
      return actions.map(({ title, edit }) => ({
        title,
        makes: text === undefined ? "" : TextDocument.applyEdits(text, edit?.changes?.[uriOf(path)] ?? []),
      }));
    },
    end: async () => {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      if (child.exitCode === null) await once(child, "exit");
      return child.exitCode;
    },
  };
}

async function repositoryWith(files: Readonly<Record<string, string>> = {}): Promise<string> {
  return makeRepository({ [`${folder}/spec.md`]: goodSpec, ...files });
}

async function save(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const thin = "# Plan\n\n## Failure modes\n\nTBD\n\n## Testing strategy\n\nTBD";

test("a plan is marked while it is written, as `check` judges it, and ends without a mark", async () => {
  const root = await repositoryWith({ [`${folder}/plan.md`]: thin });
  const editor = await openEditor(root);

  await editor.open(`${folder}/plan.md`, thin);
  const marks = await editor.marksOf(`${folder}/plan.md`, (some) => some.length > 0);
  const { stdout } = await runCli(root, "check", "--format", "compact");
  await editor.type(`${folder}/plan.md`, goodPlan);
  const after = await editor.marksOf(`${folder}/plan.md`, (some) => some.length === 0);

  const told = stdout
    .trim()
    .split("\n")
    .map((line) => /:(\d+):1: (error|warning) ([a-z-]+):/.exec(line)?.slice(1, 4));
  const marked = marks.map(({ range, severity, code }) => [
    String(range.start.line + 1),
    severity === 1 ? "error" : "warning",
    code,
  ]);
  const placeholders = ([, , rule]: readonly unknown[] = []) => rule === "no-placeholders";
  expect(marked.filter((one) => !placeholders(one))).toEqual(told.filter((one) => !placeholders(one)));
  expect(marked.filter(placeholders)).toHaveLength(2);
  const failureModes = marks.find(({ code }) => code === "failure-modes");
  expect(failureModes?.message).toMatch(/^Failure modes: no evidence found; .*\nAdd a table: /);
  expect(failureModes).toMatchObject({
    source: "plan-gate",
    relatedInformation: [{ message: "closest: Failure modes: TBD" }],
  });
  expect(after).toEqual([]);
  expect(await editor.end()).toBe(0);
});

test("a quick fix inserts the skeleton of a missing row: a section, or what its own section lacks", async () => {
  const root = await repositoryWith();
  const editor = await openEditor(root);
  const plan = `${folder}/plan.md`;

  await editor.open(plan, thin);
  const marks = await editor.marksOf(plan, (some) => some.length > 0);
  const ranges = ["failure-modes", "interfaces"].map((id) => marks.find(({ code }) => code === id));
  const [own, added] = await Promise.all(
    ranges.map(async (mark) => (mark === undefined ? [] : editor.fixes(plan, mark))),
  );

  const failureModes = own?.find(({ title }) => title.includes("Failure modes"));
  expect(failureModes?.title).toBe("Insert what `Failure modes` needs, to fill in");
  expect(failureModes?.makes).toMatch(
    /^# Plan\n\n## Failure modes\n\nTBD\n\n<!--\n[^]+?\n-->\n\n\[NEEDS CLARIFICATION\]\n\n## Testing strategy\n\nTBD$/,
  );
  const interfaces = added?.find(({ title }) => title.includes("API/Interface design"));
  expect(interfaces?.makes.startsWith(`${thin}\n\n## API/Interface design\n\n<!--\n`)).toBe(true);
  expect(added?.map(({ title }) => title)).not.toContain(failureModes?.title);
});

test("a section that the team requires has a skeleton too, in lines that end as those of the plan", async () => {
  const root = await repositoryWith({
    ".github/plan-gate.yml":
      "version: 1\nsections:\n  - { id: rollout, title: Rollout plan, headings: [Rollout plan] }\n",
  });
  const editor = await openEditor(root);
  const text = `${goodPlan.trim()}\n`.replaceAll("\n", "\r\n");

  await editor.open(`${folder}/plan.md`, text);
  const [mark] = await editor.marksOf(`${folder}/plan.md`, (some) => some.length > 0);
  const fixes = mark === undefined ? [] : await editor.fixes(`${folder}/plan.md`, mark);

  expect(mark?.code).toBe("rollout");
  expect(fixes).toEqual([
    {
      title: "Insert what `Rollout plan` needs, to fill in",
      makes: `${text}\r\n## Rollout plan\r\n\r\n[NEEDS CLARIFICATION]\r\n`,
    },
  ]);
});

test("hover explains the row that a line lacks, or is evidence of", async () => {
  const root = await repositoryWith();
  const editor = await openEditor(root);
  const plan = `${folder}/plan.md`;

  await editor.open(plan, thin);
  const missing = await editor.hover(plan, 5);
  const nothing = await editor.hover(plan, 2);
  await editor.type(plan, goodPlan);
  await save(root, plan, goodPlan);
  const { stdout } = await runCli(root, "check", "--rule", "data-models", "--format", "json");
  const [, line = ""] = /"startLine": (\d+)/.exec(stdout) ?? [];
  const found = await editor.hover(plan, Number(line));

  expect(missing).toMatch(/^## Failure modes\n\n`failure-modes` · section · error by default\n/);
  expect(nothing).toBeNull();
  expect(found).toMatch(/^## Data models\n\nfound .*\n\n.*\n$/);
  expect(found).toContain(`\n\n${evidenceRules[0]?.docs.wants ?? ""}\n`);
});

test("a text beside the plan counts as it stands in the editor", async () => {
  const [dataModels, ...others] = evidenceRules.map(({ docs }) => docs.good);
  const plan = `# Invitations\n\n${others.join("\n")}`;
  const root = await repositoryWith({ [`${folder}/plan.md`]: plan });
  const editor = await openEditor(root);

  await editor.open(`${folder}/data-model.md`, "# Data\n");
  const marks = await editor.marksOf(`${folder}/plan.md`, (some) => some.length > 0);
  await editor.type(`${folder}/data-model.md`, dataModels ?? "");
  const after = await editor.marksOf(`${folder}/plan.md`, (some) => some.length === 0);

  expect(marks.map(({ code }) => code)).toEqual(["data-models"]);
  expect(after).toEqual([]);
});

test("a config that is wrong is marked in its own file, and says on the plan that nothing is judged", async () => {
  const root = await repositoryWith({ ".github/plan-gate.yml": "version: 1\naproval: {}\n" });
  const editor = await openEditor(root);
  const config = ".github/plan-gate.yml";

  await editor.open(`${folder}/plan.md`, goodPlan);
  const [onPlan] = await editor.marksOf(`${folder}/plan.md`, (some) => some.length > 0);
  const onConfig = await editor.marksOf(config, (some) => some.length > 0);
  await save(root, config, "version: 1\n");
  await editor.changedOnDisk(config);
  await editor.marksOf(`${folder}/plan.md`, (some) => some.length === 0);
  await editor.marksOf(config, (some) => some.length === 0);

  expect(onPlan?.message).toMatch(
    /^Nothing is judged while the config is wrong\.\n.*did you mean `approval`\?/,
  );
  expect(onPlan?.severity).toBe(1);
  expect(onConfig).toMatchObject([{ range: { start: { line: 1, character: 0 } }, source: "plan-gate" }]);
});

test("a plan that no setting names says so, what is no plan says nothing, and a closed one no more", async () => {
  const root = await repositoryWith();
  const editor = await openEditor(root);

  await editor.open("README.md", "# Plan\n\nTBD\n");
  await editor.open("specs/001-login/plan.md", "# Plan\n\nTBD\n");
  const marks = await editor.marksOf("specs/001-login/plan.md", (some) => some.length > 0);
  const hover = await editor.hover("README.md", 1);
  await editor.close("specs/001-login/plan.md");
  const after = await editor.marksOf("specs/001-login/plan.md", (some) => some.length === 0);

  expect(marks).toMatchObject([
    {
      severity: 3,
      message:
        'One plan is not judged, such as `specs/001-login/plan.md`: no setting names the folder. Add to `.github/plan-gate.yml`:\nfeatures: ["specs/*"]',
    },
  ]);
  expect(hover).toBeNull();
  expect(after).toEqual([]);
});

test("past a bound the plan says which, as `check` does", async () => {
  const root = await repositoryWith();
  const editor = await openEditor(root);

  await editor.open(`${folder}/plan.md`, "x".repeat(300 * 1024));
  const marks = await editor.marksOf(`${folder}/plan.md`, (some) => some.length > 0);

  expect(marks).toMatchObject([{ code: "plan-readable", severity: 1 }]);
  expect(marks[0]?.message).toContain("256 KiB");
});

test("a missing specification is told on the plan", async () => {
  const root = await makeRepository({ [`${folder}/plan.md`]: goodPlan });
  const editor = await openEditor(root);

  await editor.open(`${folder}/plan.md`, goodPlan);
  const marks = await editor.marksOf(`${folder}/plan.md`, (some) => some.length > 0);

  expect(marks.map(({ code }) => code)).toEqual(["spec-exists"]);
});
