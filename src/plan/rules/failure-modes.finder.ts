import { countContent, hasColumn, isNearest, named, standing, type Exhibit } from "../signals/exhibit.ts";
import type { Add, Kind } from "../signals/score.ts";

const k = (full: number): Kind => ({ one: "", several: "", full });
export const kinds: Readonly<Record<string, Kind>> = {
  "risk-row": k(2),
  "row-under": k(2),
  "answered-under": k(2),
  "described-under": k(3),
  "effect-field": k(2),
  "effect-field-under": k(2),
  "edge-case": k(4),
  "risk-elsewhere": k(3),
  promised: k(1),
};
const effectKey = /\b(?:impact|mitigation|mitigaci[oó]n|mitiga[cç][aã]o|mitigazione|att[eé]nuation|risk|risiko|risque|riesgo|risco|rischio|maßnahme|gegenmaßnahme|contingency)\b|[\u7f13\u7de9]\u89e3|\u5bf9\u7b56|\u5bfe\u7b56|\u5f71\u54cd|\u5f71\u97ff|\uc644\ud654|\ub300\uc751|\uc601\ud5a5/iu;
const answer = /\u2192|=>|->|\u21d2|:\s|\uff1a|\s[-\u2013\u2014]\s|\bso\b|\btherefore\b/u;

export function find(exhibit: Exhibit, add: Add): void {
  const { block } = exhibit;
  if (exhibit.said.length === 0 || block.kind === "code") return;
  const under = standing(exhibit, "failure-modes") > 0;
  const inTests = isNearest(exhibit, ["testing"]);
  const id = `${block.path}:${block.startLine}`;
  const content = exhibit.said.reduce((sum, each) => sum + countContent(each, ["risk", "effect", "filler"], ""), 0);
  const effects = named(exhibit, "effect");
  const isEffect = block.kind === "field" && block.key !== null && effectKey.test(block.key);
  if (block.kind === "row" && block.table !== null) {
    const [first] = block.table.columns;
    const names = first !== undefined && (first.has("risk") || first.has("failure"));
    const anyRisk = hasColumn(exhibit, "risk");
    if ((names || anyRisk) && hasColumn(exhibit, "effect") && content >= 3) { add("risk-row", id); return; }
    if (under && content >= 3) add("row-under", id);
    return;
  }
  if (under) {
    add("promised", "1");
    if (isEffect && content >= 2) add("effect-field-under", `${block.section.startLine}`);
    else if (content >= 3 && (effects.length > 0 || answer.test(block.kind === "field" ? `: ${exhibit.text}` : exhibit.text))) add("answered-under", id);
    else if (content >= 3) add("described-under", id);
    return;
  }
  if (isEffect && content >= 2) add("effect-field", id);
  if (standing(exhibit, "edge-cases") > 0 && block.substance === "described" && content >= 3) add("edge-case", id);
  if (!inTests && named(exhibit, "risk").length > 0 && effects.length > 0 && content >= 3) add("risk-elsewhere", id);
}
