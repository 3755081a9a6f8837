import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileInput } from "../../emulator/world/commits.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { goodPlan, goodSpec, openScene, type Scene, soundSpec } from "../live/scene.ts";
import { approvedBy } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const forms = join(resolve(import.meta.dirname, ".."), "fixtures", "forms");
const fixture = (name: string): string => readFileSync(join(forms, name), "utf8");

const settings = ".github/plan-gate.yml";
const people = "approval:\n  users: [alice]\n";
const openSpec = `${people}features:\n  - { glob: "openspec/changes/*", plan: design.md, spec: proposal.md }\n`;
const kiro = `${people}features:\n  - { glob: ".kiro/specs/*", plan: design.md, spec: requirements.md }\n`;
const files = `${people}features: ["plans/*.md"]\n`;

const folder = "openspec/changes/add-two-factor";
const design = `${folder}/design.md`;
const proposal = `${folder}/proposal.md`;
const change = { [proposal]: goodSpec, [design]: goodPlan };
const single = "plans/two-factor.md";
const edited = goodPlan.replace("## ", "And a back door.\n\n## ");

const waiting = (id: string): string => `action_required · ${id}: waiting for approval by @alice`;

type Files = Readonly<Record<string, FileInput | null>>;

/** Pushes what a plain push cannot: links, submodules. */
function pushAny(scene: Scene, changed: Files, branch = "feature"): string {
  return gate.github.world.push(scene.name, { by: "mona", branch, files: changed });
}

/** Straight onto `main`, as a merged and approved pull request would. */
function land(scene: Scene, changed: Files): void {
  gate.github.world.push(scene.name, { by: "alice", branch: "main", files: changed });
}

/** Pushes, opens a pull request and has alice approve it. */
async function approved(scene: Scene, changed: Files): Promise<{ head: string; number: number }> {
  const head = pushAny(scene, changed);
  const number = scene.open();
  await scene.comment("alice", number, "/approve-plan");
  return { head, number };
}

test.each([".kiro/specs/parcels/REQUIR~1.MD", "KIRO~1/specs/parcels/design.md"])(
  "a file that Windows takes for one of a plan with a name of its own waits for approval: %s",
  async (path) => {
    const config = `${kiro}spec: with-plan\n`;
    const own = {
      ".kiro/specs/parcels/design.md": goodPlan,
      ".kiro/specs/parcels/requirements.md": goodSpec,
    };
    const scene = openScene(gate, { config, files: own });
    const head = pushAny(scene, { [path]: edited });
    scene.open();

    expect(await scene.verdict(head)).not.toContain("success");
  },
);

describe("the plan of another layout, of its own makers' kind", () => {
  test.each([
    [
      "Kiro",
      kiro,
      ".kiro/specs/parcel-tracking",
      {
        "design.md": fixture("kiro-design.md"),
        "requirements.md": fixture("kiro-requirements.md"),
        "tasks.md": "- [ ] 1. Store events\n",
      },
    ],
    [
      "OpenSpec",
      openSpec,
      "openspec/changes/render-in-background",
      {
        "design.md": fixture("openspec-design.md"),
        "proposal.md": fixture("openspec-proposal.md"),
        "specs/invoicing/spec.md": "## ADDED Requirements\n",
      },
    ],
  ])("%s is judged, approved and merged", async (_name, config, place, named) => {
    const scene = openScene(gate, { config });
    const own = Object.fromEntries(Object.entries(named).map(([name, text]) => [`${place}/${name}`, text]));
    const id = place.slice(place.lastIndexOf("/") + 1);
    const head = scene.push(own);
    const number = scene.open();
    expect(await scene.verdict(head)).toBe(waiting(id));
    await scene.comment("alice", number, `/approve-plan ${place}/design.md`);

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    const group = gate.github.world.enqueue(scene.name, number, { by: "mona" });
    expect(await scene.verdict(group.headSha)).toBe("success · Every plan in this merge group is approved");
  });
});

