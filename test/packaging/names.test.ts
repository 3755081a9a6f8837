import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..", "..");
const notOurs = new Set([".git", "node_modules", "dist", "coverage", "fixtures"]);
const self = relative(root, import.meta.filename);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesBelow(path);
    return /\.(?:png|tgz)$/.test(entry.name) || entry.name === "package-lock.json" ? [] : [path];
  });
}

/**
 * What would fetch a package of the name `plan-gate` from a registry, where it is not ours: `npx --no` runs only what
 * is installed, and `github:` names a repository.
 */
const fetches = [
  /\bnpx\s+(?:(?:--yes|-y|--package[= ]|-p )\s*)*["']?plan-gate\b/,
  /\bnpm\s+(?:exec|x|i|install|add|ci)\s+(?:-{1,2}[\w-]+\s+)*["']?plan-gate\b/,
  /\b(?:pnpm|yarn|bun)\s+(?:dlx|add|x|install)\s+(?:-{1,2}[\w-]+\s+)*["']?plan-gate\b/,
  /\b(?:pnpx|bunx)\s+["']?plan-gate\b/,
  /(?:unpkg\.com|jsdelivr\.net\/npm|esm\.sh|npmjs\.(?:com|org)(?:\/package)?)\/plan-gate\b/,
  /github\.com\/plan-gate\//,
];

test.each([
  "npx plan-gate check",
  "npx --yes plan-gate@0.1.0 smoke",
  'npx --yes "plan-gate@$VERSION" smoke',
  "npm install --global plan-gate",
  "pnpm dlx plan-gate",
  "https://unpkg.com/plan-gate/schema/x.json",
])("`%s` hangs on a name that anybody may take", (text) => {
  expect(fetches.some((pattern) => pattern.test(text))).toBe(true);
});

test.each([
  "npx --no plan-gate check",
  "npx github:OWNER/plan-gate#COMMIT check",
  "npm ci",
  "docker run plan-gate",
])("`%s` does not", (text) => {
  expect(fetches.some((pattern) => pattern.test(text))).toBe(false);
});

test("nothing here runs or fetches a package by a name that is not ours", () => {
  const offenders = filesBelow(root)
    .filter((path) => relative(root, path) !== self)
    .flatMap((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .flatMap((line, index) =>
          fetches.some((pattern) => pattern.test(line))
            ? [`${relative(root, path)}:${index + 1}: ${line.trim().slice(0, 80)}`]
            : [],
        ),
    );

  expect(offenders).toEqual([]);
});
