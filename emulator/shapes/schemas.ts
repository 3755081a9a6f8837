import type { components } from "@octokit/openapi-types";

/** GitHub's REST schemas by name, as GitHub publishes them. */
export type Schemas = components["schemas"];
