import { type Feature, featureId } from "../../feature/feature.ts";
import { planText, type SpecGate } from "../../feature/gated-path.ts";
import type { FeatureGlob } from "../../feature/feature-folder.ts";
import { findFeatures, findNamed } from "../../feature/find-features.ts";
import { textDigest } from "../../gate/compared-text.ts";
import { type FeatureFiles, filesOf, specTextIn } from "../../gate/feature-change.ts";
import { planRecord, type PlanRecord } from "../../gate/plan-record.ts";
import { unanswered } from "../../pull-request/need.ts";
import type { Tree } from "../../pull-request/content.ts";
import type { Facts, PullRequestSnapshot } from "../../pull-request/snapshot.ts";
import type { CommandAbout } from "../../slash-commands/command.ts";
import { UsageError } from "../exit-codes.ts";
import type { AppName } from "../remote/names.ts";
import { keyOf, type Remote } from "../remote/remote.ts";

/** A plan at a commit, or a specification by itself, and what merged pull requests tell of it. */
export interface RecordedPlan {
  readonly feature: Feature;
  readonly part: CommandAbout;
  /** Of the plan, or of the specification. */
  readonly path: string;
  /** All of the text, from the feature's folder. */
  readonly gated: FeatureFiles["gated"];
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

/**
 * Reads the record of every plan at a commit, as the gate does where code names them, and of every specification that
 * has a gate of its own.
 */
export async function readPlanRecords(
  remote: Remote,
  app: AppName,
  { tipSha, entries, globs, spec, texts, feature }: PlansAt,
): Promise<readonly RecordedPlan[]> {
  const paths = entries.map(({ path }) => path);
  const planned = findFeatures(paths, globs).flatMap((one) => textsOf(one, { tipSha, entries, spec }));
  const features = new Map(planned.map((plan) => [plan.feature.path, plan.feature]));
  const chosen = choose([...features.values()], feature);
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
    const { feature: of, part, path, files } = plan;
    const digest = textDigest(files, facts.blobs);
    return [{ feature: of, part, path, gated: files.gated, digest, record }];
  });
}

/** The plan, and the specification before it where that is a text of its own. */
function textsOf(feature: Feature, { tipSha, entries, spec }: Pick<PlansAt, "tipSha" | "entries" | "spec">) {
  const files = filesOf(entries, feature, planText(spec));
  const at = { feature, tipSha, place: feature, spec: planText(spec) };
  const text = specTextIn(entries, feature);
  const ofSpec =
    spec === "approved" && files.spec !== null
      ? [{ ...at, part: "spec", path: files.spec.path, files: text, isSpec: true } as const]
      : [];
  const ofPlan = files.plan === null ? [] : [{ ...at, part: "plan", path: files.plan.path, files } as const];
  return [...ofSpec, ...ofPlan];
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
