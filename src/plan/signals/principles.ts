import { fold } from "../reading/fold.ts";
import { saying, opensWithMarker } from "./not-applicable.ts";
import type { Exhibit } from "./exhibit.ts";

const no =
  /^(?:not|none|nein|nicht|non|n\u00e3o|nao|nie|nee|net|\u043d\u0435\u0442|\u043d\u0456|hay\u0131r|hayir|\u5426|\u4e0d|\u65e0|\u7121|\u3044\u3044\u3048|\uc544\ub2c8)(?=$|[\s,.:;\u3001\uff0c\u3002])|^no(?=$|[,.:;])/u;

/** Whether a principle row says that the principle is not kept, or does not apply. */
export function refuses(exhibit: Exhibit): boolean {
  const text = saying(exhibit.block);
  if (exhibit.hits.some((hit) => hit.label === "breach")) return true;
  return opensWithMarker(text) || no.test(fold(text).replace(/^[^\p{L}\p{N}]+/u, ""));
}
