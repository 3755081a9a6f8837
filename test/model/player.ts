import type { Delivery } from "../../emulator/webhooks/delivery.ts";
import type { Role } from "../../emulator/world/state.ts";
import type { Command, Oracle, Said } from "./oracle.ts";
import { appId, type Rig, repositoryName as name } from "./rig.ts";
import { brokenConfig, formatSettings, type Settings } from "./settings.ts";
import type { Action, Branch, Committer, TextChange, Words } from "./steps.ts";

/** Does what a step says, in the emulated GitHub and in the oracle's log; answers one line of the story. */
export type Player = (action: Action) => string;

const authors: Readonly<Record<Branch, string>> = { feature: "mona", other: "dave" };
/** They name the feature that the code is of. */
const titles: Readonly<Record<Branch, string>> = { feature: "F-1: the work", other: "F-2: the work" };
const plans = {
  A: "# Plan\n\nOne way to do it.\n",
  B: "# Plan\n\nAnother way to do it.\n",
  unfinished: "# Plan\n\nTBD\n",
};

const specs = {
  A: "# Specification\n\nThe shop sells things.\n\n- [ ] agreed\n",
  B: "# Specification\n\nThe shop sells other things.\n\n- [ ] agreed\n",
  ticked: "# Specification\n\nThe shop sells things.\n\n- [x] agreed\n",
  unfinished: "# Specification\n\nTBD\n",
};

/** What a history begins with. */
export interface Beginning {
  /** The first of them is on `main`. */
  readonly settings: readonly Settings[];
  /** F-1 text A is on `main` already. */
  readonly isOnBase: boolean;
  /** What the first pull request brings. */
  readonly text: TextChange;
}

