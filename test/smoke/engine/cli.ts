import { smokeCommand } from "../../../src/cli/smoke.ts";

await smokeCommand().parseAsync();
