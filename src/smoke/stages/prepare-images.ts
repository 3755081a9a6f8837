import { z } from "zod";
import type { ModelService } from "../compose/model.ts";
import type { Engine } from "../engine/engine.ts";
import { lastErrorLine, lastLines, plainText, succeeded } from "../engine/run-process.ts";
import type { ProcessResult } from "../engine/run-process.ts";
import { runCompose, smokeProblem } from "./stack.ts";
import type { SmokeProblem, Stack } from "./stack.ts";

/** Images that are here, per service, and those that could not be had. */
export interface PreparedImages {
  readonly images: ReadonlyMap<string, ImageFacts>;
  readonly problems: readonly SmokeProblem[];
}

/** What the Engine has, per service, without getting anything. */
export async function inspectImages(stack: Stack): Promise<ReadonlyMap<string, ImageFacts>> {
  const facts = await Promise.all(
    stack.services.map(
      async (service) =>
        [service.name, await inspectImage(stack.engine, imageOf(stack, service), stack.signal)] as const,
    ),
  );
  return new Map(facts.flatMap(([name, image]) => (image === null ? [] : [[name, image] as const])));
}

function imageOf(stack: Stack, service: ModelService): string {
  return service.image ?? `${stack.project}-${service.name}`;
}

/** Builds what is to be built and pulls what is missing. */
export async function prepareImages(stack: Stack, timeoutMs: number): Promise<PreparedImages> {
  const deadline = performance.now() + timeoutMs;
  const built = stack.services.filter((service) => service.hasBuild).map((service) => service.name);
  if (built.length > 0) {
    const result = await runCompose(stack, ["build", "--quiet", ...built], { timeoutMs });
    if (!succeeded(result)) return { images: new Map(), problems: buildProblems(result, built, timeoutMs) };
  }
  const before = await inspectImages(stack);
  const missing = stack.services.filter((service) => !before.has(service.name) && !service.hasBuild);
  if (missing.length === 0) return { images: before, problems: [] };
  const names = missing.map((service) => service.name);
  const remainingMs = Math.max(1, deadline - performance.now());
  const pulled = await runCompose(stack, ["pull", "--ignore-pull-failures", ...names], {
    timeoutMs: remainingMs,
  });
  const images = await inspectImages(stack);
  const stillMissing = missing.filter((service) => !images.has(service.name));
  return { images, problems: stillMissing.map((service) => missingProblem(service, pulled, timeoutMs)) };
}

function buildProblems(
  result: ProcessResult,
  built: readonly string[],
  timeoutMs: number,
): readonly SmokeProblem[] {
  if (result.end.state === "aborted") return [];
  const isTimeout = result.end.state === "timed-out";
  const message = isTimeout
    ? `The images were not built within ${timeoutMs / 1_000} s.`
    : `The image of ${built.map((name) => `\`${name}\``).join(" or ")} could not be built: ${lastErrorLine(result)}`;
  const fix = isTimeout
    ? "Build before the run, or give more `--timeout`."
    : "Run `docker compose build` and look at its output.";
  return [smokeProblem({ stage: "images", message, fix, isTimeout, output: lastLines(result.stderr) })];
}

function missingProblem(service: ModelService, pulled: ProcessResult, timeoutMs: number): SmokeProblem {
  const isTimeout = pulled.end.state === "timed-out";
  const reason = isTimeout ? `not pulled within ${timeoutMs / 1_000} s` : pullReason(service.name, pulled);
  return smokeProblem({
    stage: "images",
    message: `\`${service.name}\`: there is no image \`${service.image ?? ""}\`: ${reason}`,
    fix: "Look for a slip in the name or tag; log in to the registry if the image is private.",
    service: service.name,
    isTimeout,
  });
}

/** Compose reports a failed pull as ` service Error reason`. */
function pullReason(service: string, pulled: ProcessResult): string {
  const line = plainText(pulled.stderr)
    .split("\n")
    .map((text) => text.trim())
    .find((text) => text.startsWith(`${service} `) && /\b(?:Error|Warning)\b/.test(text));
  return line === undefined
    ? lastErrorLine(pulled)
    : line
        .slice(service.length)
        .trim()
        .replace(/^(?:Error|Warning)\s+/, "");
}

/** What an image brings along that a compose file need not say. */
export interface ImageFacts {
  readonly hasHealthcheck: boolean;
  /** Paths the image declares as volumes. */
  readonly volumes: readonly string[];
}

const imageSchema = z.array(
  z.object({
    Config: z
      .object({
        Healthcheck: z.object({ Test: z.array(z.string()).nullish() }).nullish(),
        Volumes: z.record(z.string(), z.unknown()).nullish(),
      })
      .nullish(),
  }),
);

/** Facts of an image the Engine has. Null where it does not have it. */
async function inspectImage(engine: Engine, image: string, signal?: AbortSignal): Promise<ImageFacts | null> {
  const result = await engine.run(["image", "inspect", image], signal === undefined ? {} : { signal });
  if (!succeeded(result)) return null;
  const parsed = imageSchema.safeParse(JSON.parse(result.stdout));
  const config = parsed.success ? parsed.data[0]?.Config : null;
  const test = config?.Healthcheck?.Test ?? [];
  return {
    hasHealthcheck: test.length > 0 && test[0] !== "NONE",
    volumes: Object.keys(config?.Volumes ?? {}),
  };
}