/** Makes a repository with its cast, and the first pull request. */
export function openPlayer(rig: Rig, oracle: Oracle, beginning: Beginning): Player {
  const allSettings = beginning.settings;
  const { world, github } = rig;
  const { log, people } = oracle;
  const heads: Record<Branch, string[]> = { feature: [], other: [] };
  let counter = 0;

  const pulls = () => [...repository.pullRequests.values()];
  const pick = <Item>(items: readonly Item[], index: number): Item | undefined =>
    items.length === 0 ? undefined : items[index % items.length];
  const branchOf = (which: number): Branch =>
    pick(pulls(), which)?.head.ref === "other" ? "other" : "feature";
  const numberOf = (which: number): number => pick(pulls(), which)?.number ?? 1;
  const setRole = (login: string, role: Role): void => {
    world.permission(name, login, role);
    people.roles.set(login, role);
  };

  const repository = setUp();

  function setUp() {
    world.organization("acme");
    for (const login of ["mona", "dave", "alice", "bob", "erin", "olga"]) world.user(login);
    world.bot("robot[bot]");
    world.app("helper");
    const [first] = allSettings;
    const config = first === undefined ? "" : formatSettings(first);
    const made = world.repository(name, {
      files: {
        "README.md": "# Shop\n",
        ".github/plan-gate.yml": config,
        ...(beginning.isOnBase ? { ".specify/f-1/spec.md": specs.A, ".specify/f-1/plan.md": plans.A } : {}),
      },
    });
    for (const login of ["mona", "dave"]) setRole(login, "write");
    for (const login of ["alice", "bob"]) setRole(login, "maintain");
    setRole("olga", "admin");
    world.team("acme", "architects", { members: ["erin", "bob"] });
    for (const login of ["erin", "bob"]) people.architects.set(login, "active");
    world.setBranch(name, "release", { to: "main", by: "olga" });
    world.protect(name, "main", { checks: [{ context: "plan-gate", appId }] });
    return made;
  }

  const keepHead = (branch: Branch, sha: string): string => {
    if (!heads[branch].includes(sha)) heads[branch].push(sha);
    return sha.slice(0, 7);
  };
  const filesFor = (text: TextChange): Readonly<Record<string, string | null>> => {
    counter += 1;
    const feature = (id: string, plan: string | null, contract: string | null = null) => ({
      [`.specify/f-${id}/spec.md`]: plan === null ? null : specs.A,
      [`.specify/f-${id}/plan.md`]: plan,
      [`.specify/f-${id}/contracts/api.md`]: contract,
    });
    const spec = (content: string | null) => ({ ".specify/f-1/spec.md": content });
    switch (text) {
      case "F-1 text A":
        return feature("1", plans.A);
      case "F-1 text B":
        return feature("1", plans.B);
      case "F-1 unfinished":
        return feature("1", plans.unfinished);
      case "F-1 contract":
        return feature("1", plans.A, "GET /things\n");
      case "F-1 removed":
        return feature("1", null);
      case "F-2 text A":
        return feature("2", plans.A);
      case "F-2 removed":
        return feature("2", null);
      case "F-1 spec A":
        return spec(specs.A);
      case "F-1 spec B":
        return spec(specs.B);
      case "F-1 spec ticked":
        return spec(specs.ticked);
      case "F-1 spec unfinished":
        return spec(specs.unfinished);
      case "F-1 spec removed":
        return spec(null);
      case "F-1 plan A":
        return { ".specify/f-1/plan.md": plans.A };
      case "code":
        return { "src/code.ts": `export const count = ${counter};\n` };
      case "config":
        return { ".github/plan-gate.yml": formatSettings(pick(allSettings, counter) ?? oracle.settings()) };
      case "config broken":
        return { ".github/plan-gate.yml": brokenConfig };
    }
  };
  const commitBy = (by: Committer) => {
    switch (by) {
      case "mona with alice":
        return { by: "mona", coAuthors: ["alice"] };
      case "a stranger":
        return { by: "mona", author: { name: "Ann", email: "ann@example.org" } };
      case "mona":
      case "dave":
      case "alice":
        return { by };
    }
  };

  const meant = (words: Words, number: number): Command => {
    const { verb, about, target, digest } = words;
    if (verb !== "approve" || digest === "none") return { verb, about, target, digest: null };
    const gated = oracle.subjects(number).filter((one) => one.about === about);
    const subject = gated.find((one) => one.id === (target ?? "F-1")) ?? gated[0];
    const current = subject?.digest.slice(0, 12) ?? "0123456789ab";
    return { verb, about, target, digest: digest === "current" ? current : "fedcba987654" };
  };
  const bodyOf = ({ verb, about: of, target, digest }: Command): string => {
    const about = `${target === null ? "" : ` ${target}`}${digest === null ? "" : ` ${digest}`}`;
    switch (verb) {
      case "approve":
        return `/approve-${of}${about}`;
      case "reject":
        return `/reject-${of}${about} It is not good enough.`;
      case "revoke":
        return `/revoke-${of}${about}`;
      case "waive":
        return `/waive-${of} no-placeholders${about} It is for later.`;
      case "recheck":
        return "/recheck-plan";
      case "chat":
        return "Looks fine to me.";
    }
  };
  const note = (
    said: Pick<Said, "source" | "id" | "number" | "by" | "command" | "review" | "isIndirect">,
  ): void => {
    log.push({
      ...said,
      at: github.clock.now(),
      isEdited: false,
      isGone: false,
      isUnseen: false,
      decidedIn: new Set(),
    });
  };
  const spoken = () =>
    log.filter(({ source, isGone, isUnseen }) => source !== "button" && !isGone && !isUnseen);

  keepHead("feature", world.push(name, { by: "mona", branch: "feature", files: filesFor(beginning.text) }));
  world.openPullRequest(name, { by: "mona", head: "feature", title: titles.feature });

  const play = (action: Action): string => {
    switch (action.type) {
      case "push":
      case "amend": {
        const branch = branchOf(action.which);
        const request = { ...commitBy(action.by), branch, files: filesFor(action.text) };
        const sha = action.type === "push" ? world.push(name, request) : world.amend(name, request);
        return `${action.by} ${action.type === "push" ? "pushes" : "amends and force-pushes"} "${action.text}" to ${branch}: ${keepHead(branch, sha)}`;
      }
      case "roll-back": {
        const branch = branchOf(action.which);
        const to = pick(heads[branch], action.to) ?? "";
        world.setBranch(name, branch, { to, by: authors[branch] });
        return `${authors[branch]} force-pushes ${branch} to the earlier head ${to.slice(0, 7)}`;
      }
      case "flurry": {
        const branch = branchOf(action.which);
        const back = repository.refs.get(`refs/heads/${branch}`) ?? "";
        for (let push = 0; push < action.pushes; push += 1)
          world.amend(name, { by: authors[branch], branch, files: filesFor("code") });
        world.setBranch(name, branch, { to: back, by: authors[branch] });
        return `${authors[branch]} force-pushes ${branch} ${action.pushes} times, and back to ${back.slice(0, 7)}`;
      }
      case "merge-base": {
        const branch = branchOf(action.which);
        const from = pick(pulls(), action.which)?.base.ref ?? "main";
        const sha = world.mergeBranch(name, { by: authors[branch], into: branch, from });
        return `${authors[branch]} merges ${from} into ${branch}: ${keepHead(branch, sha)}`;
      }
      case "merge":
        world.merge(name, numberOf(action.which), { by: "olga" });
        return `olga merges #${numberOf(action.which)}`;
      case "close":
        world.closePullRequest(name, numberOf(action.which), { by: "mona" });
        return `mona closes #${numberOf(action.which)}`;
      case "reopen":
        world.reopenPullRequest(name, numberOf(action.which), { by: "mona" });
        return `mona opens #${numberOf(action.which)} again`;
      case "say": {
        const number = numberOf(action.which);
        const command = meant(action.words, number);
        const by = action.via === "bot" ? "robot[bot]" : action.by;
        const app = action.via === "app" ? { via: "helper" } : {};
        const id = world.comment(name, number, { by, body: bodyOf(command), ...app });
        note({
          source: "comment",
          id: String(id),
          number,
          by,
          command,
          review: null,
          isIndirect: action.via !== "hand",
        });
        return `${by} comments \`${bodyOf(command)}\` in #${number}${action.via === "app" ? " through an App" : ""}`;
      }
      case "say-unseen": {
        const number = numberOf(action.which);
        const command = meant(action.words, number);
        const id = String(world.comment(name, number, { by: action.by, body: bodyOf(command) }));
        rig.unseen.add(id);
        note({ source: "comment", id, number, by: action.by, command, review: null, isIndirect: false });
        for (const said of log.slice(-1)) said.isUnseen = true;
        return `${action.by} comments \`${bodyOf(command)}\` in #${number}, which GitHub does not show yet`;
      }
      case "show-unseen":
        rig.unseen.clear();
        for (const said of log) said.isUnseen = false;
        return "GitHub shows all comments";
      case "review": {
        const number = numberOf(action.which);
        const command = meant(action.words, number);
        const commitSha = world.pullRequest(name, number).head.sha;
        const state = action.isApproval ? "APPROVED" : "COMMENTED";
        const id = world.review(name, number, { by: action.by, state, body: bodyOf(command) });
        const review = { commitSha, isApproval: action.isApproval };
        note({ source: "review", id: String(id), number, by: action.by, command, review, isIndirect: false });
        return `${action.by} reviews #${number} (${state}): \`${bodyOf(command)}\``;
      }
      case "edit": {
        const said = pick(spoken(), action.nth);
        if (said === undefined) return "nobody has anything to edit";
        const body = bodyOf(meant(action.words, said.number));
        const edit = { id: Number(said.id), by: action.by, body };
        if (said.source === "comment") world.editComment(name, edit.id, edit);
        else world.editReview(name, said.number, edit);
        said.isEdited = true;
        return `${action.by} edits the ${said.source} of ${said.by} in #${said.number} to \`${body}\``;
      }
      case "delete":
      case "dismiss": {
        const said = pick(
          spoken().filter(({ source }) => source === (action.type === "delete" ? "comment" : "review")),
          action.nth,
        );
        if (said === undefined) return `nobody has anything to ${action.type}`;
        if (said.source === "comment") world.deleteComment(name, Number(said.id), { by: action.by });
        else world.dismissReview(name, said.number, { id: Number(said.id), by: action.by });
        said.isGone = true;
        return `${action.by} ${action.type === "delete" ? "deletes" : "dismisses"} the ${said.source} of ${said.by} in #${said.number}`;
      }
      case "press": {
        const runs = [...repository.checkRuns.values()].filter(
          (one) => one.appId === appId && one.actions.length > 0,
        );
        const buttons = runs.flatMap((run) => run.actions.map(({ identifier }) => ({ run, identifier })));
        const button = pick(buttons.toReversed(), action.nth);
        if (button === undefined) return "there is no button to press";
        const { run, identifier } = button;
        world.press(name, run.id, { by: action.by, identifier });
        const delivery = github.webhooks.deliveries.findLast((one) => one.action === "requested_action");
        const command: Command = {
          verb: "approve",
          about: "plan",
          target: null,
          digest: identifier.slice(0, 12),
        };
        const id = delivery?.guid ?? "";
        note({ source: "button", id, number: 0, by: action.by, command, review: null, isIndirect: false });
        return `${action.by} presses \`${identifier}\` on ${run.headSha.slice(0, 7)}`;
      }
      case "open": {
        const { branch, base } = action;
        if (heads[branch].length === 0)
          keepHead(branch, world.push(name, { by: authors[branch], branch, files: filesFor("F-2 text A") }));
        const number = world.openPullRequest(name, {
          by: authors[branch],
          head: branch,
          base,
          title: titles[branch],
        });
        return `${authors[branch]} opens #${number} from ${branch} into ${base}`;
      }
      case "retarget":
        world.editPullRequest(name, numberOf(action.which), { by: "mona", base: action.base });
        return `mona retargets #${numberOf(action.which)} to ${action.base}`;
      case "change-base": {
        const text = action.text.startsWith("config") ? "code" : action.text;
        world.push(name, { by: "olga", branch: action.branch, files: filesFor(text) });
        return `olga pushes "${text}" straight to ${action.branch}`;
      }
      case "configure": {
        const settings = pick(allSettings, action.settings) ?? oracle.settings();
        world.push(name, {
          by: "olga",
          branch: "main",
          files: { ".github/plan-gate.yml": formatSettings(settings) },
        });
        return `olga sets ${JSON.stringify(settings)} on main`;
      }
      case "role":
        setRole(action.login, action.role);
        return `${action.login} gets the role ${action.role}`;
      case "team":
        world.teamMember("acme", "architects", action);
        if (action.state === null) people.architects.delete(action.login);
        else people.architects.set(action.login, action.state);
        return `${action.login} is ${action.state ?? "no member"} in the team architects`;
      case "suspend":
        world.suspend(action.login, action.isSuspended);
        if (action.isSuspended) people.suspended.add(action.login);
        else people.suspended.delete(action.login);
        return `${action.login} is ${action.isSuspended ? "suspended" : "let in again"}`;
      case "replay": {
        const delivery = pick(github.webhooks.deliveries.toReversed().filter(isOld), action.nth);
        if (delivery === undefined) return "there is nothing to deliver again";
        rig.hear(delivery);
        return `GitHub delivers ${delivery.event} ${delivery.action ?? ""} again`;
      }
      case "restart":
        rig.restart();
        return "the server restarts";
      case "sweep":
        rig.sweep();
        return "the server sweeps";
      case "wait":
        github.clock.advance(60);
        return "a minute passes";
    }
  };
  return play;
}

function isOld({ state }: Delivery): boolean {
  return state !== "pending";
}
