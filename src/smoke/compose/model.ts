import { z } from "zod";

/** A port a service publishes, as Compose resolved it. */
export interface ModelPort {
  readonly hostAddress: string;
  /** Port on the host, or a range of which one is taken; null where the Engine chooses. */
  readonly published: string | null;
  readonly target: number;
  readonly protocol: string;
}

/** What a service mounts. */
export interface ModelMount {
  readonly type: string;
  /** Volume name or host path; null for an anonymous volume. */
  readonly source: string | null;
  readonly target: string;
  readonly isReadOnly: boolean;
}

/** One service, as far as a smoke run cares. */
export interface ModelService {
  readonly name: string;
  readonly image: string | null;
  readonly hasBuild: boolean;
  /** `absent`: nothing said, the image may have one. `disabled`: switched off. */
  readonly healthcheck: "absent" | "declared" | "disabled";
  readonly ports: readonly ModelPort[];
  readonly exposed: readonly string[];
  readonly mounts: readonly ModelMount[];
  readonly isPrivileged: boolean;
  /** Zero containers wanted: nothing to wait for. */
  readonly isScaledToZero: boolean;
  /** Services that must have ended well before this one starts. */
  readonly waitsForCompletionOf: readonly string[];
}

/** The resolved stack. `raw` is Compose's own JSON, to be handed back to Compose. */
export interface ComposeModel {
  readonly services: readonly ModelService[];
  readonly raw: Readonly<Record<string, unknown>>;
}

const portSchema = z.object({
  host_ip: z.string().nullish(),
  published: z.union([z.string(), z.number()]).nullish(),
  target: z.number(),
  protocol: z.string().nullish(),
});

const serviceSchema = z.object({
  image: z.string().nullish(),
  build: z.unknown().optional(),
  healthcheck: z
    .object({ disable: z.boolean().nullish(), test: z.union([z.array(z.string()), z.string()]).nullish() })
    .nullish(),
  ports: z.array(portSchema).nullish(),
  expose: z.array(z.union([z.string(), z.number()])).nullish(),
  volumes: z
    .array(
      z.object({
        type: z.string(),
        source: z.string().nullish(),
        target: z.string(),
        read_only: z.boolean().nullish(),
      }),
    )
    .nullish(),
  privileged: z.boolean().nullish(),
  scale: z.number().nullish(),
  deploy: z.object({ replicas: z.number().nullish() }).nullish(),
  depends_on: z.record(z.string(), z.object({ condition: z.string().nullish() })).nullish(),
});

type ServiceJson = z.infer<typeof serviceSchema>;

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
  const services = Object.entries(model.data.services ?? {}).map(([name, service]) =>
    toService(name, service),
  );
  return { services, raw: raw.data };
}

function toService(name: string, json: ServiceJson): ModelService {
  return {
    name,
    image: json.image ?? null,
    hasBuild: json.build !== undefined && json.build !== null,
    healthcheck: healthcheckOf(json.healthcheck),
    ports: (json.ports ?? []).map((port) => ({
      hostAddress: port.host_ip ?? "",
      published: port.published === null || port.published === undefined ? null : String(port.published),
      target: port.target,
      protocol: port.protocol ?? "tcp",
    })),
    exposed: (json.expose ?? []).map(String),
    mounts: (json.volumes ?? []).map((mount) => ({
      type: mount.type,
      source: mount.source ?? null,
      target: mount.target,
      isReadOnly: mount.read_only === true,
    })),
    isPrivileged: json.privileged === true,
    isScaledToZero: json.scale === 0 || json.deploy?.replicas === 0,
    waitsForCompletionOf: Object.entries(json.depends_on ?? {})
      .filter(([, dependency]) => dependency.condition === "service_completed_successfully")
      .map(([dependency]) => dependency),
  };
}

function healthcheckOf(json: ServiceJson["healthcheck"]): ModelService["healthcheck"] {
  if (json === null || json === undefined) return "absent";
  const test = typeof json.test === "string" ? json.test : json.test?.[0];
  if (json.disable === true || test === "NONE") return "disabled";
  return test === undefined ? "absent" : "declared";
}
