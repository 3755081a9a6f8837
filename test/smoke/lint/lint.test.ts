import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSources } from "../../../src/smoke/compose/load-sources.ts";
import type { ModelMount, ModelPort, ModelService } from "../../../src/smoke/compose/model.ts";
import type { ComposeSources } from "../../../src/smoke/compose/source.ts";
import type { ImageFacts } from "../../../src/smoke/stages/prepare-images.ts";
import { lintStack } from "../../../src/smoke/lint/gather-lint.ts";
import { parseSeverities, smokeLintRuleIds } from "../../../src/smoke/lint/lint-rule.ts";
import type { LintFacts } from "../../../src/smoke/lint/lint-rule.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const written = `services:
  web:
    image: nginx:1.27.0
    healthcheck:
      disable: true
    ports:
      - "8080:80"
      - target: 443
        published: "8443"
    volumes:
      - /data
      - ./site:/site
    privileged: true
  db:
    image: postgres
`;

async function sourcesOf(...texts: readonly string[]): Promise<ComposeSources> {
  const folder = temporaryFolder();
  const paths = texts.map((_, index) => join(folder, `${index}.yaml`));
  for (const [index, text] of texts.entries()) await writeFile(join(folder, `${index}.yaml`), text);
  const loaded = await loadSources(paths);
  if (loaded.state === "unreadable") throw new Error(loaded.problem.message);
  return loaded.sources;
}

function service(name: string, rest: Partial<ModelService> = {}): ModelService {
  return {
    name,
    image: "nginx:1.27.0",
    hasBuild: false,
    healthcheck: "declared",
    ports: [],
    exposed: [],
    mounts: [],
    isPrivileged: false,
    isScaledToZero: false,
    waitsForCompletionOf: [],
    ...rest,
  };
}

function port(published: string | null, rest: Partial<ModelPort> = {}): ModelPort {
  return { hostAddress: "", published, target: 80, protocol: "tcp", ...rest };
}

function mount(rest: Partial<ModelMount>): ModelMount {
  return { type: "volume", source: "data", target: "/data", isReadOnly: false, ...rest };
}

async function lint(services: readonly ModelService[], rest: Partial<LintFacts> = {}) {
  const sources = await sourcesOf(written);
  const facts = {
    services,
    sources,
    oneshot: new Set<string>(),
    images: new Map<string, ImageFacts>(),
    boundFiles: new Set<string>(),
    plan: null,
    ...rest,
  };
  return lintStack(facts, {}).map((finding) => ({
    rule: finding.rule,
    line: finding.location.line,
    message: finding.message,
  }));
}

describe("pinned-images", () => {
  it.each([
    ["nginx:1.27.0"],
    ["nginx@sha256:0123"],
    ["nginx:latest@sha256:0123"],
    ["registry.example:5000/team/web:2024-01-15"],
    ["postgres:16-alpine"],
  ])("accepts %s", async (image) => {
    expect(await lint([service("web", { image })])).toEqual([]);
  });

  it.each([
    ["nginx", "has no tag"],
    ["registry.example:5000/team/web", "has no tag"],
    ["nginx:latest", "has the moving tag `latest`"],
    ["nginx:1-latest", "has the moving tag `1-latest`"],
    ["debian:stable-slim", "has the moving tag `stable-slim`"],
    ["app:main", "has the moving tag `main`"],
  ])("refuses %s: %s", async (image, problem) => {
    expect(await lint([service("web", { image })])).toEqual([
      {
        rule: "pinned-images",
        line: 3,
        message: `\`web\`: image \`${image}\` ${problem}, so tomorrow's run may use another one.`,
      },
    ]);
  });

  it("lets an image be that is built here", async () => {
    expect(await lint([service("web", { image: "app", hasBuild: true })])).toEqual([]);
  });
});

describe("healthchecks", () => {
  it("accepts one in the image", async () => {
    const images = new Map([["web", { hasHealthcheck: true, volumes: [] }]]);

    expect(await lint([service("web", { healthcheck: "absent" })], { images })).toEqual([]);
  });

  it("asks none of a one-shot service", async () => {
    expect(await lint([service("web", { healthcheck: "absent" })], { oneshot: new Set(["web"]) })).toEqual(
      [],
    );
  });

  it("points at the line that switches it off", async () => {
    expect(await lint([service("web", { healthcheck: "disabled" })])).toEqual([
      {
        rule: "healthchecks",
        line: 4,
        message: "`web` has its health check switched off: nobody can tell when it is ready.",
      },
    ]);
  });

  it("says whether it could look into the image", async () => {
    const images = new Map([["web", { hasHealthcheck: false, volumes: [] }]]);
    const absent = { healthcheck: "absent" } as const;

    expect((await lint([service("web", absent)], { images }))[0]?.message).toContain(
      "and neither has its image",
    );
    expect((await lint([service("web", absent)]))[0]?.message).toContain(
      "its image is not here to look into",
    );
    expect((await lint([service("web", { ...absent, hasBuild: true })]))[0]?.message).toContain(
      "is not built here yet",
    );
  });
});

