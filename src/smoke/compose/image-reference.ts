/** An image reference taken apart. */
export interface ImageReference {
  /** Without Docker Hub's implied `docker.io/` and `library/`. */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…`. */
  readonly digest: string | null;
}

/** Takes `repository[:tag][@digest]` apart. A colon before the last slash belongs to a registry's port. */
export function parseImageReference(image: string): ImageReference {
  const at = image.indexOf("@");
  const digest = at === -1 ? null : image.slice(at + 1);
  const named = at === -1 ? image : image.slice(0, at);
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/");
  const repository = hasTag ? named.slice(0, colon) : named;
  return {
    repository: repository.replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, ""),
    tag: hasTag ? named.slice(colon + 1) : null,
    digest,
  };
}

const movingTagWords = new Set([
  "latest",
  "stable",
  "edge",
  "nightly",
  "main",
  "master",
  "dev",
  "develop",
  "rolling",
  "snapshot",
  "unstable",
  "canary",
]);

/** Whether a tag names a version: it has a digit, and no word that says it moves. */
export function isVersionTag(tag: string): boolean {
  const words = tag.toLowerCase().split(/[-._]/);
  return /\d/.test(tag) && !words.some((word) => movingTagWords.has(word));
}
