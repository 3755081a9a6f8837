import { isGatedPath } from "../src/feature/gated-path.ts";
import { maxPlanBytes } from "../src/plan/reading/parse-bounds.ts";
import { planPath, type Beside, type FileBeside } from "./judge-text.ts";

/** A feature's folder as it was read from the disk; nothing of it is sent anywhere. */
export interface Folder {
  readonly name: string;
  readonly plan: string;
  readonly beside: Beside;
}

const maxFiles = 50;

/** Reads the chosen folder; a sentence that says what is in the way where it cannot. */
export async function readFolder(files: readonly File[]): Promise<Folder | string> {
  const found = files
    .map((file) => ({ file, path: file.webkitRelativePath.split("/").slice(1).join("/") }))
    .filter(({ path }) => isGatedPath(path, "with-plan"));
  const name = files[0]?.webkitRelativePath.split("/")[0] ?? "This folder";
  if (!found.some(({ path }) => path === planPath))
    return `${name} has no plan.md. Open the folder that directly holds it.`;
  if (found.length > maxFiles) return `${name} holds more than ${maxFiles} files beside the plan.`;
  const tooLarge = found.find(({ file }) => file.size > maxPlanBytes);
  if (tooLarge !== undefined)
    return `${tooLarge.path} is larger than 256 KiB. Move details into other files.`;
  try {
    const texts = await Promise.all(
      found.map(async ({ file, path }) => ({ path, text: await textOf(file) })),
    );
    return arrange(name, texts);
  } catch {
    return `${name} holds a file that is not UTF-8 text. Save it as UTF-8.`;
  }
}

function arrange(name: string, texts: readonly FileBeside[]): Folder {
  const named = (path: string): FileBeside | null => texts.find((file) => file.path === path) ?? null;
  const siblings = texts
    .filter(({ path }) => path !== planPath && path !== "spec.md")
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { name, plan: named(planPath)?.text ?? "", beside: { spec: named("spec.md"), siblings } };
}

async function textOf(file: File): Promise<string> {
  return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
}
