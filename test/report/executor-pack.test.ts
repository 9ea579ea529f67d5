import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FailurePacket } from '../../src/model/failure-packet.ts';
import { TaskSpec } from '../../src/model/task-spec.ts';
import { executorPack } from '../../src/report/executor-pack.ts';
import sample from '../fixtures/formats/failure-packet.json' with { type: 'json' };
import { spec } from '../support/output-facts.ts';
import { valuesOf } from '../support/schema-values.ts';

const failure = sample as FailurePacket;
const facts = (overrides: Partial<Parameters<typeof executorPack>[0]> = {}) => ({
  spec: spec(),
  digest: 'd'.repeat(64),
  failure: undefined,
  others: [],
  ...overrides,
});

describe('executorPack', () => {
  test('every way to prove a criterion, every kind of scope', () => {
    const text = executorPack(
      facts({
        spec: spec({
          scope: {
            files: ['a.ts'],
            create: ['b.ts'],
            symbols: { 'c.ts': ['f', 'g'] },
            read: ['d.ts'],
          },
          'acceptance-criteria': [
            { id: 'AC1', text: 'one', verify: { tests: 'a.test.ts' } },
            { id: 'AC2', text: 'two', verify: { tests: 'a.test.ts', min: 2 } },
            { id: 'AC3', text: 'three', verify: { command: 'npm run lint' } },
            { id: 'AC4', text: 'four', verify: { exists: 'b.ts' } },
            { id: 'AC5', text: 'five', verify: { unchanged: 'package.json' } },
            { id: 'AC6', text: 'six', verify: { review: 'R1' } },
            { id: 'AC7', text: 'seven' },
          ],
          rubric: [{ id: 'R1', text: 'Is it simple?' }],
        }),
      }),
    );
    for (const line of [
      '- change: "a.ts"',
      '- create: "b.ts"',
      '- in "c.ts" only: "f", "g"',
      '- read only: "d.ts"',
      '- AC1: "one" (tests "a.test.ts")',
      '- AC2: "two" (tests "a.test.ts", at least 2)',
      '- AC3: "three" (a recorded run of "npm run lint")',
      '- AC4: "four" ("b.ts" exists)',
      '- AC5: "five" ("package.json" unchanged)',
      '- AC6: "six" (the critic, by R1)',
      '- AC7: "seven"',
      '- R1: "Is it simple?"',
    ])
      expect(text.split('\n')).toContain(line);
  });

  test('a task without constraints has no empty headings', () => {
    const text = executorPack(facts({ spec: spec({ constraints: [] }) }));
    expect(text).not.toContain('## Constraints');
    expect(text).not.toContain('again');
  });

  test('what was refused: each finding with its id, how many more, what to keep', () => {
    const text = executorPack(facts({ failure: { ...failure, more: 2 } }));
    expect(text).toContain('## Attempt 1 was refused by the gate output');
    expect(text).toContain('- hg_1a2b3c4d output/scope-compliance at "src/db/pool.ts": expected ');
    expect(text).toContain('- and 2 more');
    expect(text).toContain('Proved, do not break: AC1.');
    const bare = executorPack(facts({ failure: { ...failure, keep: [] } }));
    expect(bare).not.toMatch(/more:|Proved/);
  });

  test.each([
    ['billing', 'owned by billing', 'owned by another task'],
    ['billing', 'branch handoff/billing', 'branch another task'],
    ['billing', '.handoff/tasks/billing.md', 'another task.md'],
    ['docs', 'docs/auth.md', 'docs/auth.md'],
    ['auth', 'auth-oauth and auth', 'auth-oauth and another task'],
  ])('the name %s in %j', (other, at, shown) => {
    const [first] = failure.findings;
    const text = executorPack(
      facts({
        failure: { ...failure, findings: [{ ...(first as (typeof failure.findings)[0]), at }] },
        others: ['zz', other],
      }),
    );
    expect(text).toContain(`at "${shown}":`);
  });

  test('no text of a spec opens a heading, closes a fence, hides words or starts a line (F06)', () => {
    fc.assert(
      fc.property(valuesOf(TaskSpec), (hostile) => {
        const text = executorPack(facts({ spec: hostile, failure }));
        for (const line of text.trimEnd().split('\n'))
          expect(line).toMatch(
            /^(?:$|# Task |Spec sha256:|## [A-Z]|- |"|They bind|Everything else|Repair each|Proved, |Commit on )/,
          );
        expect(text).not.toMatch(/<!--|(?![\n ])[\p{C}\p{Default_Ignorable_Code_Point}]/u);
        expect(text.match(/^## /gm)?.length).toBeLessThanOrEqual(9);
      }),
      { numRuns: 200 },
    );
  });

  test('every constraint can be copied byte for byte, first and last', () => {
    fc.assert(
      fc.property(valuesOf(TaskSpec), (hostile) => {
        const text = executorPack(facts({ spec: hostile }));
        const found = [...text.matchAll(/^- C\d+: (".*")$/gm)].map(([, json]) =>
          JSON.parse(String(json)),
        );
        const all = hostile.constraints.map((one) => one.text);
        expect(found).toEqual([...all, ...all]);
      }),
      { numRuns: 200 },
    );
  });
});
