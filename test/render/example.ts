import type { Word } from "../../src/approval/approval.ts";
import type {
  Decision,
  FeatureDecision,
  JudgedPlan,
  PullRequestDecision,
  SubjectDecision,
} from "../../src/gate/decision.ts";
import type { Finding, RuleGroup } from "../../src/plan/finding.ts";
import type { Repository } from "../../src/pull-request/snapshot.ts";
import type { LinkTarget } from "../../src/render/text/links.ts";

/** The Docker Compose feature, as the render tests tell it. */

export const repository: Repository = {
  id: 7,
  owner: "acme",
  name: "stack",
  ownerType: "Organization",
  defaultBranch: "main",
  htmlUrl: "https://github.com/acme/stack",
};

export const headSha = "5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0";
export const place: LinkTarget = { repository, headSha };
export const folder = ".specify/specs/f-15-docker-compose-stack";
export const planPath = `${folder}/plan.md`;
export const digest = "3f2a91c04b7e5d6c3f2a91c04b7e5d6c3f2a91c04b7e5d6c3f2a91c04b7e5d6c";

export function word(changes: Partial<Word> = {}): Word {
  return {
    type: "approve",
    subject: folder,
    digest,
    personId: 11,
    login: "alice",
    method: "comment",
    sourceId: "101",
    nodeId: "IC_101",
    url: "https://github.com/acme/stack/pull/12#issuecomment-101",
    at: "2026-03-02T09:41:07Z",
    ruleId: null,
    reason: null,
    files: [],
    ...changes,
  };
}

export function finding(
  ruleId: string,
  title: string,
  group: RuleGroup,
  changes: Partial<Finding> = {},
): Finding {
  return {
    ruleId,
    title,
    group,
    severity: "error",
    status: "pass",
    evidence: [{ path: planPath, startLine: 40, endLine: 71, excerpt: `${title}: as the plan has it` }],
    message: "Evidence found",
    reason: null,
    nearMisses: [],
    fix: null,
    ...changes,
  };
}

export const findings: readonly Finding[] = [
  finding("data-models", "Data models", "section", {
    evidence: [
      {
        path: planPath,
        startLine: 40,
        endLine: 71,
        excerpt: "Volume structure: grafana-data, loki-data, otel-data",
      },
      { path: `${folder}/data-model.md`, startLine: 3, endLine: 3, excerpt: "Event: id, source, at" },
    ],
  }),
  finding("interfaces", "API/Interface design", "section", {
    evidence: [
      {
        path: planPath,
        startLine: 75,
        endLine: 90,
        excerpt: "manage.sh stack-up | stack-down | stack-status",
      },
    ],
  }),
  finding("error-handling", "Error handling strategy", "section", {
    evidence: [
      {
        path: planPath,
        startLine: 101,
        endLine: 118,
        excerpt: "Healthcheck every 30s, timeout 10s, 3 retries",
      },
    ],
  }),
  finding("failure-modes", "Failure modes", "section", {
    evidence: [
      {
        path: planPath,
        startLine: 130,
        endLine: 142,
        excerpt: "Loki is down: logs are buffered, then dropped",
      },
    ],
  }),
  finding("dependencies", "Dependencies", "section"),
  finding("testing", "Testing strategy", "section", {
    evidence: [
      {
        path: planPath,
        startLine: 160,
        endLine: 171,
        excerpt: "Phase 4, T-4.1: bring the stack up and probe each port",
      },
    ],
  }),
  finding("code-before-prompts", "Code before prompts", "principle"),
  finding("deterministic", "Deterministic where possible", "principle", {
    evidence: [
      { path: planPath, startLine: 181, endLine: 181, excerpt: "Images are pinned: grafana/grafana:11.2.0" },
    ],
  }),
  finding("cli-first", "CLI-first interfaces", "principle", {
    status: "not-applicable",
    message: "The plan says why this does not apply",
    reason: "no user-facing commands: the stack is operated by Compose alone",
    evidence: [{ path: planPath, startLine: 190, endLine: 190, excerpt: "CLI-first: not applicable" }],
  }),
  finding("spec-exists", "Specification exists", "prerequisite", {
    evidence: [],
    message: "`spec.md` is on `main`",
  }),
  finding("no-placeholders", "No placeholders left", "hygiene", { evidence: [], message: "None found" }),
  finding("no-hidden-text", "Nothing hidden from the reviewer", "hygiene", {
    severity: "warning",
    evidence: [],
    message: "Nothing hidden found",
  }),
  finding("tasks-after-approval", "Tasks after approval", "hygiene", {
    severity: "warning",
    status: "fail",
    evidence: [{ path: `${folder}/tasks.md`, startLine: 1, endLine: 1, excerpt: "# Tasks" }],
    message: "`tasks.md` is added before the plan is approved: step 3 began before the gate opened",
  }),
];

