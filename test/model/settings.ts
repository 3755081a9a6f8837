import type { Role } from "../../emulator/world/state.ts";

/** What a team may have written in its config, as far as the model knows it. */
export interface Settings {
  readonly users: readonly string[];
  /** Members of `architects` may approve. */
  readonly hasTeam: boolean;
  readonly permission: Role | null;
  readonly minimum: number;
  /** Groups each of which must approve. */
  readonly require: readonly Group[];
  readonly methods: readonly string[];
  readonly allowAuthor: boolean;
  readonly committers: "allow" | "exclude-known" | "exclude";
  /** All rules are on, which the model's small texts fail. */
  readonly isStrict: boolean;
  /** Code below `src/` waits for the approved plan of the feature it names. */
  readonly isCodeHeld: boolean;
  readonly spec: "exists" | "with-plan" | "approved";
}

/** People of whom some must approve. */
export interface Group {
  readonly people: readonly string[];
  /** Members of `architects` are in it. */
  readonly hasTeam: boolean;
  readonly minimum: number;
}

const plain: Settings = {
  users: [],
  hasTeam: false,
  permission: null,
  minimum: 1,
  require: [],
  methods: ["comment", "button"],
  allowAuthor: false,
  committers: "exclude-known",
  isStrict: false,
  isCodeHeld: false,
  spec: "exists",
};

const alone = { people: [], hasTeam: false, minimum: 1 };

/** Configs of the model; most name few people, so that the random steps often meet them. */
export const planSettings: readonly Settings[] = [
  { ...plain, users: ["alice", "bob"] },
  { ...plain, users: ["alice", "bob"], minimum: 2 },
  { ...plain, hasTeam: true },
  { ...plain, permission: "maintain" },
  { ...plain, permission: "write", allowAuthor: true },
  { ...plain, users: ["alice"], committers: "allow", methods: ["comment", "button", "review"] },
  { ...plain, users: ["alice", "bob"], methods: ["button"] },
  { ...plain, users: ["alice", "bob"], methods: ["review"] },
  { ...plain, users: ["alice", "bob", "dave"], committers: "exclude" },
  { ...plain, users: ["alice"], isStrict: true },
  { ...plain, users: ["alice", "bob"], isCodeHeld: true },
  {
    ...plain,
    users: ["dave"],
    require: [
      { ...alone, people: ["alice"] },
      { ...alone, hasTeam: true },
    ],
  },
  { ...plain, require: [{ ...alone, people: ["alice", "bob"], minimum: 2 }], methods: ["comment", "review"] },
];

/** Those of the histories about specifications: most give them a gate of their own. */
export const specSettings: readonly Settings[] = [
  { ...plain, users: ["alice", "bob"], spec: "approved" },
  { ...plain, users: ["alice", "bob"], spec: "approved", minimum: 2 },
  { ...plain, users: ["alice"], spec: "approved", committers: "allow", methods: ["comment", "review"] },
  { ...plain, hasTeam: true, spec: "approved", committers: "exclude" },
  { ...plain, users: ["alice", "bob"], spec: "approved", isCodeHeld: true },
  { ...plain, users: ["alice", "bob"], spec: "with-plan" },
  { ...plain, users: ["alice", "bob"] },
];

const rowIds = [
  "data-models",
  "interfaces",
  "error-handling",
  "failure-modes",
  "dependencies",
  "testing",
  "code-before-prompts",
  "deterministic",
  "cli-first",
  "spec-testable",
  "spec-atomic",
  "spec-unambiguous",
  "spec-dependencies",
];

/** The config's text. */
export function formatSettings(settings: Settings): string {
  const { users, hasTeam, permission, minimum, methods, allowAuthor, committers, isStrict } = settings;
  const groups = settings.require.map(({ people, hasTeam: isTeam, minimum: least }) =>
    JSON.stringify({ people, teams: isTeam ? ["architects"] : [], minimum: least }),
  );
  const lines = [
    "approval:",
    `  users: [${users.join(", ")}]`,
    `  teams: [${hasTeam ? "architects" : ""}]`,
    ...(permission === null ? [] : [`  permission: ${permission}`]),
    `  minimum: ${minimum}`,
    `  require: [${groups.join(", ")}]`,
    `  methods: [${methods.join(", ")}]`,
    `  allow_author: ${allowAuthor}`,
    `  committers: ${committers}`,
    ...(isStrict ? [] : ["rules:", ...rowIds.map((id) => `  ${id}: off`)]),
    ...(settings.isCodeHeld ? ["implementation:", '  paths: ["src/**"]', "  require: approved-plan"] : []),
    ...(settings.spec === "exists" ? [] : [`spec: ${settings.spec}`]),
    "legacy: strict",
    "comment: false",
    "request_reviews: false",
  ];
  return `${lines.join("\n")}\n`;
}

/** A config with a mistake in it. */
export const brokenConfig = "approval:\n  minimum: many\n";

const byText = new Map(
  [...planSettings, ...specSettings].map((settings) => [formatSettings(settings), settings]),
);

/** What a text says; `null` for the broken one. */
export function settingsOf(text: string): Settings | null {
  return byText.get(text) ?? null;
}
