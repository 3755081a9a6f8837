import { UsageError } from "../exit-codes.ts";

/** A repository as people write it. */
export interface SlugName {
  readonly owner: string;
  readonly repo: string;
}

/** A pull request as people write it. */
export interface PullRequestName extends SlugName {
  readonly number: number;
}

const repositoryForm = /^([A-Za-z\d][\w.-]{0,99})\/([\w.-]{1,100})$/;
const pullRequestForm = /^([A-Za-z\d][\w.-]{0,99})\/([\w.-]{1,100})#([1-9]\d{0,9})$/;
const appIdForm = /^[1-9]\d{0,14}$/;

/** Reads `owner/repo`. */
export function readRepositoryName(text: string): SlugName {
  const [, owner, repo] = repositoryForm.exec(text) ?? [];
  if (owner !== undefined && repo !== undefined) return { owner, repo };
  throw new UsageError(`\`${text}\` names no repository, expected \`owner/repo\`.`);
}

/** Reads `owner/repo#7`; `otherwise` is what else the command takes. */
export function readPullRequestName(text: string, otherwise?: string): PullRequestName {
  const [, owner, repo, number] = pullRequestForm.exec(text) ?? [];
  if (owner !== undefined && repo !== undefined) return { owner, repo, number: Number(number) };
  const or = otherwise === undefined ? "" : `, or ${otherwise}`;
  throw new UsageError(`\`${text}\` names no pull request, expected \`owner/repo#7\`${or}.`);
}

/** Reads the App's id from the option, else from `APP_ID`; `null` without either. */
export function readAppId(option: string | undefined): number | null {
  const text = option ?? process.env["APP_ID"] ?? "";
  if (text === "") return null;
  if (appIdForm.test(text)) return Number(text);
  throw new UsageError(`The App's id is \`${text}\`, expected a whole number such as 123456.`);
}

/** An App as GitHub knows it. */
export interface AppName {
  readonly id: number;
  readonly slug: string;
}
