import { criteriaCovered } from '../../../src/gates/output/criteria-covered.ts';
import {
  authorisedSpec,
  changed,
  outputFacts,
  path,
  sha,
  tree,
} from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { type Cited, citing } from '../../support/step-evidence.ts';

const asking = (
  verify: object | undefined,
  cited: Cited,
  also: Parameters<typeof citing>[1] = {},
) =>
  citing([cited], {
    spec: authorisedSpec({
      'acceptance-criteria': [{ id: 'AC1', text: 'It works', ...(verify && { verify }) }],
    }),
    ...also,
  });
const by = (ref: string): Cited => ({ ref, covers: ['AC1'] });
const nobody: Cited = { ref: 'commit:a3f92bc' };
const TESTS = { tests: 'src/auth/auth.spec.ts' };
const EXISTS = { exists: 'src/auth/pkce.ts' };
const UNCHANGED = { unchanged: 'package.json' };
const withMode = (mode: '120000' | '160000' | '100755') => {
  const file = path('src/auth/pkce.ts');
  return { headTree: new Map([[file, { path: file, mode, blob: sha('x') }]]) };
};

ruleTable(criteriaCovered, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    {
      why: 'a criterion without a way to verify it, covered by anything',
      facts: asking(undefined, by('plan:v2#C1')),
    },
    ...[
      'test-run:auth-1',
      'check:tests',
      'artifact:1/junit',
      `attestation:sha256:${'0'.repeat(64)}`,
    ].map((ref) => ({
      why: `tests, covered by ${ref.split(':')[0]}`,
      facts: asking(TESTS, by(ref)),
    })),
    {
      why: 'a command, covered by its run',
      facts: asking({ command: 'npm test' }, by('test-run:auth-1')),
    },
    {
      why: 'a file that exists, covered by its commit',
      facts: asking(EXISTS, by('commit:a3f92bc')),
    },
    {
      why: 'an executable file is a regular file',
      facts: asking(EXISTS, by('src/auth/pkce.ts'), withMode('100755')),
    },
    { why: 'what stays as it is needs no step', facts: asking(UNCHANGED, nobody) },
    {
      why: 'a name that only begins like it',
      facts: asking(UNCHANGED, nobody, { changedPaths: [changed('package.json.md')] }),
    },
    { why: 'a review is the critic’s', facts: asking({ review: 'R1' }, nobody) },
    {
      why: 'a ref that nobody can read is told by output/refs-resolve',
      facts: asking(TESTS, by('comit:x')),
    },
    {
      why: 'a ref that does not resolve is told by output/refs-resolve',
      facts: asking(TESTS, { ...by('test-run:x'), resolution: { state: 'unresolved' } }),
    },
  ],
  fails: [
    {
      why: 'no step covers it',
      facts: asking(undefined, nobody),
      findings: [
        {
          at: { field: 'completed-steps' },
          found: 'no step',
          expected: 'any kind',
          facts: { criterion: 'AC1', allowed: 'any', steps: [] },
        },
      ],
    },
    {
      why: 'tests, covered by a commit',
      facts: asking(TESTS, by('commit:a3f92bc')),
      findings: [{ found: 'completed-steps[0] with a commit ref' }],
    },
    {
      why: 'a command, covered by a file',
      facts: asking({ command: 'npm test' }, by('src/auth/oauth.ts')),
      findings: [{}],
    },
    {
      why: 'a file, covered by a test run',
      facts: asking(EXISTS, by('test-run:auth-1')),
      findings: [{}],
    },
    {
      why: 'the file does not exist',
      facts: asking(EXISTS, by('commit:a3f92bc'), { headTree: tree(['README.md']) }),
      findings: [{ at: { path: 'src/auth/pkce.ts' }, found: 'nothing' }],
    },
    {
      why: 'a symbolic link is there instead',
      facts: asking(EXISTS, by('commit:a3f92bc'), withMode('120000')),
      findings: [{ found: '120000' }],
    },
    {
      why: 'a submodule is there instead',
      facts: asking(EXISTS, by('commit:a3f92bc'), withMode('160000')),
      findings: [{ found: '160000' }],
    },
    {
      why: 'what should stay changed',
      facts: asking(UNCHANGED, nobody, { changedPaths: [changed('package.json', 'deleted')] }),
      findings: [{ at: { path: 'package.json' }, found: 'deleted' }],
    },
    {
      why: 'a folder that should stay changed inside',
      facts: asking({ unchanged: 'src/db' }, nobody, {
        changedPaths: [changed('src/db/a.ts'), changed('src/db/b/c.ts', 'added')],
      }),
      findings: [{ at: { path: 'src/db/a.ts' } }, { at: { path: 'src/db/b/c.ts' } }],
    },
    {
      why: 'a criterion that nobody asked for',
      facts: asking(undefined, { ref: 'commit:a3f92bc', covers: ['AC1', 'AC9'] }),
      findings: [{ at: { field: 'completed-steps[0].covers' }, expected: 'AC1', found: 'AC9' }],
    },
  ],
});
