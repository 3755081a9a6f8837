import { expect, test } from "vitest";
import { permissionOfRoute } from "../../src/github/client/permissions.ts";
import { refusedKinds, token } from "./refused-routes.ts";

/** GitHub's reference and the emulator name parameters differently. */
const nameless = (route: string): string => route.replaceAll(/\{[^}]*\}/g, "{}");

test("every route that GitHub is asked on is refused in a test of what people see then, and no other", () => {
  const refused = [...refusedKinds].map(nameless);
  const asked = [...Object.keys(permissionOfRoute), token].map(nameless);

  expect(refused.sort()).toEqual(asked.sort());
});
