import type { Repository } from "../../pull-request/snapshot.ts";
import { codeSpan } from "./neutralize.ts";

/** Which commit of which repository the links point to. */
export interface LinkTarget {
  readonly repository: Repository;
  readonly headSha: string;
}

/** Lines of a file, from 1, inclusive. */
interface Lines {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** A link with a label that is neutral Markdown already; the label alone where the address is odd. */
export function link(label: string, url: string): string {
  return plainUrl.test(url) ? `[${label}](${url})` : label;
}

/** A file at the head. */
export function fileUrl(place: LinkTarget, path: string): string {
  return `${place.repository.htmlUrl}/blob/${place.headSha}/${encodePath(path)}`;
}

/** All versions of a file or folder up to the head. */
export function historyUrl(place: LinkTarget, path: string): string {
  return `${place.repository.htmlUrl}/commits/${place.headSha}/${encodePath(path)}`;
}

/** A folder at the head. */
export function folderUrl(place: LinkTarget, path: string): string {
  return `${place.repository.htmlUrl}/tree/${place.headSha}/${encodePath(path)}`;
}

/** Lines of a file at the head, as text: a rendered Markdown file has no lines to show. */
export function linesUrl(place: LinkTarget, lines: Lines): string {
  const query = /\.(?:md|markdown|mdx)$/i.test(lines.path) ? "?plain=1" : "";
  const end = lines.endLine > lines.startLine ? `-L${lines.endLine}` : "";
  return `${fileUrl(place, lines.path)}${query}#L${lines.startLine}${end}`;
}

/** A link to lines: `line 4`, `lines 4–7`, after the file's name where it is not the plan itself. */
export function linkLines(place: LinkTarget, lines: Lines, planPath: string): string {
  const numbers =
    lines.endLine > lines.startLine ? `lines ${lines.startLine}–${lines.endLine}` : `line ${lines.startLine}`;
  const folder = planPath.slice(0, planPath.lastIndexOf("/") + 1);
  const name = lines.path.startsWith(folder) ? lines.path.slice(folder.length) : lines.path;
  const label = lines.path === planPath ? numbers : `${codeSpan(name, 60)} ${numbers}`;
  return link(label, linesUrl(place, lines));
}

/** A link to a file by its path. */
export function linkFile(place: LinkTarget, path: string): string {
  return link(codeSpan(path), fileUrl(place, path));
}

/** Only what our own links and GitHub's own addresses are made of. */
const plainUrl = /^https?:\/\/[\w.~:/?#@!$&*+,;=%[\]-]+$/;

function encodePath(path: string): string {
  return path
    .replaceAll(/\p{Cs}/gu, "\uFFFD")
    .split("/")
    .map((name) => encodeURIComponent(name).replaceAll(/[!'()*~]/g, percent))
    .join("/");
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
