import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { prepare, repository as demoRepository } from "../../../demo/story.ts";
import { startEmulator } from "../../../emulator/server.ts";
import { appId, environmentFor, type LiveGate, openLiveGate } from "../../live/live-gate.ts";
import { feature, featureFiles, openScene, type Scene } from "../../live/scene.ts";
import { makeRepository, runCliWith } from "../run-cli.ts";

const manifest = z
  .object({ default_events: z.array(z.string()), default_permissions: z.record(z.string(), z.string()) })
  .parse(parse(readFileSync(new URL("../../../app.yml", import.meta.url), "utf8")));

/** Every command is a process of its own. */
vi.setConfig({ testTimeout: 90_000 });

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

/** Runs a command as somebody with a token. */
async function run(command: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const folder = await makeRepository({ "lax.yml": "approval:\n  users: [carol]\n" });
  const reach = { GITHUB_TOKEN: "user:alice", GHE_HOST: gate.github.host, GHE_PROTOCOL: "http" };
  return runCliWith({ ...reach, ...variables }, folder, ...command);
}

const reportSchema = z.object({
  version: z.literal(1),
  ok: z.boolean(),
  app: z.object({ id: z.number(), source: z.string() }).nullable(),
  findings: z.array(
    z.object({ id: z.string(), status: z.string(), message: z.string(), fix: z.string().nullable() }),
  ),
});

async function examine(name: string, variables: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, exitCode } = await run(["doctor", name, "--format", "json"], variables);
  expect(stderr).toBe("");
  const report = reportSchema.parse(JSON.parse(stdout));
  const lines = report.findings.map(({ id, status, message }) => `${status} ${id}: ${message}`);
  return { exitCode, report, lines };
}

async function openJudged(scene: Scene): Promise<{ readonly number: number; readonly sha: string }> {
  const sha = scene.push(featureFiles());
  const number = scene.open();
  await scene.check(sha);
  return { number, sha };
}

const notStrict =
  "Branches need not be up to date with `main`. The gate judges what GitHub's merge would make; `strict` also covers pushes to `main` of which no webhook came yet.";

test.each(["ruleset", "protection"] as const)(
  "doctor sees that a %s wants branches up to date",
  async (kind) => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const rule = { checks: [{ context: "plan-gate", appId }], isStrict: true };
    world.permission(scene.name, "alice", "admin");
    world.protect(scene.name, "main", kind === "protection" ? rule : null);
    if (kind === "ruleset") world.ruleset(scene.name, rule);

    const { lines } = await examine(scene.name);

    expect(lines).toContain("ok up-to-date: What is merged into `main` was checked on top of it.");
  },
);

test("doctor finds nothing to mend where the gate holds", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
  const { world } = gate.github;
  world.permission(scene.name, "alice", "admin");
  world.protect(scene.name, "main", null);
  const checks = [{ context: "plan-gate", appId }];
  world.ruleset(scene.name, { checks, requiresPullRequest: true, mergeMethods: ["merge", "squash"] });
  await openJudged(scene);

  const { exitCode, report, lines } = await examine(scene.name);

  expect(lines).toEqual([
    `ok app: The App is \`plan-gate\` (${appId}), as the branch requires it.`,
    "ok required: `plan-gate` is required on `main` and bound to the App.",
    "ok pull-requests: Pull requests are required on `main`: direct pushes are refused.",
    "ok force-pushes: Force-pushes to `main` are refused.",
    `ok up-to-date: ${notStrict}`,
    "ok rebase-merges: Rebase merges into `main` are refused.",
    "ok bypass: Nobody can bypass the ruleset `protect`.",
    "unknown installation: This token may not see the installation's permissions and events.",
    "ok config: `.github/plan-gate.yml` on `main` is valid.",
    "ok approvers: 2 may approve: `alice`, `carol`.",
    "ok verdicts: #1: action_required · F-15: waiting for approval by @alice or @carol (2026-01-05T09:00:00Z)",
  ]);
  expect(report).toMatchObject({ ok: true, app: { id: appId, source: "required" } });
  expect(exitCode).toBe(0);
});

