const versioned =
  /(?:^|[\s(`*,;|])([A-Za-z][\w@/.#+-]{0,60}(?: [A-Z][\w.]{0,30})?)["'`]?(?:\s?(?:v|\^|~|>=|==|\u2265|@)\s?|\s)\d+(?:\.[\dx]+|\+|(?=$|[\s,;|)`]))/gu;
/** What a text without a version is searched in vain. */
const version = /[v^~=>\u2265@\s]\d+(?:\.[\dx]|\+|$|[\s,;|)`])/u;
/** Words that a number follows without being the name of a product. */
const noProduct = new Set(
  `feature features option options rule figure table question decision requirement principle case scenario phase phases task tasks step steps wp t us fr sc nfr req story spec section line lines code version level tier day days week weeks sprint item items part chapter
  page pages port http exit status error epic milestone stage wave batch priority the a to of in and or with for from by at on up is are max min about than least most
  lorem ipsum dolor foo bar baz qux xyz x y z thing something name approx schritt teil fase etape paso`.split(
    /\s+/,
  ),
);

/** Names that a version follows, in lower case: `PostgreSQL 16`, `fastify@5`. */
export function findProducts(text: string): readonly string[] {
  if (!version.test(text)) return [];
  const names = [...text.matchAll(versioned)].map(([, name]) => String(name).toLowerCase());
  return names.filter((name) => !noProduct.has(name.replace(/ .*$/u, "")));
}
