import { says, sectionPassage } from "./signals/evidence.ts";
import type { Finding, Fix } from "./finding.ts";
import { fold } from "./reading/fold.ts";
import { type Document, lastLine, type Reading, type Section } from "./reading/plan.ts";
import type { HouseSection } from "./settings.ts";
import { documents } from "./signals/topic-blocks.ts";

/** How many passages a finding shows. */
const shown = 3;

/** Whether the plan has a section that a team requires, with something in it. */
export function checkHouseSection(house: HouseSection, reading: Reading): Finding {
  const names = [house.title, ...house.headings].map(fold).filter((name) => name !== "");
  const sections = documents(reading).flatMap((document) => sectionsNamed(document, names));
  const base = {
    ruleId: house.id,
    title: house.title,
    group: "house" as const,
    severity: "error" as const,
    reason: null,
  };
  const evidence = sections
    .filter((section) => section.blocks.some(says))
    .slice(0, shown)
    .map(sectionPassage);
  if (evidence.length > 0) {
    return {
      ...base,
      status: "pass",
      evidence,
      nearMisses: [],
      message: `${house.title}: found.`,
      fix: null,
    };
  }
  const nearMisses = sections.slice(0, shown).map(sectionPassage);
  return {
    ...base,
    status: "fail",
    evidence: [],
    nearMisses,
    message: `${house.title}: ${nearMisses.length > 0 ? "the section says nothing" : "no such section"}.`,
    fix: fixOf(house, sectionsNamed(reading.plan, names)[0], reading.plan),
  };
}

/** What any section may begin with: it is for people to say what it must hold. */
const example = "- Who does what, and when.\n- How it is checked, and how it is taken back.\n";

function fixOf({ headings, title }: HouseSection, section: Section | undefined, plan: Document): Fix {
  const name = headings[0] ?? title;
  const why = "this repository requires it.";
  if (section === undefined)
    return {
      line: lastLine(plan),
      instruction: `Add a section called \`${name}\`; ${why}`,
      example: `## ${name}\n\n${example}`,
    };
  const instruction = `Say something in the section \`${section.title}\`; ${why}`;
  return { line: section.endLine, endsSection: true, instruction, example };
}

function sectionsNamed(document: Document, names: readonly string[]): readonly Section[] {
  return document.sections.filter((section) => isNamed(section, names));
}

function isNamed(section: Section, names: readonly string[]): boolean {
  const title = ` ${fold(section.title).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return names.some((name) => title.includes(` ${name} `));
}
