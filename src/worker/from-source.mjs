/** Loads a worker's TypeScript module, named by its first argument, in development only: it is not part of the build. */
import { register } from "tsx/esm/api";

register();
const entry = await import(process.argv[2]);

export default entry.default;
export const ready = entry.ready;
