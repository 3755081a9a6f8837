/** Ids of the smoke run's lint rules, in the order they are reported. `smoke.rules` in the config switches them. */
export const smokeLintRuleIds = [
  "pinned-images",
  "healthchecks",
  "unique-ports",
  "named-volumes",
  "no-privileged",
  "plan-images",
  "plan-ports",
] as const;

/** Id of a lint rule. */
export type SmokeLintRuleId = (typeof smokeLintRuleIds)[number];

/** How much a rule matters; `off` leaves it out. */
export type SmokeLintSeverity = "error" | "warning" | "off";

/** Severities that differ from the defaults. */
export type SmokeLintSeverities = Readonly<Partial<Record<SmokeLintRuleId, SmokeLintSeverity>>>;
