import { z } from 'zod';
import { PathText } from './repo-path.ts';
import { STATEMENT_LENGTH, STATEMENTS, type Statement, StatementWords } from './statements.ts';
import { text, uniqueIds } from './text-field.ts';
import { wholeNumber } from './whole-number.ts';

/** The selector of a count that names no file: every test of the run that a step cites. */
export const EVERY_TEST = '*';

/** How a criterion is proved. Exactly one form. */
export const Verify = z
  .union([
    z.strictObject({
      tests: text(500).describe(
        'Test file, or the end of its path, whose recorded run proves the criterion; "*" is every test of the run',
      ),
      min: wholeNumber(1, 100_000).optional().describe('Least number of passing tests'),
    }),
    z.strictObject({
      command: text(500).describe(
        'A recorded test run of this command proves it; never run by a gate',
      ),
    }),
    z.strictObject({ exists: PathText.describe('A regular file that must exist on the head') }),
    z.strictObject({
      unchanged: PathText.describe('A path that must be the same as at the merge base'),
    }),
    z.strictObject({
      review: z
        .string()
        .regex(/^R\d{1,3}$/, 'must look like R1')
        .describe('Id of the rubric entry that a critic judges'),
    }),
  ])
  .describe('What proves the criterion: tests, command, exists, unchanged or review');
export type Verify = z.infer<typeof Verify>;

export const AcceptanceCriterion = z.strictObject({
  id: z
    .string()
    .regex(/^AC\d{1,3}$/, 'must look like AC1')
    .describe('AC1, AC2, …; completed steps name it in `covers`'),
  text: text(STATEMENT_LENGTH).describe('One testable statement'),
  verify: Verify.optional(),
});
export type AcceptanceCriterion = z.infer<typeof AcceptanceCriterion>;

/** In a list, too, words that say what proves the criterion need no `verify` beside them. */
const ListedCriterion = AcceptanceCriterion.transform((criterion): AcceptanceCriterion => {
  const verify = criterion.verify ?? readVerify(criterion.text);
  return { ...criterion, ...(verify && { verify }) };
});

/** A list, or the seed's one string (`12 unit tests in auth.spec.ts pass; no new dependency`), read into the same list. */
export const AcceptanceCriteria = z
  .union([
    z.array(ListedCriterion).min(1).max(STATEMENTS),
    StatementWords.transform((statements) => statements.map(readCriterion)),
  ])
  .check(uniqueIds);

/** A statement becomes a criterion: numbered in order where it has no id, and what proves it where its words say so. */
export function readCriterion(statement: Statement, index: number): AcceptanceCriterion {
  const verify = readVerify(statement.text);
  return {
    id: statement.id ?? `AC${index + 1}`,
    text: statement.text,
    ...(verify && { verify }),
  };
}

const TESTS_PASS =
  /\b(?:(?<min>[1-9]\d{0,4})|all|every|the)\s(?:[\w-]+\s){0,3}?tests?\b(?:\s(?:in|of|from)\s[`"']?(?<file>[^\s`"',]+)[`"']?)?\s(?:[\w-]+\s){0,2}?pass(?:es|ing|ed)?\b/i;

/**
 * What proves a criterion by its own words: `12 unit tests in auth.spec.ts pass` needs 12 passing tests of that file,
 * `3 integration tests pass` 3 of the run. Undefined for other words, and for `the tests pass`: which ones? (seed C4).
 */
export function readVerify(words: string): Verify | undefined {
  const { min, file } = TESTS_PASS.exec(words)?.groups ?? {};
  if (min === undefined) return file === undefined ? undefined : { tests: file };
  return { tests: file ?? EVERY_TEST, min: Number(min) };
}
