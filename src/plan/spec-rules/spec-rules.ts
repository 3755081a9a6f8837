import { specAtomic } from "./spec-atomic.ts";
import { specDependencies } from "./spec-dependencies.ts";
import type { SpecRule } from "./spec-rule.ts";
import { specTestable } from "./spec-testable.ts";
import { specUnambiguous } from "./spec-unambiguous.ts";

/** The rows for specifications, in their order; judged where a specification is approved, with its plan or by itself. */
export const specRules: readonly SpecRule[] = [specTestable, specAtomic, specUnambiguous, specDependencies];
