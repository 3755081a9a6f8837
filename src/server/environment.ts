import { readFileSync } from "node:fs";
import { z } from "zod";
import { readGitHubAddress } from "../github/client/address.ts";
import { readPrivateKey } from "../github/client/private-key.ts";
import { readRedisAddress } from "../queue/redis/redis-address.ts";

/** Every setting of the server; nothing else reads the process's environment. */
export interface Environment {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Accepted beside `webhookSecret` while it is rotated. */
  readonly previousWebhookSecret: string | null;
  /** `null`: all addresses of the machine. */
  readonly host: string | null;
  readonly port: number;
  /** Base of the REST API, without a slash at the end. */
  readonly apiUrl: string;
  readonly logLevel: LogLevel;
  readonly logFormat: "json" | "pretty";
  /** `null`: the queue lives in the process. */
  readonly redisUrl: string | null;
  /** 0 turns sweeping off, at start too. */
  readonly sweepIntervalMinutes: number;
}

/** As Probot names them. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

/** The names and values as a process is given them. */
export type Variables = Readonly<Partial<Record<string, string>>>;

/** Problems are sentences: what is wrong, then what to do. */
export type EnvironmentReading =
  | {
      readonly state: "complete";
      readonly environment: Environment;
      /** What was read otherwise than it was written, one sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly state: "problems"; readonly problems: readonly string[] };

const secretNames: readonly string[] = ["WEBHOOK_SECRET", "WEBHOOK_SECRET_PREVIOUS"];
const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

function wholeNumber(
  name: string,
  [min, max]: readonly [number, number],
  message = `\`${name}\` is not a whole number from ${min} to ${max}. Correct it.`,
) {
  return z
    .string()
    .regex(/^\d{1,15}$/u, message)
    .transform(Number)
    .refine((n) => n >= min && n <= max, message);
}

function readableAddress({ value, issues }: z.core.ParsePayload<string>): void {
  const reading = readRedisAddress(value);
  // The address is no part of the problem: it may hold a password.
  if (reading.state === "problem") issues.push({ code: "custom", message: reading.problem, input: null });
}

const variables = z.object({
  APP_ID: z
    .string("`APP_ID` is not set. Copy the App ID from the settings of your GitHub App.")
    .pipe(
      wholeNumber(
        "APP_ID",
        [1, Number.MAX_SAFE_INTEGER],
        "`APP_ID` is not a number. Copy the App ID from the settings of your GitHub App: it is digits alone, and not the Client ID.",
      ),
    ),
  WEBHOOK_SECRET: z.string(
    "`WEBHOOK_SECRET` is not set. Without it anybody could send webhooks: set the secret of your GitHub App.",
  ),
  WEBHOOK_SECRET_PREVIOUS: z.string().optional(),
  HOST: z.string().optional(),
  PORT: wholeNumber("PORT", [0, 65_535]).default(3000),
  LOG_LEVEL: z
    .enum(logLevels, `\`LOG_LEVEL\` is none of ${logLevels.join(", ")}. Correct it.`)
    .default("info"),
  LOG_FORMAT: z
    .enum(["json", "pretty"], "`LOG_FORMAT` is neither `json` nor `pretty`. Correct it.")
    .optional(),
  REDIS_URL: z.string().check(readableAddress).optional(),
  SWEEP_INTERVAL_MINUTES: wholeNumber("SWEEP_INTERVAL_MINUTES", [0, 1440]).default(10),
});

/** The variables that are read, in the order of `.env.example`. */
export const variableNames: readonly string[] = [
  ...Object.keys(variables.shape),
  "GHE_HOST",
  "GHE_PROTOCOL",
  "PRIVATE_KEY",
  "PRIVATE_KEY_PATH",
  "NODE_ENV",
];

/**
 * Reads the environment, or says all that is wrong with it. An empty variable counts as not set; blanks and line
 * ends around a value are left out.
 */
export function readEnvironment(
  given: Variables,
  readFile: (path: string) => string = (path) => readFileSync(path, "utf8"),
): EnvironmentReading {
  const { set, notes } = trimmed(given);
  const parsed = variables.safeParse(set);
  const github = readGitHubAddress(set);
  const key = readPrivateKey(set, readFile);
  const isProduction = set["NODE_ENV"] === "production";
  const problems = [
    ...(parsed.error?.issues.map((issue) => issue.message) ?? []),
    ...(github.state === "problem" ? [github.problem] : []),
    ...(key.state === "problem" ? [key.problem] : []),
    ...(isProduction ? weakSecrets(set) : []),
  ];
  if (!parsed.success || github.state === "problem" || key.state === "problem" || problems.length > 0)
    return { state: "problems", problems };
  const values = parsed.data;
  const environment: Environment = {
    appId: values.APP_ID,
    privateKey: key.pem,
    webhookSecret: values.WEBHOOK_SECRET,
    previousWebhookSecret: values.WEBHOOK_SECRET_PREVIOUS ?? null,
    host: values.HOST ?? null,
    port: values.PORT,
    apiUrl: github.address.apiUrl,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? (isProduction ? "json" : "pretty"),
    redisUrl: values.REDIS_URL ?? null,
    sweepIntervalMinutes: values.SWEEP_INTERVAL_MINUTES,
  };
  return { state: "complete", environment, notes };
}

/** What was around a secret is said, since the secret on GitHub may really have it. */
function trimmed(given: Variables): { readonly set: Variables; readonly notes: readonly string[] } {
  const entries = Object.entries(given).map(([name, value = ""]) => [name, value, value.trim()] as const);
  return {
    set: Object.fromEntries(
      entries.filter(([, , value]) => value !== "").map(([name, , value]) => [name, value]),
    ),
    notes: entries
      .filter(([name, value, used]) => secretNames.includes(name) && value !== used && used !== "")
      .map(([name]) => `\`${name}\` has blanks or line ends around it, which are left out.`),
  };
}

function weakSecrets(set: Variables): readonly string[] {
  return secretNames
    .filter((name) => set[name] === "development")
    .map((name) => `\`${name}\` is \`development\`, which everybody knows. Choose a random one.`);
}
