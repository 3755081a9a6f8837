/** The words that make a line a command, as people type them. */
export const commandNames = [
  "/approve-plan",
  "/reject-plan",
  "/revoke-plan",
  "/waive-plan",
  "/override-plan",
  "/recheck-plan",
  "/approve-spec",
  "/reject-spec",
  "/revoke-spec",
  "/waive-spec",
  "/override-spec",
] as const;

/** One of the words that make a line a command. */
export type CommandName = (typeof commandNames)[number];

/**
 * What a command decides on: plans, and with them the gate's settings; or specifications that have a gate of their
 * own.
 */
export type CommandAbout = "plan" | "spec";

/** A command as it was written; whether its words name a gated feature is for the approval to say. */
export type Command =
  | {
      readonly type: "approve" | "reject" | "revoke" | "waive" | "override";
      readonly about: CommandAbout;
      readonly words: readonly string[];
    }
  | { readonly type: "recheck" };

/** What a comment's body asks for. `none`: nothing in it looks like a command. */
export type ParsedComment =
  | { readonly state: "none" }
  | { readonly state: "commands"; readonly commands: readonly Command[] }
  /** Looks like a command and is none: the reason is a sentence for its author. */
  | { readonly state: "refused"; readonly reason: CommandProblem; readonly message: string };

/** Why a line that looks like a command is none. */
export type CommandProblem = "malformed" | "look-alike" | "too-long";
