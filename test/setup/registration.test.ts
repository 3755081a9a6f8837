import { describe, expect, test } from "vitest";
import { createManifest, formAddress, readWishes } from "../../src/setup/registration.ts";

const wishes = { name: "acme-gate", address: "https://gate.acme.com/plan", organization: "acme" };

describe("what somebody typed", () => {
  test("is read, without blanks and without the slash at the end", () => {
    const typed = { name: " acme-gate ", address: "https://gate.acme.com/plan/", organization: "acme" };

    expect(readWishes(typed)).toEqual({ state: "read", wishes });
    expect(readWishes({ ...typed, organization: " " })).toMatchObject({ wishes: { organization: null } });
  });

  test.each([
    "",
    "gate.acme.com",
    "ftp://gate",
    "https://user:word@gate",
    "https://gate/?a=1",
    "https://gate/#a",
  ])("is no address: `%s`", (address) => {
    expect(readWishes({ ...wishes, address })).toEqual({
      state: "problems",
      problems: [
        "The server's address is not of the form `https://plan-gate.acme.com`. Give the one that GitHub reaches.",
      ],
    });
  });

  test("is told all that is wrong with it at once", () => {
    expect(readWishes({ name: "x".repeat(35), organization: "acme/../x" })).toMatchObject({
      problems: [
        "The App's name has 1 to 34 characters. Choose another.",
        "The server's address is not of the form `https://plan-gate.acme.com`. Give the one that GitHub reaches.",
        "The organization is not named as in its address on GitHub, such as `acme`.",
      ],
    });
  });
});

test("the manifest is `app.yml` with the wishes in it", async () => {
  const manifest: unknown = JSON.parse(await createManifest(wishes, "http://localhost:3000/setup/done"));

  expect(manifest).toMatchObject({
    name: "acme-gate",
    url: "https://gate.acme.com/plan",
    redirect_url: "http://localhost:3000/setup/done",
    hook_attributes: { url: "https://gate.acme.com/plan/api/github/webhooks", active: true },
    public: false,
    default_permissions: { checks: "write", contents: "read" },
  });
});

test("GitHub's form is the organization's or one's own", () => {
  expect(formAddress("https://github.com", wishes)).toBe(
    "https://github.com/organizations/acme/settings/apps/new",
  );
  expect(formAddress("https://github.com", { ...wishes, organization: null })).toBe(
    "https://github.com/settings/apps/new",
  );
});
