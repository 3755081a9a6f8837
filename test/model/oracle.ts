import { createHash } from "node:crypto";
import { commitsBetween, mergeBaseOf } from "../../emulator/git/history.ts";
import { type Commit, commitOf } from "../../emulator/git/object-store.ts";
import { listTree } from "../../emulator/git/trees.ts";
import type { Emulator } from "../../emulator/server.ts";
import { mergeability } from "../../emulator/world/mergeability.ts";
import type { PullRequest } from "../../emulator/world/pull-request-state.ts";
import { type Repository, type Role, roles } from "../../emulator/world/state.ts";
import { type Group, type Settings, settingsOf } from "./settings.ts";

/** What somebody said, as it was said; the oracle reads no body. */
export interface Command {
  readonly verb: "approve" | "reject" | "revoke" | "waive" | "recheck" | "chat";
  /** Of plans and the config, or of specifications; of no meaning for a press. */
  readonly about: "plan" | "spec";
  /** `F-1`, `F-2`, `config`; `null` for a bare command. */
  readonly target: string | null;
  /** The first digits of a digest; `null` without one. */
  readonly digest: string | null;
}

/** One entry of the log: a comment, a review or a press. */
export interface Said {
  readonly source: "comment" | "review" | "button";
  /** Of the comment or review, or the delivery of the press. */
  readonly id: string;
  readonly number: number;
  readonly by: string;
  readonly command: Command;
  /** Milliseconds. */
  readonly at: number;
  /** By a bot, or through an App. */
  readonly isIndirect: boolean;
  /** Of a review: the commit, and whether it approves. */
  readonly review: { readonly commitSha: string; readonly isApproval: boolean } | null;
  isEdited: boolean;
  /** GitHub's lists do not have it yet. */
  isUnseen: boolean;
  /** Deleted or dismissed. */
  isGone: boolean;
  /** Pull requests that decided it. */
  readonly decidedIn: Set<number>;
}

/** What people may do, kept by the model as it changes it. */
export interface People {
  readonly roles: Map<string, Role>;
  readonly architects: Map<string, "active" | "pending">;
  readonly suspended: Set<string>;
}

/** A text that is gated in a pull request. */
export interface Subject {
  /** `F-1`, `F-1 spec`, `F-2`, `config`. */
  readonly name: string;
  /** `F-1`, `F-2`, `config`: as commands name it. */
  readonly id: string;
  readonly about: Command["about"];
  /** 64 hex digits. */
  readonly digest: string;
  /** Why no approval could ever be enough; `null` when one could. */
  readonly failure: string | null;
  /** Rules that fail, unless waived. */
  readonly failing: readonly string[];
  /** Name of the text that must be approved first: the specification of a plan, where it is changed here. */
  readonly follows: string | null;
}

interface Word {
  readonly said: Said;
  readonly type: "approve" | "reject" | "revoke" | "waive";
  readonly number: number;
  readonly subject: string;
  readonly digest: string;
  /** When it was decided, among all words. */
  readonly order: number;
}

interface Shown {
  readonly number: number;
  readonly subject: string;
  readonly digest: string;
  readonly at: number;
}

export interface Oracle {
  readonly log: Said[];
  readonly people: People;
  readonly settings: () => Settings;
  readonly subjects: (number: number) => readonly Subject[];
  readonly isEligible: (login: string, number: number) => boolean;
  readonly mayDecide: (login: string) => boolean;
  /** The gate looked at a pull request, and told it of these presses. */
  readonly noteEvaluation: (number: number, presses: readonly string[]) => void;
  /** Why the check of a pull request may not be green now; `null` when it may. */
  readonly objection: (number: number) => string | null;
  /** Does it hang on what the oracle does not follow: another pull request's record, or a merge that cannot be? */
  readonly mayStayShut: (number: number) => boolean;
}

const features = [
  { name: "F-1", folder: ".specify/f-1" },
  { name: "F-2", folder: ".specify/f-2" },
];
const configFile = ".github/plan-gate.yml";

