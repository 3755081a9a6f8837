import type { SpecGate } from "../../feature/gated-path.ts";
import type { CodeSettings } from "../../gate/implementation-files.ts";

/** The part of the config that the guard goes by. */
export interface GuardSettings extends CodeSettings {
  readonly spec: SpecGate;
}

/** The config that counts in a clone. */
export type SettingsInClone =
  | { readonly state: "none" }
  | { readonly state: "valid"; readonly settings: GuardSettings }
  /** What is wrong, a line each. */
  | { readonly state: "broken"; readonly problems: readonly string[] };
