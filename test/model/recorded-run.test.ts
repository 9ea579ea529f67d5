import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS } from '../../src/model/limits.ts';
import {
  printRecordedRun,
  type RecordedRun,
  readRecordedRun,
} from '../../src/model/recorded-run.ts';

const RUN: RecordedRun = {
  schema: 'handoff-recorded-run/v1',
  'workflow-run': 'WFR_1',
  run: {
    schema: 'handoff-test-run/v1',
    id: 'run-1-1',
    head: 'a'.repeat(40),
    dirty: [],
    grade: 'E3',
    tests: { passed: 2, failed: 0, skipped: 0 },
    files: [{ name: 'test/a.test.ts', passed: 2, failed: 0, skipped: 0 }],
    report: { format: 'junit', sha256: 'b'.repeat(64) },
    'recorded-at': '2026-05-03T10:00:00.000Z',
  },
};

describe('what was printed is read back, whatever the names hold', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('```\n', '\n```\n', '```json\n{}', '\\u0060', '\u2028', '"}'),
  );
  test('a law', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.nat(1_000_000), (name, command, passed) => {
        const recorded: RecordedRun = {
          ...RUN,
          run: {
            ...RUN.run,
            command,
            files: [{ name, passed, failed: 0, skipped: 0 }],
          },
        };
        const text = printRecordedRun(recorded);
        expect(readRecordedRun(text)).toEqual(recorded);
        expect(text.split('\n')).toHaveLength(4);
      }),
    );
  });
});

const text = printRecordedRun(RUN);
const changed = (over: object): string =>
  `\`\`\`json\n${JSON.stringify({ ...RUN, ...over })}\n\`\`\`\n`;

test.each([
  ['nothing', ''],
  ['words', 'All tests passed'],
  ['no fence', JSON.stringify(RUN)],
  ['words before it', `Look:\n${text}`],
  ['words after it', `${text}and more`],
  ['another fence', text.replace('```json', '```yaml')],
  ['cut off', `${text.slice(0, 60)}\n\`\`\`\n`],
  ['two of them', `${text}${text}`],
  ['another version', changed({ schema: 'handoff-recorded-run/v2' })],
  ['a field more', changed({ trusted: true })],
  ['no run', changed({ run: undefined })],
  ['the id of no run', changed({ run: { ...RUN.run, id: 'pending' } })],
  ['a short commit', changed({ run: { ...RUN.run, head: 'abc' } })],
  ['a node id that is too long', changed({ 'workflow-run': 'x'.repeat(201) })],
  ['an array', '```json\n[]\n```\n'],
])('a check may hold anything; it is no run: %s', (_why, given) => {
  expect(readRecordedRun(given)).toBeUndefined();
});

test('exactly as long as a body may be is read; one character more is not', () => {
  const padded = (length: number): string =>
    text.replace('\n{', `\n${' '.repeat(length - text.length)}{`);
  expect(readRecordedRun(padded(LIMITS.bodyCharacters))).toEqual(RUN);
  expect(readRecordedRun(padded(LIMITS.bodyCharacters + 1))).toBeUndefined();
});

test.each([
  ['without the white space around it', text.trim()],
  ['with the line ends of a form', text.replaceAll('\n', '\r\n')],
])('is read back as GitHub may give it: %s', (_why, given) => {
  expect(readRecordedRun(given)).toEqual(RUN);
});
