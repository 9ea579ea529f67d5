import { expect, test } from '@jest/globals';
import { findPlaceholders } from '../../../src/analysis/words/find-placeholders.ts';
import { vocabulary } from '../../../src/analysis/words/vocabulary.ts';
import { PolicyWords } from '../../../src/model/policy-words.ts';
import { spec } from '../../support/output-facts.ts';

const refused = vocabulary(PolicyWords.parse({}));
const criterion = (text: string, verify: object) => ({
  'acceptance-criteria': [{ id: 'AC1', text, verify }],
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['an objective', { objective: 'TODO' }, 'objective'],
  ['an unanswered field', { objective: '_No response_' }, 'objective'],
  [
    'a gap in an objective',
    { objective: 'Cache answers for ??? seconds in src/a.ts' },
    'objective',
  ],
  ['only marks', { objective: '...' }, 'objective'],
  ['a criterion', criterion('TBD', { exists: 'a.ts' }), 'acceptance-criteria[0].text'],
  ['its tests', criterion('3 tests pass', { tests: 'TODO' }), 'acceptance-criteria[0].verify'],
  ['its command', criterion('It runs', { command: 'n/a' }), 'acceptance-criteria[0].verify'],
  ['a rubric', { rubric: [{ id: 'R1', text: 'to be defined' }] }, 'rubric[0].text'],
  ['a context', { context: ['src/a.ts#L1', 'tbd'] }, 'context[1]'],
])('finds %s', (_, fields, field) => {
  expect(findPlaceholders(spec(fields), refused)).toEqual([
    { field, message: expect.stringContaining(`${field} holds a placeholder`) },
  ]);
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['an honest spec', {}],
  ['words about placeholders', { objective: 'Delete each TODO comment of src/a.ts' }],
  ['every test of the run', criterion('12 tests pass', { tests: '*', min: 12 })],
  ['criteria without a proof', { 'acceptance-criteria': 'No new dependency' }],
  ['constraints: they are the words of the plan', { constraints: [{ id: 'C1', text: 'TODO' }] }],
])('finds none in %s', (_, fields) => {
  expect(findPlaceholders(spec(fields), refused)).toEqual([]);
});
