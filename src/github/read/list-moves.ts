import { z } from "zod";
import { absentAsNull } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";

/** Two commits of one branch, the older first. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

const refShape = z.object({ object: z.object({ sha: z.string() }) });
const changesShape = z.object({
  status: z.string(),
  files: z
    .array(
      z.object({
        filename: z.string(),
        previous_filename: z.string().optional(),
        status: z.string().optional(),
      }),
    )
    .nullish(),
});
/** GitHub names at most so many files; as many may mean more. */
const maxFiles = 300;

/** The commit a branch points to; `null` where there is no such branch. */
export async function findBranchTip(session: Session, branch: string): Promise<string | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
      parameters: { ref: `heads/${branch}` },
      schema: refShape,
    }),
  );
  return answer?.value.object.sha ?? null;
}

/** What differs after a branch moved. */
export interface MoveChanges {
  /** Names of all files that differ, both of a rename. */
  readonly paths: readonly string[];
  /** Is there a name that is no more? */
  readonly hasRemovals: boolean;
}

/** `null` where the branch did not move straight on, or GitHub does not name all files. */
export async function listChanges(session: Session, { from, to }: Move): Promise<MoveChanges | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/compare/{basehead}",
      parameters: { basehead: `${from}...${to}`, per_page: 1 },
      schema: changesShape,
    }),
  );
  const files = answer?.value.files ?? [];
  if (answer?.value.status !== "ahead" || files.length >= maxFiles) return null;
  return {
    paths: files.flatMap((file) => [file.filename, file.previous_filename ?? []].flat()),
    hasRemovals: files.some(({ status }) => status === "removed" || status === "renamed"),
  };
}
