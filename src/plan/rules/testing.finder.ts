import { countContent, standing, isNearest, named, type Exhibit } from "../signals/exhibit.ts";
import { isCommand } from "../signals/inline-signals.ts";
import type { Add, Kind } from "../signals/score.ts";

const k = (full: number): Kind => ({ one: "", several: "", full });
export const kinds: Readonly<Record<string, Kind>> = {
  "case-under": k(3),
  "kind-under": k(2),
  "target-under": k(2),
  tool: k(2),
  file: k(3),
  "file-under": k(2),
  command: k(2),
  "code-test": k(2),
  "code-usage": k(2),
  "kind-elsewhere": k(3),
  "target-elsewhere": k(3),
  criterion: k(4),
  "checked-criterion": k(3),
  promised: k(1),
  row: k(2),
};
const own = ["test", "test-kind", "test-tool", "technology"] as const;

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  const under = standing(exhibit, "testing") > 0;
  const verifying = standing(exhibit, "verification") > 0;
  const id = `${block.path}:${block.startLine}`;
  for (const each of exhibit.testFiles) add(under ? "file-under" : "file", each);
  if (code !== null) {
    for (let at = 0; at < Math.min(code.tests, 3); at += 1) add("code-test", `${id}:${at}`);
    if (under || verifying) for (let at = 0; at < Math.min(code.usages, 3); at += 1) add("code-usage", `${id}:${at}`);
    return;
  }
  if (exhibit.said.length === 0) return;
  const title = block.section.title.toLowerCase();
  for (const each of named(exhibit, "test-tool")) add("tool", each);
  for (const statement of exhibit.said) {
    const content = countContent(statement, own, title);
    const kindsHere = statement.hits.filter((hit) => hit.label === "test-kind").map((hit) => statement.folded.slice(hit.start, hit.end));
    const tests = statement.hits.some((hit) => hit.label === "test");
    if (under) {
      for (const each of kindsHere) add("kind-under", each);
      if (content >= 3) add("case-under", statement.folded.slice(0, 80));
      if (kindsHere.length > 0 && content >= 2) add("target-under", kindsHere[0] ?? "");
    } else if (kindsHere.length > 0 && tests) {
      for (const each of kindsHere) add("kind-elsewhere", each);
      if (content >= 3) add("target-elsewhere", statement.folded.slice(0, 80));
    } else if (tests && content >= 3 && verifying) add("checked-criterion", statement.folded.slice(0, 80));
    if (verifying && content >= 3) add("criterion", statement.folded.slice(0, 80));
  }
  if (under) add("promised", "1");
  if (under && block.kind === "row") add("row", id);
  if (under || verifying) for (const each of exhibit.codes.filter(isCommand)) add("command", each);
}
