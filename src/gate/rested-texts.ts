import {
  configSubject,
  featureSubject,
  isOnlyWaived,
  specSubject,
  type Subject,
} from "../approval/approval.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { RestedText } from "../approval/record/ledger.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { type ComparedText, textDigest } from "./compared-text.ts";
import type { Gated } from "./subjects.ts";
import { type Compared, type ComparedBase, type GatedChanges, gatedChanges, type HeadView } from "./view.ts";

/** What people let through on one head. */
export interface LetThrough {
  readonly compared: Compared;
  readonly view: HeadView;
  readonly gated: Gated;
  readonly words: WordsDecision;
}

/**
 * Texts on which a verdict rests, because people let them through, and code and stacks that they waived. What is
 * removed, and settings, also as each base by itself has them: a merge group is compared with one alone, and whoever
 * let all of it go let go of every part.
 */
export function restedTexts(
  snapshot: PullRequestSnapshot,
  { compared, view, gated, words: { bySubject } }: LetThrough,
): readonly RestedText[] {
  const isLetThrough = ({ subject }: { readonly subject: Subject }): boolean => {
    const said = bySubject[subject];
    const state = said?.approval.state;
    const isWaived = isOnlyWaived(subject) && said !== undefined && said.waivers.length > 0;
    return state === "approved" || state === "overridden" || isWaived;
  };
  const whole = gated.subjects.map(({ subject, digest }) => ({ subject, digest }));
  const parts =
    compared.all.length === 1 ? [] : compared.all.flatMap((base) => textsOn(base, snapshot, view));
  const rested = [...whole, ...parts].filter(isLetThrough);
  return [...new Map(rested.map((text) => [`${text.subject}\0${text.digest}`, text])).values()];
}

/** What is removed, and the settings, compared with one base alone. */
function textsOn(base: ComparedBase, snapshot: PullRequestSnapshot, view: HeadView): readonly RestedText[] {
  const alone = { withBase: base, withDefault: base, all: [base] };
  const changes = [gatedChanges(snapshot, alone, view)].filter((known) => known !== undefined);
  const { blobs } = snapshot.facts;
  return changes.flatMap(partsOf).map(([subject, text]) => ({ subject, digest: textDigest(text, blobs) }));
}

function partsOf({ features, specs, config }: GatedChanges): readonly (readonly [Subject, ComparedText])[] {
  return [
    ...features.flatMap(({ feature, change }) =>
      change.type === "removed"
        ? [
            [
              featureSubject(feature.path),
              { gated: change.files, specName: fileNamesOf(feature).spec },
            ] as const,
          ]
        : [],
    ),
    ...specs.flatMap(({ feature, change }) =>
      change.type === "removed" ? [[specSubject(feature.path), change.text] as const] : [],
    ),
    ...(config === null ? [] : [[configSubject, { gated: config.files, specName: null }] as const]),
  ];
}
