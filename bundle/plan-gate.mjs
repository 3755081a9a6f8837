#!/usr/bin/env node
// Made from src/cli/ by `npm run generate`; not minified, so that it can be read.
import { createRequire as requireOfBundle } from "node:module";
const require = requireOfBundle(import.meta.url);

// src/cli/bundled.ts
import module from "node:module";

// src/cli/guard/guard-call.ts
var guardHooks = ["pre-tool-use", "pre-commit", "pre-push"];
function readGuardCall([
  command,
  name = "pre-tool-use",
  ...rest
]) {
  if (command !== "guard" || rest.some((word) => word.startsWith("-"))) return null;
  return guardHooks.find((hook) => hook === name) ?? null;
}

// src/cli/bundled.ts
var enableCompileCache = Reflect.get(module, "enableCompileCache");
if (typeof enableCompileCache === "function") Reflect.apply(enableCompileCache, module, []);
var isGuard = readGuardCall(process.argv.slice(2)) !== null;
if (!isGuard) {
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--interrupt-budget=600000");
}
await import(new URL(isGuard ? "./guard.mjs" : "./commands.mjs", import.meta.url).href);
