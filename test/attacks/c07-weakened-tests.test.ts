import type { Weakening, WeakeningKind } from '../../src/analysis/test-weakening.ts';
import { attackOnOutput } from '../support/attack.ts';
import { changedOutput, moduleScope } from '../support/changed-output.ts';
import { authorisedSpec, changed, outputFacts, path, spec } from '../support/output-facts.ts';

const FILE = path('src/auth/auth.spec.ts');
const weakening = (kind: WeakeningKind, file = FILE): Weakening => ({
  kind,
  path: file,
  line: 3,
  subject: 'login > refuses a wrong password',
  was: 'expect(login()).toBe(false)',
  now: '',
});
const weaker = (...kinds: WeakeningKind[]) =>
  outputFacts({ testChanges: { weakenings: kinds.map((kind) => weakening(kind)), unjudged: [] } });

attackOnOutput({
  threat: 'C07',
  rule: 'output/tests-not-weakened',
  attacks: [
    { why: 'a test is removed', facts: weaker('test-removed') },
    { why: 'a test is skipped', facts: weaker('test-skipped') },
    { why: 'an assertion is weakened', facts: weaker('matcher-weaker') },
    { why: 'the subject is replaced by a double', facts: weaker('subject-mocked') },
    { why: 'the runner is told to ignore failures', facts: weaker('failure-ignored') },
    {
      why: 'one of everything',
      facts: weaker('test-emptied', 'tests-deselected', 'snapshot-rewritten'),
    },
    {
      why: 'the spec names another test of that file',
      facts: {
        ...weaker('test-removed'),
        spec: authorisedSpec({ scope: { ...spec().scope, symbols: { [FILE]: ['logout'] } } }),
      },
    },
  ],
  twins: [
    { why: 'tests that changed and prove as much', facts: outputFacts() },
    { why: 'more patience, which proves no less', facts: weaker('patience-raised') },
    {
      why: 'the spec names the test that goes',
      facts: {
        ...weaker('test-removed'),
        spec: authorisedSpec({
          scope: { ...spec().scope, symbols: { [FILE]: ['login > refuses a wrong password'] } },
        }),
      },
    },
  ],
});

attackOnOutput({
  threat: 'C07',
  rule: 'output/protected-paths',
  attacks: [
    {
      why: 'a runner configuration under a glob',
      facts: changedOutput([changed('tools/jest.config.mjs')], {
        scope: moduleScope({ files: ['tools/**'] }),
      }),
    },
    {
      why: 'a new configuration that takes precedence',
      facts: changedOutput([changed('vitest.config.ts', 'added')]),
    },
    { why: 'the scripts of the package', facts: changedOutput([changed('package.json')]) },
    { why: 'a setup file', facts: changedOutput([changed('tests/conftest.py')]) },
    { why: 'a coverage threshold', facts: changedOutput([changed('.nycrc.json')]) },
  ],
  twins: [
    {
      why: 'a configuration that the spec names',
      facts: changedOutput([changed('jest.config.mjs')], {
        scope: moduleScope({ files: ['jest.config.mjs'] }),
      }),
    },
    {
      why: 'a helper of the tests in scope',
      facts: changedOutput([changed('src/auth/jest-helpers.ts')], {
        scope: moduleScope({ files: ['src/auth/**'] }),
      }),
    },
  ],
});
