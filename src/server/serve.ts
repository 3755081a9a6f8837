import { readEnvironment, type Variables } from "./environment.ts";
import { startServer } from "./start.ts";

/** Draining takes 25 seconds at most; whatever still holds on is left behind after this. */
const exitWithinMs = 28_000;

/** Runs the server until SIGTERM or SIGINT. The exit status is 2 where the environment is not complete. */
export async function serve(variables: Variables): Promise<void> {
  const reading = readEnvironment(variables);
  if (reading.state === "problems") {
    process.stderr.write(
      `Plan Gate cannot start.\n${reading.problems.map((line) => `- ${line}\n`).join("")}`,
    );
    process.exitCode = 2;
    return;
  }
  const server = await startServer(reading.environment);
  const stop = (): void => {
    setTimeout(() => process.exit(0), exitWithinMs).unref();
    void server.close().finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
