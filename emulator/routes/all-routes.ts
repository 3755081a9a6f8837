import type { Route } from "../http/call.ts";
import { actionRoutes } from "./actions.ts";
import { appRoutes } from "./apps.ts";
import { branchRoutes } from "./branches.ts";
import { checkRoutes } from "./checks.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { gitRoutes } from "./git.ts";
import { metaRoutes } from "./meta.ts";
import { peopleRoutes } from "./people.ts";
import { pullRequestRoutes } from "./pull-requests.ts";
import { repositoryRoutes } from "./repositories.ts";
import { reviewRoutes } from "./reviews.ts";
import { statusRoutes } from "./statuses.ts";
import { writeContentRoutes } from "./write-contents.ts";

/** The REST API; of two routes that fit, the first wins. */
export const allRoutes: readonly Route[] = [
  ...metaRoutes,
  ...appRoutes,
  ...peopleRoutes,
  ...pullRequestRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...checkRoutes,
  ...statusRoutes,
  ...gitRoutes,
  ...contentRoutes,
  ...writeContentRoutes,
  ...branchRoutes,
  ...actionRoutes,
  ...commitRoutes,
  ...repositoryRoutes,
];
