import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileInput } from "../../emulator/world/commits.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, goodSpec, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";
import { lacksEvidence } from "../plan/judge.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const plan = `${feature}/plan.md`;

/** Pushes what a plain push cannot: links, submodules, bytes. */
function pushAny(scene: Scene, files: Readonly<Record<string, FileInput>>): string {
  return gate.github.world.push(scene.name, { by: "mona", branch: "feature", files });
}

describe("a plan that is no text", () => {
  // GitHub's contents API follows the link and shows its target's text as if it stood there.
  test.each<[string, Record<string, FileInput>]>([
    ["a symlink", { [plan]: { symlink: "../../../docs/elsewhere.md" } }],
    ["a submodule", { [plan]: { submodule: "1".repeat(40) } }],
    ["a folder", { [`${plan}/index.md`]: goodPlan }],
    ["no UTF-8", { [plan]: new Uint8Array([0xff, 0xfe, 0x00, 0x41]) }],
    ["empty", { [plan]: "" }],
    ["larger than 256 KiB", { [plan]: `${goodPlan}\n${"word ".repeat(60_000)}` }],
    ["linked beside itself", { [plan]: goodPlan, [`${feature}/data-model.md`]: { symlink: "/etc/passwd" } }],
    ["there twice but for case", { [plan]: goodPlan, [`${feature}/PLAN.md`]: goodPlan }],
    [
      "in a folder there twice but for case",
      { [plan]: goodPlan, [`${feature.toUpperCase()}/spec.md`]: goodSpec },
    ],
  ])("fails: %s", async (_name, files) => {
    const scene = openScene(gate, { files: { "docs/elsewhere.md": goodPlan } });
    const head = pushAny(scene, { [`${feature}/spec.md`]: goodSpec, ...files });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(/^failure · F-15: /);
    pushAny(scene, Object.fromEntries(Object.keys(files).map((path) => [path, null])));
    const clean = pushAny(scene, { [plan]: goodPlan });
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(clean)).toMatch(approvedBy("alice"));
  });

  test.each<[string, Record<string, FileInput>]>([
    ["the feature's folder is a link", { [feature]: { symlink: "../../hidden/f-15" } }],
    ["the folder of all features is a link", { ".specify/specs": { symlink: "../hidden" } }],
    ["`.specify` is a link", { ".specify": { symlink: "hidden" } }],
    ["the feature's folder is a submodule", { [feature]: { submodule: "1".repeat(40) } }],
  ])("fails where it hides: %s", async (_name, files) => {
    const scene = openScene(gate);
    const head = pushAny(scene, {
      "hidden/f-15/plan.md": "# Whatever\n",
      "hidden/f-15/tasks.md": "- [ ] 1\n",
      ...files,
    });
    scene.open();

    expect(await scene.verdict(head)).toMatch(/^failure · /);
  });
});

