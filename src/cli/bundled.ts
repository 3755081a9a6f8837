import module from "node:module";
import { readGuardCall } from "./guard/guard-call.ts";

/** Where the bundle starts: agents run the guard before every edit, so nothing else is read for it. */
const enableCompileCache: unknown = Reflect.get(module, "enableCompileCache");
if (typeof enableCompileCache === "function") Reflect.apply(enableCompileCache, module, []);

const file = readGuardCall(process.argv.slice(2)) === null ? "./commands.mjs" : "./guard.mjs";
await import(new URL(file, import.meta.url).href);
