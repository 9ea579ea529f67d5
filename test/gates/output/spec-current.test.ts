import type { AuthorisedSpec, SpecReading } from '../../../src/evidence/output-facts.ts';
import { specCurrent } from '../../../src/gates/output/spec-current.ts';
import { authorisedSpec, outputFacts, plan } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const read = (reading: Partial<SpecReading>) =>
  outputFacts({ specReading: { ...outputFacts().specReading, ...reading } });
const spec = (authorised: Partial<AuthorisedSpec>) =>
  read({ authorised: { ...authorisedSpec(), ...authorised } });
const SEALED = authorisedSpec().digest;

ruleTable(specCurrent, {
  passes: [
    { why: 'sealed, and the same since', facts: outputFacts() },
    { why: 'never sealed: what the base says is what counts', facts: spec({ seal: undefined }) },
    {
      why: 'in an issue, where anybody writes, and sealed',
      facts: spec({ source: 'issue #12', writers: 'anybody' }),
    },
    { why: 'no plan file: no version to compare', facts: outputFacts({ plan: undefined }) },
    {
      why: 'plan@v2 is plan@2',
      facts: read({ authorised: { ...authorisedSpec({ plan: 'plan@v2' }), seal: undefined } }),
    },
  ],
  skips: [
    {
      why: 'bound to no task: output/task-binding says so',
      facts: read({ task: undefined, authorised: undefined }),
    },
  ],
  fails: [
    {
      why: 'no such task',
      facts: read({
        authorised: undefined,
        problems: [{ field: '', message: 'there is no spec of task auth-oauth' }],
      }),
      findings: [{ to: 'planner', at: { field: '' } }],
    },
    {
      why: 'two fields that cannot be read: one finding each',
      facts: read({
        authorised: undefined,
        problems: [
          { field: 'scope', message: 'scope is missing', line: 7 },
          { field: 'plan', message: 'plan is missing' },
        ],
      }),
      findings: [{ at: { field: 'plan' } }, { at: { field: 'scope', line: 7 } }],
    },
    {
      why: 'edited after it was approved (A03)',
      facts: read({
        authorised: {
          ...authorisedSpec({ constraints: [] }),
          seal: { digest: SEALED, plan: 2 },
        },
      }),
      findings: [{ to: 'planner', at: { field: 'task-spec' }, expected: `sha256:${SEALED}` }],
    },
    {
      why: 'in an issue, and approved by nobody (A03, G09)',
      facts: spec({ source: 'issue #12', writers: 'anybody', seal: undefined }),
      findings: [{ to: 'planner', at: { field: 'task-spec' }, facts: { source: 'issue #12' } }],
    },
    {
      why: 'one version behind the plan',
      facts: outputFacts({ plan: plan({ version: 3 }) }),
      findings: [{ at: { field: 'plan' }, facts: { spec: 2, plan: 3 } }],
    },
    {
      why: 'one version ahead: a plan that nobody wrote',
      facts: outputFacts({ plan: plan({ version: 1 }) }),
      findings: [{ facts: { spec: 2, plan: 1 } }],
    },
    {
      why: 'edited, and the plan moved on: two causes',
      facts: {
        ...spec({ seal: { digest: '0'.repeat(64), plan: 2 } }),
        plan: plan({ version: 3 }),
      },
      findings: [{ at: { field: 'plan' } }, { at: { field: 'task-spec' } }],
    },
  ],
});
