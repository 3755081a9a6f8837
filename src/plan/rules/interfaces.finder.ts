import { isNearest, named, standing, type Exhibit, countContent } from "../signals/exhibit.ts";
import { countFlags, isMultiCall, isToolCommand, isTypedCall } from "../signals/inline-signals.ts";
import type { Add, Kind } from "../signals/score.ts";
import { findTypedFields } from "../signals/field-signals.ts";

export const kinds: Readonly<Record<string, Kind>> = {
  endpoint: { one: "endpoint", several: "endpoints", full: 2 },
  "endpoint-elsewhere": { one: "endpoint", several: "endpoints", full: 3 },
  "code-signature": { one: "", several: "", full: 2 },
  "code-signature-under": { one: "", several: "", full: 2 },
  "code-usage-under": { one: "", several: "", full: 2 },
  "code-usage": { one: "", several: "", full: 3 },
  "code-key-under": { one: "", several: "", full: 3 },
  "typed-call": { one: "", several: "", full: 2 },
  call: { one: "", several: "", full: 3 },
  "call-under": { one: "", several: "", full: 2 },
  option: { one: "", several: "", full: 3 },
  command: { one: "", several: "", full: 2 },
  "command-under": { one: "", several: "", full: 2 },
  port: { one: "", several: "", full: 2 },
  "typed-under": { one: "", several: "", full: 3 },
  "contract-under": { one: "", several: "", full: 3 },
  "described-under": { one: "", several: "", full: 3 },
  "contract-elsewhere": { one: "", several: "", full: 4 },
  "payload": { one: "", several: "", full: 1 },
  promised: { one: "heading", several: "headings", full: 1 },
  route: { one: "", several: "", full: 4 },
};
const call = /^[\w$.]+\([^()]*\)/u;
const port = /\b\d{2,5}:\d{2,5}\b|\bports?\s*(?:[:=]\s*)?`?\d{2,5}\b|(?:^|[\s(])(?:localhost|127\.0\.0\.1|0\.0\.0\.0)?:\d{4,5}\b/giu;
const route = /^\/[\w\-./:{}[\]$<>*?=&]+$/u;
const json = /\{\s*["'`]?\w+["'`]?\s*[:?]/u;

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  const under = standing(exhibit, "interfaces") > 0 ;
  const inTests = isNearest(exhibit, ["testing", "verification"]);
  const id = `${block.path}:${block.startLine}`;
  if (!inTests) for (const each of exhibit.endpoints) add(under ? "endpoint" : "endpoint-elsewhere", each.replace(/[`*\s|:]+/gu, " "));
  if (code !== null) {
    for (const path of code.paths) add("endpoint", path);
    const n = Math.min(code.signatures, 3);
    for (let at = 0; at < n; at += 1) if (code.isProgram) add(under ? "code-signature-under" : "code-signature", `${id}:${at}`);
    for (let at = 0; at < Math.min(code.usages, 3); at += 1) add(under ? "code-usage-under" : "code-usage", `${id}:${at}`);
    if (under) for (let at = 0; at < Math.min(code.keys, 3); at += 1) add("code-key-under", `${id}:${at}`);
    return;
  }
  if (exhibit.said.length === 0) return;
  for (const each of exhibit.codes) {
    if (isTypedCall(each)) add("typed-call", each);
    else if (isMultiCall(each)) add(under ? "call-under" : "call", each);
    else if (call.test(each)) add(under ? "call-under" : "call", each);
    if (route.test(each) && !/\.\w{1,5}$/u.test(each)) add("route", each);
    if (json.test(each)) add("payload", each);
  }
  if (!inTests) for (const each of exhibit.commands) {
    if (isToolCommand(each)) continue;
    if (countFlags(each) > 0) for (const flag of each.match(/--?[a-zA-Z][\w-]*/gu) ?? []) add("option", flag);
    add(under ? "command-under" : "command", each);
  }
  for (const each of exhibit.text.match(port) ?? []) add("port", each);
  const contract = named(exhibit, "contract");
  if (under && !inTests) {
    add("promised", "1");
    for (const field of findTypedFields(exhibit.text)) add("typed-under", field.toLowerCase());
    const content = exhibit.said.reduce((sum, each) => sum + countContent(each, ["contract"], block.section.title.toLowerCase()), 0);
    if (contract.length > 0 && content >= 2) add("contract-under", id);
    if (block.substance === "described" && content >= 2) add("described-under", id);
  } else if (contract.length >= 2 && !inTests && block.substance === "described") add("contract-elsewhere", id);
}
