import type { Route } from "./call.ts";

/** A route that fits a path, with the parts it names. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route for a method and an encoded path; the first that fits wins. */
export type Router = (method: string, path: string) => Match | null;

/** Compiles routes. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ route, ...compile(route.id) }));
  return (method, path) => {
    for (const { route, method: wanted, pattern } of compiled) {
      const match = wanted === method ? pattern.exec(path) : null;
      if (match === null) continue;
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(match.groups ?? {}))
        params[name] = decodeURIComponent(value);
      return { route, params };
    }
    return null;
  };
}

function compile(id: string): { readonly method: string; readonly pattern: RegExp } {
  const [method = "", template = ""] = id.split(" ");
  const source = template
    .replace(/[.?]/g, "\\$&")
    .replace(/\{\+(\w+)\}/g, "(?<$1>.+)")
    .replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return { method, pattern: new RegExp(`^${source}/?$`) };
}
