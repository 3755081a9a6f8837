import { generateKeyPairSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { notFound, unprocessable } from "../http/problem.ts";
import { appShape } from "../shapes/app.ts";
import type { Account } from "../world/people-state.ts";
import { accountByLogin, createApp } from "../world/people.ts";
import { type State, takeId } from "../world/state.ts";

/** An App as a manifest asks for it: https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export const manifestSchema = z.object({
  name: z.string().min(1).max(34),
  url: z.url(),
  redirect_url: z.url(),
  hook_attributes: z.object({ url: z.url(), active: z.boolean().optional() }),
  public: z.boolean().optional(),
  default_events: z.array(z.string()).optional(),
  default_permissions: z.record(z.string(), z.enum(["read", "write", "admin"])).optional(),
});

/** As GitHub makes the part of an address from a name. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** Keeps what somebody agreed to; answers the code that its server exchanges. */
export function agree(state: State, owner: Account, manifest: z.infer<typeof manifestSchema>): string {
  const isTaken = [...state.apps.values()].some(({ slug }) => slug === slugOf(manifest.name));
  if (isTaken) throw unprocessable("Name is already taken");
  const code = randomBytes(20).toString("hex");
  const { name, hook_attributes } = manifest;
  state.registrations.set(code, { name, ownerId: owner.id, webhookUrl: hook_attributes.url });
  return code;
}

/** Makes the App of a code, and tells its secrets this once. */
export function convertRegistration(state: State, code: string) {
  const registration = state.registrations.get(code);
  if (registration === undefined) throw notFound();
  state.registrations.delete(code);
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const secret = randomBytes(20).toString("hex");
  const { name, ownerId, webhookUrl } = registration;
  const app = createApp(state, {
    id: takeId(state),
    slug: slugOf(name),
    name,
    ownerId,
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    hook: { url: webhookUrl, secret },
  });
  return {
    ...appShape(state, app),
    client_secret: randomBytes(20).toString("hex"),
    webhook_secret: secret,
    pem: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
  };
}

/** Who registers for an organization, or for `mona`, the person at the browser. */
export function ownerOf(state: State, organization: string | null): Account {
  const owner = accountByLogin(state, organization ?? "mona");
  if (owner === null) throw notFound();
  return owner;
}
