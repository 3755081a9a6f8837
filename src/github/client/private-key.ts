import { createPrivateKey } from "node:crypto";

/** The App's private key as PEM, or why there is none. The problem never quotes the key. */
export type PrivateKeyReading =
  { readonly state: "read"; readonly pem: string } | { readonly state: "problem"; readonly problem: string };

/**
 * Reads `PRIVATE_KEY` (PEM, PEM in one line with `\n`, or PEM in base64) or the file `PRIVATE_KEY_PATH` names.
 */
export function readPrivateKey(
  variables: Readonly<Partial<Record<string, string>>>,
  readFile: (path: string) => string,
): PrivateKeyReading {
  const { PRIVATE_KEY: inline, PRIVATE_KEY_PATH: path } = variables;
  if (inline !== undefined) return checkKey(decode(inline), "`PRIVATE_KEY`");
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

function decode(inline: string): string {
  const pem = inline.includes("-----BEGIN") ? inline : Buffer.from(inline, "base64").toString("utf8");
  return pem.replaceAll("\\n", "\n");
}

function checkKey(pem: string, name: string): PrivateKeyReading {
  try {
    createPrivateKey(pem);
    return { state: "read", pem };
  } catch {
    return problem(`${name} holds no private key in PEM. Paste the whole file that GitHub let you download.`);
  }
}

function problem(text: string): PrivateKeyReading {
  return { state: "problem", problem: text };
}
