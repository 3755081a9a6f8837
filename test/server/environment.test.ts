import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  readEnvironment,
  variableNames,
  type Environment,
  type Variables,
} from "../../src/server/environment.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
  type: "pkcs1",
  format: "pem",
});
const key = String(pem);
const minimal: Variables = { APP_ID: "42", PRIVATE_KEY: key, WEBHOOK_SECRET: "s3cret" };

function environmentOf(variables: Variables): Environment {
  const reading = readEnvironment(variables);
  if (reading.state === "problems") throw new Error(reading.problems.join("\n"));
  return reading.environment;
}

function problemsOf(variables: Variables): readonly string[] {
  const reading = readEnvironment(variables);
  return reading.state === "problems" ? reading.problems : [];
}

describe("a complete environment", () => {
  test("has the documented defaults", () => {
    expect(environmentOf(minimal)).toEqual({
      appId: 42,
      privateKey: key,
      webhookSecret: "s3cret",
      previousWebhookSecret: null,
      host: null,
      port: 3000,
      apiUrl: "https://api.github.com",
      logLevel: "info",
      logFormat: "pretty",
      redisUrl: null,
      sweepIntervalMinutes: 10,
    });
  });

  test("takes every variable", () => {
    const environment = environmentOf({
      ...minimal,
      WEBHOOK_SECRET_PREVIOUS: "older",
      HOST: "127.0.0.1",
      PORT: "0",
      GHE_HOST: "github.acme.com:8443",
      GHE_PROTOCOL: "http",
      LOG_LEVEL: "warn",
      LOG_FORMAT: "json",
      REDIS_URL: "redis://localhost:6379/1",
      SWEEP_INTERVAL_MINUTES: "0",
    });

    expect(environment).toEqual({
      appId: 42,
      privateKey: key,
      webhookSecret: "s3cret",
      previousWebhookSecret: "older",
      host: "127.0.0.1",
      port: 0,
      apiUrl: "http://github.acme.com:8443/api/v3",
      logLevel: "warn",
      logFormat: "json",
      redisUrl: "redis://localhost:6379/1",
      sweepIntervalMinutes: 0,
    });
  });

  test.each([
    ["with \\n for line ends", key.replaceAll("\n", "\\n")],
    ["with \\\\n for line ends", key.replaceAll("\n", "\\\\n")],
    ["with \\r\\n for line ends", key.replaceAll("\n", "\\r\\n")],
    ["with blanks for line ends", key.trim().replaceAll("\n", " ")],
    ["without line ends", key.replaceAll("\n", "")],
    ["as Windows writes lines", key.replaceAll("\n", "\r\n")],
    ["in quotes", `"${key}"`],
    ["in single quotes, with \\n", `'${key.replaceAll("\n", "\\n")}'`],
    ["in base64", Buffer.from(key).toString("base64")],
    ["in base64 and quotes", `"${Buffer.from(key).toString("base64")}"`],
    ["in base64 with line ends", Buffer.from(key).toString("base64").replace(/.{76}/g, "$&\n")],
    ["with blanks around it", `  ${key}\n\n`],
  ])("takes the private key %s", (_, value) => {
    expect(environmentOf({ ...minimal, PRIVATE_KEY: value }).privateKey).toBe(key);
  });

  test("takes the private key from a file", () => {
    const { PRIVATE_KEY: inline, ...others } = minimal;

    const reading = readEnvironment({ ...others, PRIVATE_KEY_PATH: "/run/secrets/key.pem" }, (path) => {
      expect(path).toBe("/run/secrets/key.pem");
      return inline ?? "";
    });

    expect(reading).toMatchObject({ state: "complete", environment: { privateKey: key } });
  });

  test.each([
    ["acme.ghe.com", "https://api.acme.ghe.com"],
    ["api.acme.ghe.com", "https://api.acme.ghe.com"],
    ["ACME.GHE.com", "https://api.acme.ghe.com"],
    ["github.com", "https://api.github.com"],
    ["github.acme.com", "https://github.acme.com/api/v3"],
    ["ghe.com.acme.com", "https://ghe.com.acme.com/api/v3"],
    ["[::1]:8443", "https://[::1]:8443/api/v3"],
  ])("finds the API of `%s`", (host, apiUrl) => {
    expect(environmentOf({ ...minimal, GHE_HOST: host }).apiUrl).toBe(apiUrl);
  });

  test("leaves out the line end after a secret, and says so without the secret", () => {
    const reading = readEnvironment({
      ...minimal,
      APP_ID: "42\n",
      WEBHOOK_SECRET: "s3cret\n",
      WEBHOOK_SECRET_PREVIOUS: "older\r\n",
    });

    expect(reading).toMatchObject({
      state: "complete",
      environment: { appId: 42, webhookSecret: "s3cret", previousWebhookSecret: "older" },
      notes: [
        "`WEBHOOK_SECRET` has blanks or line ends around it, which are left out.",
        "`WEBHOOK_SECRET_PREVIOUS` has blanks or line ends around it, which are left out.",
      ],
    });
  });

  test("logs JSON in production", () => {
    expect(environmentOf({ ...minimal, NODE_ENV: "production" }).logFormat).toBe("json");
  });
});

