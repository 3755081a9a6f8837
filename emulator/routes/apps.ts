import { type Call, created, numberParam, ok, param, type Route } from "../http/call.ts";
import { inRepository } from "../http/in-repository.ts";
import { convertRegistration } from "../pages/registration.ts";
import { countedPage, page } from "../http/pagination.ts";
import { notFound, Problem } from "../http/problem.ts";
import { issueToken } from "../http/tokens.ts";
import { appShape, installationShape } from "../shapes/app.ts";
import { minimalRepository } from "../shapes/repository.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { installationsOn, repositoriesOf } from "../world/installations.ts";
import type { App, Installation } from "../world/people-state.ts";

/** The App itself, its installations, tokens and webhook deliveries. */
export const appRoutes: readonly Route[] = [
  { id: "GET /app", needs: [], handle: (call) => ok(appShape(call.state, appOf(call))) },
  {
    id: "GET /app/installations",
    needs: [],
    handle: (call) => page(call, installationsOf(call), (item) => installationShape(call.state, item)),
  },
  {
    id: "GET /app/installations/{installation}",
    needs: [],
    handle: (call) => ok(installationShape(call.state, installationOf(call))),
  },
  {
    id: "POST /app/installations/{installation}/access_tokens",
    needs: [],
    handle: (call) => {
      const installation = installationOf(call);
      if (installation.suspendedAt !== null) throw new Problem(403, "This installation has been suspended");
      const { token, expiresAt } = issueToken(call.state, call.tokens, installation);
      const { permissions, repository_selection } = installationShape(call.state, installation);
      return created({ token, expires_at: expiresAt, permissions, repository_selection });
    },
  },
  {
    id: "GET /app/hook/deliveries",
    needs: [],
    handle: (call) => {
      const { id } = appOf(call);
      const newestFirst = call.webhooks.deliveries.filter(({ appId }) => appId === id).reverse();
      return page(call, newestFirst, deliveryItem);
    },
  },
  {
    id: "POST /app/hook/deliveries/{delivery}/attempts",
    needs: [],
    handle: (call) => {
      appOf(call);
      const delivery = call.webhooks.deliveries.find(({ id }) => id === numberParam(call, "delivery"));
      if (delivery === undefined) throw notFound();
      void call.webhooks.redeliver(delivery);
      return { status: 202, body: {} };
    },
  },
  {
    id: "POST /app-manifests/{code}/conversions",
    needs: [],
    handle: (call) => created(convertRegistration(call.state, param(call, "code"))),
  },
  {
    id: "GET /apps/{slug}",
    needs: [],
    handle: (call) => {
      const app = [...call.state.apps.values()].find(({ slug }) => slug === param(call, "slug"));
      if (app === undefined) throw notFound();
      return ok(appShape(call.state, app));
    },
  },
  {
    id: "GET /installation/repositories",
    needs: [],
    handle: (call) => {
      if (call.actor.type !== "installation") {
        throw new Problem(
          403,
          "You must authenticate with an installation access token in order to list repositories.",
        );
      }
      const repositories = repositoriesOf(call.state, call.actor.installation);
      return countedPage(call, "repositories", repositories, (item) => minimalRepository(call.state, item));
    },
  },
  inRepository("GET /installation", [], (call, repository) => {
    const app = appOf(call);
    const installation = installationsOn(call.state, repository).find(({ appId }) => appId === app.id);
    if (installation === undefined) throw notFound();
    return ok(installationShape(call.state, installation));
  }),
];

function appOf({ actor }: Call): App {
  if (actor.type === "app") return actor.app;
  throw new Problem(401, "A JSON web token could not be decoded");
}

function installationsOf(call: Call): Installation[] {
  const { id } = appOf(call);
  return [...call.state.installations.values()].filter(({ appId }) => appId === id);
}

function installationOf(call: Call): Installation {
  const wanted = numberParam(call, "installation");
  const found = installationsOf(call).find(({ id }) => id === wanted);
  if (found === undefined) throw notFound();
  return found;
}

function deliveryItem(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.createdAt,
    redelivery: delivery.isRedelivery,
    duration: delivery.durationMs / 1000,
    status: delivery.state === "delivered" ? "OK" : delivery.state,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
