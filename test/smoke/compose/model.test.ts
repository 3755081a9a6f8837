import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findComposeFiles, loadSources } from "../../../src/smoke/compose/load-sources.ts";
import { isVersionTag, parseImageReference, parseModel } from "../../../src/smoke/compose/model.ts";
import { isolateModel } from "../../../src/smoke/compose/resolve.ts";
import { findOneshot } from "../../../src/smoke/prepare-run.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

function model(value: unknown) {
  const parsed = parseModel(JSON.stringify(value));
  if (parsed === null) throw new Error("no model");
  return parsed;
}

describe("the resolved stack", () => {
  it.each(["", "null", "[]", '{"services":{"a":{"ports":1}}}'])("is not `%s`", (json) => {
    expect(parseModel(json)).toBe(null);
  });

  it.each([
    [undefined, "absent"],
    [{ test: ["CMD", "x"] }, "declared"],
    [{ test: "curl x" }, "declared"],
    [{ test: ["NONE"] }, "disabled"],
    [{ disable: true }, "disabled"],
    [{ interval: "1s" }, "absent"],
  ])("has a health check %j: %s", (healthcheck, expected) => {
    expect(model({ services: { a: { healthcheck } } }).services[0]?.healthcheck).toBe(expected);
  });

  it("knows what runs once: what is waited for, and what is marked", () => {
    const { services } = model({
      services: {
        migrate: {},
        seed: {},
        job: {},
        web: {
          depends_on: {
            migrate: { condition: "service_completed_successfully" },
            seed: { condition: "service_completed_successfully" },
            db: { condition: "service_started" },
          },
        },
        db: {},
      },
    });

    expect([
      ...findOneshot(
        services,
        new Map([
          ["job", true],
          ["seed", false],
        ]),
      ),
    ]).toEqual(["migrate", "job"]);
  });

  it("is isolated: no fixed names but those of external things, our labels, no extensions, no profiles", () => {
    const isolated = isolateModel(
      model({
        name: "shop",
        "x-smoke": [],
        services: { web: { image: "web:1", container_name: "web", profiles: ["a"], labels: { a: "b" } } },
        volumes: { data: { name: "shop-data" }, shared: { name: "shared", external: true } },
        networks: { default: { name: "shop" } },
        secrets: { key: { file: "/key" } },
      }),
      "plan-gate-1",
      { owner: "me" },
    );

    expect(isolated).toEqual({
      name: "plan-gate-1",
      services: { web: { image: "web:1", labels: { a: "b", owner: "me" } } },
      volumes: {
        data: { name: "plan-gate-1_data", labels: { owner: "me" } },
        shared: { name: "shared", external: true },
      },
      networks: { default: { name: "plan-gate-1_default", labels: { owner: "me" } } },
      secrets: { key: { file: "/key" } },
    });
  });
});

it.each([
  ["nginx", "nginx", null, null],
  ["docker.io/library/nginx:1", "nginx", "1", null],
  ["localhost:5000/a/b", "localhost:5000/a/b", null, null],
  ["localhost:5000/a/b:2@sha256:00", "localhost:5000/a/b", "2", "sha256:00"],
])("takes the image reference %s apart", (image, repository, tag, digest) => {
  expect(parseImageReference(image)).toEqual({ repository, tag, digest });
});

it.each([
  ["1", true],
  ["v1.93.0-cluster", true],
  ["alpine3.20", true],
  ["latest", false],
  ["1.2-dev", false],
  ["bookworm", false],
])("calls the tag %s a version: %s", (tag, expected) => {
  expect(isVersionTag(tag)).toBe(expected);
});

describe("compose files", () => {
  it("are found here or above, with their override", async () => {
    const folder = await folderWith({
      "docker-compose.yml": "",
      "compose.yaml": "",
      "compose.override.yaml": "",
      "a/b/c": "",
    });

    expect(await findComposeFiles(join(folder, "a/b"), {})).toEqual([
      join(folder, "compose.yaml"),
      join(folder, "compose.override.yaml"),
    ]);
  });

  it("are those COMPOSE_FILE names, in the environment or in .env", async () => {
    const folder = await folderWith({ ".env": 'A=1\nCOMPOSE_FILE="a.yaml:b.yaml"\n', "compose.yaml": "" });

    expect(await findComposeFiles(folder, {})).toEqual([join(folder, "a.yaml"), join(folder, "b.yaml")]);
    expect(
      await findComposeFiles(folder, { COMPOSE_FILE: "c.yaml,d.yaml", COMPOSE_PATH_SEPARATOR: "," }),
    ).toEqual([join(folder, "c.yaml"), join(folder, "d.yaml")]);
  });

  it("are read with what they include and extend, and an extension loop ends", async () => {
    const folder = await folderWith({
      "compose.yaml":
        "include: [part/compose.yaml, { path: [more.yaml] }, '${X}.yaml']\nservices:\n  a: { extends: { service: b }, x-smoke: [{ tcp: 1 }] }\n  b: { extends: a }\n",
      "part/compose.yaml": "services:\n  c: { x-smoke: { oneshot: true } }\n",
      "more.yaml": "x-smoke: [{ run: [x] }]\n",
    });
    const loaded = await loadSources([join(folder, "compose.yaml")]);

    expect(loaded.state === "loaded" ? [...loaded.sources.services.keys()].sort() : null).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(
      loaded.state === "loaded"
        ? loaded.sources.files.map(({ path }) => path.slice(folder.length + 1))
        : null,
    ).toEqual(["part/compose.yaml", "more.yaml", "compose.yaml"]);
  });

  it("are refused where they are larger than 1 MiB, or folders", async () => {
    const folder = await folderWith({ "big.yaml": `# ${"x".repeat(1024 * 1024)}`, "folder/x": "" });

    expect(await loadSources([join(folder, "big.yaml")])).toMatchObject({
      state: "unreadable",
      problem: { message: "The file is larger than 1 MiB." },
    });
    expect(await loadSources([join(folder, "folder")])).toMatchObject({
      state: "unreadable",
      problem: { message: "The file cannot be read (EISDIR)." },
    });
  });
});
