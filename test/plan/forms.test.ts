import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingOf } from "./judge.ts";

/** Something named, and what is said of it. */
type Pair = readonly [name: string, said: string];

interface Content {
  readonly heading: string;
  readonly columns: Pair;
  readonly pairs: readonly Pair[];
}

/** Short and specific: any two entries are enough. */
const specific: Readonly<Record<string, Content>> = {
  "data-models": {
    heading: "Data model",
    columns: ["Field", "Type"],
    pairs: [
      ["id", "uuid"],
      ["email", "text"],
      ["expires_at", "timestamp"],
      ["attempts", "integer"],
    ],
  },
  interfaces: {
    heading: "API",
    columns: ["Endpoint", "Answer"],
    pairs: [
      ["`POST /invitations`", "answers 201 with the invitation"],
      ["`DELETE /invitations/:id`", "answers 204"],
      ["`GET /invitations`", "answers 200 with a list"],
    ],
  },
  "error-handling": {
    heading: "Error handling",
    columns: ["Error", "What is done"],
    pairs: [
      ["The mail service does not answer", "retry 3 times and log a warning"],
      ["The token has expired", "return 410 and log it"],
      ["The row is missing", "skip it and log the number"],
    ],
  },
  "failure-modes": {
    heading: "Failure modes",
    columns: ["What fails", "What happens then"],
    pairs: [
      ["The mail service is down", "invitations wait in the queue and are sent late"],
      ["The database is full", "the form says so and an alert goes out"],
      ["Two people press at once", "the second sees the answer of the first"],
    ],
  },
  dependencies: {
    heading: "Dependencies",
    columns: ["Name", "Used for"],
    pairs: [
      ["PostgreSQL 16", "stores the invitations"],
      ["argon2 0.31", "hashes the tokens"],
      ["Redis 7.2", "holds the queue of mails"],
    ],
  },
  testing: {
    heading: "Testing",
    columns: ["Kind", "What is checked"],
    pairs: [
      ["Unit tests", "expired and used tokens are refused"],
      ["Integration", "one invitation stores one row and queues one mail"],
      ["By hand", "the mail arrives at its reader on staging"],
    ],
  },
  deterministic: {
    heading: "Deterministic",
    columns: ["What", "How"],
    pairs: [
      ["Versions", "pinned by digest in the lock file"],
      ["Import", "idempotent, keyed by the file's name"],
    ],
  },
  "code-before-prompts": {
    heading: "Code before prompts",
    columns: ["Module", "What it does"],
    pairs: [
      ["`src/token.ts`", "makes and checks tokens"],
      ["`src/mail.ts`", "queues the mails"],
      ["`src/invite.ts`", "joins the two"],
    ],
  },
  "cli-first": {
    heading: "Commands",
    columns: ["Command", "What it does"],
    pairs: [
      ["`invite send <email> --expires 7d`", "sends an invitation"],
      ["`invite list --pending`", "lists what is open"],
      ["`invite drop <id> --force`", "takes one back"],
    ],
  },
};

/** Words without substance: no entry says anything of its own. */
const vague: readonly Pair[] = [
  ["Quality", "comprehensive best practices"],
  ["Approach", "robust and scalable"],
  ["Everything", "as appropriate"],
];

const lines = (pairs: readonly Pair[], line: (pair: Pair, at: number) => string): string =>
  pairs.map(line).join("\n");

/** Ways to write the same. */
const forms: Readonly<Record<string, (content: Content) => string>> = {
  bullets: ({ pairs }) => lines(pairs, ([name, said]) => `- ${name}: ${said}`),
  "bullets with a dash": ({ pairs }) => lines(pairs, ([name, said]) => `- ${name} — ${said}`),
  "bullets with an arrow": ({ pairs }) => lines(pairs, ([name, said]) => `- ${name} → ${said}`),
  "ticked boxes": ({ pairs }) => lines(pairs, ([name, said]) => `- [x] ${name}: ${said}`),
  "a numbered list": ({ pairs }) => lines(pairs, ([name, said], at) => `${String(at + 1)}. ${name}: ${said}`),
  "bold fields": ({ pairs }) => pairs.map(([name, said]) => `**${name}**: ${said}`).join("\n\n"),
  "bullets with bold names": ({ pairs }) => lines(pairs, ([name, said]) => `- **${name}:** ${said}`),
  sentences: ({ pairs }) => pairs.map(([name, said]) => `${name}: ${said}.`).join(" "),
  "one line": ({ pairs }) => `${pairs.map(([name, said]) => `${name}: ${said}`).join("; ")}.`,
  "a table": ({ columns, pairs }) =>
    `| ${columns.join(" | ")} |\n| --- | --- |\n${lines(pairs, (pair) => `| ${pair.join(" | ")} |`)}`,
  "bullets within bullets": ({ pairs }) => lines(pairs, ([name, said]) => `- ${name}\n  - ${said}`),
};

