import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { configPath, misspelledConfigPath } from "../../config/config-path.ts";
import type { FeatureGlob } from "../../feature/feature-folder.ts";
import type { Clone } from "./clone.ts";
import type { GuardSettings, SettingsInClone } from "./guard-settings.ts";
import { fieldOf, isListOf, isText, keep, keepingIn, readKept } from "./kept.ts";

/**
 * Reads the config of the base branch, as at the merge, or that of the folder where the base has none. What reads it is most
 * of the program: it is loaded where there is a config that was not read before. Only valid ones are kept.
 */
export async function readSettings(clone: Clone, reader?: URL): Promise<SettingsInClone> {
  const { root, base, configOnBase } = clone;
  switch (configOnBase?.state) {
    case undefined:
      if (!(await mayHoldConfig(root))) return { state: "none" };
      return (await import("./config-in-clone.ts")).parseInFolder(root);
    case "unread":
      return { state: "broken", problems: [configOnBase.problem] };
    case "text": {
      const keeping = await keepingIn(clone, "settings", { of: configOnBase.blobId, reader });
      const kept = settingsIn(await readKept(keeping));
      if (kept !== null) return { state: "valid", settings: kept };
      const { parseOnBranch } = await import("./config-in-clone.ts");
      const reading = parseOnBranch(configOnBase.text, base?.name ?? "");
      if (reading.state === "valid") await keep(keeping, reading.settings);
      return reading;
    }
  }
}

/** Is there a config, or what may be meant as one? Yes where it cannot be told. */
async function mayHoldConfig(root: string): Promise<boolean> {
  const found = await Promise.all(["", ".github/"].map((folder) => listsConfig(root, folder)));
  return found.some((isThere) => isThere);
}

async function listsConfig(root: string, folder: string): Promise<boolean> {
  try {
    const paths = (await readdir(join(root, folder))).map((name) => `${folder}${name}`);
    return paths.some((path) => path === configPath || misspelledConfigPath(path));
  } catch (error) {
    const code = fieldOf(error, "code");
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
}

function settingsIn(value: unknown): GuardSettings | null {
  const [features, spec] = [fieldOf(value, "features"), fieldOf(value, "spec")];
  const codeowners = fieldOf(fieldOf(value, "approval"), "codeowners");
  const implementation = fieldOf(value, "implementation");
  const [paths, require] = [fieldOf(implementation, "paths"), fieldOf(implementation, "require")];
  const excepted = fieldOf(fieldOf(implementation, "except"), "paths");
  if (!isListOf(features, isPlace) || !isListOf(paths, isText) || !isListOf(excepted, isText)) return null;
  if (spec !== "exists" && spec !== "with-plan" && spec !== "approved") return null;
  if (typeof codeowners !== "boolean" || (require !== "off" && require !== "approved-plan")) return null;
  const approval = { codeowners, branches: [] };
  return { features, spec, approval, implementation: { paths, require, except: { paths: excepted } } };
}

function isPlace(value: unknown): value is FeatureGlob {
  const names = ["plan", "spec"].map((name) => fieldOf(value, name));
  return (
    isText(value) ||
    (isText(fieldOf(value, "glob")) && names.every((name) => name === undefined || isText(name)))
  );
}
