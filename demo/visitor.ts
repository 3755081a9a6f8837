import { z } from "zod";
import { pause } from "./stage.ts";

const checkRunsSchema = z.object({
  check_runs: z.array(
    z.object({
      status: z.string(),
      conclusion: z.string().nullable(),
      app: z.object({ id: z.number() }),
      output: z.object({ title: z.string().nullable(), summary: z.string().nullable() }),
    }),
  ),
});
const commentsSchema = z.array(
  z.object({ id: z.number(), body: z.string(), user: z.object({ login: z.string() }) }),
);
const messageSchema = z.object({ message: z.string() });
const pullSchema = z.object({ merged: z.boolean(), state: z.string() });

/** A check run as GitHub shows it to anybody. */
export interface ShownCheck {
  readonly conclusion: string;
  readonly title: string;
  readonly summary: string;
}

/** What a person does and sees on a pull request, over HTTP only. */
export interface Visitor {
  /** Waits for a verdict on a commit that `isExpected` takes, or answers the last one seen. */
  check(sha: string, isExpected?: (check: ShownCheck) => boolean): Promise<ShownCheck>;
  comment(login: string, number: number, body: string): Promise<void>;
  /** Waits for a comment of the App that is new and has the words. */
  reply(number: number, words: string): Promise<string | null>;
  /** GitHub's answer to the merge button. */
  merge(login: string, number: number): Promise<{ readonly status: number; readonly message: string }>;
  isMerged(number: number): Promise<boolean>;
}

const patienceMs = 8_000;
const intervalMs = 100;

/** Visits `owner/name` on the GitHub at `url`. */
export function visit(url: string, repository: string): Visitor {
  const call = async (login: string, method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${url}/api/v3/repos/${repository}${path}`, {
      method,
      headers: { authorization: `token user:${login}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const readCheck = async (sha: string): Promise<ShownCheck | null> => {
    const answer = await call("visitor", "GET", `/commits/${sha}/check-runs?check_name=plan-gate`);
    const [run] = checkRunsSchema.parse(await answer.json()).check_runs;
    if (run === undefined || run.conclusion === null) return null;
    return {
      conclusion: run.conclusion,
      title: run.output.title ?? "",
      summary: run.output.summary ?? "",
    };
  };

  return {
    check: async (sha, isExpected = () => true) => {
      const seen = await poll(
        () => readCheck(sha),
        (check) => check !== null && isExpected(check),
      );
      return seen ?? { conclusion: "none", title: "no check", summary: "" };
    },
    comment: async (login, number, body) => {
      const answer = await call(login, "POST", `/issues/${number}/comments`, { body });
      if (!answer.ok) throw new Error(`GitHub refused a comment (${answer.status}).`);
    },
    reply: async (number, words) => {
      const find = async (): Promise<string | null> => {
        const answer = await call("visitor", "GET", `/issues/${number}/comments`);
        const comments = commentsSchema.parse(await answer.json());
        const found = comments.find(({ body, user }) => user.login.endsWith("[bot]") && body.includes(words));
        return found === undefined ? null : asShown(found.body);
      };
      return poll(find, (body) => body !== null);
    },
    merge: async (login, number) => {
      const answer = await call(login, "PUT", `/pulls/${number}/merge`, {});
      return { status: answer.status, message: messageSchema.parse(await answer.json()).message };
    },
    isMerged: async (number) =>
      pullSchema.parse(await (await call("visitor", "GET", `/pulls/${number}`)).json()).merged,
  };
}

/** Looks until it sees what is expected or patience ends; answers what it saw last. */
async function poll<Seen>(look: () => Promise<Seen>, isExpected: (seen: Seen) => boolean): Promise<Seen> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (isExpected(seen) || Date.now() > deadline) return seen;
    await pause(intervalMs);
  }
}

/** Without lines that Markdown does not show. */
function asShown(body: string): string {
  return body
    .split("\n")
    .filter((line) => !/^<!--.*-->$/.test(line))
    .join("\n")
    .trim();
}
