import { z } from "zod";

const entryShape = z.object({
  path: z.string(),
  mode: z.string(),
  type: z.enum(["blob", "tree", "commit"]),
  sha: z.string(),
  size: z.number().optional(),
});

/** One Git tree, or all below it. */
export const treeShape = z.object({ tree: z.array(entryShape), truncated: z.boolean() });

/** A line of a Git tree; `path` counts from that tree, `size` is in bytes and only blobs have it. */
export type RawTreeEntry = z.infer<typeof entryShape>;
