import fc from "fast-check";

/** How the webhooks of a step travel; `behind`: well, and ahead of what GitHub shows. */
export type Weather = (typeof badWeather)[number] | "calm" | "behind";

/** What somebody does; numbers choose among what there is at that moment. */
export type Action =
  | {
      readonly type: "push" | "amend";
      readonly text: TextChange;
      readonly by: Committer;
      readonly which: number;
    }
  | { readonly type: "roll-back"; readonly to: number; readonly which: number }
  /** Force-pushes to other heads, one after the other, and back. */
  | { readonly type: "flurry"; readonly pushes: number; readonly which: number }
  | { readonly type: "merge-base" | "merge" | "close" | "reopen"; readonly which: number }
  | {
      readonly type: "say";
      readonly words: Words;
      readonly by: string;
      readonly which: number;
      readonly via: Via;
    }
  /** A comment that GitHub's lists do not have yet, and that nobody is told of. */
  | { readonly type: "say-unseen"; readonly words: Words; readonly by: string; readonly which: number }
  | { readonly type: "show-unseen" }
  | {
      readonly type: "review";
      readonly words: Words;
      readonly by: string;
      readonly which: number;
      readonly isApproval: boolean;
    }
  | { readonly type: "edit"; readonly nth: number; readonly by: string; readonly words: Words }
  | { readonly type: "delete" | "dismiss"; readonly nth: number; readonly by: string }
  | { readonly type: "press"; readonly nth: number; readonly by: string }
  | { readonly type: "open"; readonly branch: Branch; readonly base: "main" | "release" }
  | { readonly type: "retarget"; readonly which: number; readonly base: "main" | "release" }
  | { readonly type: "change-base"; readonly text: TextChange; readonly branch: "main" | "release" }
  | { readonly type: "configure"; readonly settings: number }
  | { readonly type: "role"; readonly login: string; readonly role: (typeof grants)[number] }
  | { readonly type: "team"; readonly login: string; readonly state: "active" | "pending" | null }
  | { readonly type: "suspend"; readonly login: string; readonly isSuspended: boolean }
  | { readonly type: "replay"; readonly nth: number }
  | { readonly type: "restart" | "sweep" | "wait" };

export interface Step {
  readonly action: Action;
  readonly weather: Weather;
  /** Time that passes before it. */
  readonly seconds: number;
  /** After bad weather: does the gate sweep, and is the check looked at? */
  readonly isChecked: boolean;
}

export type TextChange = (typeof textChanges)[number] | (typeof specChanges)[number];
export type Committer = (typeof committers)[number];
export type Branch = "feature" | "other";
type Via = "hand" | "app" | "bot";

/** A command as somebody means it. */
export interface Words {
  readonly verb: "approve" | "reject" | "revoke" | "waive" | "recheck" | "chat";
  /** `/approve-plan`, or `/approve-spec`. */
  readonly about: "plan" | "spec";
  readonly target: "F-1" | "F-2" | "config" | null;
  /** A digest behind it: of the text there is now, or of one there was. */
  readonly digest: "none" | "current" | "other";
}

const textChanges = [
  "F-1 text A",
  "F-1 text B",
  "F-1 unfinished",
  "F-1 contract",
  "F-1 removed",
  "F-2 text A",
  "F-2 removed",
  "code",
  "config",
  "config broken",
] as const;
/** The plan beside it stays as it is. */
const specChanges = [
  "F-1 spec A",
  "F-1 spec B",
  "F-1 spec ticked",
  "F-1 spec unfinished",
  "F-1 spec removed",
  "F-1 plan A",
] as const;
const badWeather = ["lost", "twice", "reversed", "late"] as const;
const grants = ["none", "read", "write", "maintain", "admin"] as const;
const committers = ["mona", "dave", "alice", "mona with alice", "a stranger"] as const;
const everybody = ["alice", "bob", "dave", "mona", "erin", "olga"];

