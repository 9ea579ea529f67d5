import { Plan } from './plan.ts';
import { type DocumentSource, readDocument } from './read-document.ts';
import type { Checked } from './schema-problems.ts';
import { PLAN_LIMITS } from './structured-text.ts';

/** The text of `.handoff/plan.yaml`. */
export function readPlan(text: string, source: DocumentSource): Checked<Plan> {
  return readDocument(Plan, text, { ...source, limits: PLAN_LIMITS });
}
