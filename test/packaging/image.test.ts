import { execFile, execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "..", "..");
const env = { ...process.env, PATH: `/usr/bin:${process.env["PATH"] ?? ""}`, DOCKER_BUILDKIT: "0" };
const base = "plan-gate-test/node";
const stage = "plan-gate-test/build";
const image = "plan-gate-test/server";
const certificates = "/etc/ssl/certs/ca-certificates.crt";

/** Is there a Docker Engine, and a registry for the packages that the image is built from? */
function canBuild(): boolean {
  try {
    execFileSync("docker", ["info"], { env, stdio: "ignore", timeout: 20_000 });
    execFileSync("npm", ["ping"], { env, stdio: "ignore", timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

const isPossible = process.env["CI"] === "true" || canBuild();
if (!isPossible)
  process.stderr.write("No Docker Engine or no registry answers, so the image is not built.\n");

const docker = async (...args: readonly string[]) =>
  (await run("docker", args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();

/** No image can be pulled here: one of this host's Node, its libraries, npm and a shell. */
async function importBase(folder: string): Promise<void> {
  const put = async (path: string, from = path) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(await realpath(from), join(folder, path), { recursive: true });
  };
  const node = await realpath(process.execPath);
  const { stdout } = await run("ldd", [node]);
  const libraries = [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path = ""]) => path);
  const npm = resolve(await realpath((await run("which", ["npm"], { env })).stdout.trim()), "..", "..");
  await Promise.all([
    ...libraries.map((path) => put(path)),
    put("/usr/bin/node", node),
    put("/bin/busybox", "/bin/busybox"),
    put("/usr/lib/node_modules/npm", npm),
    put(certificates),
    mkdir(join(folder, "tmp"), { recursive: true }),
    mkdir(join(folder, "root"), { recursive: true }),
  ]);
  await symlink("../lib/node_modules/npm/bin/npm-cli.js", join(folder, "usr/bin/npm"));
  await symlink("/bin/busybox", join(folder, "bin/sh"));
  await symlink("/bin/busybox", join(folder, "usr/bin/env"));
  await run("tar", ["--create", "--file", `${folder}.tar`, "--directory", folder, "."]);
  const settings = ["PATH=/usr/bin:/bin", `NODE_EXTRA_CA_CERTS=${certificates}`, "HOME=/root"];
  const changes = settings.flatMap((setting) => ["--change", `ENV ${setting}`]);
  await docker("import", ...changes, `${folder}.tar`, base);
}

describe.runIf(isPossible)("the image", () => {
  let work: string;
  let container: string;

  beforeAll(async () => {
    work = await realpath(await mkdtemp(join(tmpdir(), "plan-gate-image-")));
    await importBase(join(work, "base"));
    const how = ["--quiet", "--force-rm", "--network", "host", "--build-arg", `NODE_IMAGE=${base}`];
    // Under a name, the stage can be removed afterwards.
    await docker("build", ...how, "--target", "build", "--tag", stage, root);
    await docker("build", ...how, "--tag", image, root);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const variables = {
      APP_ID: "4711",
      PRIVATE_KEY: Buffer.from(key).toString("base64"),
      WEBHOOK_SECRET: "a secret for tests",
      SWEEP_INTERVAL_MINUTES: "0",
      GHE_HOST: "127.0.0.1:9",
      GHE_PROTOCOL: "http",
    };
    const given = Object.entries(variables).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
    container = await docker("run", "--detach", "--read-only", ...given, image);
  }, 600_000);

  afterAll(async () => {
    await docker("rm", "--force", container).catch(() => "");
    await docker("rmi", "--force", image, stage, base).catch(() => "");
    await rm(work, { recursive: true, force: true });
  }, 60_000);

  test("answers, read-only and as nobody in particular, and stops when told", async () => {
    const alive = `(async () => {
      for (let left = 100; left > 0; left -= 1) {
        const answer = await fetch("http://127.0.0.1:3000/healthz").catch(() => null);
        if (answer !== null) return console.log(answer.status, process.getuid());
        await new Promise((later) => setTimeout(later, 200));
      }
    })()`;

    const answered = await docker("exec", container, "node", "-e", alive);
    const written = await docker("exec", container, "node", "-e", "fs.writeFileSync('/app/x', '')").then(
      () => "written",
      () => "refused",
    );
    await docker("stop", "--time", "30", container);
    const exitCode = await docker("inspect", "--format", "{{.State.ExitCode}}", container);
    const megabytes = Number(await docker("inspect", "--format", "{{.Size}}", image)) / 1_000_000;
    process.stdout.write(`The image has ${Math.round(megabytes)} MB.\n`);

    expect({ answered, written, exitCode }).toEqual({
      answered: "200 1000",
      written: "refused",
      exitCode: "0",
    });
  }, 120_000);
});