const which = fc.nat({ max: 2 });
const nth = fc.nat({ max: 9 });
const often = <Value>(value: Value, others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof(
    { arbitrary: fc.constant(value), weight: 3 },
    { arbitrary: fc.constantFrom(...others), weight: 2 },
  );
const person = fc.oneof(
  { arbitrary: fc.constantFrom("alice", "bob"), weight: 3 },
  { arbitrary: fc.constantFrom(...everybody), weight: 2 },
);
const by = often<Committer>("mona", committers);
const base = fc.constantFrom("main" as const, "release" as const);
const constant = <Value extends string>(value: Value) => fc.constant(value);

function wordsAbout(about: fc.Arbitrary<Words["about"]>): fc.Arbitrary<Words> {
  return fc.record({
    verb: fc.oneof(
      { arbitrary: fc.constant("approve" as const), weight: 6 },
      { arbitrary: fc.constantFrom("reject" as const, "revoke" as const, "waive" as const), weight: 4 },
      { arbitrary: fc.constantFrom("recheck" as const, "chat" as const), weight: 1 },
    ),
    about,
    target: often<Words["target"]>(null, ["F-1", "F-2", "config"]),
    digest: often<Words["digest"]>("none", ["current", "other"]),
  });
}

/** What is pushed and said. */
interface Material {
  readonly text: fc.Arbitrary<TextChange>;
  readonly words: fc.Arbitrary<Words>;
}

const ofPlans: Material = {
  text: fc.constantFrom(...textChanges),
  words: wordsAbout(fc.constant("plan")),
};
const ofSpecs: Material = {
  text: fc.oneof(
    { arbitrary: fc.constantFrom(...specChanges), weight: 3 },
    { arbitrary: fc.constantFrom(...textChanges), weight: 2 },
  ),
  words: wordsAbout(fc.constantFrom("plan", "spec")),
};

/** One pull request, several, or several with specifications that people approve. */
export type Kind = "one" | "several" | "specs";

/** Histories of up to 40 steps on one pull request, or with everything that several of them can do to each other. */
export function histories(kind: Kind): fc.Arbitrary<readonly Step[]> {
  const material = kind === "specs" ? ofSpecs : ofPlans;
  const step: fc.Arbitrary<Step> = fc.record({
    action: fc.oneof(...inOne(material), ...(kind === "one" ? [] : inSeveral(material))),
    weather: fc.oneof(
      { arbitrary: fc.constant("calm" as const), weight: 6 },
      {
        arbitrary: fc.constantFrom(...badWeather),
        weight: 3,
      },
      { arbitrary: fc.constant("behind" as const), weight: 2 },
    ),
    seconds: fc.constantFrom(0, 1, 2, 2),
    isChecked: fc.boolean(),
  });
  return fc.array(step, { minLength: 1, maxLength: 40, size: "max" });
}

function inOne({ text, words }: Material): readonly fc.WeightedArbitrary<Action>[] {
  return [
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constantFrom("push" as const, "amend" as const), text, by, which }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: constant("amend"), text: fc.constant("code" as const), by, which }),
    },
    { weight: 2, arbitrary: fc.record({ type: constant("roll-back"), to: nth, which }) },
    {
      weight: 1,
      arbitrary: fc.record({ type: constant("flurry"), pushes: fc.integer({ min: 2, max: 12 }), which }),
    },
    { weight: 2, arbitrary: fc.record({ type: constant("say-unseen"), words, by: person, which }) },
    { weight: 1, arbitrary: fc.record({ type: constant("show-unseen") }) },
    {
      weight: 9,
      arbitrary: fc.record({
        type: constant("say"),
        words,
        by: person,
        which,
        via: fc.oneof(
          { arbitrary: fc.constant("hand" as const), weight: 8 },
          { arbitrary: fc.constantFrom("app" as const, "bot" as const), weight: 1 },
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: constant("review"), words, by: person, which, isApproval: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ type: constant("edit"), nth, by: person, words }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constantFrom("delete" as const, "dismiss" as const), nth, by: person }),
    },
    { weight: 3, arbitrary: fc.record({ type: constant("press"), nth, by: person }) },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constantFrom("close" as const, "reopen" as const), which }),
    },
    { weight: 1, arbitrary: fc.record({ type: constant("configure"), settings: nth }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: constant("role"),
        login: person,
        role: fc.constantFrom(...grants),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: constant("team"),
        login: person,
        state: fc.constantFrom("active" as const, "pending" as const, null),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: constant("suspend"), login: person, isSuspended: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ type: constant("replay"), nth: fc.nat({ max: 60 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constantFrom("restart" as const, "sweep" as const, "wait" as const) }),
    },
  ];
}

function inSeveral({ text }: Material): readonly fc.WeightedArbitrary<Action>[] {
  return [
    {
      weight: 3,
      arbitrary: fc.record({
        type: constant("open"),
        branch: fc.constantFrom("feature" as const, "other" as const),
        base,
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: constant("retarget"), which, base }) },
    { weight: 2, arbitrary: fc.record({ type: constant("change-base"), text, branch: base }) },
    { weight: 2, arbitrary: fc.record({ type: constant("merge-base"), which }) },
    { weight: 2, arbitrary: fc.record({ type: constant("merge"), which }) },
  ];
}
