import type { Fault } from "./faults.ts";

/** GitHub's answers to what it does not do, in its own words; to be injected. */
export const refusals = {
  "a missing permission": refusal(403, "Resource not accessible by integration"),
  "an IP allow list": refusal(
    403,
    "Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
  ),
  "SAML single sign-on": refusal(
    403,
    "Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.",
  ),
  "an archived repository": refusal(403, "Repository was archived so is read-only."),
  "a suspended installation": refusal(403, "This installation has been suspended"),
  "a plan without the feature": refusal(
    403,
    "Upgrade to GitHub Pro or make this repository public to enable this feature.",
  ),
  "a blocked repository": refusal(451, "Repository access blocked"),
  "a locked conversation": refusal(403, "Unable to create comment because issue is locked."),
  "bad credentials": refusal(401, "Bad credentials"),
  "nothing there": refusal(404, "Not Found"),
  "an empty repository": refusal(409, "Git Repository is empty."),
  "a difference that takes too long": refusal(
    422,
    "Server Error: Sorry, this diff is taking too long to generate.",
  ),
  "a request that is not valid": refusal(422, "Validation Failed"),
  "a time-out of its own": refusal(408, "Request Timeout"),
  "a request that comes too early": refusal(425, "Too Early"),
} as const;

function refusal(status: number, message: string): Fault {
  const documentation_url = "https://docs.github.com/rest";
  return { status, body: { message, documentation_url, status: String(status) } };
}
