import type { OutputFacts } from '../../../src/evidence/output-facts.ts';
import { evidenceBound } from '../../../src/gates/output/evidence-bound.ts';
import { changed, outputFacts, sha, task, testRun } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { type Cited, citing } from '../../support/step-evidence.ts';

const COMMIT = 'commit:a3f92bc4';
const run = (grade: 'E2' | 'E3' | 'E4'): Cited => ({
  ref: 'test-run:auth-1',
  resolution: { grade, run: testRun({ grade }) },
});
const also = (path: string) => ({ changedPaths: [...outputFacts().changedPaths, changed(path)] });
const citedBy = (ref: string, head: string): Pick<OutputFacts, 'others'> => ({
  others: {
    scopes: [],
    citations: [{ task: task('data-layer'), output: 'handoff/data-layer', head: sha(head), ref }],
  },
});
const E3 = { evidence: { tests: 'E3' } };
const REF = { at: { field: 'completed-steps[0].ref' } };

ruleTable(evidenceBound, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    {
      why: 'what is not there is told by output/refs-resolve',
      facts: citing([{ ref: COMMIT, resolution: { state: 'unresolved', grade: 'E0' } }]),
    },
    {
      why: 'a ref without a grammar is told by output/refs-resolve',
      facts: citing([{ ref: 'comit:x', resolution: { state: 'unresolved', grade: 'E0' } }]),
    },
    {
      why: 'a run of this head with another result is told by output/tests-pass',
      facts: citing([
        {
          ref: 'test-run:auth-1',
          resolution: { state: 'mismatched', grade: 'E0', run: testRun() },
        },
      ]),
    },
    { why: 'a run of a trusted workflow', facts: citing([run('E3')]), policy: E3 },
    { why: 'a signed one is stronger than required', facts: citing([run('E4')]), policy: E3 },
    {
      why: 'a decision, where the policy is content with what exists',
      facts: citing([{ ref: 'plan:v2#C1', resolution: { grade: 'E1' } }]),
      policy: { evidence: { commits: 'E1' } },
    },
    {
      why: 'a local run and a changed runner, where a local run is enough',
      facts: citing([run('E2')], also('jest.config.mjs')),
    },
    {
      why: 'another output copied the citation, without this one’s commits: it is red, not this one',
      facts: citing([{ ref: COMMIT }], citedBy(COMMIT, 'elsewhere')),
    },
    {
      why: 'an earlier head of another output cites another commit',
      facts: citing([{ ref: COMMIT }], citedBy('commit:a3f92bc5', 'head')),
    },
    {
      why: 'a citation that cannot be read',
      facts: citing([{ ref: COMMIT }], citedBy('comit:x', 'head')),
    },
    {
      why: 'both wait for their test runs',
      facts: citing(
        [{ ref: 'test-run:pending', resolution: { state: 'pending', grade: 'E0' } }],
        citedBy('test-run:pending', 'head'),
      ),
    },
  ],
  fails: [
    {
      why: 'it exists, but not in this output (C02)',
      facts: citing([{ ref: COMMIT, resolution: { state: 'mismatched', grade: 'E0' } }]),
      findings: [{ ...REF, facts: { lookedUp: 'looked up commit:a3f92bc4' } }],
    },
    {
      why: 'a file that this output did not change proves nothing about it (C13)',
      facts: citing([{ ref: 'README.md', resolution: { grade: 'E1' } }]),
      findings: [
        {
          ...REF,
          expected: 'E2',
          found: 'E1',
          facts: { grade: 'E1', required: 'E2', capped: false },
        },
      ],
    },
    {
      why: 'a local run where a workflow is required',
      facts: citing([run('E2')]),
      policy: E3,
      findings: [{ ...REF, expected: 'E3', found: 'E2' }],
    },
    ...[
      '.github/workflows/ci.yml',
      '.github/workflows/handoff-tests.yml',
      'jest.config.mjs',
      'package.json',
      '.handoff/policy.yaml',
    ].map((path) => ({
      why: `the output changes what runs the tests: ${path} (C06)`,
      facts: citing([run('E3')], also(path)),
      policy: E3,
      findings: [{ ...REF, found: 'E2', facts: { grade: 'E2', required: 'E3', capped: true } }],
    })),
    {
      why: 'an attested run of a changed workflow (C06)',
      facts: citing([run('E4')], also('action.yml')),
      policy: E3,
      findings: [{ found: 'E2' }],
    },
    {
      why: 'the commit of an output that this one is built upon (C15)',
      facts: citing([{ ref: COMMIT }], {
        ...citedBy('commit:a3f92bc', 'below'),
        commits: [
          ...outputFacts().commits,
          { sha: sha('below'), parents: [], authorEmail: '', subject: '', paths: [] },
        ],
      }),
      findings: [
        {
          ...REF,
          found: 'data-layer (handoff/data-layer)',
          facts: { tasks: ['data-layer'], outputs: ['handoff/data-layer'] },
        },
      ],
    },
    {
      why: 'one head handed over for two tasks (C15)',
      facts: citing([run('E2')], citedBy('test-run:auth-1-12/12', 'head')),
      findings: [REF],
    },
  ],
});
