const shortForm = /^([^~]{1,6})~([1-9]\d{0,5})(?:\.([^.~]{1,3}))?$/;

interface Shortened {
  readonly name: string;
  /** What the short name may begin with: the first letters, or two of them and a checksum. */
  readonly starts: readonly string[];
  readonly ending: string | undefined;
}

/**
 * Reads the short names that Windows gives some long ones for programs of old, such as `SPECIF~1` or `SP07CB~1` for
 * `.specify`, as [Git does for its own files](https://github.com/git/git/blob/v2.47.0/path.c): whatever is written to a short
 * name lands in the long one. Names in lower case; answers the long one, and any other name as it is.
 */
export function shortNameReader(names: readonly string[]): (name: string) => string {
  const known = names.map(shorten);
  return (name) => {
    const [, start, digits, ending] = shortForm.exec(name) ?? [];
    if (start === undefined || digits === undefined) return name;
    const meant = known.find(
      (long) =>
        long.ending === ending &&
        long.starts.some((full) => start === full.slice(0, Math.min(6, 7 - digits.length))),
    );
    return meant?.name ?? name;
  };
}

function shorten(name: string): Shortened {
  const plain = name.replace(/^\./, "");
  const dot = plain.lastIndexOf(".");
  const base = (dot === -1 ? plain : plain.slice(0, dot)).replaceAll(".", "");
  const checksum = checksumOf(name).toString(16).padStart(4, "0");
  return {
    name,
    starts: [base.slice(0, 6), `${base.slice(0, 2)}${checksum}`],
    ending: dot === -1 ? undefined : plain.slice(dot + 1, dot + 4),
  };
}

/** As Windows counts it once the first letters are taken; 16 bits. */
function checksumOf(name: string): number {
  const letters = Array.from(name, (letter) => Number(letter.codePointAt(0)));
  const sum = letters.reduce((known, letter) => (known * 37 + letter) & 0xffff, 0);
  const spread = Math.abs(Math.imul(sum, 314159269));
  const rest = BigInt(spread) - ((BigInt(spread) * 1152921497n) >> 60n) * 1000000007n;
  const bits = Number(BigInt.asUintN(16, rest));
  return ((bits & 0xf000) >> 12) | ((bits & 0xf00) >> 4) | ((bits & 0xf0) << 4) | ((bits & 0xf) << 12);
}
