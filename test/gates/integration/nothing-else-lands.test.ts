import type { ForeignRest, MergeGroup } from '../../../src/evidence/merge-group-facts.ts';
import { nothingElseLands } from '../../../src/gates/integration/nothing-else-lands.ts';
import { path, sha } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const step = (commit: string, ...outputs: readonly string[]) => ({
  base: sha('base'),
  commit: sha(commit),
  outputs,
});

function group(over: Partial<MergeGroup> = {}): { readonly group: MergeGroup } {
  return { group: { steps: [step('one', '#1')], rest: undefined, others: [], ...over } };
}

function different(count: number): ForeignRest {
  const paths = Array.from({ length: count }, (_, at) => path(`src/${at}.ts`));
  return { state: 'different', output: '#2', commit: sha('two'), paths };
}

const OFF = { rules: { 'integration/nothing-else-lands': 'off' } };

ruleTable(nothingElseLands, {
  passes: [
    { why: 'one merge', facts: group() },
    {
      why: 'several, one after the other',
      facts: group({ steps: [step('a', '#1'), step('b', '#2')] }),
    },
    { why: 'nothing that changes anything', facts: group({ steps: [] }) },
    { why: 'two that make the same', facts: group({ steps: [step('a', '#1', '#2')] }) },
  ],
  fails: [
    {
      why: 'one path more than its output',
      facts: group({ rest: different(1) }),
      findings: [
        {
          severity: 'block',
          to: 'coordinator',
          facts: { output: '#2', commit: sha('two'), paths: ['src/0.ts'], differing: 1 },
        },
      ],
    },
    {
      why: 'the policy cannot turn it off',
      policy: OFF,
      facts: group({ rest: different(1) }),
      findings: [{ severity: 'block' }],
    },
    {
      why: 'exactly at the limit: 20 paths are named',
      facts: group({ rest: different(20) }),
      findings: [{ facts: { output: '#2', commit: sha('two'), paths: names(20), differing: 20 } }],
    },
    {
      why: 'one over it: 20 of 21',
      facts: group({ rest: different(21) }),
      findings: [{ facts: { output: '#2', commit: sha('two'), paths: names(20), differing: 21 } }],
    },
    {
      why: 'whose it is cannot be told: doubt, not a conflict',
      facts: group({
        steps: [],
        rest: { state: 'undecided', commit: sha('two'), because: 'nothing makes it' },
      }),
      findings: [
        { severity: 'unproven', facts: { commit: sha('two'), because: 'nothing makes it' } },
      ],
    },
  ],
});

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `src/${at}.ts`);
}
