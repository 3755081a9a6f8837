import { describeFailure } from "../src/github/client/describe-failure.ts";
import { ledAway } from "../src/github/client/session.ts";
import { refusals } from "../src/github/client/refusals.ts";
import { outlookOf, troubleOf } from "../src/evaluation/trouble.ts";

/** What a request comes to that fails: how GitHub answers, as Octokit throws it. */
interface Answer {
  readonly shown: string;
  readonly error: object;
  readonly isOnlyLogged?: boolean;
  /** Where GitHub itself says when it is tried again. */
  readonly isTimed?: true;
}

const maxAttempts = 10;
const firstDelaySeconds = 1;
const route = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";

/** "What GitHub answered → what people see", as a table for `docs/operations.md`. */
export function refusalTable(): string {
  const rows = [...refusals.map(refused), ...others].map((answer) => {
    const failure = describeFailure(answer.error, route, "octo/hello");
    const tries = Array.from({ length: maxAttempts }, (_, index) => index + 1).find(
      (attempt) => outlookOf(failure, { attempt, maxAttempts }) === "over",
    );
    const { title, details } = troubleOf(failure, "over");
    const next = details.filter((line) => !/^GitHub says|^Comment `\/recheck-plan`/.test(line));
    const read = answer.isOnlyLogged === true ? `only in the log: ${failure.refusal?.why ?? title}` : title;
    const helps = next.join(" ") || "It passes by itself within the hour.";
    return [answer.shown, asTries(tries ?? maxAttempts, answer), read, helps];
  });
  const head = ["GitHub answers", "it is tried", "then people read", "and this helps"];
  const lines = [head, head.map(() => "---"), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

/** With each pause twice as long as the one before. */
function asTries(tries: number, { isTimed }: Answer): string {
  if (tries === 1) return "once";
  if (isTimed === true) return `${tries} times, as late as it asks`;
  const seconds = firstDelaySeconds * (2 ** (tries - 1) - 1);
  const time = seconds < 60 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `${tries} times in ${time}`;
}

function refused({ statuses, example, isOnlyLogged }: (typeof refusals)[number], index: number): Answer {
  const message = example ?? "…";
  const status = statuses[0] ?? 0;
  const isOther = refusals.slice(0, index).some((earlier) => earlier.statuses.includes(status));
  const words = example === null ? (isOther ? " with other words" : "") : ` “${example}”`;
  const shown = `${statuses.join(", ")}${words}`;
  const error = { status, message, response: { headers: {}, data: { message } } };
  return { shown, error, isOnlyLogged: isOnlyLogged === true };
}

const others: readonly Answer[] = [
  {
    shown: "any other of 400 to 499, such as 400 or 413",
    error: { status: 413, message: "…", response: { headers: {}, data: { message: "…" } } },
  },
  {
    shown: "429, or 403 with `Retry-After` or no requests left",
    error: { status: 429, message: "…", response: { headers: {}, data: {} } },
    isTimed: true,
  },
  {
    shown: "400 to 499 and no JSON, such as the page of a proxy",
    error: { status: 403, message: "…", response: { headers: {}, data: "<html>" } },
  },
  {
    shown: "301, 302, 307 or 308 to another server, where something is written",
    error: ledAway(route, "octo/hello", 307),
  },
  { shown: "500 to 599", error: { status: 502, message: "…", response: { headers: {}, data: {} } } },
  { shown: "nothing within 10 seconds", error: Object.assign(new Error("…"), { name: "TimeoutError" }) },
  { shown: "nothing: no connection", error: new Error("…") },
];
