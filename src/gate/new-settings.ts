import type { ApprovalFacts } from "../approval/facts.ts";
import { textsOf } from "../approval/commands/targets.ts";
import { codeownersPaths, readCodeowners } from "../approval/people/codeowners.ts";
import { ownedPaths } from "../approval/people/designation.ts";
import { approverNeeds } from "../approval/people/lock-out.ts";
import { namingProblems } from "../approval/people/naming-problems.ts";
import { configPath } from "../config/config-path.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { TreeEntry } from "../pull-request/content.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { everybody } from "./asked-people.ts";
import type { Gated } from "./subjects.ts";

/** What must be read to know whether there is somebody behind the names of new settings. */
export function newSettingsNeeds(input: ApprovalFacts, gated: Gated, facts: Facts): readonly Need[] {
  const owners = gated.config === null ? undefined : ownersAt(gated);
  const after = underNewSettings(input, gated, facts);
  return [
    ...(owners === undefined ? [] : [{ type: "blob", blobId: owners.blobId } as const]),
    ...(after === null ? [] : textsOf(after.subjects).flatMap((subject) => approverNeeds(after, subject))),
  ];
}

/** Names that would designate nobody once the settings are merged, said where they still can be corrected. */
export function newSettingsProblems(input: ApprovalFacts, gated: Gated, facts: Facts): readonly string[] {
  const after = underNewSettings(input, gated, facts);
  if (after === null) return [];
  return namingProblems(after, textsOf(after.subjects)).map((problem) => `In the new settings: ${problem}`);
}

/** `null` where the settings stay as they are, or the new ones cannot be read. */
function underNewSettings(input: ApprovalFacts, gated: Gated, facts: Facts): ApprovalFacts | null {
  if (gated.config === null) return null;
  const config = textOf(
    gated.head.find(({ path }) => path === configPath),
    facts,
  );
  const parsed = config === null ? null : parseConfig(config);
  if (parsed?.state !== "valid") return null;
  const owners = textOf(ownersAt(gated), facts);
  const paths = input.subjects.flatMap(ownedPaths);
  return {
    ...input,
    config: everybody(parsed.config.approval),
    codeowners: owners === null ? null : readCodeowners(owners, paths),
  };
}

function ownersAt({ head }: Gated): TreeEntry | undefined {
  const places = codeownersPaths.map((place) => head.find(({ path }) => path === place));
  return places.find((entry) => entry !== undefined);
}

function textOf(entry: TreeEntry | undefined, { blobs }: Facts): string | null {
  const blob = entry === undefined ? undefined : blobs[entry.blobId];
  return blob?.state === "text" ? blob.text : null;
}
