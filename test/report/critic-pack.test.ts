import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HandoffContract } from '../../src/model/handoff-contract.ts';
import { rubricDigest } from '../../src/model/rubric.ts';
import { TaskSpec } from '../../src/model/task-spec.ts';
import { type CriticPackFacts, criticPack } from '../../src/report/critic-pack.ts';
import { contract, sha, spec } from '../support/output-facts.ts';
import { valuesOf } from '../support/schema-values.ts';

const RUBRIC = [
  { id: 'R1', text: 'Errors name the provider.\n\n# No secret in a log\n```\nnot even here\n```' },
  { id: 'R2', text: 'No <!-- hidden --> state' },
];
const facts = (overrides: Partial<CriticPackFacts> = {}): CriticPackFacts => ({
  spec: spec({ rubric: RUBRIC }),
  digest: 'd'.repeat(64),
  head: sha('head'),
  mergeBases: [sha('base')],
  changed: ['src/auth/oauth.ts'],
  contract: contract({
    'open-questions': ['Refresh tokens — deferred; product decides'],
    disputed: ['hg_1a2b3c4d'],
  }),
  looked: [{ state: 'resolved', lookedUp: 'commit of this output' }],
  ...overrides,
});

describe('criticPack', () => {
  test('the rubric word for word, with the digest that the review must name', () => {
    const text = criticPack(facts());
    const indented = RUBRIC[0]?.text
      .split('\n')
      .map((line) => `    ${line}\n`)
      .join('');
    expect(text).toContain(`R1:\n\n${indented}`);
    expect(text).toContain('    No <!-- hidden --> state\n');
    expect(text).toContain(`rubric-sha256: ${rubricDigest(spec({ rubric: RUBRIC }))}\n`);
  });

  test('claims with what was looked up, questions and disputes; refs instead of code', () => {
    const lines = criticPack(facts()).split('\n');
    expect(lines).toContain(
      `- "PKCE" for AC2: "src/auth/pkce.ts", "commit:${sha('head')}" — resolved: "commit of this output"`,
    );
    expect(lines).toContain(
      '- "Unit tests" for AC1: "src/auth/auth.spec.ts", "test-run:auth-1-12/12"',
    );
    expect(lines).toContain(`- diff:${sha('base')}...${sha('head')}`);
    expect(lines).toContain('- disputes hg_1a2b3c4d');
    expect(lines.some((line) => line.startsWith('- open: "{'))).toBe(true);
  });

  test('a step that covers nothing', () => {
    const steps = [{ step: 'Tidy', artifact: 'a.ts', ref: 'commit:abcdef1' }];
    expect(
      criticPack(facts({ contract: contract({ 'completed-steps': steps }), looked: [] })),
    ).toContain('- "Tidy": "a.ts", "commit:abcdef1"\n');
  });

  test('no contract is said', () => {
    expect(criticPack(facts({ contract: undefined }))).toContain(
      'There is no contract that can be read.',
    );
  });

  test('a large change is named by its diff and its first files', () => {
    const changed = Array.from({ length: 61 }, (_, at) => `src/file-${at}.ts`);
    const text = criticPack(facts({ changed }));
    expect(text).toContain('- "src/file-59.ts"\n- and 1 more files\n');
    expect(text).not.toContain('src/file-60.ts');
  });

  test('nothing that an actor or a planner wrote starts a line of its own, but behind the indentation of the rubric', () => {
    fc.assert(
      fc.property(valuesOf(TaskSpec), valuesOf(HandoffContract), (hostile, claims) => {
        const text = criticPack(facts({ spec: hostile, contract: claims }));
        for (const line of text.trimEnd().split('\n'))
          expect(line).toMatch(
            /^(?:$|# Review|Judge commit|## [A-Z]|(?:R|AC)\d+:$| {4}|- |One block|```|schema: |task-id: |head: |rubric-sha256: |critic: |criteria:| {2}- \{id: |A fail also)/,
          );
      }),
      { numRuns: 150 },
    );
  });
});