describe("unique-ports", () => {
  it.each([
    ["on every address and one", port("8080"), port("8080", { hostAddress: "127.0.0.1" })],
    [
      "on the same address",
      port("8080", { hostAddress: "127.0.0.1" }),
      port("8080", { hostAddress: "127.0.0.1" }),
    ],
  ])("finds a port that two services publish %s", async (_, first, second) => {
    expect(
      await lint([service("web", { ports: [first] }), service("db", { ports: [second] })]),
    ).toMatchObject([
      {
        rule: "unique-ports",
        message: "`db` publishes port 8080, which `web` publishes too: only one can have it.",
      },
    ]);
  });

  it.each([
    [
      "other addresses",
      port("8080", { hostAddress: "127.0.0.2" }),
      port("8080", { hostAddress: "127.0.0.1" }),
    ],
    ["other protocols", port("53"), port("53", { protocol: "udp" })],
    ["ports the Engine chooses", port(null), port(null)],
  ])("accepts %s", async (_, first, second) => {
    expect(await lint([service("web", { ports: [first] }), service("db", { ports: [second] })])).toEqual([]);
  });

  it("points at the item, in short and in long form", async () => {
    const short = await lint([
      service("db", { ports: [port("8080")] }),
      service("web", { ports: [port("8080")] }),
    ]);
    const long = await lint([
      service("db", { ports: [port("8443")] }),
      service("web", { ports: [port("8443")] }),
    ]);

    expect([short[0]?.line, long[0]?.line]).toEqual([7, 8]);
  });

  it("says so when one service publishes it twice", async () => {
    expect((await lint([service("web", { ports: [port("8080"), port("8080")] })]))[0]?.message).toBe(
      "`web` publishes port 8080 twice: only one can have it.",
    );
  });
});

describe("named-volumes", () => {
  it("accepts named volumes, tmpfs, read-only mounts and single files", async () => {
    const mounts = [
      mount({}),
      mount({ type: "tmpfs", source: null }),
      mount({ type: "bind", source: "/etc/app", isReadOnly: true }),
      mount({ type: "bind", source: "/var/run/docker.sock" }),
    ];

    expect(
      await lint([service("web", { mounts })], { boundFiles: new Set(["/var/run/docker.sock"]) }),
    ).toEqual([]);
  });

  it("finds anonymous volumes and folders of the host that are written to", async () => {
    const mounts = [mount({ source: null }), mount({ type: "bind", source: "/src/site", target: "/site" })];

    expect(await lint([service("web", { mounts })])).toEqual([
      {
        rule: "named-volumes",
        line: 11,
        message: "`web` keeps `/data` in an anonymous volume, which a new container does not find again.",
      },
      {
        rule: "named-volumes",
        line: 12,
        message: "`web` writes `/site` into a folder of the host, so one run finds what another left.",
      },
    ]);
  });

  it("finds a volume of the image that nothing is mounted on", async () => {
    const images = new Map([["web", { hasHealthcheck: true, volumes: ["/var/lib/app", "/data/"] }]]);

    expect(await lint([service("web", { mounts: [mount({})] })], { images })).toMatchObject([
      {
        rule: "named-volumes",
        message: "`web`: its image keeps data in `/var/lib/app`, and no named volume is mounted there.",
      },
    ]);
  });
});

it("no-privileged points at the line", async () => {
  expect(await lint([service("web", { isPrivileged: true })])).toEqual([
    { rule: "no-privileged", line: 13, message: "`web` is privileged: it is root on the host." },
  ]);
});

