import { Probot, ProbotOctokit } from "probot";
import { openLog } from "../monitoring/pino-log.ts";
import type { Environment } from "./environment.ts";

/** Probot as the receiver of webhooks: it verifies signatures and hands events on. */
export async function openProbot(environment: Environment): Promise<Probot> {
  const { appId, privateKey, apiUrl, logLevel, logFormat } = environment;
  const log = await openLog({ level: logLevel === "silent" ? "fatal" : logLevel, format: logFormat });
  const probot = new Probot({
    appId,
    privateKey,
    secret: environment.webhookSecret,
    baseUrl: apiUrl,
    log,
    Octokit: ProbotOctokit.defaults({ authStrategy: shareClient, throttle: { enabled: false } }),
  });
  return probot.ready();
}

interface StrategyOptions {
  readonly octokit: unknown;
}

/**
 * Probot makes a client for every event, which costs more than all else about it. No handler of ours uses
 * one, so every event is given the same, which is not authenticated.
 */
function shareClient({ octokit }: StrategyOptions) {
  return Object.assign(() => Promise.resolve(octokit), {
    hook: (request: (...args: readonly unknown[]) => unknown, ...args: readonly unknown[]) =>
      request(...args),
  });
}
