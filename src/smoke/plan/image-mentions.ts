import { parseImageReference } from "../compose/image-reference.ts";

/** A place where a plan names an image's version. */
export interface ImageMention {
  readonly repository: string;
  readonly tag: string;
  /** From 1. */
  readonly line: number;
}

const maxLines = 20_000;
const maxLineLength = 4_000;

/**
 * Finds versions of known images in a plan: `repository:tag` anywhere, `name:1.2` for the last part of a repository,
 * or a table row that names the repository and has exactly one version.
 */
export function findImageMentions(plan: string, repositories: readonly string[]): readonly ImageMention[] {
  const known = new Set(repositories);
  const lines = plan.split("\n").slice(0, maxLines);
  return lines.flatMap((text, index) => lineMentions(text.slice(0, maxLineLength), index + 1, known));
}

function lineMentions(text: string, line: number, known: ReadonlySet<string>): readonly ImageMention[] {
  const tokens = text.split(/[^A-Za-z0-9._/:@-]+/).map((token) => token.replace(/[.:]+$/, ""));
  const mentions = tokens.flatMap((token) => {
    const { repository, tag } = parseImageReference(token);
    const full = tag === null ? null : repositoryOf(repository, tag, known);
    return full === null || tag === null ? [] : [{ repository: full, tag, line }];
  });
  if (mentions.length > 0 || !text.trimStart().startsWith("|")) return mentions;
  const named = tokens.find((token) => known.has(parseImageReference(token).repository));
  const versions = [...new Set(tokens.filter(isVersion))];
  const [version] = versions;
  if (named === undefined || version === undefined || versions.length > 1) return [];
  return [{ repository: parseImageReference(named).repository, tag: version, line }];
}

function repositoryOf(name: string, tag: string, known: ReadonlySet<string>): string | null {
  if (known.has(name)) return name;
  if (name.includes("/") || !isVersion(tag)) return null;
  return [...known].find((repository) => repository.endsWith(`/${name}`)) ?? null;
}

/** `1.2`, `v1.93.0`, `v0.1.0-victorialogs`; not a port or a year. */
function isVersion(token: string): boolean {
  return /^v?\d+(?:\.\d+){1,3}(?:[-+][A-Za-z0-9._-]*)?$/.test(token);
}
