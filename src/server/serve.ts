import { honorProxies } from "../github/client/proxy.ts";
import { readEnvironment, type Variables } from "./environment.ts";
import { explainStart, StartFailure } from "./start-failure.ts";
import { startServer } from "./start.ts";

/** Draining takes 25 seconds at most; whatever still holds on is left behind after this. */
const exitWithinMs = 28_000;

/**
 * Runs the server until SIGTERM or SIGINT. Where it cannot start, standard error has the reason in one line, or all
 * that is wrong with the environment a line each, and the process ends with status 1.
 */
export async function serve(variables: Variables): Promise<void> {
  process.once("uncaughtException", endWith);
  const reading = readEnvironment(variables);
  if (reading.state === "problems") {
    process.stderr.write(
      `Plan Gate cannot start.\n${reading.problems.map((line) => `- ${line}\n`).join("")}`,
    );
    process.exitCode = 1;
    return;
  }
  for (const note of reading.notes) process.stderr.write(`Plan Gate: ${note}\n`);
  try {
    const problem = await honorProxies(variables);
    if (problem !== null) throw new StartFailure(problem);
    const server = await startServer(reading.environment);
    const stop = (): void => {
      setTimeout(() => process.exit(0), exitWithinMs).unref();
      void server.close().finally(() => process.exit(0));
    };
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
    const refusal = await server.refusal;
    if (refusal !== null) {
      await server.close();
      throw refusal;
    }
  } catch (error) {
    process.stderr.write(`Plan Gate cannot start: ${explainStart(error)}\n`);
    process.exit(1);
  }
}

/** Node would print the error with all it carries, and one of Redis carries the password it was asked with. */
function endWith(error: Error): void {
  const where = (error.stack ?? "").split("\n").filter((line) => /^ +at /.test(line));
  process.stderr.write(`Plan Gate failed: ${error.name}\n${where.join("\n")}\n`);
  process.exit(1);
}
