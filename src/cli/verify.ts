import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { Command } from "commander";
import { fileNamesOf } from "../feature/file-names.ts";
import type { Tree } from "../pull-request/content.ts";
import { specNeeds } from "../gate/judge-plan.ts";
import { readTexts } from "./changes/read-changes.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { chooseWord, formatOption } from "./words.ts";
import { gatherFacts } from "./init/repository-facts.ts";
import { loadConfig } from "./load-config.ts";
import { isKnownCommit, readTip } from "./records/branch-approvals.ts";
import { recordsAsJson, recordsAsText, type RecordsOf, asFeature } from "./records/format-records.ts";
import { readPlanRecords, type RecordedPlan } from "./records/plan-records.ts";
import { connect, explainRefusals, openRemote } from "./remote/remote.ts";
import { readAppId, readRepositoryName } from "./remote/names.ts";
import { findRepositoryApp } from "./remote/find-app.ts";
import { findRoot, runGit } from "./repository.ts";
import { formatJson } from "../render/report/json.ts";
import { visibleLine } from "../render/text/visible-text.ts";

const formats = ["pretty", "json", "in-toto"] as const;

interface VerifyOptions {
  readonly ref: string;
  readonly branch: string;
  readonly feature?: string;
  readonly format: string;
  readonly appId?: string;
}

/** `plan-gate verify`: are the plans of a clone the ones that were approved? */
export function verifyCommand(): Command {
  return new Command("verify")
    .description(
      "Tell whether every plan of this clone is the text that was approved, by the records on GitHub",
    )
    .argument("[owner/repo]", "repository on GitHub (default: the remote `origin`)")
    .option("--ref <revision>", "commit or branch of the clone to look at", "HEAD")
    .option(
      "--branch <name>",
      "branch whose changes to look through, for a commit that GitHub does not have",
      "main",
    )
    .option("--feature <id>", "one feature, by its id or folder")
    .option("--app-id <number>", "id of the GitHub App whose record counts (default: APP_ID, else looked up)")
    .addOption(formatOption(formats))
    .addHelpText("after", "\nReads GitHub with GITHUB_TOKEN or GH_TOKEN, and writes nothing.")
    .action(async (name: string | undefined, options: VerifyOptions) => {
      process.exitCode = await verify(name, options);
    });
}

async function verify(named: string | undefined, options: VerifyOptions): Promise<number> {
  const format = chooseWord("format", options.format, formats);
  const appId = readAppId(options.appId);
  const root = await findRoot(process.cwd());
  const slug = named ?? (await gatherFacts(root)).slug;
  if (slug === null) throw new UsageError(noRemote);
  const name = readRepositoryName(slug);
  const { commitSha, entries } = await readLocalTree(root, options.ref);
  const { features: globs, spec } = await loadConfig(root, null);
  const texts = await readTexts(root, specsIn(entries, { globs, spec }), []);
  const { octokit } = await connect(process.env);
  const remote = openRemote(octokit, name);
  const feature = options.feature ?? null;
  const read = async () => {
    const app = await findRepositoryApp(remote, appId);
    const tipSha = (await isKnownCommit(remote, commitSha))
      ? commitSha
      : await readTip(remote, options.branch);
    return readPlanRecords(remote, app, { tipSha, entries, globs, spec, texts, feature });
  };
  const plans = await explainRefusals(name, read());
  await sayWhatIsNotCommitted(root, options.ref, plans);
  const of = { ...name, ref: options.ref, commitSha };
  process.stdout.write(await report(format, of, { root, plans }));
  const areApproved = plans.every(({ record }) => record.state === "approved");
  return areApproved ? exitCodes.satisfied : exitCodes.findings;
}

/** Looked at is the commit: whoever reads the files on disk reads other text. */
async function sayWhatIsNotCommitted(
  root: string,
  ref: string,
  plans: readonly RecordedPlan[],
): Promise<void> {
  const folders = plans.map(({ feature }) => `:(literal)${feature.path}`);
  if (ref !== "HEAD" || folders.length === 0) return;
  const changed =
    (await runGit(root, ["status", "--porcelain", "-z", "--no-renames", "--", ...folders])) ?? "";
  const paths = changed.split("\0").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
  if (paths.length === 0) return;
  const [first = ""] = paths;
  const what = `\`${visibleLine(first, 200)}\`${paths.length > 1 ? ` and ${paths.length - 1} more differ` : " differs"}`;
  process.stderr.write(
    `plan-gate: ${what} from the commit that is looked at: what is not committed is not verified.\n`,
  );
}

