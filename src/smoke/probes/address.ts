import type { Container, PublishedPort } from "../engine/containers.ts";
import type { Address, HttpProbe, TcpProbe } from "./probe-schema.ts";

/** The running stack as probes see it. */
export interface ProbeWorld {
  readonly containers: readonly Container[];
  /** Host on which the Engine publishes ports. */
  readonly publishedHost: string;
}

/** An address, or why there is none. */
export type AddressResult = { readonly address: Address } | { readonly problem: string };

/** The published address of a service's container port. */
function publishedAddress(world: ProbeWorld, service: string, containerPort: number): AddressResult {
  const published = tcpPorts(world, service).find((port) => port.containerPort === containerPort);
  if (published !== undefined) return { address: toAddress(published, world.publishedHost) };
  return {
    problem: `\`${service}\` does not publish port ${containerPort}: publish it, or use \`run\` inside the container.`,
  };
}

/** Addresses at which a service publishes TCP ports now, each once: one bound for IPv4 and IPv6 alike is one. */
export function tcpAddresses(
  world: ProbeWorld,
  service: string,
): readonly { readonly containerPort: number; readonly address: Address }[] {
  const published = tcpPorts(world, service).map((port) => {
    const address = toAddress(port, world.publishedHost);
    return [`${port.containerPort} ${address.host} ${address.port}`, { ...port, address }] as const;
  });
  return [...new Map(published).values()];
}

function tcpPorts(world: ProbeWorld, service: string): readonly PublishedPort[] {
  return world.containers
    .filter((container) => container.service === service)
    .flatMap((container) => container.ports)
    .filter((port) => port.protocol === "tcp" && port.hostPort > 0);
}

/** Where a published port is reached from here: every-address bindings through the Engine's host. */
function toAddress(port: PublishedPort, publishedHost: string): Address {
  const isAnyAddress = port.hostAddress === "" || port.hostAddress === "0.0.0.0" || port.hostAddress === "::";
  return { host: isAnyAddress ? publishedHost : port.hostAddress, port: port.hostPort };
}

/** Where a TCP probe connects to: given, a service's name, or its own service's port. */
export function tcpAddress(world: ProbeWorld, probe: TcpProbe): AddressResult {
  if (probe.address !== undefined) return { address: probe.address };
  const service = probe.host === null ? probe.service : serviceNamed(world, probe.host);
  if (service !== null) return publishedAddress(world, service, probe.port);
  return { address: { host: probe.host ?? world.publishedHost, port: probe.port } };
}

/** A request to be made: where to connect, and what to ask for. */
export interface HttpTarget extends Address {
  readonly isTls: boolean;
  readonly path: string;
  /** As a client inside the stack would send it. */
  readonly hostHeader: string;
}

/** Resolves a probe's URL: a service's name as host means its published port, a bare path its own service. */
export function httpTarget(
  world: ProbeWorld,
  probe: HttpProbe,
): { readonly target: HttpTarget } | { readonly problem: string } {
  if (probe.target.startsWith("/")) return pathTarget(world, probe);
  if (!URL.canParse(probe.target))
    return { problem: `\`${probe.target}\` is neither a URL nor a path that begins with \`/\`.` };
  const url = new URL(probe.target);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { problem: `\`${probe.target}\` is not an \`http\` or \`https\` URL.` };
  }
  const isTls = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (isTls ? 443 : 80) : Number(url.port);
  const service = serviceNamed(world, host);
  const found: AddressResult =
    service === null ? { address: { host, port } } : publishedAddress(world, service, port);
  if ("problem" in found) return found;
  return { target: { ...found.address, isTls, path: `${url.pathname}${url.search}`, hostHeader: url.host } };
}

function pathTarget(
  world: ProbeWorld,
  probe: HttpProbe,
): { readonly target: HttpTarget } | { readonly problem: string } {
  if (probe.service === null) return { problem: "A path needs a service: give a whole URL at top level." };
  const ports = new Set(tcpPorts(world, probe.service).map(({ containerPort }) => containerPort));
  const port = probe.port ?? (ports.size === 1 ? [...ports][0] : undefined);
  if (port === undefined) {
    return {
      problem: `\`${probe.service}\` publishes ${ports.size} TCP ports: name the container port in \`port\`.`,
    };
  }
  const found = publishedAddress(world, probe.service, port);
  if ("problem" in found) return found;
  const hostHeader = `${found.address.host}:${found.address.port}`;
  return { target: { ...found.address, isTls: false, path: probe.target, hostHeader } };
}

function serviceNamed(world: ProbeWorld, host: string): string | null {
  return world.containers.some((container) => container.service === host) ? host : null;
}