test("doctor names people who are there and decide nothing, and lines of CODEOWNERS that count for nothing", async () => {
  const scene = openScene(gate, {
    config: "approval:\n  users: [alice, bob, carol]\n  codeowners: true\n",
    files: { CODEOWNERS: "* @alice @bob @alcie @acme/ghosts a@example.com\nplan.md @alice, @carol\n" },
  });
  const { world } = gate.github;
  world.permission(scene.name, "alice", "admin");

  const { lines } = await examine(scene.name);

  expect(lines.filter((line) => line.includes("approvers"))).toEqual([
    "problem approvers: `approval.users: bob` cannot write to the repository, and so decides nothing.",
    "ok approvers: Owners are read from `CODEOWNERS`.",
    "problem approvers: Line 2 of `CODEOWNERS` counts for nothing, as on GitHub: `@alice,` is no login, team or e-mail address.",
    "problem approvers: `@bob` in `CODEOWNERS` cannot write to the repository, and so decides nothing.",
    "problem approvers: There is nobody behind `@alcie` in `CODEOWNERS`.",
    "problem approvers: There is nobody behind `@acme/ghosts` in `CODEOWNERS`.",
  ]);
});

test("doctor tells that administrators may override, and when people are reminded", async () => {
  const scene = openScene(gate, {
    config: "approval:\n  users: [alice]\n  override: admins\nremind_after: 2d\n",
  });

  const { lines } = await examine(scene.name);

  expect(lines).toContain("ok config: Those who may approve are reminded of a plan that waits for 2d.");
  expect(lines).toContain(
    "ok bypass: `approval.override: admins`: administrators let plans through by `/override-plan`, which the check shows.",
  );
});

test("doctor says that e-mail addresses in CODEOWNERS designate nobody", async () => {
  const scene = openScene(gate, {
    config: "approval:\n  codeowners: true\n",
    files: { CODEOWNERS: "* alice@example.com\n" },
  });

  const { lines } = await examine(scene.name);

  expect(lines.filter((line) => line.includes("approvers"))).toEqual([
    "ok approvers: Owners are read from `CODEOWNERS`.",
    "problem approvers: `CODEOWNERS` names nobody by a login or a team, and an e-mail address designates nobody.",
  ]);
});

test("doctor names everything that keeps a gate from being one, with the fix", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [nobody-here]\n  teams: [ghosts]\n" });
  gate.github.world.protect(scene.name, "main", {
    checks: [{ context: "plan-gate", appId: null }],
    enforceAdmins: false,
    allowForcePushes: true,
  });
  gate.github.webhooks.hold();
  scene.push(featureFiles());
  scene.open();

  const { exitCode, report, lines } = await examine(scene.name, { APP_ID: String(appId) });
  await gate.github.webhooks.release();

  expect(lines).toEqual([
    `ok app: The App is \`plan-gate\` (${appId}), as named.`,
    "problem required: `plan-gate` is required on `main`, but any App or workflow can post it.",
    "problem pull-requests: Pull requests are not required on `main`: people who may push can push directly.",
    "warning force-pushes: Force-pushes to `main` are allowed.",
    `ok up-to-date: ${notStrict}`,
    "warning rebase-merges: Rebase merges into `main` are allowed: they replay each commit by itself, and can make another text than the one that was judged.",
    "warning bypass: The gate does not hold back: administrators of the repository. They can bypass the branch protection.",
    "unknown installation: This token may not see the installation's permissions and events.",
    "ok config: `.github/plan-gate.yml` on `main` is valid.",
    "problem approvers: There is nobody behind `approval.users: nobody-here`.",
    "problem approvers: There is nobody behind `approval.teams: ghosts`.",
    "problem approvers: 1 approvals are wanted, and 0 may approve.",
    "problem verdicts: The gate says nothing on #1.",
  ]);
  expect(report.findings[1]?.fix).toContain(`gh api --hostname ${gate.github.host} --method POST repos/`);
  expect(report.findings[1]?.fix).toContain(`"integration_id": ${appId}`);
  expect(exitCode).toBe(1);
});

test.each<[string, string, (scene: Scene) => void]>([
  [
    "off in the repository",
    "ok rebase-merges: Rebase merges into `main` are refused.",
    ({ name }) => {
      gate.github.world.allowRebaseMerges(name, false);
    },
  ],
  [
    "no way past the merge queue",
    "ok rebase-merges: What is merged into `main` is judged in the merge queue, as it is made.",
    ({ name }) => {
      gate.github.world.ruleset(name, { requiresMergeQueue: true });
    },
  ],
  [
    "hidden from a token that may only read",
    "unknown rebase-merges: This token may not see whether rebase merges into `main` are refused.",
    ({ name }) => {
      gate.github.world.permission(name, "alice", "read");
    },
  ],
])("doctor tells of rebase merges: %s", async (_name, expected, arrange) => {
  const scene = openScene(gate);
  arrange(scene);

  const { lines } = await examine(scene.name);

  expect(lines).toContain(expected);
});

