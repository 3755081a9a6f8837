import { describeFailure } from "../src/github/client/describe-failure.ts";
import { refusals } from "../src/github/client/refusals.ts";
import { outlookOf, troubleOf } from "../src/evaluation/trouble.ts";

/** What a request comes to that fails: how GitHub answers, as Octokit throws it. */
interface Answer {
  readonly shown: string;
  readonly error: object;
}

const maxAttempts = 10;
const route = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";

/** "What GitHub answered → what people see", as a table for `docs/operations.md`. */
export function refusalTable(): string {
  const rows = [...refusals.map(refused), ...outages].map((answer) => {
    const failure = describeFailure(answer.error, route, "octo/hello");
    const tries = Array.from({ length: maxAttempts }, (_, index) => index + 1).find(
      (attempt) => outlookOf(failure, { attempt, maxAttempts }) === "over",
    );
    const { title, details } = troubleOf(failure, "over");
    const next = details.filter((line) => !line.startsWith("GitHub says"));
    return [answer.shown, String(tries ?? maxAttempts), title, next.join(" ")];
  });
  const head = ["GitHub answers", "tries", "the title, when they are over", "and what to do"];
  const lines = [head, head.map(() => "---"), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function refused({ statuses, example }: (typeof refusals)[number], index: number): Answer {
  const message = example ?? "…";
  const status = statuses[0] ?? 0;
  const isOther = refusals.slice(0, index).some((earlier) => earlier.statuses.includes(status));
  const words = example === null ? (isOther ? " with other words" : "") : ` “${example}”`;
  const shown = `${statuses.join(", ")}${words}`;
  return { shown, error: { status, message, response: { headers: {}, data: { message } } } };
}

const outages: readonly Answer[] = [
  {
    shown: "429, or 403 with `Retry-After` or no requests left",
    error: { status: 429, message: "…", response: { headers: {}, data: {} } },
  },
  {
    shown: "400 to 499 and no JSON, such as the page of a proxy",
    error: { status: 403, message: "…", response: { headers: {}, data: "<html>" } },
  },
  { shown: "500 to 599", error: { status: 502, message: "…", response: { headers: {}, data: {} } } },
  { shown: "nothing within 10 seconds", error: Object.assign(new Error("…"), { name: "TimeoutError" }) },
  { shown: "nothing: no connection", error: new Error("…") },
];