/**
 * Says what the contract says, and knows nothing of how the gate works: it reads the emulated GitHub's Git
 * and its own log of what people did.
 */
export function createOracle(github: Emulator, appId: number): Oracle {
  const { state } = github.world;
  const log: Said[] = [];
  const words: Word[] = [];
  const shown: Shown[] = [];
  const people: People = { roles: new Map(), architects: new Map(), suspended: new Set() };

  const repository = (): Repository => {
    const [only] = state.repositories.values();
    if (only === undefined) throw new Error("There is no repository.");
    return only;
  };
  const tip = (branch: string): string => repository().refs.get(`refs/heads/${branch}`) ?? "";
  const pullOf = (number: number): PullRequest => {
    const pull = repository().pullRequests.get(number);
    if (pull === undefined) throw new Error(`There is no #${number}.`);
    return pull;
  };
  const withHead = (sha: string): readonly PullRequest[] =>
    [...repository().pullRequests.values()].filter((pull) => pull.state === "open" && pull.head.sha === sha);

  /** Files of a commit: path → `mode NUL blob id`. */
  const filesAt = (sha: string): ReadonlyMap<string, string> => {
    const { store } = repository();
    const entries = listTree(store, commitOf(store, sha).tree).filter(({ mode }) => mode !== "040000");
    return new Map(entries.map((entry) => [entry.path, `${entry.mode}\0${entry.sha}`]));
  };
  const contentOf = (sha: string, path: string): string | null => {
    const blobId = filesAt(sha).get(path)?.split("\0")[1];
    return blobId === undefined ? null : (repository().store.blobs.get(blobId)?.toString() ?? null);
  };
  const settings = (): Settings => {
    const current = settingsOf(contentOf(tip("main"), configFile) ?? "");
    if (current === null) throw new Error("The model never breaks the config of `main`.");
    return current;
  };

  const basesOf = ({ base }: PullRequest): readonly string[] => [...new Set([base.ref, "main"])];

  /** What differs from the merge base with any base, by folder. */
  const isTouched = (pull: PullRequest, folder: string): boolean =>
    basesOf(pull).some((base) => {
      const before = mergeBaseOf(repository().store, tip(base), pull.head.sha);
      return (
        before !== null &&
        textBelow(filesAt(before), folder, "all") !== textBelow(filesAt(pull.head.sha), folder, "all")
      );
    });

  const hasPlan = (sha: string, folder: string): boolean => filesAt(sha).has(`${folder}/plan.md`);
  const isAbsent = (sha: string, folder: string): boolean => textBelow(filesAt(sha), folder, "all") === "";
  /** The specification by what it says with all boxes open; empty where there is none. */
  const specAt = (sha: string, folder: string): string => {
    const path = `${folder}/spec.md`;
    const mode = filesAt(sha).get(path)?.split("\0")[0];
    const text = contentOf(sha, path) ?? "";
    return mode === undefined ? "" : `spec.md\0${mode}\0${hash(text.replaceAll("[x]", "[ ]"))}\0`;
  };
  const planAt = (sha: string, folder: string, isWithSpec: boolean): string =>
    `${textBelow(filesAt(sha), folder, "plan")}${isWithSpec ? specAt(sha, folder) : ""}`;
  const isUnfinished = (sha: string, path: string): boolean => contentOf(sha, path)?.includes("TBD") === true;

  const subjects = (number: number): readonly Subject[] => {
    const pull = pullOf(number);
    const found = features.flatMap((feature) => featureSubjects(pull, feature));
    return [...found, ...configSubject(pull)];
  };

  const sidesOf = ({ head }: PullRequest, base: string): Sides => ({
    head: head.sha,
    before: mergeBaseOf(repository().store, tip(base), head.sha) ?? "",
    there: tip(base),
  });

  /** Is a folder one end of a move that leaves every text that people approve as it was? */
  const isMoved = ({ head, before, there }: Sides, folder: string): boolean =>
    features.some(({ folder: from }) =>
      features.some(({ folder: to }) => {
        if (from === to || (folder !== from && folder !== to)) return false;
        const isWithSpec = settings().spec !== "exists";
        const text = planAt(head, to, isWithSpec);
        return (
          text !== "" &&
          isAbsent(head, from) &&
          isAbsent(before, to) &&
          isAbsent(there, to) &&
          planAt(before, from, isWithSpec) === text &&
          planAt(there, from, isWithSpec) === text
        );
      }),
    );

  const planChange = (sides: Sides, folder: string): Change => {
    if (isMoved(sides, folder)) return { type: "moved" };
    const { head, before, there } = sides;
    const { spec, isStrict } = settings();
    const isWithSpec = spec === "with-plan" && [head, before, there].some((sha) => hasPlan(sha, folder));
    const [now, then, beside] = [head, before, there].map((sha) => planAt(sha, folder, isWithSpec));
    if (now === undefined || now === beside || now === then) return { type: "none" };
    if (beside !== then) return { type: "failed", why: "changed on the base too", text: now };
    if (isAbsent(head, folder)) {
      const [whole, wholeThere] = [before, there].map((sha) => planAt(sha, folder, spec !== "exists"));
      if (isWithSpec || spec === "approved")
        return whole === wholeThere
          ? goneText(whole)
          : { type: "failed", why: "changed on the base too", text: now };
      return goneText(then);
    }
    if (!hasPlan(head, folder)) return { type: "failed", why: "there is no plan", text: now };
    if (isStrict) return { type: "failed", why: "the rules are strict", text: now };
    if (specAt(head, folder) === "") return { type: "failed", why: "there is no specification", text: now };
    const read = [`${folder}/plan.md`, ...(isWithSpec ? [`${folder}/spec.md`] : [])];
    return { type: "changed", text: now, isUnfinished: read.some((path) => isUnfinished(head, path)) };
  };

  /** Of a specification with a gate of its own, beside what happens to its plan. */
  const specChange = ({ head, before, there }: Sides, folder: string, plan: Change): Change => {
    if (settings().spec !== "approved" || plan.type === "moved" || plan.type === "removed")
      return { type: "none" };
    const [now, then, beside] = [head, before, there].map((sha) => specAt(sha, folder));
    if (now === undefined || now === then || now === beside) return { type: "none" };
    if (beside !== then) return { type: "failed", why: "changed on the base too", text: now };
    if (now === "")
      return isAbsent(head, folder)
        ? goneText(then)
        : { type: "failed", why: "the specification was removed", text: now };
    return { type: "changed", text: now, isUnfinished: isUnfinished(head, `${folder}/spec.md`) };
  };

  const featureSubjects = (
    pull: PullRequest,
    { name, folder }: (typeof features)[number],
  ): readonly Subject[] => {
    const sides = basesOf(pull).map((base) => sidesOf(pull, base));
    const plans = sides.map((one) => planChange(one, folder));
    const specs = sides.map((one, index) => specChange(one, folder, plans[index] ?? { type: "none" }));
    const spec = subjectOf({ name: `${name} spec`, id: name, about: "spec", follows: null }, specs);
    const follows = spec[0]?.name ?? null;
    return [...spec, ...subjectOf({ name, id: name, about: "plan", follows }, plans)];
  };

  const configSubject = (pull: PullRequest): readonly Subject[] => {
    const { store } = repository();
    const head = filesAt(pull.head.sha).get(configFile);
    const found = basesOf(pull).flatMap((base): readonly Subject[] => {
      const mergeBase = mergeBaseOf(store, tip(base), pull.head.sha) ?? "";
      const before = filesAt(mergeBase).get(configFile);
      const there = filesAt(tip(base)).get(configFile);
      if (head === before) return [];
      const text = contentOf(pull.head.sha, configFile);
      const isBroken = text !== null && settingsOf(text) === null;
      const isMoved = there !== before && there !== head;
      const digest = hash(`${configFile}\0${head ?? `000000\0${before?.split("\0")[1] ?? ""}`}\0`);
      const failure = isMoved ? "changed on the base too" : isBroken ? "the new config is broken" : null;
      return [{ name: "config", id: "config", about: "plan", digest, failure, failing: [], follows: null }];
    });
    const [first] = found;
    if (first === undefined) return [];
    return [{ ...first, failure: found.find(({ failure }) => failure !== null)?.failure ?? null }];
  };

  const touchedFolders = (sha: string): readonly string[] => {
    const pulls = withHead(sha);
    return features
      .map(({ folder }) => folder)
      .filter((folder) => pulls.some((pull) => isTouched(pull, folder)));
  };

  /** Commits of a pull request that change gated text of any feature, be it gone again, with the people in them. */
  const touching = (pull: PullRequest): readonly Commit[] => {
    const { store } = repository();
    const folders = features.map(({ folder }) => folder);
    const gatedAt = (sha: string): string => {
      const files = filesAt(sha);
      const kind = settings().spec === "exists" ? "plan" : "both";
      const texts = folders.map((folder) => textBelow(files, folder, kind));
      return [files.get(configFile) ?? "", ...texts].join("\n");
    };
    return commitsBetween(store, tip(pull.base.ref), pull.head.sha).filter(({ sha, parents }) =>
      parents.every((parent) => gatedAt(parent) !== gatedAt(sha)),
    );
  };
  const addressesIn = ({ author, committer, message }: Commit): readonly string[] => [
    author.email,
    committer.email,
    ...[...message.matchAll(/^Co-authored-by: [^<\n]*<([^>\n]*)>$/gm)].map(([, email = ""]) => email),
  ];
  const loginAt = (email: string): string | null =>
    [...state.accounts.values()].find(({ emails }) => emails.includes(email))?.login ?? null;

  const mayDecide = (login: string): boolean => {
    const { users, hasTeam, permission, require } = settings();
    return (
      (users.includes(login) && hasRole(login, "write")) ||
      (permission !== null && hasRole(login, permission)) ||
      (hasTeam && people.architects.get(login) === "active") ||
      require.some((group) => isIn(group, login))
    );
  };
  const hasRole = (login: string, least: Role): boolean =>
    roles.indexOf(people.roles.get(login) ?? "read") >= roles.indexOf(least);
  /** People named by login must be able to write. */
  const isIn = (group: Group, login: string): boolean =>
    (group.people.includes(login) && hasRole(login, "write")) ||
    (group.hasTeam && people.architects.get(login) === "active");
  const isEligible = (login: string, number: number): boolean => {
    const pull = pullOf(number);
    const { allowAuthor, committers } = settings();
    if (!mayDecide(login) || people.suspended.has(login)) return false;
    if (!allowAuthor && state.accounts.get(pull.authorId)?.login === login) return false;
    if (committers === "allow") return true;
    return !touching(pull).flatMap(addressesIn).map(loginAt).includes(login);
  };
  const minimumFor = (number: number): number => {
    const { minimum, committers } = settings();
    const isUnknown =
      committers === "exclude" && touching(pullOf(number)).flatMap(addressesIn).map(loginAt).includes(null);
    return isUnknown ? minimum + 1 : minimum;
  };

  /** A later word of the same person on the same text, later in every sense. */
  const isLater = (later: Word, word: Word): boolean =>
    later.number === word.number &&
    later.subject === word.subject &&
    later.said.by === word.said.by &&
    later.order > word.order &&
    log.indexOf(later.said) > log.indexOf(word.said);
  /** The same, later in any sense: in doubt what blocks wins. */
  const mayBeLater = (later: Word, word: Word): boolean =>
    later.number === word.number &&
    later.subject === word.subject &&
    later.said.by === word.said.by &&
    (later.order > word.order || log.indexOf(later.said) > log.indexOf(word.said));

  const stands = (word: Word, subject: Subject): boolean => {
    const { said } = word;
    if (word.subject !== subject.name || word.digest !== subject.digest) return false;
    if (word.type === "reject") {
      return !isEnded(word) && mayDecide(said.by);
    }
    const ends = word.type === "approve" ? ["reject", "revoke"] : ["revoke"];
    return (
      !said.isEdited &&
      !said.isGone &&
      settings().methods.includes(said.source) &&
      isEligible(said.by, word.number) &&
      !words.some((other) => ends.includes(other.type) && mayBeLater(other, word))
    );
  };
  const isEnded = (word: Word): boolean =>
    words.some(
      (other) =>
        isLater(other, word) &&
        (other.type === "revoke" || (other.type === "approve" && other.digest === word.digest)),
    );
  const hasRejected = (number: number, name: string, by: string): boolean =>
    words.some(
      (word) =>
        word.type === "reject" &&
        word.number === number &&
        word.subject === name &&
        word.said.by === by &&
        !isEnded(word),
    );
  const standing = (number: number, subject: Subject, type: Word["type"]): readonly Word[] =>
    words.filter((word) => word.number === number && word.type === type && stands(word, subject));
  /** All rows pass or are waived, and what it follows is approved. */
  const isReady = (number: number, subject: Subject): boolean => {
    const { failure, failing, follows } = subject;
    const first = subjects(number).find(({ name }) => name === follows);
    return (
      failure === null &&
      (failing.length === 0 || standing(number, subject, "waive").length > 0) &&
      (first === undefined || objectionTo(number, first) === null)
    );
  };

  const objectionTo = (number: number, subject: Subject): string | null => {
    const about = `#${number}, ${subject.name} (${subject.digest.slice(0, 12)}): `;
    if (subject.failure !== null) return `${about}${subject.failure}`;
    if (!isReady(number, subject))
      return `${about}${[...subject.failing, subject.follows ?? ""].join(", ")} fails and was not waived`;
    const [rejection] = standing(number, subject, "reject");
    if (rejection !== undefined) return `${about}rejected by ${rejection.said.by}`;
    const approvers = new Set(standing(number, subject, "approve").map(({ said }) => said.by));
    const minimum = minimumFor(number);
    if (approvers.size < minimum) return `${about}approved by ${approvers.size} of ${minimum}`;
    for (const group of settings().require) {
      const count = [...approvers].filter((login) => isIn(group, login)).length;
      if (count < group.minimum) return `${about}approved by ${count} of ${JSON.stringify(group)}`;
    }
    return null;
  };

  const objection = (number: number): string | null => {
    for (const subject of subjects(number)) {
      const found = objectionTo(number, subject);
      if (found !== null) return found;
    }
    return codeObjection(number);
  };

  /** Code that waits for a plan, and no plan that is approved: neither here nor, by anybody's word, on the base. */
  const codeObjection = (number: number): string | null => {
    const { base, title } = pullOf(number);
    const id = /^F-[12]/.exec(title)?.[0];
    const feature = features.find(({ name }) => name === id);
    if (!isCodeHeld(number) || feature === undefined) return null;
    if (subjects(number).some(({ name }) => name === feature.name)) return null;
    const digest = hash(planAt(tip(base.ref), feature.folder, settings().spec === "with-plan"));
    const isApproved = words.some(
      (word) => word.type === "approve" && word.subject === feature.name && word.digest === digest,
    );
    return isApproved ? null : `#${number}: the plan of ${feature.name} on ${base.ref} was never approved`;
  };
  const mayStayShut = (number: number): boolean =>
    isCodeHeld(number) || !mergeability(state, repository(), pullOf(number)).isMergeable;
  const isCodeHeld = (number: number): boolean => {
    const { base, head } = pullOf(number);
    const before = mergeBaseOf(repository().store, tip(base.ref), head.sha);
    const hasCode =
      before !== null &&
      textBelow(filesAt(before), "src", "all") !== textBelow(filesAt(head.sha), "src", "all");
    return settings().isCodeHeld && hasCode;
  };

  /** A review is about the text at its commit. */
  const isSameAt = (sha: string, other: string, { id, about }: Subject): boolean => {
    const folder = features.find((feature) => feature.name === id)?.folder;
    const textAt = (one: string): string | undefined => {
      if (folder === undefined) return filesAt(one).get(configFile);
      return about === "spec" ? specAt(one, folder) : planAt(one, folder, settings().spec === "with-plan");
    };
    return textAt(sha) === textAt(other);
  };

  /** What the check had shown last, in an earlier second. */
  const lastShownBefore = (number: number, name: string, at: number): string | null =>
    shown.findLast((one) => one.number === number && one.subject === name && one.at < at)?.digest ?? null;

  const decide = (number: number, said: Said): void => {
    const { command, by } = said;
    const pull = pullOf(number);
    if (said.isIndirect) return;
    if (said.source !== "button" && (said.isEdited || said.isGone)) return;
    // In a review only an approval counts.
    if (said.review !== null && command.verb !== "approve") return;
    const isPress = said.source === "button";
    const gated = subjects(number).filter(({ about }) => isPress || about === command.about);
    // A button names one text by its digest, the config's as well.
    const targets = isPress ? gated : targetsOf(gated, command);
    const add = (type: Word["type"], kept: readonly Subject[]): void => {
      for (const { name, digest } of kept)
        words.push({ said, type, number, subject: name, digest, order: words.length });
    };
    switch (command.verb) {
      case "approve": {
        if (!settings().methods.includes(said.source)) return;
        if (said.review?.isApproval === false) return;
        const wasSeen = (subject: Subject): boolean =>
          said.source === "button"
            ? shown.some(
                (one) =>
                  one.number === number && one.subject === subject.name && one.digest === subject.digest,
              )
            : lastShownBefore(number, subject.name, said.at) === subject.digest;
        const kept = targets.filter(
          (subject) =>
            isEligible(by, number) &&
            isReady(number, subject) &&
            subject.digest.startsWith(command.digest ?? "") &&
            (said.review === null || isSameAt(said.review.commitSha, pull.head.sha, subject)) &&
            wasSeen(subject),
        );
        add("approve", kept);
        return;
      }
      case "waive":
        if (!settings().methods.includes(said.source)) return;
        add(
          "waive",
          (isTargetOfWaiver(gated, command) ? targets : gated).filter(
            ({ failing }) => failing.length > 0 && isEligible(by, number),
          ),
        );
        return;
      case "reject":
        if (mayDecide(by) && !people.suspended.has(by)) add("reject", targets);
        return;
      case "revoke": {
        const isUnknown = command.target !== null && !gated.some(({ id }) => id === command.target);
        if (isUnknown || !mayDecide(by) || people.suspended.has(by)) return;
        // Where comments do not approve, none takes a rejection back.
        const isHeld = ({ name }: Subject): boolean =>
          !settings().methods.includes("comment") && hasRejected(number, name, by);
        add(
          "revoke",
          (command.target === null ? gated : targets).filter((subject) => !isHeld(subject)),
        );
        return;
      }
      case "recheck":
      case "chat":
        return;
    }
  };

  const noteEvaluation = (number: number, presses: readonly string[]): void => {
    const pull = pullOf(number);
    if (pull.state !== "open") return;
    const evaluated = withHead(pull.head.sha);
    const isAnyTouched =
      touchedFolders(pull.head.sha).length > 0 ||
      evaluated.some((other) => subjects(other.number).some(({ name }) => name === "config"));
    if (!isAnyTouched) return;
    for (const other of evaluated) {
      const news = log.filter((said) => {
        if (said.isUnseen || said.decidedIn.has(other.number)) return false;
        if (said.source === "button") return other.number === number && presses.includes(said.id);
        if (said.source === "review" && !settings().methods.includes("review")) return false;
        return said.number === other.number;
      });
      const buttons = news.filter(({ source }) => source === "button");
      for (const said of [...buttons, ...news.filter(({ source }) => source !== "button")]) {
        said.decidedIn.add(other.number);
        decide(other.number, said);
      }
      noteShown(other);
    }
  };

  const noteShown = ({ number, head }: PullRequest): void => {
    const run = [...repository().checkRuns.values()].findLast(
      (one) => one.appId === appId && one.headSha === head.sha && one.status === "completed",
    );
    if (run === undefined) return;
    for (const subject of subjects(number)) {
      const last = shown.findLast((one) => one.number === number && one.subject === subject.name);
      if (!isReady(number, subject) || last?.digest === subject.digest) continue;
      shown.push({ number, subject: subject.name, digest: subject.digest, at: github.clock.now() });
    }
  };

  return {
    log,
    people,
    settings,
    subjects,
    isEligible,
    mayDecide,
    noteEvaluation,
    objection,
    mayStayShut,
  };
}