/** Of specifications that are approved with their plans. */
function specsIn(entries: Tree, gating: Parameters<typeof specNeeds>[1]): Tree {
  const needs = specNeeds([entries], gating);
  const wanted = new Set(needs.flatMap((need) => (need.type === "blob" ? [need.blobId] : [])));
  return entries.filter(({ blobId }) => wanted.has(blobId));
}

const noRemote =
  "The clone has no remote `origin` on GitHub. Name the repository: `plan-gate verify OWNER/REPO`.";

async function report(
  format: (typeof formats)[number],
  of: RecordsOf,
  { root, plans }: { readonly root: string; readonly plans: readonly RecordedPlan[] },
): Promise<string> {
  switch (format) {
    case "json":
      return recordsAsJson(of, plans);
    case "pretty":
      return recordsAsText(of, plans);
    case "in-toto": {
      const approved = plans.filter(({ record }) => record.state === "approved");
      if (approved.length === 0)
        throw new UsageError("No plan here is approved, so there is nothing to attest.");
      return inTotoStatement(of, approved, await subjectsOf(root, approved));
    }
  }
}

async function subjectsOf(root: string, plans: readonly RecordedPlan[]): Promise<readonly AttestedFile[]> {
  const files = plans.flatMap(({ feature, gated }) =>
    gated.map(({ path, blobId }) => ({ name: `${fileNamesOf(feature).folder}/${path}`, gitBlob: blobId })),
  );
  return Promise.all(
    files.map(async (file) => ({ ...file, sha256: await sha256OfBlob(root, file.gitBlob) })),
  );
}

/** What the predicate says: who approved which text when. */
const predicateType = "urn:x-plan-gate:plan-approval:v1";

/** The bytes of one file of an approved text. */
interface AttestedFile {
  /** From the root of the repository. */
  readonly name: string;
  readonly gitBlob: string;
  /** 64 hex digits. */
  readonly sha256: string;
}

/**
 * A Statement v1 of [in-toto](https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md), unsigned, over
 * all files of the approved plans.
 */
function inTotoStatement(
  { owner, repo, commitSha }: RecordsOf,
  plans: readonly RecordedPlan[],
  subjects: readonly AttestedFile[],
): string {
  return formatJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: subjects.map(({ name, gitBlob, sha256 }) => ({ name, digest: { sha256, gitBlob } })),
    predicateType,
    predicate: { repository: `${owner}/${repo}`, commit: commitSha, features: plans.map(asFeature) },
  });
}

const run = promisify(execFile);
const maxBlobBytes = 16 * 1024 * 1024;

/** A commit of a clone with all its files. */
interface LocalTree {
  readonly commitSha: string;
  readonly entries: Tree;
}

const entryForm = /^(\d{6}) \w+ ([0-9a-f]{40,64})\t(.+)$/s;

/** What a revision of a clone holds. Throws a `UsageError` where there is no such revision. */
async function readLocalTree(root: string, revision: string): Promise<LocalTree> {
  const commit = await runGit(root, ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`]);
  if (commit === null) throw new UsageError(`\`${revision}\` is no commit of the repository in \`${root}\`.`);
  const commitSha = commit.trim();
  const listed = (await runGit(root, ["ls-tree", "-r", "-z", "--full-tree", commitSha])) ?? "";
  const entries = listed.split("\0").flatMap((line) => {
    const [, mode, blobId, path] = entryForm.exec(line) ?? [];
    return mode === undefined || blobId === undefined || path === undefined ? [] : [{ mode, blobId, path }];
  });
  return { commitSha, entries };
}

/** SHA-256 over the bytes of a blob of a clone, 64 hex digits. */
async function sha256OfBlob(root: string, blobId: string): Promise<string> {
  const options = { maxBuffer: maxBlobBytes, encoding: "buffer" } as const;
  const { stdout } = await run("git", ["-C", root, "cat-file", "blob", blobId], options);
  return createHash("sha256").update(stdout).digest("hex");
}
