import { configSubject, isOnlyWaived, specEnd, subjectKind, type Subject } from "../approval/approval.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import type { LedgerEntry } from "../approval/record/ledger.ts";
import { configPath } from "../config/config-path.ts";
import type { Config } from "../config/config.ts";
import { candidatePlaces } from "../feature/feature-folder.ts";
import { featureId, type FeaturePlace } from "../feature/feature.ts";
import { planPathOf, shortNameOf, specPathOf } from "../feature/file-names.ts";

/**
 * Texts of the record that the pull request does not change at this head, each as it was last shown or spoken of:
 * they may come back, and whoever approved one may want to take that back before.
 */
export function absentTexts(
  { words, shown }: LedgerEntry,
  here: readonly Subject[],
  features: Config["features"],
): readonly SubjectFacts[] {
  const known = [...words, ...shown];
  const digests = new Map(known.map(({ subject, digest }) => [subject, digest]));
  return [...digests].flatMap(([subject, digest]): readonly SubjectFacts[] => {
    if (here.includes(subject) || isOnlyWaived(subject)) return [];
    const none = { files: [], failingRuleIds: [], waivableRuleIds: [], follows: null } as const;
    return [{ subject, digest, ...nameOf(subject, features), ...none, isAbsent: true }];
  });
}

function nameOf(subject: Subject, features: Config["features"]): Pick<SubjectFacts, "id" | "codeownersPath"> {
  if (subject === configSubject) return { id: configSubject, codeownersPath: configPath };
  const isSpec = subjectKind(subject) === "spec";
  const path = isSpec ? subject.slice(0, -specEnd.length) : subject.replace(/\/$/, "");
  const place = placeOf(path, features);
  const codeownersPath = isSpec ? specPathOf(place) : planPathOf(place);
  return { id: featureId(shortNameOf(place)), codeownersPath };
}

/** As the settings find it today. */
function placeOf(path: string, features: Config["features"]): FeaturePlace {
  const places = [...candidatePlaces(path, features), ...candidatePlaces(`${path}/plan.md`, features)];
  return places.find((place) => place.path === path) ?? { path };
}
