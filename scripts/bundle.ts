import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build, type Plugin } from "esbuild";
import { z } from "zod";

/** Named through its namespace, zod leaves behind what is not used, such as messages in forty languages. */
const zodByName: Plugin = {
  name: "zod-by-name",
  setup: (bundling) => {
    bundling.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
      loader: "ts",
      contents: (await readFile(path, "utf8")).replace('import { z } from "zod"', 'import * as z from "zod"'),
    }));
  },
};

/** CommonJS within a module needs `require` for what Node has built in. */
const banner = `#!/usr/bin/env node
// Made from src/cli/ by \`npm run generate\`; not minified, so that it can be read.
import { createRequire as requireOfBundle } from "node:module";
const require = requireOfBundle(import.meta.url);`;

/** What the guard asks GitHub with is in `dist`, beside the bundle, as all that needs the libraries. */
const askGitHubBuilt: Plugin = {
  name: "ask-github-built",
  setup: (bundling) => {
    bundling.onResolve({ filter: /\/ask-github\.ts$/ }, () => ({
      path: "../dist/cli/guard/ask-github.js",
      external: true,
    }));
  },
};

/** What reads a config is a file of its own: the guard needs it only for one that it has not read before. */
const configApart: Plugin = {
  name: "config-apart",
  setup: (bundling) => {
    bundling.onResolve({ filter: /\/config-in-clone\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./config.mjs", external: true } : undefined,
    );
  },
};

/** The libraries of the language server are a file of their own, which only it reads. */
const languageServerApart: Plugin = {
  name: "language-server-apart",
  setup: (bundling) => {
    bundling.onResolve({ filter: /\/library\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./language-server.mjs", external: true } : undefined,
    );
  },
};

/** A call of the guard loads one small file beside the first; every other call the rest. */
const entryPoints = {
  "plan-gate": "src/cli/bundled.ts",
  commands: "src/cli/bundled-commands.ts",
  guard: "src/cli/bundled-guard.ts",
  config: "src/cli/guard/config-in-clone.ts",
  "language-server": "src/cli/lsp/library.ts",
};

/** The files of `bundle/`, by name. Same sources and libraries, same bytes. */
export async function bundleCommandLine(root: string): Promise<ReadonlyMap<string, string>> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    external: ["./commands.mjs", "./guard.mjs"],
    outdir: "bundle",
    outExtension: { ".js": ".mjs" },
    write: false,
    metafile: true,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    // The same sources as modules, of which what is not used stays out.
    alias: { yaml: "./node_modules/yaml/browser/index.js" },
    // Else each such literal is compiled while the file is loaded, used or not.
    supported: { "regexp-unicode-property-escapes": true },
    legalComments: "none",
    logLevel: "warning",
    banner: { js: banner },
    plugins: [zodByName, askGitHubBuilt, configApart, languageServerApart],
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const packages = used.flatMap(([path]) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return new Map([
    ...outputFiles.map(({ path, text }) => [basename(path), text] as const),
    ["LICENSES.txt", await licensesOf(root, [...new Set(packages)].toSorted())],
  ]);
}

const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

async function licensesOf(root: string, folders: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    folders.map(async (folder) => {
      const { name, version, license } = packageSchema.parse(
        JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")),
      );
      const file = (await readdir(join(root, folder))).find((one) => /^licen[cs]e/i.test(one));
      const text = file === undefined ? "" : await readFile(join(root, folder, file), "utf8");
      return `${name} ${version}${license === undefined ? "" : ` (${license})`}\n\n${text.replaceAll("\r\n", "\n").trim()}\n`;
    }),
  );
  return `The libraries in this folder, and their licenses.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
