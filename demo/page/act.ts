import { z } from "zod";
import type { Emulator } from "../../emulator/server.ts";
import { accountByLogin } from "../../emulator/world/people.ts";
import { may } from "../../emulator/world/permissions.ts";
import { repositoryByName } from "../../emulator/world/repositories.ts";

/** What somebody at the page asks for. */
const deedSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("comment"), as: z.string(), body: z.string() }),
  z.object({ type: z.literal("press"), as: z.string(), run: z.number(), identifier: z.string() }),
  z.object({ type: z.literal("merge"), as: z.string() }),
]);

const messageSchema = z.object({ message: z.string() });

/** GitHub's answer, in its own words. */
interface DeedAnswer {
  readonly status: number;
  readonly message: string;
}

/** Does what the page asks for as the person it names, with that person's rights and no others. */
export async function act(
  github: Emulator,
  place: { readonly repository: string; readonly number: number },
  body: unknown,
): Promise<DeedAnswer> {
  const deed = deedSchema.safeParse(body);
  if (!deed.success) return { status: 422, message: "The page asked for something unknown." };
  const call = (method: string, path: string, content: unknown): Promise<DeedAnswer> =>
    callAs(github, deed.data.as, { method, path: `/repos/${place.repository}${path}`, content });
  switch (deed.data.type) {
    case "comment":
      return call("POST", `/issues/${place.number}/comments`, { body: deed.data.body });
    case "merge":
      return call("PUT", `/pulls/${place.number}/merge`, {});
    case "press":
      return press(github, place.repository, deed.data);
  }
}

async function callAs(
  github: Emulator,
  login: string,
  { method, path, content }: { method: string; path: string; content: unknown },
): Promise<DeedAnswer> {
  const answer = await github.answer(
    new Request(`${github.url}/api/v3${path}`, {
      method,
      headers: { authorization: `token user:${login}`, "content-type": "application/json" },
      body: JSON.stringify(content),
    }),
  );
  const said = messageSchema.safeParse(await answer.json());
  return { status: answer.status, message: said.success ? said.data.message : "" };
}

/** There is no request for pressing a button: GitHub has it in the browser alone, for those who may write. */
function press(
  { world }: Emulator,
  repository: string,
  { as, run, identifier }: { as: string; run: number; identifier: string },
): DeedAnswer {
  const place = repositoryByName(world.state, repository);
  const account = accountByLogin(world.state, as);
  const shown = place?.checkRuns.get(run)?.actions.some((action) => action.identifier === identifier);
  if (place === null || account === null || shown !== true) {
    return { status: 404, message: "That button is gone." };
  }
  if (!may(world.state, place, account, "write")) {
    return { status: 403, message: `${as} cannot write here, and so cannot press the button.` };
  }
  world.press(repository, run, { by: as, identifier });
  return { status: 200, message: "" };
}
