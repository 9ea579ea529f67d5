import { z } from 'zod';
import { text } from './text-field.ts';

const STATUSES = ['open', 'resolved', 'deferred', 'unknown'] as const;

const Question = z.strictObject({
  question: text(1_000).describe('The question, in one sentence'),
  status: z.enum(STATUSES).describe('open, resolved, deferred or unknown'),
  reason: text(1_000).optional().describe('Why it stays open; compulsory for deferred and unknown'),
  'answer-ref': text(1_000).optional().describe('Ref of what answers it; compulsory for resolved'),
});

type OpenQuestionMap = z.infer<typeof Question>;

/** A map, or the seed's words `… — deferred; requires product decision`, read into the same map. */
export const OpenQuestion = z.union([Question, text(1_000).transform(readOpenQuestion)]);
export type OpenQuestion = z.infer<typeof OpenQuestion>;

const WORDS = /^(.*\S)\s+(?:—|–|--?)\s*(open|resolved|deferred|unknown)\b[\s;:,.]*(.*)$/isu;

/**
 * Status and reason out of the seed's words (seed C11). What follows `resolved` is the ref of the answer. A question
 * without a status is open.
 */
export function readOpenQuestion(entry: string | OpenQuestionMap): OpenQuestionMap {
  if (typeof entry !== 'string') return entry;
  const [, question, word, rest] = WORDS.exec(entry) ?? [];
  const status = STATUSES.find((known) => known === word?.toLowerCase());
  if (question === undefined || status === undefined) return { question: entry, status: 'open' };
  if (!rest) return { question, status };
  return status === 'resolved'
    ? { question, status, 'answer-ref': rest }
    : { question, status, reason: rest };
}
