import { createPrivateKey } from "node:crypto";

/** The App's private key as PEM, or why there is none. The problem never quotes the key. */
export type PrivateKeyReading =
  { readonly state: "read"; readonly pem: string } | { readonly state: "problem"; readonly problem: string };

/**
 * Reads `PRIVATE_KEY` or the file `PRIVATE_KEY_PATH` names, in every form that Probot's own loader takes: PEM, PEM in
 * base64, with `\n` or blanks for line ends, and in quotes.
 */
export function readPrivateKey(
  variables: Readonly<Partial<Record<string, string>>>,
  readFile: (path: string) => string,
): PrivateKeyReading {
  const { PRIVATE_KEY: inline, PRIVATE_KEY_PATH: path } = variables;
  if (inline !== undefined) return checkKey(inline, "`PRIVATE_KEY`");
  if (path === undefined) {
    return problem(
      "`PRIVATE_KEY` is not set, nor `PRIVATE_KEY_PATH`. Generate a key in the settings of your GitHub App.",
    );
  }
  try {
    return checkKey(readFile(path), `\`PRIVATE_KEY_PATH\`, \`${path}\`,`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return problem(
      `\`PRIVATE_KEY_PATH\`, \`${path}\`, cannot be read${code}. Correct the path or its permissions.`,
    );
  }
}

const pemForm = /-----BEGIN (?<label>[A-Z ]{1,40})-----(?<body>[^-]*)-----END \k<label>-----/;

/** PEM with line ends where they belong; `null` where there is none. */
function toPem(text: string): string | null {
  const unquoted = text.trim().replace(/^(["'`])(.*)\1$/s, "$2");
  const readable = unquoted.includes("-----BEGIN")
    ? unquoted
    : Buffer.from(unquoted, "base64").toString("utf8");
  const { label, body } = pemForm.exec(readable)?.groups ?? {};
  if (label === undefined || body === undefined) return null;
  const lines = body.replace(/\\+[rn]|\s/g, "").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

const ours = "Paste the whole file that GitHub let you download.";

function checkKey(text: string, name: string): PrivateKeyReading {
  const pem = toPem(text);
  // The older form says so in a line of its own, which makes it no PEM for us.
  if ((pem ?? text).includes("ENCRYPTED"))
    return problem(`${name} is encrypted with a passphrase, and GitHub's keys are not. ${ours}`);
  if (pem?.includes("PUBLIC KEY") === true) return problem(`${name} is a public key. ${ours}`);
  const type = pem === null ? null : typeOf(pem);
  if (pem === null || type === null) return problem(`${name} holds no private key in PEM. ${ours}`);
  if (type !== "rsa") return problem(`${name} is no RSA key, and GitHub's are. ${ours}`);
  return { state: "read", pem };
}

/** `null` where it cannot be read: OpenSSL's own words help nobody. */
function typeOf(pem: string): string | null {
  try {
    return createPrivateKey(pem).asymmetricKeyType ?? null;
  } catch {
    return null;
  }
}

function problem(text: string): PrivateKeyReading {
  return { state: "problem", problem: text };
}