describe("a plan under another name", () => {
  test.each([
    [".Specify/Specs/f-15-docker-compose-stack/PLAN.MD"],
    [".SPECIFY/f-15/plan.md"],
    ["apps/web/.specify/f-15/Plan.md"],
    [".specify/ſpecs/f-15/plan.md"],
  ])("is a plan: %s", async (path) => {
    const scene = openScene(gate);
    const folder = path.slice(0, path.lastIndexOf("/"));
    const head = scene.push({ [`${folder}/spec.md`]: goodSpec, [path]: goodPlan });
    const number = scene.open();

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

describe("a plan that goes away", () => {
  const onMain = { files: { ...featureFiles(), [`${feature}/tasks.md`]: "- [ ] T-1\n" } };

  test("while the feature stays is a failure, removed or moved out", async () => {
    const scene = openScene(gate, onMain);
    const removed = scene.push({ [plan]: null });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(removed)).toBe("failure · F-15: the plan is removed");
    const moved = scene.push({ "docs/plan.md": goodPlan });

    expect(await scene.verdict(moved)).toBe("failure · F-15: the plan is removed");
    const back = scene.push({ [plan]: goodPlan });
    expect(await scene.verdict(back)).toContain("success · ");
  });

  test("with its whole feature needs approval of just that, into the archive too", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const archive = ".specify/archive/f-15-docker-compose-stack";
    const head = scene.push({
      [plan]: null,
      [`${feature}/spec.md`]: null,
      [`${archive}/plan.md`]: goodPlan,
      [`${archive}/spec.md`]: goodSpec,
    });
    const number = scene.open();

    expect(await scene.verdict(head)).toBe("action_required · F-15: removed, waiting for approval by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("by a rename passes only while every gated byte is the same", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const next = ".specify/specs/f-15-stack";
    const gone = { [plan]: null, [`${feature}/spec.md`]: null };
    const head = scene.push({ ...gone, ...featureFiles(next) });
    const number = scene.open();
    expect(await scene.verdict(head)).toContain("success · F-15: renamed from");
    const edited = scene.push({ [`${next}/plan.md`]: `${goodPlan}\nAnd a back door.\n` });

    expect(await scene.verdict(edited)).toContain("action_required · F-15: removed, waiting for approval");
    await scene.comment("alice", number, `/approve-plan ${next}\n/approve-plan ${feature}`);
    expect(await scene.verdict(edited)).toContain("success · Approved by @alice");
  });
});

describe("an approved text is void", () => {
  // andrearaponi/walden#9: the approval outlives the text it was given for.
  test.each<[string, Record<string, FileInput>]>([
    ["when only a contract is added", { [`${feature}/contracts/api.yaml`]: "openapi: 3.1.0\n" }],
    ["when a sibling appears", { [`${feature}/research.md`]: "We looked around.\n" }],
    ["when the plan becomes executable", { [plan]: { executable: goodPlan } }],
    ["when one space is added at its end", { [plan]: `${goodPlan} ` }],
    ["when its line ends change", { [plan]: goodPlan.replaceAll("\n", "\r\n") }],
  ])("%s", async (_name, files) => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    const head = pushAny(scene, files);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("when a contract on the base is the only file that changes", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { head, number } = await openPlan(scene, { [`${feature}/contracts/api.yaml`]: "openapi: 3.1.0\n" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

describe("hundreds of small files beside a plan", () => {
  const many = (content: (index: number) => FileInput) =>
    Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`${feature}/contracts/c-${i}.md`, content(i)]));
  const requestsAbout = (scene: Scene): number =>
    gate.github.requests.filter(({ path }) => path === "/graphql" || path.includes(scene.name)).length;

  test.each<[string, (index: number) => FileInput, RegExp]>([
    [
      "texts",
      (index) => `# Contract ${index}\n\n`,
      /^action_required · F-15: waiting for approval by @alice/,
    ],
    [
      "no texts",
      (index) => new Uint8Array([0xff, index >> 8, index & 0xff]),
      /^failure · Too many of the changed files are no text/,
    ],
  ])("cost few requests: %s", async (_name, content, verdict) => {
    const scene = openScene(gate);
    await openPlan(scene);
    const before = requestsAbout(scene);
    const head = pushAny(scene, many(content));

    expect(await scene.verdict(head)).toMatch(verdict);
    expect(requestsAbout(scene) - before).toBeLessThan(100);
  });
});

describe("a pull request too large to list", () => {
  // A list of files ends at 3,000, a comparison at 300: what comes after is easily overlooked.
  test("of 3,001 files hides no plan", async () => {
    const scene = openScene(gate);
    const files: Record<string, string> = {};
    for (let count = 0; count < 3000; count += 1) files[`.a/${count % 50}/${count}.txt`] = `${count}\n`;
    const { head, number } = await openPlan(scene, { ...files, ...featureFiles(".specify/z-15-last") });

    expect(await scene.verdict(head)).toContain("action_required · ");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("of 51 features is not judged", async () => {
    const scene = openScene(gate);
    const files: Record<string, string> = {};
    for (let count = 1; count <= 51; count += 1)
      Object.assign(files, featureFiles(`.specify/f-${count}`, "# Plan\n\nSoon.\n"));
    const { head } = await openPlan(scene, files);

    expect(await scene.verdict(head)).toBe(
      "failure · More than 50 features are changed; split the pull request",
    );
  });
});

describe("steps taken too early", () => {
  // sanmak/specops#69: a heading-only check passes the template as it comes.
  test("a plan of headings over nothing fails, whatever is ticked", async () => {
    const scene = openScene(gate);
    const rows = [
      "Data models",
      "API/Interface design",
      "Error handling strategy",
      "Failure modes",
      "Dependencies",
    ];
    const ticked = rows.map((row) => `## ${row}\n\n- [x] ✓\n`).join("\n");
    const table = `| Section | Included? |\n|---|---|\n${rows.map((row) => `| ${row} | ✓ |`).join("\n")}\n`;
    const { head, number } = await openPlan(scene, featureFiles(feature, `# Plan\n\n${ticked}\n${table}`));
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(new RegExp(`^failure · F-15: ${lacksEvidence.source}$`));
  });

  test("a nested feature does not hide in an approved one", async () => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    const head = scene.push(featureFiles(`${feature}/f-16-inner`));

    expect(await scene.verdict(head)).toContain("action_required · F-16: waiting for approval");
    await scene.comment("alice", number, "/approve-plan F-16");
    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
  });
});
