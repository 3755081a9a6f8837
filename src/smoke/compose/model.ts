import { z } from "zod";

const portSchema = z
  .object({
    host_ip: z.string().nullish(),
    published: z.union([z.string(), z.number()]).nullish(),
    target: z.number(),
    protocol: z.string().nullish(),
  })
  .transform(({ host_ip: hostAddress, published, target, protocol }) => ({
    hostAddress: hostAddress ?? "",
    /** Port on the host, or a range of which one is taken; null where the Engine chooses. */
    published: published === null || published === undefined ? null : String(published),
    target,
    protocol: protocol ?? "tcp",
  }));

/** A port a service publishes, as Compose resolved it. */
export type ModelPort = Readonly<z.infer<typeof portSchema>>;

const mountSchema = z
  .object({
    type: z.string(),
    source: z.string().nullish(),
    target: z.string(),
    read_only: z.boolean().nullish(),
  })
  .transform(({ type, source, target, read_only: isReadOnly }) => ({
    type,
    /** Volume name or host path; null for an anonymous volume. */
    source: source ?? null,
    target,
    isReadOnly: isReadOnly === true,
  }));

/** What a service mounts. */
export type ModelMount = Readonly<z.infer<typeof mountSchema>>;

/** `absent`: nothing said, the image may have one. `disabled`: switched off. */
const healthcheckSchema = z
  .object({ disable: z.boolean().nullish(), test: z.union([z.array(z.string()), z.string()]).nullish() })
  .nullish()
  .transform((check): "absent" | "declared" | "disabled" => {
    const test = typeof check?.test === "string" ? check.test : check?.test?.[0];
    if (check?.disable === true || test === "NONE") return "disabled";
    return test === undefined ? "absent" : "declared";
  });

const serviceSchema = z
  .object({
    image: z.string().nullish(),
    build: z.unknown().optional(),
    healthcheck: healthcheckSchema,
    ports: z.array(portSchema).nullish(),
    expose: z.array(z.union([z.string(), z.number()])).nullish(),
    volumes: z.array(mountSchema).nullish(),
    privileged: z.boolean().nullish(),
    scale: z.number().nullish(),
    deploy: z.object({ replicas: z.number().nullish() }).nullish(),
    depends_on: z.record(z.string(), z.object({ condition: z.string().nullish() })).nullish(),
  })
  .transform((service) => ({
    image: service.image ?? null,
    hasBuild: service.build !== undefined && service.build !== null,
    healthcheck: service.healthcheck,
    ports: service.ports ?? [],
    exposed: (service.expose ?? []).map(String),
    mounts: service.volumes ?? [],
    isPrivileged: service.privileged === true,
    /** Zero containers wanted: nothing to wait for. */
    isScaledToZero: service.scale === 0 || service.deploy?.replicas === 0,
    /** Services that must have ended well before this one starts. */
    waitsForCompletionOf: Object.entries(service.depends_on ?? {})
      .filter(([, dependency]) => dependency.condition === "service_completed_successfully")
      .map(([dependency]) => dependency),
  }));

/** One service, as far as a smoke run cares. */
export type ModelService = Readonly<z.infer<typeof serviceSchema>> & { readonly name: string };

/** The resolved stack. `raw` is Compose's own JSON, to be handed back to Compose. */
export interface ComposeModel {
  readonly services: readonly ModelService[];
  readonly raw: Readonly<Record<string, unknown>>;
}

const modelSchema = z.looseObject({ services: z.record(z.string(), serviceSchema).nullish() });
const rawSchema = z.record(z.string(), z.unknown());

/** Reads the output of `docker compose config --format json`. Null where it is not that. */
export function parseModel(json: string): ComposeModel | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const model = modelSchema.safeParse(value);
  const raw = rawSchema.safeParse(value);
  if (!model.success || !raw.success) return null;
  const services = Object.entries(model.data.services ?? {}).map(([name, service]) => ({ name, ...service }));
  return { services, raw: raw.data };
}

/** An image reference taken apart. */
interface ImageReference {
  /** Without Docker Hub's implied `docker.io/` and `library/`. */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…`. */
  readonly digest: string | null;
}

/** Takes `repository[:tag][@digest]` apart. A colon before the last slash belongs to a registry's port. */
export function parseImageReference(image: string): ImageReference {
  const at = image.indexOf("@");
  const digest = at === -1 ? null : image.slice(at + 1);
  const named = at === -1 ? image : image.slice(0, at);
  const colon = named.lastIndexOf(":");
  const hasTag = colon > named.lastIndexOf("/");
  const repository = hasTag ? named.slice(0, colon) : named;
  return {
    repository: repository.replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, ""),
    tag: hasTag ? named.slice(colon + 1) : null,
    digest,
  };
}

const movingTagWords = new Set([
  "latest",
  "stable",
  "edge",
  "nightly",
  "main",
  "master",
  "dev",
  "develop",
  "rolling",
  "snapshot",
  "unstable",
  "canary",
]);

/** Whether a tag names a version: it has a digit, and no word that says it moves. */
export function isVersionTag(tag: string): boolean {
  const words = tag.toLowerCase().split(/[-._]/);
  return /\d/.test(tag) && !words.some((word) => movingTagWords.has(word));
}
