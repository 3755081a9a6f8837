/** A repository on a GitHub. */
export interface RemoteName {
  /** Such as `github.com`. */
  readonly host: string;
  /** `owner/name`. */
  readonly slug: string;
}

const remoteUrl =
  /^(?:(?:git\+)?https?:\/\/|(?:git\+)?ssh:\/\/git@|git@)(?:[^@/]*@)?([\w.-]+)(?::\d+)?[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

/** The repository that a remote's URL names, or `github:owner/name` of a package; `null` for any other. */
export function parseRemote(url: string): RemoteName | null {
  const [, host, slug] = remoteUrl.exec(url.trim()) ?? [];
  if (host !== undefined && slug !== undefined) return { host, slug };
  const [, short] = /^github:([\w.-]+\/[\w.-]+)$/.exec(url.trim()) ?? [];
  return short === undefined ? null : { host: "github.com", slug: short };
}
