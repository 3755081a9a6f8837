import { countContent, hasColumn, isNearest, standing, type Exhibit } from "../signals/exhibit.ts";
import type { Add, Kind } from "../signals/score.ts";

const k = (full: number): Kind => ({ one: "", several: "", full });
export const kinds: Readonly<Record<string, Kind>> = {
  stated: k(1),
  "stated-twice": k(2),
  pinned: k(1),
  same: k(1),
  "in-tests": k(1),
  pure: k(1),
  "in-risks": k(1),
  hedged: k(1),
  "code-lock": k(1),
  "principle-row": k(1),
  "principle-own": k(1),
};
const locked = /--frozen-lockfile|\bnpm ci\b|--locked\b|--frozen\b|--require-hashes|@sha256:|--immutable\b/u;
const reachBefore = 12;

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  const id = `${block.path}:${block.startLine}`;
  if (code !== null) {
    if (locked.test(block.text)) add("code-lock", id);
    return;
  }
  const inTests = isNearest(exhibit, ["testing", "verification"]);
  const inRisks = hasColumn(exhibit, "risk") || hasColumn(exhibit, "effect") || isNearest(exhibit, ["failure-modes"]);
  const principle = standing(exhibit, "deterministic") >= 0.9;
  for (const { folded, hits } of exhibit.said) {
    const hedged = hits.some((hit) => hit.label === "hedge");
    for (const hit of hits) {
      if (hit.label !== "deterministic" && hit.label !== "same-result") continue;
      const word = folded.slice(hit.start, hit.end);
      const denied = hits.some((other) => other.label === "negation" && other.end <= hit.start && hit.start - other.end <= reachBefore && other.start !== hit.start);
      if (denied || /[非不]$/u.test(folded.slice(0, hit.start))) continue;
      const isPure = /\bpur|side effect/u.test(word);
      const isPin = /pin|lock|version|frozen|exact|npm ci|sha|checksum/u.test(word);
      const kind = hedged ? "hedged" : inRisks ? "in-risks" : inTests ? "in-tests" : isPure ? "pure" : isPin ? "pinned" : hit.label === "same-result" ? "same" : "stated";
      add(kind, kind === "stated" ? word : "1");
      if (!hedged && !inRisks && !inTests) add("stated-twice", id);
      if (principle && !hedged) add("principle-own", id);
    }
    if (principle && !hits.some((hit) => hit.label === "breach" || hit.label === "negation") && countContent({ folded, hits, text: "", mood: "said" }, ["filler"], "") >= 2) add("principle-row", id);
  }
}
