import { expect, test } from "vitest";
import { configSchema, defaultConfig, planSettings } from "../../src/config/config.ts";
import { defaultPlanSettings } from "../../src/plan/settings.ts";

test("without a config, plans are judged by the defaults", () => {
  expect(planSettings(defaultConfig)).toEqual(defaultPlanSettings);
});

test("severities, headings and sections of the config reach the rules", () => {
  const config = configSchema.parse({
    rules: { testing: "off" },
    headings: { testing: ["Pruebas"] },
    sections: [{ id: "rollout", title: "Rollout", headings: ["Deployment"] }],
  });

  expect(planSettings(config)).toEqual({
    severities: { testing: "off" },
    headings: { testing: ["Pruebas"] },
    sections: [{ id: "rollout", title: "Rollout", headings: ["Deployment"] }],
  });
});
