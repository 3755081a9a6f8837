import { readFile } from "node:fs/promises";
import { z } from "zod";

/** Folder of this package: one above `src`, `dist` and `bundle`. */
export const packageRoot = new URL("../", import.meta.url);

const packageSchema = z.object({
  version: z.string(),
  repository: z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]).optional(),
});

/** What `package.json` says of this package: its version, and where it is kept if that is known. */
export async function readPackage(): Promise<z.infer<typeof packageSchema>> {
  const text = await readFile(new URL("package.json", packageRoot), "utf8");
  return packageSchema.parse(JSON.parse(text));
}

/** The version of this package. */
export async function readVersion(): Promise<string> {
  return (await readPackage()).version;
}