describe("a plan that the config names", () => {
  test("is voided by one changed byte, and merged by no group with other bytes", async () => {
    const scene = openScene(gate, { config: openSpec });
    const { head, number } = await approved(scene, change);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    const next = scene.push({ [design]: edited });
    expect(await scene.verdict(next)).toBe(waiting("add-two-factor"));
    const group = gate.github.world.enqueue(scene.name, number, { by: "mona" });

    expect((await scene.check(group.headSha)).conclusion).toBe("failure");
  });

  test.each([
    ["another case", "openspec/Changes/add-two-factor/DESIGN.md"],
    ["a long s", "openspec/changeſ/add-two-factor/deſign.md"],
  ])("is it under %s", async (_name, path) => {
    const scene = openScene(gate, { config: openSpec });
    const head = scene.push({
      [`${path.slice(0, path.lastIndexOf("/"))}/proposal.md`]: goodSpec,
      [path]: goodPlan,
    });
    scene.open();

    expect(await scene.verdict(head)).toBe(waiting("add-two-factor"));
  });

  test.each<[string, Files]>([
    ["a symlink", { [design]: { symlink: "../../../docs/elsewhere.md" } }],
    ["a submodule", { [design]: { submodule: "1".repeat(40) } }],
    ["a folder", { [`${design}/index.md`]: goodPlan }],
    ["there twice but for case", { [design]: goodPlan, [`${folder}/Design.md`]: goodPlan }],
    ["missing, with another file called plan.md", { [`${folder}/plan.md`]: goodPlan }],
    ["missing, with tasks", { [`${folder}/tasks.md`]: "- [ ] T-1\n" }],
  ])("fails where it is %s", async (_name, changed) => {
    const scene = openScene(gate, { config: openSpec, files: { "docs/elsewhere.md": goodPlan } });
    const { head } = await approved(scene, { [proposal]: goodSpec, ...changed });

    expect(await scene.verdict(head)).toMatch(/^failure · /);
  });

  test.each([
    ["its folder", folder],
    ["the folder of all changes", "openspec/changes"],
  ])("does not hide where %s is a link", async (_name, path) => {
    const scene = openScene(gate, { config: openSpec, files: { "docs/design.md": goodPlan } });
    const head = pushAny(scene, { [path]: { symlink: "../docs" } });
    scene.open();

    expect(await scene.verdict(head)).toMatch(/^failure · /);
  });

  test("does not hide below a link where the folders' names begin alike", async () => {
    const config = `${people}features:\n  - { glob: "docs/plans/rfc-*", plan: rfc.md }\n`;
    const scene = openScene(gate, { config, files: { "elsewhere/rfc-1/rfc.md": goodPlan } });
    const head = pushAny(scene, { "docs/plans": { symlink: "../elsewhere" } });
    scene.open();

    expect(await scene.verdict(head)).toMatch(/^failure · /);
  });

  test("takes a `plan.md` beside it along into what is approved", async () => {
    const scene = openScene(gate, { config: openSpec });
    const { head } = await approved(scene, { ...change, [`${folder}/plan.md`]: goodPlan });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    const next = scene.push({ [`${folder}/plan.md`]: edited });
    expect(await scene.verdict(next)).toBe(waiting("add-two-factor"));
  });

  test("cannot go while its feature stays, to another name neither", async () => {
    const scene = openScene(gate, { config: openSpec, files: change });
    const { head, number } = await approved(scene, { [design]: null, [`${folder}/plan.md`]: goodPlan });
    expect(await scene.verdict(head)).toBe("failure · add-two-factor: the plan is removed");
    const out = pushAny(scene, { [`${folder}/plan.md`]: null, "docs/design.md": goodPlan });
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(out)).toBe("failure · add-two-factor: the plan is removed");
  });

  test("moved to where another file is the plan needs approval on both sides", async () => {
    const config = openSpec.replace("features:\n", 'features:\n  - "specs/*"\n');
    const scene = openScene(gate, { config, files: change });
    const gone = { [design]: null, [proposal]: null };
    const head = scene.push({ ...gone, "specs/001-x/plan.md": goodPlan, "specs/001-x/spec.md": goodSpec });
    scene.open();

    expect(await scene.verdict(head)).toMatch(/^action_required · /);
  });

  test("moved whole, with every byte the same, passes as a rename", async () => {
    const scene = openScene(gate, { config: openSpec, files: change });
    const next = "openspec/changes/add-second-factor";
    const gone = { [design]: null, [proposal]: null };
    const head = scene.push({ ...gone, [`${next}/design.md`]: goodPlan, [`${next}/proposal.md`]: goodSpec });
    scene.open();
    expect(await scene.verdict(head)).toContain("success · add-second-factor: renamed from");

    const sly = scene.push({ [`${next}/design.md`]: edited });
    expect(await scene.verdict(sly)).toMatch(/^action_required · /);
  });

  test("gets no edit that Git carries along a rename", async () => {
    const draft = "docs/draft.md";
    const scene = openScene(gate, { config: openSpec, files: { [draft]: goodPlan, [proposal]: goodSpec } });
    const head = scene.push({ [draft]: edited });
    scene.open();
    expect(await scene.verdict(head)).toBe("success · No plans changed");
    land(scene, { [draft]: null, [design]: goodPlan });

    expect(await scene.verdict(head)).toBe(
      `failure · Merging may make a text of \`${design}\` that nobody has seen; update the branch`,
    );
  });

  test("changed on the base meanwhile shuts the gate, though the push has none of the usual names", async () => {
    const scene = openScene(gate, { config: openSpec, files: change });
    const { head } = await approved(scene, { [design]: edited });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    land(scene, { [design]: `${goodPlan}\nAnd something else.\n` });

    expect(await scene.verdict(head)).toBe("failure · add-two-factor: the plan changed on the base too");
  });

  test("is approved by nobody who committed to it", async () => {
    const scene = openScene(gate, { config: openSpec });
    scene.push(change);
    const head = gate.github.world.push(scene.name, {
      by: "alice",
      branch: "feature",
      files: { [design]: edited },
    });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(/^action_required · /);
  });

  test("has its specification approved along, where the config says so", async () => {
    const scene = openScene(gate, { config: `${openSpec}spec: with-plan\n` });
    const box = `${goodSpec}\n- [ ] agreed\n`;
    const { head } = await approved(scene, { ...change, [proposal]: box });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    const ticked = scene.push({ [proposal]: box.replace("[ ]", "[x]") });
    expect(await scene.verdict(ticked)).toMatch(approvedBy("alice"));

    const sly = scene.push({ [proposal]: box.replace("metrics", "mail") });
    expect(await scene.verdict(sly)).toBe(waiting("add-two-factor"));
  });

  test("is not set free by the pull request that takes the name away", async () => {
    const scene = openScene(gate, { config: openSpec, files: change });
    const head = scene.push({ [settings]: people, [design]: edited });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan config");

    expect(await scene.verdict(head)).toBe(waiting("add-two-factor"));
  });

  test("is what code waits for", async () => {
    const scene = openScene(gate, {
      config: `${openSpec}legacy: strict\nimplementation:\n  paths: ["src/**"]\n  require: approved-plan\n`,
      files: { [proposal]: goodSpec },
    });
    const { head, number } = await approved(scene, { [design]: goodPlan });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    gate.github.world.merge(scene.name, number, { by: "mona" });
    const code = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "code",
      message: "Second factor\n\nFeature: add-two-factor",
      files: { "src/totp.ts": "export {};\n" },
    });
    scene.open("code");
    expect(await scene.verdict(code)).toMatch(/^success · /);
    land(scene, { [design]: edited });

    expect(await scene.verdict(code)).toMatch(/^failure · /);
  });
});

