import { isNearest, standing, named, type Exhibit } from "../signals/exhibit.ts";
import { isCode, readCode } from "../signals/code-signals.ts";
import { countFlags, findScripts, isToolCommand } from "../signals/inline-signals.ts";
import type { Add, Kind } from "../signals/score.ts";

const k = (full: number): Kind => ({ one: "", several: "", full });
export const kinds: Readonly<Record<string, Kind>> = {
  "own-command": k(3),
  "own-command-under": k(2),
  "own-option": k(2),
  script: k(4),
  target: k(2),
  "tree-script": k(4),
  usage: k(4),
  "usage-under": k(2),
  "tool-under": k(2),
  word: k(3),
  "word-under": k(2),
  "principle-row": k(1),
};

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  const id = `${block.path}:${block.startLine}`;
  const under = standing(exhibit, "interfaces") > 0 || standing(exhibit, "cli-first") > 0;
  const inTests = isNearest(exhibit, ["testing", "verification"]);
  if (code !== null) {
    if (!isCode(block.language) && /[\u2500-\u257f]/u.test(block.text)) {
      for (const each of findScripts(block.text)) add("tree-script", each);
      if (/\bMakefile\b/u.test(block.text)) add("target", "Makefile");
      return;
    }
    const lines = block.text.split("\n").filter((line) => line.trim() !== "");
    const own = lines.filter((line) => !isToolCommand(line.trim()));
    const n = readCode({ ...block, text: own.join("\n") }).usages;
    if (!inTests) for (let at = 0; at < Math.min(n, 4); at += 1) add(under ? "usage-under" : "usage", `${id}:${at}`);
    for (const line of lines) if (/^\s*(?:make|just|task) [a-z]/u.test(line) && line.length < 200) add("target", line.trim());
    return;
  }
  if (exhibit.said.length === 0) return;
  for (const each of named(exhibit, "command")) add(under ? "word-under" : "word", `${each}${id}`);
  if (!inTests) for (const each of exhibit.commands) {
    const isTool = isToolCommand(each);
    if (/^(?:make|just|task) /u.test(each)) add("target", each);
    else if (isTool) { if (under) add("tool-under", each); }
    else {
      add(under ? "own-command-under" : "own-command", each);
      if (countFlags(each) > 0) add("own-option", each);
    }
  }
  for (const each of findScripts(exhibit.text)) add("script", each);
  if (standing(exhibit, "cli-first") >= 0.9) {
    const breach = exhibit.hits.some((hit) => hit.label === "breach");
    if (!breach && (exhibit.codes.length > 0 || named(exhibit, "command").length > 0)) add("principle-row", id);
  }
}
