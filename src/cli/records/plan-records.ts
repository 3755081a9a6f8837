import { featureId } from "../../feature/feature-id.ts";
import type { SpecGate } from "../../feature/gated-path.ts";
import type { FeatureGlob } from "../../feature/feature-folder.ts";
import { findFeatures } from "../../feature/find-features.ts";
import { findNamed } from "../../feature/find-named.ts";
import type { Feature } from "../../feature/feature.ts";
import { textDigest } from "../../gate/compared-text.ts";
import { type FeatureFiles, filesOf } from "../../gate/feature-change.ts";
import { planRecord, type PlanRecord } from "../../gate/plan-record.ts";
import { unanswered } from "../../pull-request/answers.ts";
import type { Tree } from "../../pull-request/content.ts";
import type { Facts, PullRequestSnapshot } from "../../pull-request/snapshot.ts";
import { UsageError } from "../exit-codes.ts";
import type { AppName } from "../remote/names.ts";
import { keyOf, type Remote } from "../remote/remote.ts";

/** A plan at a commit, and what merged pull requests tell of it. */
export interface RecordedPlan {
  readonly feature: Feature;
  readonly files: FeatureFiles;
  /** 64 hex digits. */
  readonly digest: string;
  readonly record: Exclude<PlanRecord, { readonly state: "unread" }>;
}

/** Where the plans are. */
export interface PlansAt {
  /** Commit that GitHub has, up to which the changes of plans are looked through. */
  readonly tipSha: string;
  readonly entries: Tree;
  readonly globs: readonly FeatureGlob[];
  readonly spec: SpecGate;
  /** Of specifications, where they are at hand. */
  readonly texts: Facts["blobs"];
  /** As it was typed; `null` for all. */
  readonly feature: string | null;
}

/** Reads the record of every plan at a commit, as the gate does where code names them. */
export async function readPlanRecords(
  remote: Remote,
  app: AppName,
  { tipSha, entries, globs, spec, texts, feature }: PlansAt,
): Promise<readonly RecordedPlan[]> {
  const paths = entries.map(({ path }) => path);
  const planned = findFeatures(paths, globs)
    .map((one) => ({
      feature: one,
      tipSha,
      place: one,
      spec,
      files: filesOf(entries, one, spec),
    }))
    .filter(({ files }) => files.plan !== null);
  const chosen = choose(
    planned.map((plan) => plan.feature),
    feature,
  );
  const plans = planned.filter((plan) => chosen.includes(plan.feature));
  const withTexts = (facts: Facts): Facts => ({ ...facts, blobs: { ...facts.blobs, ...texts } });
  const ask = ({ facts }: PullRequestSnapshot) =>
    Promise.resolve(
      unanswered(
        facts,
        plans
          .map((plan) => planRecord(withTexts(facts), plan))
          .flatMap((record) => ("needs" in record ? record.needs : [])),
      ),
    );
  const { facts: read } = await remote.as(app).read(keyOf(remote.name, 0), {}, ask);
  const facts = withTexts(read);
  return plans.flatMap((plan) => {
    const record = planRecord(facts, plan);
    if (record.state === "unread") return [];
    return [
      { feature: plan.feature, files: plan.files, digest: textDigest(plan.files, facts.blobs), record },
    ];
  });
}

function choose(features: readonly Feature[], name: string | null): readonly Feature[] {
  if (name === null) return features;
  const [named] = findNamed([{ name, isCertain: true }], features);
  if (named?.state === "found") return [named.feature];
  if (named?.state === "ambiguous")
    throw new UsageError(
      `\`${name}\` names several features: ${named.paths.map((path) => `\`${path}\``).join(", ")}.`,
    );
  throw new UsageError(`There is no plan of a feature \`${featureId(name)}\` here.`);
}