/** Whatever is not gated here and has not the form of a feature's id begins the reason. */
function isTargetOfWaiver(gated: readonly Subject[], { target }: Command): boolean {
  return target !== null && (target.startsWith("F-") || gated.some(({ id }) => id === target));
}

function targetsOf(gated: readonly Subject[], { target, verb }: Command): readonly Subject[] {
  const named = gated.filter(({ id }) => id === target);
  if (named.length > 0) return named;
  // A word in the form of an id that names nothing here refuses the command. Any other word begins the reason of a
  // rejection; an approval of it is refused.
  if (target !== null && (verb !== "reject" || target.startsWith("F-"))) return [];
  const plans = gated.filter(({ name }) => name !== "config");
  return plans.length > 0 ? plans : gated;
}

/** Commits that a feature is compared at. */
interface Sides {
  readonly head: string;
  /** The merge base. */
  readonly before: string;
  /** The tip of the base. */
  readonly there: string;
}

/** What becomes of one text against one base. */
type Change =
  | { readonly type: "none" | "moved" }
  | { readonly type: "failed"; readonly why: string; readonly text: string }
  | { readonly type: "removed"; readonly text: string }
  | { readonly type: "changed"; readonly text: string; readonly isUnfinished: boolean };

function goneText(before = ""): Change {
  return { type: "removed", text: before.replaceAll("\u0000100644\u0000", "\u0000000000\u0000") };
}