describe("a specification that the config names, with a gate of its own", () => {
  const approvedFirst = `${openSpec}spec: approved\n`;
  const specWaits = "action_required · add-two-factor spec: waiting for approval by @alice";
  const otherSpec = soundSpec.replace("metrics", "mail");

  test.each([
    ["Kiro", kiro, ".kiro/specs/parcel-tracking", "requirements.md"],
    ["OpenSpec", openSpec, "openspec/changes/parcel-tracking", "proposal.md"],
  ])("of %s is approved before its plan, and merged with it", async (_name, config, place, spec) => {
    const scene = openScene(gate, { config: `${config}spec: approved\n` });
    const head = scene.push({ [`${place}/${spec}`]: soundSpec, [`${place}/design.md`]: goodPlan });
    const number = scene.open();
    expect(await scene.verdict(head)).toBe(
      "action_required · parcel-tracking spec: waiting for approval by @alice",
    );

    await scene.comment("alice", number, "/approve-spec parcel-tracking");
    expect(await scene.verdict(head)).toBe(waiting("parcel-tracking"));
    await scene.comment("alice", number, `/approve-plan ${place}/design.md`);
    expect(await scene.verdict(head)).toBe("success · Approved by @alice");
    const group = gate.github.world.enqueue(scene.name, number, { by: "mona" });
    expect(await scene.verdict(group.headSha)).toBe("success · Every plan in this merge group is approved");
  });

  test("is shown under its own name, with annotations on its own lines", async () => {
    const scene = openScene(gate, { config: approvedFirst });
    const vague = soundSpec.replace("within 30 seconds.\n\n## A", "fast.\n\n## A");
    const head = scene.push({ [proposal]: vague });
    const number = scene.open();

    const run = await scene.check(head);
    expect(run.output.title).toBe('add-two-factor spec: "Specification: no ambiguity" fails');
    expect(run.annotations.map(({ path, start_line }) => `${path}:${start_line}`)).toContain(`${proposal}:4`);
    await scene.comment("alice", number, `/waive-spec spec-unambiguous ${proposal} a spike`);
    expect(await scene.verdict(head)).toBe(specWaits);
  });

  test("waits by itself, keeps its approval where a box is ticked, and loses it by a word", async () => {
    const scene = openScene(gate, { config: approvedFirst });
    const boxed = `${soundSpec}\n- [ ] agreed with operations\n`;
    const head = scene.push({ [proposal]: boxed });
    const number = scene.open();
    expect(await scene.verdict(head)).toBe(specWaits);
    await scene.comment("alice", number, "/approve-spec");
    expect(await scene.verdict(scene.push({ [proposal]: boxed.replace("[ ]", "[x]") }))).toMatch(
      approvedBy("alice"),
    );

    expect(await scene.verdict(scene.push({ [proposal]: otherSpec }))).toBe(specWaits);
  });

  test("is no `spec.md` beside it", async () => {
    const scene = openScene(gate, { config: approvedFirst });
    const head = scene.push({ [`${folder}/spec.md`]: soundSpec, [design]: goodPlan });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-spec");

    expect(await scene.verdict(head)).toBe('failure · add-two-factor: "Specification exists" fails');
  });

  test.each<[string, Files, RegExp]>([
    ["a symlink", { [proposal]: { symlink: "../../../docs/spec.md" } }, /^failure · add-two-factor spec: /],
    ["a submodule", { [proposal]: { submodule: "1".repeat(40) } }, /^failure · add-two-factor spec: /],
    ["a folder", { [`${proposal}/index.md`]: soundSpec }, /^failure · /],
    [
      "there twice but for case",
      { [proposal]: soundSpec, [`${folder}/PROPOSAL.md`]: otherSpec },
      /^failure · /,
    ],
    [
      "written in another case",
      { [`${folder}/Proposal.md`]: soundSpec },
      /^action_required · add-two-factor spec: /,
    ],
  ])("is not passed by where it is %s", async (_name, changed, said) => {
    const scene = openScene(gate, { config: approvedFirst, files: { "docs/spec.md": soundSpec } });
    const { head } = await approved(scene, { [design]: goodPlan, ...changed });

    expect(await scene.verdict(head)).toMatch(said);
  });

  test("cannot go while its plan stays, nor become another file by a change of the settings", async () => {
    const both = { [proposal]: soundSpec, [design]: goodPlan };
    const scene = openScene(gate, { config: approvedFirst, files: both });
    const head = scene.push({ [proposal]: null });
    scene.open();
    expect(await scene.verdict(head)).toBe("failure · add-two-factor spec: the specification is removed");

    const sly = scene.push(
      { [proposal]: otherSpec, [settings]: approvedFirst.replace("proposal.md", "intent.md") },
      "sly",
    );
    const number = scene.open("sly");
    await scene.comment("alice", number, "/approve-plan config");
    expect(await scene.verdict(sly)).toBe(specWaits);
  });

  test("is asked of no plan that is a single file", async () => {
    const scene = openScene(gate, { config: `${files}spec: approved\n` });
    const { head } = await approved(scene, { [single]: goodPlan });

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

describe("a file that is a plan by itself", () => {
  test("is judged without a specification, and bound to its bytes", async () => {
    const scene = openScene(gate, { config: files });
    const { head, number } = await approved(scene, { [single]: goodPlan });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    const next = scene.push({ [single]: edited });
    expect(await scene.verdict(next)).toBe(waiting("two-factor"));
    await scene.comment("alice", number, `/approve-plan ${single}`);

    expect(await scene.verdict(next)).toMatch(approvedBy("alice"));
    const group = gate.github.world.enqueue(scene.name, number, { by: "mona" });
    expect(await scene.verdict(group.headSha)).toBe("success · Every plan in this merge group is approved");
  });

  test.each<[string, Files]>([
    ["a symlink", { [single]: { symlink: "../docs/elsewhere.md" } }],
    ["a submodule", { [single]: { submodule: "1".repeat(40) } }],
    ["a folder", { [`${single}/index.txt`]: goodPlan }],
    ["there twice but for case", { [single]: goodPlan, "plans/Two-Factor.md": goodPlan }],
    ["in a folder that is a link", { plans: { symlink: "docs" } }],
    ["empty", { [single]: "" }],
  ])("fails where it is %s", async (_name, changed) => {
    const scene = openScene(gate, { config: files, files: { "docs/elsewhere.md": goodPlan } });
    const { head } = await approved(scene, changed);

    expect(await scene.verdict(head)).toMatch(/^failure · /);
  });

  test("stays one where its folder is made a feature as well", async () => {
    const config = `${people}features: ["plans", "plans/**", "plans/*.md"]\n`;
    const scene = openScene(gate, { config, files: { [single]: goodPlan } });
    const head = scene.push({ [single]: edited, "plans/spec.md": goodSpec });
    scene.open();

    const run = await scene.check(head);
    expect(run.conclusion).toBe("failure");
    expect(run.output.summary).toContain(single);
  });

  test("moved passes with the same bytes only under the same name, and removed needs approval", async () => {
    const scene = openScene(gate, { config: files, files: { [single]: goodPlan } });
    const { head } = await approved(scene, { [single]: null });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    const moved = scene.push({ "plans/other.md": goodPlan });

    expect(await scene.verdict(moved)).toBe(waiting("other"));
  });

  test("changed on the base meanwhile shuts the gate", async () => {
    const scene = openScene(gate, { config: files, files: { [single]: goodPlan } });
    const { head } = await approved(scene, { [single]: edited });
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    land(scene, { [single]: `${goodPlan}\nAnd something else.\n` });

    expect(await scene.verdict(head)).toBe("failure · two-factor: the plan changed on the base too");
  });

  test("is approved by nobody who committed to it", async () => {
    const scene = openScene(gate, { config: files });
    scene.push({ [single]: goodPlan });
    const head = gate.github.world.push(scene.name, {
      by: "alice",
      branch: "feature",
      files: { [single]: edited },
    });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(/^action_required · /);
  });
});
