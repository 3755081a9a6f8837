import module from "node:module";
import v8 from "node:v8";
import { readGuardCall } from "./guard/guard-call.ts";

/** Where the bundle starts: agents run the guard before every edit, so nothing else is read for it. */
const enableCompileCache: unknown = Reflect.get(module, "enableCompileCache");
if (typeof enableCompileCache === "function") Reflect.apply(enableCompileCache, module, []);

// Most runs are over before optimized code would pay for its making: V8 waits four times as long for it.
v8.setFlagsFromString("--interrupt-budget=600000");

const file = readGuardCall(process.argv.slice(2)) === null ? "./commands.mjs" : "./guard.mjs";
await import(new URL(file, import.meta.url).href);
