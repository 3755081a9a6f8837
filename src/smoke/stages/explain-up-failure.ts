import type { Container } from "../engine/containers.ts";

/** What Compose's or the Engine's last words mean for people. */
export interface Explanation {
  readonly service: string | null;
  readonly message: string;
  readonly fix: string;
}

/** Explains why `up` failed where no service's own state does. */
export function explainUpFailure(said: string, containers: readonly Container[]): Explanation {
  const service = containers.find((container) => said.includes(container.name))?.service ?? null;
  const subject = service === null ? "The stack" : `\`${service}\``;
  const port = takenPort(said);
  if (port !== null) {
    return {
      service,
      message: `${subject} cannot publish port ${port}: something else has it.`,
      fix: `See who listens (\`ss -ltnp 'sport = :${port}'\`, \`docker ps --filter publish=${port}\`), or publish another port.`,
    };
  }
  if (said.includes("external") && said.includes("not found")) {
    return {
      service,
      message: `${subject} needs something external that is not here: ${said}`,
      fix: "Create it before the run, or let the compose file make it (drop `external: true`).",
    };
  }
  return {
    service,
    message: `${subject} could not be started: ${said}`,
    fix: "Run `docker compose up` by hand: it fails the same way.",
  };
}

/** The port of `Bind for 0.0.0.0:80 failed: port is already allocated` or `listen tcp4 0.0.0.0:80: bind: address already in use`. */
function takenPort(said: string): string | null {
  if (!said.includes("already allocated") && !said.includes("address already in use")) return null;
  return (
    /(?:Bind for|listen (?:tcp|udp)[46]?|failed to bind host port(?: for)?) \S*?:(\d{1,5})\b/.exec(
      said,
    )?.[1] ?? null
  );
}
