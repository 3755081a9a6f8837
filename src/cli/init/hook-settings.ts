import { UsageError } from "../exit-codes.ts";

/** Where Claude Code reads a project's hooks: https://code.claude.com/docs/en/settings */
export const hookSettingsPath = ".claude/settings.json";

/** Tools that write files by name. */
const matcher = "Edit|MultiEdit|Write|NotebookEdit";
const event = "PreToolUse";
/** How a command of ours ends, wherever the program lies. */
const ours = /(?:^|[/\\" ])plan-gate(?:\.mjs)?"? guard$/;
const timeoutSeconds = 30;

type HookSettings = Readonly<Record<string, unknown>>;

/**
 * The settings with the guard as a hook, once, by this command; what else is set stays as it is. `null` stands for a
 * file that is not there. With `onFailure`, a guard that cannot start holds the call back rather than letting it
 * through.
 */
export function putHook(text: string | null, command: string): string {
  const settings = read(text);
  const hook = { type: "command", command, timeout: timeoutSeconds, onFailure: "block" };
  return write(text, withEntries(settings, [...othersIn(settings), { matcher, hooks: [hook] }]));
}

/** The settings without the guard; `null` where nothing is left. */
export function takeHook(text: string): string | null {
  const settings = withEntries(read(text), othersIn(read(text)));
  return Object.keys(settings).length === 0 ? null : write(text, settings);
}

function read(text: string | null): HookSettings {
  if (text === null) return {};
  const settings = parse(text);
  const hooks = isRecord(settings) ? settings["hooks"] : undefined;
  const entries = isRecord(hooks) ? hooks[event] : undefined;
  const isKnown =
    (hooks === undefined || isRecord(hooks)) && (entries === undefined || Array.isArray(entries));
  if (isRecord(settings) && isKnown) return settings;
  throw new UsageError(
    `\`${hookSettingsPath}\` is not of the form that Claude Code documents. Mend it, and run this again.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The event's entries without our hooks; an entry that held nothing else is left out. */
function othersIn(settings: HookSettings): readonly unknown[] {
  const hooks = settings["hooks"];
  const entries = isRecord(hooks) ? hooks[event] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    const own = isRecord(entry) ? entry["hooks"] : undefined;
    if (!isRecord(entry) || !Array.isArray(own) || !own.some(isOurs)) return [entry];
    const rest = own.filter((hook: unknown) => !isOurs(hook));
    return rest.length === 0 ? [] : [{ ...entry, hooks: rest }];
  });
}

function isOurs(hook: unknown): boolean {
  const command = isRecord(hook) ? hook["command"] : undefined;
  return typeof command === "string" && ours.test(command);
}

/** What is empty after that is left out; the order of keys stays. */
function withEntries(settings: HookSettings, entries: readonly unknown[]): HookSettings {
  const hooks = settings["hooks"];
  const events = withKey(isRecord(hooks) ? hooks : {}, event, entries.length === 0 ? undefined : entries);
  return withKey(settings, "hooks", Object.keys(events).length === 0 ? undefined : events);
}

/** With this value under a key, in its place where it is there; without the key where the value is `undefined`. */
function withKey(record: HookSettings, key: string, value: unknown): HookSettings {
  const before = Object.keys(record);
  const keys = before.includes(key) ? before : [...before, key];
  const pairs = keys.map((name) => [name, name === key ? value : record[name]] as const);
  return Object.fromEntries(pairs.filter(([, one]) => one !== undefined));
}

/** Indented as it was; the same bytes where nothing changes. */
function write(before: string | null, settings: HookSettings): string {
  if (before !== null && JSON.stringify(parse(before)) === JSON.stringify(settings)) return before;
  const indent = /\n([ \t]+)"/.exec(before ?? "")?.[1] ?? "  ";
  return `${JSON.stringify(settings, null, indent)}\n`;
}

function isRecord(value: unknown): value is HookSettings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
