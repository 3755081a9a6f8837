import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { canKeep, keepSettings, settingsOf } from "../../src/setup/env-file.ts";
import { key } from "../server/rig.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const app = { id: 42, htmlUrl: "https://github.com/apps/gate", pem: key, webhookSecret: "s3cret" };
const settings = settingsOf(app, { GHE_HOST: "github.acme.com", GHE_PROTOCOL: "https" });

describe("settings of a new App", () => {
  test("are kept in a file that its owner alone can read, and are read as they were", async () => {
    const path = join(temporaryFolder(), ".env");

    const kept = await keepSettings(path, settings);

    expect(kept).toEqual({ path, conflicts: [] });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(parseEnv(readFileSync(path, "utf8"))).toEqual({
      APP_ID: "42",
      PRIVATE_KEY: key.trim(),
      WEBHOOK_SECRET: "s3cret",
      GHE_HOST: "github.acme.com",
      GHE_PROTOCOL: "https",
    });
  });

  test("fill the empty lines of a file that is there, and touch no other", async () => {
    const path = join(temporaryFolder(), ".env");
    writeFileSync(
      path,
      "# ours\nAPP_ID=\nLOG_LEVEL=debug\nexport WEBHOOK_SECRET =\nGHE_HOST=github.acme.com",
    );

    const kept = await keepSettings(path, settings);

    const text = readFileSync(path, "utf8");
    expect(kept.conflicts).toEqual([]);
    expect(text.split("\n").slice(0, 5)).toEqual([
      "# ours",
      "APP_ID=42",
      "LOG_LEVEL=debug",
      "WEBHOOK_SECRET=s3cret",
      "GHE_HOST=github.acme.com",
    ]);
    expect(parseEnv(text)["PRIVATE_KEY"]).toBe(key.trim());
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("never overwrite: where one is set otherwise, all go into a file beside", async () => {
    const path = join(temporaryFolder(), ".env");
    const before = 'APP_ID=7\nPRIVATE_KEY="another"\n';
    writeFileSync(path, before);

    const kept = await keepSettings(path, settings);

    expect(kept).toEqual({ path: `${path}.plan-gate`, conflicts: ["APP_ID", "PRIVATE_KEY"] });
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(parseEnv(readFileSync(kept.path, "utf8"))).toMatchObject({
      APP_ID: "42",
      WEBHOOK_SECRET: "s3cret",
    });
    expect(statSync(kept.path).mode & 0o777).toBe(0o600);
  });

  test("of github.com name no other GitHub", () => {
    expect(Object.keys(settingsOf(app, { GHE_PROTOCOL: "https" }))).toEqual([
      "APP_ID",
      "PRIVATE_KEY",
      "WEBHOOK_SECRET",
    ]);
  });

  test("can be kept where the folder is there", async () => {
    const folder = temporaryFolder();

    expect([await canKeep(join(folder, ".env")), await canKeep(join(folder, "away", ".env"))]).toEqual([
      true,
      false,
    ]);
  });
});
