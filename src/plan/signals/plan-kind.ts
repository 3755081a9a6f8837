import type { Exhibit } from "./exhibit.ts";
import { isToolCommand } from "./inline-signals.ts";

/** What a plan is for, as far as its text shows. */
export interface PlanKind {
  /** As the object of "a plan for …". */
  readonly name: string;
  /** How many of the nine rows may be said not to apply. */
  readonly mostExcused: number;
}

/** Nothing runs: most of what is asked for has nothing to be about. */
const documentation: PlanKind = { name: "documentation", mostExcused: 7 };
/** It answers, stores and fails; what it may be without is a command line, new data or new dependencies. */
const service: PlanKind = { name: "a service", mostExcused: 3 };
/** It may be without data and dependencies; its commands are its interface. */
const commandLine: PlanKind = { name: "a command line", mostExcused: 2 };
/** Its data is what it is about. */
const data: PlanKind = { name: "data", mostExcused: 3 };
/** It may be without data, an interface of its own and code that is called. */
const infrastructure: PlanKind = { name: "infrastructure", mostExcused: 4 };
/** It may be without data, dependencies and a command line, and change nothing that is called. */
const library: PlanKind = { name: "a library or a part of a program", mostExcused: 4 };

const infrastructural =
  /\b(?:terraform|helm|kubernetes|kubectl|ansible|docker compose|dockerfile|nginx|traefik|argocd|github actions|gitlab ci)\b/i;
/** More source files than these are code, whatever the plan says of itself. */
const fewFiles = 2;

/** Tells what a plan is for by what its blocks show. */
export function kindOf(exhibits: readonly Exhibit[]): PlanKind {
  const files = new Set(exhibits.flatMap((exhibit) => exhibit.sourcePaths));
  const isProgram = exhibits.some(({ code }) => code?.isProgram === true);
  const isProse = exhibits.some(({ nature }) => nature.isProse);
  if (isProse && !isProgram && files.size <= fewFiles) return documentation;
  if (countDistinct(exhibits.flatMap((exhibit) => exhibit.endpoints)) >= 2) return service;
  const commands = exhibits.flatMap((exhibit) => exhibit.commands).filter((each) => !isToolCommand(each));
  if (countDistinct(commands) >= 3) return commandLine;
  if (exhibits.filter(({ code }) => code !== null && code.fields >= 3).length >= 2) return data;
  if (exhibits.filter(({ text }) => infrastructural.test(text)).length >= 3) return infrastructure;
  return library;
}

function countDistinct(values: readonly string[]): number {
  return new Set(values).size;
}
