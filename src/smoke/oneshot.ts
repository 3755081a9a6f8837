import type { ModelService } from "./compose/model.ts";

/**
 * Names of the services that run once and end: marked `x-smoke: {oneshot: true}`, or waited for by another with
 * `service_completed_successfully` and not marked `oneshot: false`.
 */
export function findOneshot(
  services: readonly ModelService[],
  marked: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const awaited = new Set(services.flatMap((service) => service.waitsForCompletionOf));
  return new Set(
    services.map((service) => service.name).filter((name) => marked.get(name) ?? awaited.has(name)),
  );
}
