import { countContent, standing, named, type Exhibit } from "../signals/exhibit.ts";
import type { Add, Kind } from "../signals/score.ts";

const k = (full: number): Kind => ({ one: "", several: "", full });
export const kinds: Readonly<Record<string, Kind>> = {
  path: k(3),
  word: k(6),
  technology: k(6),
  program: k(1),
  data: k(2),
  tree: k(4),
  endpoint: k(2),
  call: k(3),
  "principle-row": k(1),
  prompt: k(3),
  described: k(6),
};

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  const id = `${block.path}:${block.startLine}`;
  for (const each of exhibit.endpoints) add("endpoint", each);
  if (code !== null) {
    const isTree = /[\u2500-\u257f]/u.test(block.text);
    if (code.isProgram) add("program", id);
    else if (isTree) for (const each of exhibit.sourcePaths) add("tree", each);
    else if (code.keys + code.usages >= 2) add("data", id);
    return;
  }
  if (exhibit.said.length === 0) return;
  const prompts = named(exhibit, "prompt");
  for (const each of prompts) add("prompt", `${each}${id}`);
  for (const each of exhibit.sourcePaths) add("path", each);
  for (const each of named(exhibit, "code")) add("word", each);
  for (const each of named(exhibit, "technology")) add("technology", each);
  for (const each of exhibit.codes) if (/\(/u.test(each)) add("call", each);
  if (standing(exhibit, "code-before-prompts") >= 0.9) {
    const breach = exhibit.hits.some((hit) => hit.label === "breach") || /^(?:no|nein|non|否|不)\b/u.test(block.folded);
    if (!breach && (named(exhibit, "code").length > 0 || exhibit.codes.length > 0 || named(exhibit, "technology").length > 0)) add("principle-row", id);
  }
  const content = exhibit.said.reduce((sum, each) => sum + countContent(each, [], ""), 0);
  if (content >= 5) add("described", id);
}