describe("the plan against the stack", () => {
  const stack = [
    service("victoriatraces", {
      image: "victoriametrics/victoria-traces:v0.9.2",
      ports: [port("10428", { target: 10_428 })],
    }),
    service("grafana", { image: "grafana/grafana:12.0.2", ports: [port("3000", { target: 3_000 })] }),
  ];
  const compare = async (text: string) =>
    (await lint(stack, { plan: { path: "plan.md", text } })).map(
      ({ rule, message }) => `${rule}: ${message}`,
    );

  it("warns of ports in a table", async () => {
    expect(
      await compare(
        "| Service | Port | Why |\n|---|---|---|\n| VictoriaTraces | 9411 | Grafana asks it |\n| Grafana | 3000 | |\n",
      ),
    ).toEqual(["plan-ports: `victoriatraces`: plan says 9411 (`plan.md`, line 3), compose publishes 10428."]);
  });

  it("warns of ports in text, by the heading they stand under", async () => {
    expect(
      await compare(
        "VictoriaTraces listens on port 9411.\n\n## Grafana\n\nOpen http://localhost:3001 in a browser; inside, grafana:3000.\n",
      ),
    ).toEqual([
      "plan-ports: `victoriatraces`: plan says 9411 (`plan.md`, line 1), compose publishes 10428.",
      "plan-ports: `grafana`: plan says 3001 (`plan.md`, line 5), compose publishes 3000.",
    ]);
  });

  it("warns of image versions in text, in a short name and in a column of their own", async () => {
    expect(await compare("We run `victoriametrics/victoria-traces:v0.1.0` and grafana:11.4.0.")).toEqual([
      "plan-images: `victoriatraces`: plan says `victoriametrics/victoria-traces:v0.1.0` (`plan.md`, line 1), compose uses `v0.9.2`.",
      "plan-images: `grafana`: plan says `grafana/grafana:11.4.0` (`plan.md`, line 1), compose uses `12.0.2`.",
    ]);
    expect(await compare("| grafana/grafana | 11.4.0 | 3000 |")).toEqual([
      "plan-images: `grafana`: plan says `grafana/grafana:11.4.0` (`plan.md`, line 1), compose uses `12.0.2`.",
    ]);
  });

  it.each([
    ["what agrees", "| VictoriaTraces | victoriametrics/victoria-traces:v0.9.2 | port 10428 |"],
    [
      "a plan that names the old and the new version",
      "Upgrade grafana/grafana:11.4.0 to grafana/grafana:12.0.2.",
    ],
    ["numbers that are no ports", "VictoriaTraces keeps 14 days, health check 30s, 3 retries, in 2026."],
    ["lines about several services", "VictoriaTraces and Grafana use ports 9411 and 3000."],
    ["services that are not in the stack", "Zipkin listens on port 9411."],
    [
      "a table that ended",
      "| Service | Port |\n|---|---|\n| Grafana | 3000 |\n\nGrafana 12 needs 512 MiB.\n| Grafana | 512 |",
    ],
  ])("says nothing about %s", async (_, text) => {
    expect(await compare(text)).toEqual([]);
  });

  it("takes hostile text", async () => {
    const text = `${"| port ".repeat(30_000)}\n${"grafana:".repeat(30_000)}\n${"#".repeat(100_000)}\n${"port:".repeat(40_000)}`;

    expect(await compare(text)).toEqual([]);
  });
});

describe("severities", () => {
  it("can switch and weaken every rule", async () => {
    const sources = await sourcesOf(written);
    const facts = {
      services: [service("web", { image: "nginx", isPrivileged: true })],
      sources,
      oneshot: new Set<string>(),
      images: new Map<string, ImageFacts>(),
      boundFiles: new Set<string>(),
      plan: null,
    };

    expect(
      lintStack(facts, { "pinned-images": "off", "no-privileged": "warning" }).map(({ rule, severity }) => [
        rule,
        severity,
      ]),
    ).toEqual([["no-privileged", "warning"]]);
  });

  it("knows every id and no other", () => {
    const all = Object.fromEntries(smokeLintRuleIds.map((id) => [id, "off" as const]));

    expect(parseSeverities(all)).toEqual({ state: "known", severities: all });
    expect(parseSeverities({ healthcheck: "off" })).toEqual({
      state: "unknown",
      message:
        "`smoke.rules.healthcheck` is not a rule of the smoke test; these are: `pinned-images`, `healthchecks`, `unique-ports`, `named-volumes`, `no-privileged`, `plan-images`, `plan-ports`.",
    });
  });
});

it("finds a service's key in the last file that has it, and in what it extends", async () => {
  const sources = await sourcesOf(
    "services:\n  web:\n    extends: base\n  base:\n    image: nginx\n",
    "services:\n  web:\n    ports: ['1:1']\n",
  );
  const facts = {
    services: [service("web", { image: "nginx" })],
    sources,
    oneshot: new Set<string>(),
    images: new Map<string, ImageFacts>(),
    boundFiles: new Set<string>(),
    plan: null,
  };

  expect(lintStack(facts, {}).map(({ location }) => [location.path.slice(-6), location.line])).toEqual([
    ["0.yaml", 5],
  ]);
});