test("doctor without a trace of the App says so, and reports on a terminal line by line", async () => {
  const scene = openScene(gate, { config: "aproval: {}\n" });
  gate.github.world.protect(scene.name, "main", null);

  const ended = await run(["doctor", scene.name]);

  const [title, app, fix] = ended.stdout.split("\n");
  expect([title, app, fix]).toEqual([
    scene.name,
    "✗ No App has posted a check run `plan-gate` here, and none is required.",
    "  → Install the App and start its server; or name it with --app-id.",
  ]);
  expect(ended.stdout).toContain("✗ .github/plan-gate.yml:1:1: `aproval` is not a setting");
  expect(ended.stdout).toContain("\n4 problems: the gate does not do its work.\n");
  expect(ended.exitCode).toBe(1);
});

test.each([
  [
    "complete",
    manifest.default_permissions,
    manifest.default_events,
    ["ok installation: The installation has every permission and event the App needs."],
  ],
  [
    "lacking",
    { ...manifest.default_permissions, checks: "read" },
    manifest.default_events.filter((event) => event !== "issue_comment"),
    [
      "problem installation: The installation lacks `checks: write`.",
      "problem installation: The App is not sent `issue_comment`.",
    ],
  ],
])(
  "doctor with an owner's token looks at the installation: %s",
  async (_name, permissions, events, expected) => {
    const scene = openScene(gate);
    const host = await startProxy({
      installations: [{ app_id: appId, permissions, events, suspended_at: null }],
    });

    const { lines } = await examine(scene.name, { GHE_HOST: host, APP_ID: String(appId) });

    expect(lines.filter((line) => line.includes(" installation: "))).toEqual(expected);
  },
);

test("doctor has nothing to mend in the repository of the demo", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const webhookUrl = "http://127.0.0.1:9/";
  const github = await startEmulator({ appId, key, webhookSecret: "secret", webhookUrl });
  onTestFinished(() => github.close());
  prepare(github);

  const { exitCode, lines } = await examine(demoRepository, { GHE_HOST: github.host });

  expect(lines.filter((line) => line.startsWith("problem"))).toEqual([]);
  expect(exitCode).toBe(0);
});

/** The emulator with a list of the installations on an organization, which it does not model. */
async function startProxy(installations: unknown): Promise<string> {
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    if (/\/orgs\/[^/]+\/installations\?/.test(url)) {
      response.writeHead(200, { "content-type": "application/json", date: new Date(0).toUTCString() });
      response.end(JSON.stringify(installations));
      return;
    }
    const authorization = request.headers.authorization ?? "";
    void gate.github
      .answer(new Request(`${gate.github.url}${url}`, { headers: { authorization } }))
      .then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(await answer.text());
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

test("simulate says what the gate says, and writes nothing", async () => {
  const scene = openScene(gate);
  const { number, sha } = await openJudged(scene);
  const posted = await scene.check(sha);
  gate.github.requests.length = 0;

  const ended = await run(["simulate", `${scene.name}#${number}`, "--format", "markdown"]);
  const pretty = await run(["simulate", `${scene.name}#${number}`]);

  expect(
    gate.github.requests.filter(({ method, route }) => method !== "GET" && route !== "/graphql"),
  ).toEqual([]);
  expect(ended.stdout.split("\n")[0]).toBe("# F-15: waiting for approval by @alice");
  expect(ended.stdout).toContain(posted.output.summary ?? "no summary");
  expect(ended).toMatchObject({ exitCode: 1, stderr: "" });
  expect(pretty.stdout).toMatch(/^F-15: waiting for approval by @alice\n/);
  expect(pretty.stdout).toContain(`\n${scene.name}#${number}: F-15: waiting for approval by @alice\n`);
  expect(pretty.stdout).toContain("\n✓ F-15: nothing is missing but the approval\n");
  expect(pretty).toMatchObject({ exitCode: 1, stderr: "" });
});

test("simulate judges by a config of one's own", async () => {
  const scene = openScene(gate);
  const { number } = await openJudged(scene);

  const ended = await run(["simulate", `${scene.name}#${number}`, "--config", "lax.yml", "--format", "json"]);

  expect(JSON.parse(ended.stdout)).toMatchObject({
    version: 1,
    verdict: "action_required",
    title: "F-15: waiting for approval by @carol",
    pullRequests: [{ number, features: [{ feature: { path: feature } }] }],
  });
});

test("approvals prints the record, before and after somebody approved", async () => {
  const scene = openScene(gate);
  const { number, sha } = await openJudged(scene);
  const name = `${scene.name}#${number}`;

  const before = await run(["approvals", name]);
  await scene.comment("alice", number, "/approve-plan");
  await scene.check(sha);
  const pretty = await run(["approvals", name]);
  const json = await run(["approvals", name, "--format", "json"]);
  const simulated = await run(["simulate", name]);

  expect(before.stdout).toContain("\nNobody has decided anything yet.\n");
  expect(pretty.stdout).toMatch(
    /\nApproved by @alice .*\n\n2026-01-05T09:00:\d\dZ {2}@alice {2}approve {2}\.specify\S+ {2}[0-9a-f]{12} {2}comment {2}http/,
  );
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    repository: scene.name,
    pullRequest: number,
    headSha: sha,
    app: { id: appId },
    checkRun: { conclusion: "success" },
    record: "read",
    words: [{ type: "approve", login: "alice", subject: feature, method: "comment" }],
    shown: [{ subject: feature }],
  });
  expect([before, pretty, json].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(simulated.exitCode).toBe(0);
  expect(simulated.stdout).toMatch(/\n {2}2026-01-05T09:00:\d\dZ {2}@alice {2}approve {2}\.specify\S+\n/);
});

