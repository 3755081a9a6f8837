import { z } from "zod";
import type { Engine } from "./engine.ts";
import { succeeded } from "./run-process.ts";

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
export async function inspectImage(
  engine: Engine,
  image: string,
  signal?: AbortSignal,
): Promise<ImageFacts | null> {
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
