import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate that signed itself, and is therefore its own authority. */
export interface Certificate {
  /** Files, in PEM. */
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly certificate: string;
  readonly key: string;
}

/** Makes a certificate for a name, such as `DNS:github.acme.test` or `IP:127.0.0.1`, in a folder. */
export function makeCertificate(folder: string, name: string): Certificate {
  const certificateFile = join(folder, "certificate.pem");
  const keyFile = join(folder, "key.pem");
  const kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
  const subject = ["-subj", "/CN=plan-gate-test", "-addext", `subjectAltName=${name}`];
  execFileSync("openssl", ["req", ...kind, "-keyout", keyFile, "-out", certificateFile, ...subject], {
    stdio: "ignore",
  });
  const [certificate, key] = [certificateFile, keyFile].map((file) => readFileSync(file, "utf8"));
  return { certificateFile, keyFile, certificate: certificate ?? "", key: key ?? "" };
}