function planOf(content: Content, form: string): string {
  return `# Plan\n\n## ${content.heading}\n\n${forms[form]?.(content) ?? ""}\n`;
}

function verdicts(ruleId: string, content: Content): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(forms).map((form) => [form, findingOf(planOf(content, form), ruleId).status]),
  );
}

function inEveryForm(status: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(forms).map((form) => [form, status]));
}

describe.each(Object.entries(specific))("%s", (ruleId, content) => {
  it("is judged alike in every form, whichever entries there are and in whatever order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...content.pairs], { minLength: 2 }), (pairs) => {
        expect(verdicts(ruleId, { ...content, pairs })).toEqual(inEveryForm("pass"));
      }),
      { numRuns: 5 },
    );
  });

  it("is not satisfied by words without substance, in no form", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...vague], { minLength: 1 }), (pairs) => {
        expect(verdicts(ruleId, { ...content, columns: ["What", "How"], pairs })).toEqual(
          inEveryForm("fail"),
        );
      }),
      { numRuns: 2 },
    );
  });
});

describe("an author's own words pass, whatever their form:", () => {
  it.each([
    [
      "three bullets that begin with the kind",
      "testing",
      "## Testing\n\n- Unit tests: expired tokens are refused\n- Unit tests: used tokens are refused\n- Unit tests: unknown tokens are refused\n",
    ],
    [
      "the same without the word for tests",
      "testing",
      "## Testing\n\n- Unit: expired tokens are refused\n- Unit: used tokens are refused\n- Unit: unknown tokens are refused\n",
    ],
    [
      "names with versions in one line",
      "dependencies",
      "## Dependencies\n\n- PostgreSQL 16, argon2 0.31, Redis 7.2\n",
    ],
    [
      "names with versions in three lines",
      "dependencies",
      "## Dependencies\n\n- PostgreSQL 16\n- argon2 0.31\n- Redis 7.2\n",
    ],
    [
      "products with numbers in a sentence",
      "dependencies",
      "## Dependencies\n\nPostgreSQL 16 and Redis 7.\n",
    ],
    [
      "three sentences about errors",
      "error-handling",
      "## Error handling\n\nAn expired token is answered with 410. When the mail service does not answer, sending is retried 3 times. Anything else is logged and answered with 500.\n",
    ],
    [
      "typed fields in one sentence",
      "data-models",
      "## Data model\n\nAn invitation has id (uuid), email (text) and expires_at (timestamp).\n",
    ],
    [
      "typed bullets under a heading about the work",
      "data-models",
      "## Work record\n\n- `id`: uuid\n- `email`: text\n- `expires_at`: timestamp\n",
    ],
    [
      "entities with what they hold",
      "data-models",
      "## Data model\n\n- Invitation: the address, who sent it and when it expires\n- Team: its name, its owner and its members\n",
    ],
    [
      "a commands section with a fence of scripts and one of its own",
      "cli-first",
      "## Commands\n\n```bash\nnpm run invite -- me@example.org --expires 7d\ninvite list --pending\n```\n",
    ],
    [
      "an answer for all time in plain words",
      "deterministic",
      "- **Deterministic**: writing the same event twice leaves the same file.\n",
    ],
    [
      "a tag that does not move",
      "deterministic",
      "- **Deterministic**: the base image is fixed to one tag.\n",
    ],
    ["the fix's own words", "deterministic", "- **Deterministic**: a second run gives the same result.\n"],
    [
      "failure modes as bullets with sign and result",
      "failure-modes",
      "## Failure modes\n\n- The queue is full: seen as inserts that fail; the form says so.\n- The clock is wrong: seen in the log; links end early.\n",
    ],
    [
      "risks under the heading of OpenSpec",
      "failure-modes",
      "## Risks / Trade-offs\n\n- [The mail service is slow] → send in the background\n- [Links leak] → they end after a day\n- [Two people press at once] → the second is told\n",
    ],
  ])("%s (%s: %#)", (_name, ruleId, text) => {
    expect(findingOf(`# Plan\n\n${text}`, ruleId).status).toBe("pass");
  });

  it.each([
    ["with a colon", "## Data model\n\nNo data is stored: the service is stateless.\n"],
    ["with a comma", "## Data model\n\nNone, the service is stateless.\n"],
    ["as the fix says it", "## Data model\n\nThere is no data to model, because the service is stateless.\n"],
  ])("a reason why there is no data, %s", (_name, text) => {
    expect(findingOf(`# Plan\n\n${text}`, "data-models").status).toBe("not-applicable");
  });

  it("while a label with any words behind it does not", () => {
    expect(findingOf("- **Deterministic**: yes, this is fine\n", "deterministic").status).toBe("fail");
    expect(findingOf("- **CLI-first**: yes, this is fine\n", "cli-first").status).toBe("fail");
  });
});
