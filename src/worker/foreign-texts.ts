import { readCodeowners } from "../approval/people/codeowners.ts";
import { parseConfig } from "../config/parse-config.ts";
import { configPath } from "../config/config-path.ts";
import { checkPlan, defaultPlanSettings } from "../plan/check-plan.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { parseComment } from "../slash-commands/parse-comment.ts";

/** A text of other people's that judging reads. */
export interface ForeignText {
  readonly kind: "plan" | "config" | "comment" | "owners";
  /** A path from the root of the repository, or the address of a comment. */
  readonly name: string;
  readonly text: string;
  /** Does it stand in the commit that is judged? Only another commit has another text then. */
  readonly isInHead: boolean;
}

/** More are not tried one by one. */
const maxTexts = 200;

/** All texts that an evaluation has read, the largest first, each once. */
export function foreignTexts(snapshot: PullRequestSnapshot): readonly ForeignText[] {
  const texts = [...filesOf(snapshot), ...commentsOf(snapshot)];
  const distinct = new Map(texts.map((text) => [`${text.kind}\0${text.text}`, text]));
  return [...distinct.values()].sort((a, b) => b.text.length - a.text.length).slice(0, maxTexts);
}

/** Reads one text as judging does. What it says does not matter, only whether this comes to an end. */
export function readForeignText({ kind, name, text }: ForeignText): void {
  switch (kind) {
    case "plan":
      checkPlan({ plan: { path: name, text }, siblings: [] }, defaultPlanSettings);
      return;
    case "config":
      parseConfig(text);
      return;
    case "comment":
      parseComment(text);
      return;
    case "owners":
      readCodeowners(text, [name]);
  }
}

function filesOf({ facts }: PullRequestSnapshot): readonly ForeignText[] {
  const named = new Map<string, { readonly path: string; readonly isInHead: boolean }>();
  const bases = new Set(Object.values(facts.comparisons).map((comparison) => comparison?.baseSha));
  const mergeBases = new Set(Object.values(facts.comparisons).map((comparison) => comparison?.mergeBaseSha));
  for (const [sha, tree] of Object.entries(facts.trees)) {
    const isInHead = !bases.has(sha) && !mergeBases.has(sha);
    for (const { path, blobId } of tree ?? [])
      if (isInHead || !named.has(blobId)) named.set(blobId, { path, isInHead });
  }
  for (const file of Object.values(facts.files))
    if (file && !named.has(file.blobId)) named.set(file.blobId, { path: file.path, isInHead: false });
  return Object.entries(facts.blobs).flatMap(([blobId, blob]): readonly ForeignText[] => {
    if (blob?.state !== "text") return [];
    const { path, isInHead } = named.get(blobId) ?? { path: blobId, isInHead: false };
    return [{ kind: kindOf(path), name: path, text: blob.text, isInHead }];
  });
}

function kindOf(path: string): ForeignText["kind"] {
  if (path === configPath) return "config";
  return path.endsWith("CODEOWNERS") ? "owners" : "plan";
}

function commentsOf({ facts }: PullRequestSnapshot): readonly ForeignText[] {
  const lists = [...Object.values(facts.comments), ...Object.values(facts.reviews)];
  return lists.flatMap((list): readonly ForeignText[] => {
    if (list?.state !== "complete") return [];
    return list.items
      .filter(({ body }) => body !== "")
      .map(({ body, htmlUrl }) => ({ kind: "comment", name: htmlUrl, text: body, isInHead: false }));
  });
}
