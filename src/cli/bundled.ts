import module from "node:module";
import { readGuardCall } from "./guard/guard-call.ts";

/** Where the bundle starts: agents run the guard before every edit, so nothing else is read for it. */
const enableCompileCache: unknown = Reflect.get(module, "enableCompileCache");
if (typeof enableCompileCache === "function") Reflect.apply(enableCompileCache, module, []);

const isGuard = readGuardCall(process.argv.slice(2)) !== null;
if (!isGuard) {
  // Most runs are over before optimized code would pay for its making: V8 waits four times as long for it.
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--interrupt-budget=600000");
}
await import(new URL(isGuard ? "./guard.mjs" : "./commands.mjs", import.meta.url).href);