export const failureModesMissing: Partial<Finding> = {
  status: "fail",
  evidence: [],
  message: "No evidence found",
  nearMisses: [{ path: planPath, startLine: 88, endLine: 88, excerpt: "## Risks (TBD)" }],
  fix: {
    line: 120,
    instruction:
      "Add a section such as `## Failure modes` with a table: what fails, how it is noticed, what happens then.",
    example:
      "## Failure modes\n\n| Failure | Noticed by | What happens then |\n| --- | --- | --- |\n| Loki is down | healthcheck | logs are buffered for 10 minutes |",
  },
};

/** The findings with some of them changed. */
export function findingsWith(changes: Readonly<Record<string, Partial<Finding>>>): readonly Finding[] {
  return findings.map((one) => ({ ...one, ...changes[one.ruleId] }));
}

export function subject(changes: Partial<SubjectDecision> = {}): SubjectDecision {
  return {
    subject: folder,
    commandName: "F-15",
    digest,
    files: [{ path: "plan.md", mode: "100644", blobId: "b1" }],
    isReady: true,
    approval: {
      state: "waiting",
      approvals: [],
      minimum: 1,
      voided: [],
      lapsed: [],
      isLockedOut: false,
      excluded: [],
      missingGroups: [],
      lockedOutGroups: [],
      areCommitsUnknown: false,
    },
    waivers: [],
    changes: null,
    unknownCommitters: [],
    ...changes,
  };
}

export function judged(changes: Partial<JudgedPlan> = {}): JudgedPlan {
  return {
    planPath,
    planBlobId: "b1",
    findings,
    reviewerSections: [
      {
        title: "Architecture decisions",
        quotes: [
          {
            path: planPath,
            startLine: 12,
            endLine: 16,
            text: "## Architecture\n\nOne Compose file brings up Grafana, Loki and the collector on one network; nothing listens on a public interface, and each service has a healthcheck that the others wait for.",
          },
        ],
      },
      {
        title: "Data models and interfaces",
        quotes: [
          {
            path: planPath,
            startLine: 40,
            endLine: 44,
            text: "| Volume | Used by | Kept on `down` |\n| --- | --- | --- |\n| grafana-data | Grafana | yes |",
          },
          { path: `${folder}/data-model.md`, startLine: 3, endLine: 3, text: "Event: id, source, at" },
        ],
      },
      { title: "Failure modes and mitigations", quotes: [] },
    ],
    wordChanges: [],
    failing: [],
    subject: subject(),
    ...changes,
  };
}

export function feature(changes: Partial<FeatureDecision> = {}): FeatureDecision {
  return {
    feature: { id: "F-15", path: folder },
    part: "plan",
    phase: "plan",
    verdict: "action_required",
    title: "waiting for approval by @acme/architects",
    outcome: { type: "changed", judged: judged() },
    ...changes,
  };
}

export function pullRequest(changes: Partial<PullRequestDecision> = {}): PullRequestDecision {
  return {
    number: 12,
    htmlUrl: "https://github.com/acme/stack/pull/12",
    isDraft: false,
    baseRef: "main",
    verdict: "action_required",
    title: "F-15: waiting for approval by @acme/architects",
    reasons: ["F-15: waiting for approval by @acme/architects"],
    features: [feature()],
    config: null,
    smoke: null,
    implementation: null,
    commands: [],
    enforcement: { state: "required-and-bound" },
    warnings: [],
    designated: ["@acme/architects"],
    methods: ["comment", "button"],
    comment: true,
    requestReviewers: { users: [], teams: [] },
    reminder: null,
    isMerged: false,
    record: [],
    shutHeads: [],
    ...changes,
  };
}

export function decision(pr: PullRequestDecision = pullRequest(), changes: Partial<Decision> = {}): Decision {
  return {
    headSha,
    verdict: pr.verdict,
    title: pr.title,
    reasons: pr.reasons,
    pullRequests: [pr],
    ledger: { version: 1, repositoryId: 7, pullRequests: {} },
    baseWatch: "nothing",
    isClosed: false,
    ...changes,
  };
}
