import { z } from 'zod';
import { readVerify, type Verify } from './acceptance-criterion.ts';
import { LIMITS } from './limits.ts';
import type { Marker } from './marker.ts';
import { Pattern, ScopeWords } from './scope.ts';
import { STATEMENT_LENGTH, STATEMENTS, StatementWords } from './statements.ts';
import { type TaskId, TaskIdText } from './task-id.ts';
import { text } from './text-field.ts';

/** What the executor names as next: a task of the plan with its scope. The seed's words are read into the lists. */
export const NextStep = z.strictObject({
  task: TaskIdText.describe('Id of a task of the plan'),
  scope: z
    .union([z.array(Pattern).min(1).max(LIMITS.patterns), ScopeWords])
    .describe('Paths of that task, as a list or in words: "src/db/connection.ts only"'),
  'acceptance-criteria': z
    .union([
      z.array(text(STATEMENT_LENGTH)).min(1).max(STATEMENTS),
      StatementWords.transform((statements) => statements.map((statement) => statement.text)),
    ])
    .describe('What will prove that task, as a list or separated by ";"'),
});
export type NextStep = z.infer<typeof NextStep>;

export interface NextTask {
  readonly task: TaskId;
  readonly paths: readonly string[];
  readonly criteria: readonly { readonly text: string; readonly verify?: Verify }[];
}

/** The next step as rules compare it with the plan: the marker as it stands, or the task with counts read out of the words. */
export function readNextStep(next: NextStep | Marker): NextTask | Marker {
  if ('status' in next) return next;
  return {
    task: next.task,
    paths: next.scope,
    criteria: next['acceptance-criteria'].map((words) => {
      const verify = readVerify(words);
      return { text: words, ...(verify && { verify }) };
    }),
  };
}
