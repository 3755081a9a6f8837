/** First lines of a pointer of Git LFS, by its [specification](https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
const beginnings = ["version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/"];

/** Does Git hold a name in the place of the text, which lies elsewhere? Nobody can read that in the pull request. */
export function isLfsPointer(text: string): boolean {
  return beginnings.some((beginning) => text.startsWith(beginning)) && text.includes("\noid sha256:");
}
