import { chmod } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { busybox, describeWithDocker, ensureBusybox, folderWith, smoke } from "./harness.ts";

const stack = `services:\n  job: { image: ${busybox}, command: ["true"], x-smoke: { oneshot: true } }\n`;
const nodeFolder = dirname(process.execPath);

describe("a run that cannot begin", () => {
  it("says so where there is no Docker", async () => {
    const { exitCode, stderr } = await smoke(await folderWith({ "compose.yaml": stack }), [], {
      PATH: "/nonexistent",
    });

    expect(exitCode).toBe(2);
    expect(stderr).toContain("Docker was not found: no `docker` on the PATH.");
  });

  it("says so where there is Docker, but not Compose v2", async () => {
    const folder = await folderWith({
      "compose.yaml": stack,
      "bin/docker": `#!/bin/sh\necho "docker: 'compose' is not a docker command." >&2\nexit 1\n`,
    });
    await chmod(join(folder, "bin/docker"), 0o755);
    const { exitCode, stderr } = await smoke(folder, [], {
      PATH: `${join(folder, "bin")}:${nodeFolder}:/bin`,
    });

    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "Compose v2 was not found: `docker compose version` was asked, and it exited with code 1.",
    );
  });

  it("says so where there is no compose file", async () => {
    const { exitCode, stderr } = await smoke(await folderWith({ "README.md": "" }));

    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "No compose file: there is no `compose.yaml` or `docker-compose.yml` here or above.",
    );
  });

  it("says so where the file that was named is not there", async () => {
    const { exitCode, stderr } = await smoke(await folderWith({ "compose.yaml": stack }), [
      "--file",
      "other.yaml",
    ]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("other.yaml:1: There is no such file.");
  });

  it("points at the line that is not YAML, also as an annotation", async () => {
    const folder = await folderWith({ "compose.yaml": "services:\n  web: [\n" });
    const { exitCode, stderr, stdout } = await smoke(folder, [], { GITHUB_ACTIONS: "true" });

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^compose\.yaml:\d: /m);
    expect(stdout).toMatch(/^::error file=compose\.yaml,line=\d,title=Compose smoke::/m);
  });

  it("does not run with a rule in the config that does not exist", async () => {
    const folder = await folderWith({
      "compose.yaml": stack,
      ".github/plan-gate.yml": "version: 1\nsmoke:\n  rules: { pined-images: off }\n",
    });
    const { exitCode, stderr } = await smoke(folder);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "`smoke.rules.pined-images` is not a rule of the smoke test; these are: `pinned-images`",
    );
  });

  it.each(["0", "-1", "soon", "99999"])("does not take %s for a timeout", async (timeout) => {
    const { exitCode, stderr } = await smoke(await folderWith({ "compose.yaml": stack }), [
      "--timeout",
      timeout,
    ]);

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("Expected seconds, more than 0 and at most 3600.");
  });
});

describeWithDocker("a run that Compose or the Engine refuses", () => {
  beforeAll(ensureBusybox, 60_000);

  it("says so where no Engine answers", async () => {
    const { exitCode, stderr } = await smoke(await folderWith({ "compose.yaml": stack }), [], {
      DOCKER_HOST: "unix:///nonexistent.sock",
    });

    expect(exitCode).toBe(2);
    expect(stderr).toContain("Docker Engine does not answer");
  });

  it("lints without an Engine", async () => {
    const { exitCode, report } = await smoke(await folderWith({ "compose.yaml": stack }), ["--lint-only"], {
      DOCKER_HOST: "unix:///nonexistent.sock",
    });

    expect(exitCode).toBe(0);
    expect(report).toMatchObject({ ok: true, engine: null, services: [] });
  });

  it("passes on what Compose says", async () => {
    const { exitCode, stderr } = await smoke(
      await folderWith({ "compose.yaml": "services:\n  web: { imag: x }\n" }),
    );

    expect(exitCode).toBe(2);
    expect(stderr).toContain("Compose refuses the stack: ");
    expect(stderr).toContain("imag");
  });

  it("says so where no service is left", async () => {
    const { exitCode, stderr } = await smoke(
      await folderWith({ "compose.yaml": `services:\n  web: { image: ${busybox}, profiles: [x] }\n` }),
    );

    expect(exitCode).toBe(2);
    expect(stderr).toContain("The stack has no services.");
  });

  it("points at every probe that cannot be understood", async () => {
    const folder = await folderWith({
      "compose.yaml": `services:\n  web:\n    image: ${busybox}\n    x-smoke:\n      - { got: / }\n      - { get: /, statsu: 200 }\nx-smoke: { oneshot: true }\n`,
    });
    const { exitCode, stderr } = await smoke(folder);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("compose.yaml:5: The probe has none of `get`, `tcp` and `run`.");
    expect(stderr).toContain("compose.yaml:6: `statsu` is not a setting of this kind of probe.");
    expect(stderr).toContain(
      "compose.yaml:7: `oneshot` belongs in the `x-smoke` of a service, not at top level.",
    );
  });

  it("takes severities from the config", async () => {
    const folder = await folderWith({
      "compose.yaml": `services:\n  web: { image: ${busybox}, privileged: true }\n`,
      ".github/plan-gate.yml": "version: 1\nsmoke:\n  rules: { no-privileged: warning, healthchecks: off }\n",
    });
    const { exitCode, report } = await smoke(folder, ["--lint-only"]);

    expect(exitCode).toBe(0);
    expect(report?.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["no-privileged", "warning"],
    ]);
  });
});