/** What asks most, over all bases; nothing where no base sees a change. */
function subjectOf(
  named: Pick<Subject, "name" | "id" | "about" | "follows">,
  changes: readonly Change[],
): readonly Subject[] {
  const failed = changes.find((change) => change.type === "failed");
  if (failed !== undefined)
    return [{ ...named, digest: hash(failed.text), failure: failed.why, failing: [] }];
  const changed = changes.find((change) => change.type === "changed");
  if (changed !== undefined) {
    const failing = changed.isUnfinished ? ["no-placeholders"] : [];
    return [{ ...named, digest: hash(changed.text), failure: null, failing }];
  }
  const removed = changes.find((change) => change.type === "removed");
  if (removed === undefined) return [];
  return [{ ...named, digest: hash(removed.text), failure: null, failing: [], follows: null }];
}

/** One text of the files below a folder: all, those of the plan, or those and the specification as it is. */
function textBelow(
  files: ReadonlyMap<string, string>,
  folder: string,
  which: "all" | "plan" | "both",
): string {
  const isMeant = (path: string): boolean =>
    which === "all" ||
    path === "plan.md" ||
    path.startsWith("contracts/") ||
    (which === "both" && path === "spec.md");
  return [...files]
    .filter(([path]) => path.startsWith(`${folder}/`))
    .map(([path, entry]) => [path.slice(folder.length + 1), entry] as const)
    .filter(([path]) => isMeant(path))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, entry]) => `${path}\0${entry}\0`)
    .join("");
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
