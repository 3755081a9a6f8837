import { fine, finding, type DoctorFinding, type Patient } from "./finding.ts";
import { readProtection, type Protection } from "./read-protection.ts";
import { rulesetCommands } from "../init/ruleset.ts";
import { nobody } from "../remote/remote.ts";

/** Can the default branch change without a pull request, and who may go past the gate? */
export async function lookAtProtection(patient: Patient): Promise<readonly DoctorFinding[]> {
  const protection = await readProtection(patient);
  const branch = `\`${patient.repository.defaultBranch}\``;
  const bypass = protection.layers.length === 0 ? [] : [lookAtBypass(protection)];
  return [
    lookAtPullRequests(protection, branch),
    lookAtForcePushes(protection, branch),
    lookAtStrict(protection, branch),
    lookAtRebaseMerges(protection, branch),
    ...bypass,
  ];
}

const administratorsToken = "Use a token of an administrator, or look at Settings → Branches.";

function lookAtPullRequests({ ruleTypes, classic }: Protection, branch: string): DoctorFinding {
  if (isPullRequestRule(ruleTypes) || classic?.requiresPullRequest === true) {
    return fine("pull-requests", `Pull requests are required on ${branch}: direct pushes are refused.`);
  }
  if (classic !== null && classic.requiresPullRequest === null) {
    return finding("pull-requests", "unknown", {
      message: `This token may not see whether pull requests are required on ${branch}.`,
      fix: administratorsToken,
    });
  }
  return finding("pull-requests", "problem", {
    message: `Pull requests are not required on ${branch}: people who may push can push directly.`,
    fix: 'Add the rule "Require a pull request before merging"; it can ask for 0 approvals.',
  });
}

function lookAtForcePushes({ ruleTypes, classic }: Protection, branch: string): DoctorFinding {
  const isRuled = isPullRequestRule(ruleTypes) || ruleTypes.has("non_fast_forward");
  if (isRuled || classic?.allowsForcePushes === false) {
    return fine("force-pushes", `Force-pushes to ${branch} are refused.`);
  }
  if (classic !== null && classic.allowsForcePushes === null) {
    return finding("force-pushes", "unknown", {
      message: `This token may not see whether force-pushes to ${branch} are refused.`,
      fix: administratorsToken,
    });
  }
  return finding("force-pushes", "warning", {
    message: `Force-pushes to ${branch} are allowed.`,
    fix: 'Add the rule "Block force pushes".',
  });
}

/** Good to know, and nothing that is wrong: the gate judges the merge itself. */
function lookAtStrict({ isStrict }: Protection, branch: string): DoctorFinding {
  return fine(
    "up-to-date",
    isStrict
      ? `What is merged into ${branch} was checked on top of it.`
      : `Branches need not be up to date with ${branch}. The gate judges what GitHub's merge would make; \`strict\` also covers pushes to ${branch} of which no webhook came yet.`,
  );
}

/** What a rebase merge makes is not what was judged: it replays each commit by itself. */
function lookAtRebaseMerges({ ruleTypes, allowsRebaseMerges }: Protection, branch: string): DoctorFinding {
  if (ruleTypes.has("merge_queue"))
    return fine(
      "rebase-merges",
      `What is merged into ${branch} is judged in the merge queue, as it is made.`,
    );
  if (allowsRebaseMerges === false) return fine("rebase-merges", `Rebase merges into ${branch} are refused.`);
  if (allowsRebaseMerges === null) {
    return finding("rebase-merges", "unknown", {
      message: `This token may not see whether rebase merges into ${branch} are refused.`,
      fix: "Use a token of somebody who can write, or look at Settings → General → Pull Requests.",
    });
  }
  return finding("rebase-merges", "warning", {
    message: `Rebase merges into ${branch} are allowed: they replay each commit by itself, and can make another text than the one that was judged.`,
    fix: 'Turn "Allow rebase merging" off in Settings → General → Pull Requests, or allow merges and squashes alone in the ruleset: `"allowed_merge_methods": ["merge", "squash"]`.',
  });
}

function isPullRequestRule(ruleTypes: ReadonlySet<string>): boolean {
  return ruleTypes.has("pull_request") || ruleTypes.has("merge_queue");
}

/** One layer that holds everybody back is enough. */
function lookAtBypass({ layers }: Protection): DoctorFinding {
  const firm = layers.find(({ bypassedBy }) => bypassedBy?.length === 0);
  if (firm !== undefined) return fine("bypass", `Nobody can bypass ${firm.name}.`);
  const hidden = layers.find(({ bypassedBy }) => bypassedBy === null);
  if (hidden !== undefined) {
    return finding("bypass", "unknown", {
      message: `This token may not see who can bypass ${hidden.name}.`,
      fix: "Use a token of an administrator, or look at Settings → Rules.",
    });
  }
  const names = [...new Set(layers.flatMap(({ bypassedBy }) => bypassedBy ?? []))].join(", ");
  const places = layers.map(({ name }) => name).join(" and ");
  return finding("bypass", "warning", {
    message: `The gate does not hold back: ${names}. They can bypass ${places}.`,
    fix: "Empty the bypass list, and let branch protection hold for administrators too.",
  });
}

/** Do we know the App, and does the default branch require its check, from it alone? */
export async function lookAtRequirement(patient: Patient): Promise<readonly DoctorFinding[]> {
  return [lookAtApp(patient), await lookAtBinding(patient)];
}

function lookAtApp({ app }: Patient): DoctorFinding {
  if (app === null) {
    return finding("app", "problem", {
      message: "No App has posted a check run `plan-gate` here, and none is required.",
      fix: "Install the App and start its server; or name it with --app-id.",
    });
  }
  const how = {
    named: "as named",
    required: "as the branch requires it",
    "check-run": "found by its last check run",
  };
  return fine("app", `The App is \`${app.slug}\` (${app.id}), ${how[app.source]}.`);
}

async function lookAtBinding({ remote, repository, app, host }: Patient): Promise<DoctorFinding> {
  const branch = repository.defaultBranch;
  const facts = await remote.read(app ?? nobody, [{ type: "enforcement", branch }]);
  const enforcement = facts.enforcement[branch] ?? { state: "unknown", reason: "GitHub did not say." };
  const slug = `${repository.owner}/${repository.name}`;
  const create = `Create the ruleset:\n${rulesetCommands({ slug, host, appId: app?.id ?? null })}`;
  switch (enforcement.state) {
    case "required-and-bound":
      return fine("required", `\`plan-gate\` is required on \`${branch}\` and bound to the App.`);
    case "required-unbound":
      return finding("required", "problem", {
        message: `\`plan-gate\` is required on \`${branch}\`, but any App or workflow can post it.`,
        fix: `Choose the App as the expected source of the check. ${create}`,
      });
    case "bound-elsewhere":
      return finding("required", "problem", {
        message: `\`plan-gate\` is required on \`${branch}\` from the App ${enforcement.appId}, which is another one.`,
        fix: `Choose the App as the expected source of the check. ${create}`,
      });
    case "not-required":
      return finding("required", "problem", {
        message: `\`plan-gate\` is not required on \`${branch}\`.`,
        fix: create,
      });
    case "unknown":
      return finding("required", "problem", {
        message: `This token may not see whether \`plan-gate\` is required on \`${branch}\`.`,
        fix: "Use a token that may read the repository's metadata and contents.",
      });
  }
}
