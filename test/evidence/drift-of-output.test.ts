import { describe, expect, test } from '@jest/globals';
import { driftOfOutput } from '../../src/evidence/drift-of-output.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { scopeDrift } from '../../src/gates/output/scope-drift.ts';
import { unknown } from '../../src/model/evidence.ts';
import { Policy } from '../../src/model/policy.ts';
import { changedOutput } from '../support/changed-output.ts';
import { changed, gathered, outputFacts } from '../support/output-facts.ts';
import { judged } from '../support/rule-table.ts';

const POLICY = Policy.parse({});
const of = (facts: OutputFacts) => driftOfOutput(gathered(facts), POLICY);

describe('drift-of-output', () => {
  test('an honest output has its work inside and nothing outside', () => {
    expect(of(outputFacts())).toEqual({
      outside: [],
      changed: ['auth.spec.ts', 'oauth.ts', 'pkce.ts']
        .flatMap((name) => [`file:src/auth/${name}`])
        .concat(
          ['auth.spec.ts', 'oauth.ts', 'pkce.ts'].map((name) => `function:src/auth/${name}#login`),
        ),
    });
  });

  test('what is recorded of two outputs makes the third one drift (A09)', () => {
    const part = (name: string) => changedOutput([changed(`lib/${name}.ts`)]);
    const earlier = [of(part('one')), of(part('two'))].map(
      (units) => units ?? { outside: [], changed: [] },
    );
    const earlierDrift = {
      outside: earlier.flatMap(({ outside }) => outside),
      changed: earlier.flatMap((units) => units.changed),
    };
    const third = part('three');
    expect(judged(scopeDrift, { facts: third }).state).toBe('passed');
    expect(judged(scopeDrift, { facts: { ...third, earlierDrift } }).state).toBe('failed');
  });

  test('a repository without a plan has units as well', () => {
    expect(of(outputFacts({ plan: undefined }))).toBeDefined();
  });

  test.each(['spec', 'changedPaths', 'functions', 'noise', 'others', 'plan'] as const)(
    'without %s there is nothing to record',
    (name) => {
      const facts = {
        ...gathered(outputFacts()),
        [name]: unknown('the clone is shallow', 'Fetch.'),
      };
      expect(driftOfOutput(facts, POLICY)).toBeUndefined();
    },
  );
});
