import { ok, type Route } from "../http/call.ts";

/** What answers without a repository. */
export const metaRoutes: readonly Route[] = [
  {
    id: "GET /rate_limit",
    needs: [],
    handle: ({ rate }) => ok({ resources: { core: rate, search: rate, graphql: rate }, rate }),
  },
  { id: "GET /zen", needs: [], handle: () => ok("Keep it logically awesome.") },
  {
    id: "GET /meta",
    needs: [],
    handle: () => ok({ verifiable_password_authentication: false, installed_version: "3.17.0" }),
  },
];