test("nothing that a repository names steers the terminal or hides", async () => {
  const scene = openScene(gate, {
    config: 'approval:\n  users: ["al\\e[31mice"]\n  teams: ["gh\\u202eosts"]\n',
  });
  const hostile = ".specify/f-1-\u001b[31m\u202e\u009b2J";
  scene.push({ [`${hostile}/plan.md`]: "# Plan\n\nSoon.\n", [`${hostile}/spec.md`]: "# Spec\n" });
  const name = `${scene.name}#${scene.open()}`;

  const runs = [
    await run(["doctor", scene.name, "--app-id", String(appId)]),
    await run(["doctor", scene.name, "--app-id", String(appId), "--format", "json"]),
    await run(["simulate", name, "--config", "lax.yml", "--format", "markdown"]),
    await run(["simulate", name, "--config", "lax.yml", "--format", "json"]),
    await run(["approvals", name, "--app-id", String(appId)]),
    await run(["approvals", name, "--app-id", String(appId), "--format", "json"]),
    await run(["simulate", `${name}\u001b[2J\u202e`]),
    await run(["simulate", name, "--config", "lax.yml"]),
  ];

  const printed = runs.map(({ stdout, stderr }) => stdout + stderr);
  expect(printed.filter((text) => /(?![\n\u200d])[\p{Cc}\p{Cf}]/u.test(text))).toEqual([]);
  expect(printed[2]).toContain("‹U+001B›[31m‹U+202E›");
  expect(printed[6]).toContain("‹U+001B›[2J‹U+202E›` names no pull request");
});

test("a record that another App posted counts for nothing", async () => {
  const scene = openScene(gate);
  const { number } = await openJudged(scene);

  const ended = await run(["approvals", `${scene.name}#${number}`, "--app-id", "99"]);

  expect(ended.stdout).toContain("no check run of the App on this head\n\nNobody has decided anything yet.");
});

test.each([
  [["doctor", "shop"], {}, "`shop` names no repository, expected `owner/repo`."],
  [["simulate", "acme/shop"], {}, "`acme/shop` names no pull request, expected `owner/repo#7`."],
  [
    ["doctor", "acme/shop"],
    { GITHUB_TOKEN: "" },
    "There is no token. Set `GITHUB_TOKEN` or `GH_TOKEN`, for instance to what `gh auth token` prints.",
  ],
  [["doctor", "acme/none"], {}, "There is no `acme/none`, or the token may not see it."],
  [
    ["approvals", "acme/none#3"],
    { GITHUB_TOKEN: "user:stranger" },
    "GitHub did not accept the token. Check `GITHUB_TOKEN` and `GHE_HOST`.",
  ],
  [["doctor", "acme/shop", "--format", "xml"], {}, "`xml` is not a format. Known are `pretty`, `json`."],
])("%j ends with 2 and one sentence", async (command, variables, sentence) => {
  gate.github.world.user("alice");

  expect(await run(command, variables)).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `plan-gate: ${sentence}\n`,
  });
});

test("doctor with the App's own key sees whether it is installed", async () => {
  // Last: what the server would have done here is tried again for minutes.
  const scene = openScene(gate);
  gate.github.world.uninstall(scene.name);

  const { lines } = await examine(scene.name, {
    APP_ID: String(appId),
    PRIVATE_KEY: environmentFor(gate.github).privateKey,
  });

  expect(lines).toContain("problem installation: The App is not installed on this repository.");
});
