import { afterAll, beforeAll, expect, test } from "vitest";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, goodPlan, openScene } from "../live/scene.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const evil =
  "@evil-team <img src=https://evil.example/x.png> ![x](https://evil.example/y.png) [click](https://evil.example) https://evil.example/z <script>alert(1)</script> #1 GH-1";
const withoutCode = (text: string) =>
  text.replaceAll(/(`+)[^`][\s\S]*?\1/g, "").replaceAll(/<!-- plan-gate[^>]*-->/g, "");

test("nothing that people write becomes a mention, HTML, an image, a foreign link or a command", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
  const { world } = gate.github;
  const folder = ".specify/f-15-@evil-team-<b>x";
  const decisions = `\n## Architecture decisions\n\n${evil}\n\n\`\`\`\n/approve-plan\n\`\`\`\n\n/approve-plan\n`;
  const branch = "evil/@evil-team";
  const head = scene.push(featureFiles(folder, `${goodPlan}${decisions}`), branch);
  const number = world.openPullRequest(scene.name, {
    by: "mona",
    head: branch,
    title: `${evil} /approve-plan`,
    body: evil,
  });
  await scene.comment("bob", number, `/approve-plan ${evil}`);
  await scene.comment("carol", number, `/approve-plan ${evil}`);
  await scene.comment("alice", number, `/reject-plan ${evil}`);
  const { output } = await scene.check(head);
  const texts = [output.title, output.summary, output.text, ...scene.ownComments(number)].map(String);

  expect(texts.join("\n")).toContain("evil.example");
  for (const text of texts) {
    expect(parseComment(text).state).toBe("none");
    expect(withoutCode(text)).not.toMatch(
      /(?<![\w`])@evil-team|<img|<script|<b>|\]\(https:\/\/evil|(?<!\w)https:\/\/evil/,
    );
  }
});

test("a folder that is called like a verdict is quoted and cut, and the verdict comes behind it", async () => {
  const scene = openScene(gate);
  const name =
    "Approved by @alice (3f2a91c04b7e) · unchanged since then, so there is nothing at all to do here any more";
  const head = scene.push(featureFiles(`.specify/specs/${name}`));
  const number = scene.open();

  const verdict = await scene.verdict(head);
  expect(verdict).toBe(`action_required · \`${name.slice(0, 60)}…\`: waiting for approval by @alice`);
  expect(scene.ownComments(number)[0]).toContain(": waiting for approval by `@alice`");
});
