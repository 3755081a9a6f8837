import picomatch from "picomatch";
import { foldPath } from "../pull-request/fold-path.ts";

type Matches = (foldedPath: string) => boolean;
const matchers = new WeakMap<readonly string[], Matches>();

/** Does one of the globs match a path that is folded? Compiled once for each list: a pull request asks thousands of times. */
export function pathMatcher(globs: readonly string[]): Matches {
  const known = matchers.get(globs);
  if (known !== undefined) return known;
  const options = { dot: true, noextglob: true, nonegate: true, windows: false };
  const compiled = globs.map((glob) => picomatch(foldPath(glob), options));
  const matches: Matches = (path) => compiled.some((isMatch) => isMatch(path));
  matchers.set(globs, matches);
  return matches;
}
