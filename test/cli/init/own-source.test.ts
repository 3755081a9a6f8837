import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findOwnSource } from "../../../src/cli/init/own-source.ts";
import { parseRemote } from "../../../src/cli/init/repository-facts.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

function cloneOf(remote: string | null): { readonly root: string; readonly commit: string } {
  const root = temporaryFolder();
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: root,
      encoding: "utf8",
    });
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message", "x");
  if (remote !== null) git("remote", "add", "origin", remote);
  return { root, commit: git("rev-parse", "HEAD").trim() };
}

test("a clone names its remote and its commit", async () => {
  const { root, commit } = cloneOf("https://github.acme.com/tools/plan-gate.git");

  expect(await findOwnSource(root)).toEqual({
    host: "github.acme.com",
    repository: "tools/plan-gate",
    commit,
  });
});

test.each([null, "/srv/git/plan-gate", "../plan-gate"])(
  "a clone of %s does not know where Actions find it",
  async (remote) => {
    expect(await findOwnSource(cloneOf(remote).root)).toBeNull();
  },
);

test.each([
  ["node_modules/plan-gate", "git+ssh://git@github.com/acme/plan-gate.git#"],
  ["node_modules/@acme/plan-gate", "git+https://github.com/acme/plan-gate.git#"],
])("an install from Git below %s knows the commit that npm noted", async (folder, resolved) => {
  const { root: owner } = cloneOf("https://github.com/someone/else.git");
  const root = join(owner, folder);
  const commit = "d".repeat(40);
  mkdirSync(root, { recursive: true });
  const packages = { [folder]: { version: "0.1.0", resolved: `${resolved}${commit}` } };
  writeFileSync(join(owner, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));

  expect(await findOwnSource(`${root}/`)).toEqual({
    host: "github.com",
    repository: "acme/plan-gate",
    commit,
  });
});

test("an install from a registry knows no commit", async () => {
  const owner = temporaryFolder();
  const root = join(owner, "node_modules", "plan-gate");
  mkdirSync(root, { recursive: true });
  const packages = {
    "node_modules/plan-gate": { resolved: "https://npm.acme.com/plan-gate-0.1.0.tgz" },
  };
  writeFileSync(join(owner, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));

  expect(await findOwnSource(root)).toBeNull();
  expect(await findOwnSource(join(temporaryFolder(), "node_modules", "plan-gate"))).toBeNull();
});

test.each([
  ["git@github.com:acme/shop.git\n", { host: "github.com", slug: "acme/shop" }],
  ["ssh://git@github.acme.com:22/acme/shop", { host: "github.acme.com", slug: "acme/shop" }],
  ["https://x-token:y@github.com/acme/shop/", { host: "github.com", slug: "acme/shop" }],
  ["git+https://github.com/acme/shop.git", { host: "github.com", slug: "acme/shop" }],
  ["github:acme/shop", { host: "github.com", slug: "acme/shop" }],
  ["acme/shop", null],
  ["file:///srv/shop", null],
])("%s names a repository on a GitHub, or none", (url, name) => {
  expect(parseRemote(url)).toEqual(name);
});
