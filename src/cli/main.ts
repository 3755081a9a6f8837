#!/usr/bin/env node
import { endOnBrokenPipe } from "./broken-pipe.ts";
import { runCommandLine } from "./run.ts";

endOnBrokenPipe();
await runCommandLine(process.argv.slice(2));
