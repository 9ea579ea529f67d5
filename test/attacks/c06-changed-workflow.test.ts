import { attackOnOutput } from '../support/attack.ts';
import { changedOutput, moduleScope } from '../support/changed-output.ts';
import { changed, outputFacts, testRun } from '../support/output-facts.ts';

const policy = { evidence: { tests: 'E3' } };
const [commit, tests] = outputFacts().steps;
if (!commit || !tests) throw new Error('the honest output cites a commit and a run');
const run = testRun({ grade: 'E3' });
/** A run of the trusted workflow, and a spec that opens what steers it: the change is authorised, the evidence is not. */
const steering = (path: string) =>
  changedOutput([changed(path)], {
    scope: moduleScope({ files: [path] }),
    steps: [commit, { ...tests, resolution: { ...tests.resolution, grade: 'E3', run } }],
    testRuns: [run],
  });

attackOnOutput({
  threat: 'C06',
  rule: 'output/evidence-bound',
  attacks: [
    { why: 'another workflow', facts: steering('.github/workflows/ci.yml'), policy },
    {
      why: 'an action that the workflow calls',
      facts: steering('actions/setup/action.yml'),
      policy,
    },
    { why: 'the configuration of the runner', facts: steering('jest.config.mjs'), policy },
    { why: 'the scripts of the package', facts: steering('package.json'), policy },
    { why: 'a setup file of the tests', facts: steering('src/conftest.py'), policy },
    { why: 'another case of the name', facts: steering('.GitHub/workflows/ci.yml'), policy },
  ],
  twins: [
    { why: 'a file that steers nothing', facts: steering('src/auth/more.ts'), policy },
    { why: 'the runner, where a local run is enough', facts: steering('jest.config.mjs') },
  ],
});
