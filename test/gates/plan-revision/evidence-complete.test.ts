import { evidenceComplete } from '../../../src/gates/plan-revision/evidence-complete.ts';
import { task } from '../../support/output-facts.ts';
import {
  completedTask,
  NOT_FOUND,
  NOT_HERE,
  revisionFacts,
} from '../../support/plan-revision-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const done = (...overrides: readonly Parameters<typeof completedTask>[0][]) =>
  revisionFacts({ completed: overrides.map((one) => completedTask(one)) });

ruleTable(evidenceComplete, {
  passes: [
    { why: 'nothing is called completed', facts: revisionFacts() },
    { why: 'passed both gates, and its refs are still there', facts: done({}) },
    { why: 'the revision says it as well', facts: done({ saidBy: 'revision' }) },
    {
      why: 'a review was due, and the critic gate passed it (P10)',
      facts: done({ reviewDue: 'the policy requires one for all', critic: 'passed' }),
    },
    {
      why: 'no review was due, whatever somebody said',
      facts: done({ reviewDue: undefined, critic: 'failed' }),
    },
    { why: 'a contract without a step', facts: done({ refs: [] }) },
  ],
  fails: [
    {
      why: 'a head that never landed (D13: hallucinated progress)',
      facts: done({ saidBy: 'revision', landed: 'no', output: undefined, refs: undefined }),
      findings: [{ facts: { task: 'auth-oauth', lack: 'landed' } }],
    },
    {
      why: 'landed past the gates (G08)',
      facts: done({ output: undefined, integration: undefined }),
      findings: [
        { found: 'never judged', facts: { lack: 'Gate 2', state: null } },
        { facts: { lack: 'Gate 3', state: null } },
      ],
    },
    {
      why: 'landed although Gate 2 said no (G4a)',
      facts: done({ output: 'failed' }),
      findings: [{ found: 'failed', facts: { lack: 'Gate 2', state: 'failed' } }],
    },
    {
      why: 'doubt is not passed',
      facts: done({ integration: 'unproven' }),
      findings: [{ facts: { lack: 'Gate 3', state: 'unproven' } }],
    },
    {
      why: 'to which the gate did not apply is not passed either',
      facts: done({ output: 'not-applicable' }),
      findings: [{ facts: { state: 'not-applicable' } }],
    },
    {
      why: 'a review was due before the plan may build on it, and nobody reviewed (P10)',
      facts: done({ reviewDue: 'the policy requires one for all' }),
      findings: [{ facts: { lack: 'the critic gate', state: null } }],
    },
    {
      why: 'a review was due, and what it requires was not made',
      facts: done({ reviewDue: 'AC2 of the spec is proved by a review', critic: 'failed' }),
      findings: [{ facts: { lack: 'the critic gate', state: 'failed' } }],
    },
    {
      why: 'no contract',
      facts: done({ refs: undefined }),
      findings: [{ facts: { lack: 'contract' } }],
    },
    {
      why: 'evidence that is gone, and evidence that only GitHub knows',
      facts: done({
        refs: [
          { ref: 'commit:1', resolution: NOT_FOUND },
          { ref: 'pr:#1', resolution: NOT_HERE },
        ],
      }),
      findings: [
        { facts: { ref: 'commit:1', state: 'unresolved' }, severity: 'block' },
        { facts: { ref: 'pr:#1', state: 'unverifiable' }, severity: 'unproven' },
      ],
    },
    {
      why: 'each task by itself',
      facts: done({ output: 'failed' }, { task: task('data-layer-connection'), output: 'failed' }),
      findings: [{ facts: { task: 'auth-oauth' } }, { facts: { task: 'data-layer-connection' } }],
    },
  ],
});
