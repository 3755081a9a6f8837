import { rulesetCommands } from "../init/ruleset.ts";
import { nobody } from "../remote/remote.ts";
import { fine, finding, type Finding, type Patient } from "./finding.ts";

/** Do we know the App, and does the default branch require its check, from it alone? */
export async function lookAtRequirement(patient: Patient): Promise<readonly Finding[]> {
  return [lookAtApp(patient), await lookAtBinding(patient)];
}

function lookAtApp({ app }: Patient): Finding {
  if (app === null) {
    return finding(
      "app",
      "problem",
      "No App has posted a check run `plan-gate` here, and none is required.",
      "Install the App and start its server; or name it with --app-id.",
    );
  }
  const how = {
    named: "as named",
    required: "as the branch requires it",
    "check-run": "found by its last check run",
  };
  return fine("app", `The App is \`${app.slug}\` (${app.id}), ${how[app.source]}.`);
}

async function lookAtBinding({ remote, repository, app, host }: Patient): Promise<Finding> {
  const branch = repository.defaultBranch;
  const facts = await remote.read(app ?? nobody, [{ type: "enforcement", branch }]);
  const enforcement = facts.enforcement[branch] ?? { state: "unknown", reason: "GitHub did not say." };
  const slug = `${repository.owner}/${repository.name}`;
  const create = `Create the ruleset:\n${rulesetCommands({ slug, host, appId: app?.id ?? null })}`;
  switch (enforcement.state) {
    case "required-and-bound":
      return fine("required", `\`plan-gate\` is required on \`${branch}\` and bound to the App.`);
    case "required-unbound":
      return finding(
        "required",
        "problem",
        `\`plan-gate\` is required on \`${branch}\`, but any App or workflow can post it.`,
        `Choose the App as the expected source of the check. ${create}`,
      );
    case "bound-elsewhere":
      return finding(
        "required",
        "problem",
        `\`plan-gate\` is required on \`${branch}\` from the App ${enforcement.appId}, which is another one.`,
        `Choose the App as the expected source of the check. ${create}`,
      );
    case "not-required":
      return finding("required", "problem", `\`plan-gate\` is not required on \`${branch}\`.`, create);
    case "unknown":
      return finding(
        "required",
        "problem",
        `This token may not see whether \`plan-gate\` is required on \`${branch}\`.`,
        "Use a token that may read the repository's metadata and contents.",
      );
  }
}