describe("an environment that is not complete", () => {
  test("is told all that is missing at once", () => {
    expect(problemsOf({ WEBHOOK_SECRET: "" })).toEqual([
      "`APP_ID` is not set. Copy the App ID from the settings of your GitHub App.",
      "`WEBHOOK_SECRET` is not set. Without it anybody could send webhooks: set the secret of your GitHub App.",
      "`PRIVATE_KEY` is not set, nor `PRIVATE_KEY_PATH`. Generate a key in the settings of your GitHub App.",
    ]);
  });

  test.each([
    [
      { APP_ID: "Iv1.x" },
      "`APP_ID` is not a number. Copy the App ID from the settings of your GitHub App: it is digits alone, and not the Client ID.",
    ],
    [{ PORT: "70000" }, "`PORT` is not a whole number from 0 to 65535. Correct it."],
    [
      { GHE_HOST: "https://github.acme.com" },
      "`GHE_HOST` is not a host name. Give it without protocol and path, as in `github.acme.com`.",
    ],
    [{ GHE_PROTOCOL: "ftp" }, "`GHE_PROTOCOL` is neither `https` nor `http`. Correct it."],
    [
      { LOG_LEVEL: "loud" },
      "`LOG_LEVEL` is none of trace, debug, info, warn, error, fatal, silent. Correct it.",
    ],
    [{ LOG_FORMAT: "xml" }, "`LOG_FORMAT` is neither `json` nor `pretty`. Correct it."],
    [
      { REDIS_URL: "localhost:6379" },
      "`REDIS_URL` does not begin with `redis://` or `rediss://`. Correct it.",
    ],
    [
      { SWEEP_INTERVAL_MINUTES: "-1" },
      "`SWEEP_INTERVAL_MINUTES` is not a whole number from 0 to 1440. Correct it.",
    ],
    [
      { PRIVATE_KEY: "hello" },
      "`PRIVATE_KEY` holds no private key in PEM. Paste the whole file that GitHub let you download.",
    ],
  ])("says what is wrong with %j", (change, problem) => {
    expect(problemsOf({ ...minimal, ...change })).toEqual([problem]);
  });

  const { privateKey: rsa, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { privateKey: ec } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const locked = { format: "pem", cipher: "aes-256-cbc", passphrase: "open sesame" } as const;

  test.each([
    ["of another kind", ec.export({ type: "pkcs8", format: "pem" }), "is no RSA key, and GitHub's are"],
    ["that everybody may have", publicKey.export({ type: "spki", format: "pem" }), "is a public key"],
    [
      "behind a passphrase",
      rsa.export({ type: "pkcs8", ...locked }),
      "is encrypted with a passphrase, and GitHub's keys are not",
    ],
    [
      "behind a passphrase, in the older form",
      rsa.export({ type: "pkcs1", ...locked }),
      "is encrypted with a passphrase, and GitHub's keys are not",
    ],
  ])("tells a key %s for what it is", (_kind, pem, problem) => {
    expect(problemsOf({ ...minimal, PRIVATE_KEY: String(pem) })).toEqual([
      `\`PRIVATE_KEY\` ${problem}. Paste the whole file that GitHub let you download.`,
    ]);
  });

  test("names a key file that cannot be read", () => {
    const { PRIVATE_KEY, ...others } = minimal;

    expect(PRIVATE_KEY).toBe(key);
    expect(problemsOf({ ...others, PRIVATE_KEY_PATH: "/does/not/exist.pem" })).toEqual([
      "`PRIVATE_KEY_PATH`, `/does/not/exist.pem`, cannot be read (ENOENT). Correct the path or its permissions.",
    ]);
  });

  test("refuses the secret that everybody knows, in production only", () => {
    const secret = { ...minimal, WEBHOOK_SECRET: "development" };

    expect(problemsOf({ ...secret, NODE_ENV: "production" })).toEqual([
      "`WEBHOOK_SECRET` is `development`, which everybody knows. Choose a random one.",
    ]);
    expect(problemsOf(secret)).toEqual([]);
  });
});

test(".env.example names the variables that are read, and no others", () => {
  const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
  const named = [...example.matchAll(/^([A-Z_]+)=/gmu)].map((match) => match[1]);

  expect([...named].sort()).toEqual([...variableNames].sort());
});
