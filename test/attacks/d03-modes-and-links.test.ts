import { attackOnOutput } from '../support/attack.ts';
import { moduleScope } from '../support/changed-output.ts';
import { gitOutput, type Tale } from '../support/git-output.ts';

const output = (tale: Tale) => gitOutput(tale, { scope: moduleScope({ files: ['src/auth/**'] }) });
const named = (tale: Tale, ...files: string[]) =>
  gitOutput(tale, { scope: moduleScope({ files }) });
const COMMIT = 'c0ffee00'.repeat(5);

attackOnOutput({
  threat: 'D03',
  rule: 'output/scope-compliance',
  attacks: [
    {
      why: 'only the executable bit of a file in scope',
      facts: await output((on) => on.mode('src/auth/run.sh', '100755').commit()),
    },
    {
      why: 'a file in scope becomes a link to one outside',
      facts: await output((on) => on.symlink('src/auth/e.ts', '../../lib/auth.ts').commit()),
    },
    {
      why: 'a new link in scope to a place outside of the repository',
      facts: await output((on) => on.symlink('src/auth/secrets', '/etc/passwd').commit()),
    },
    {
      why: 'a link under the very name that the spec creates',
      facts: await named(
        (on) => on.symlink('src/auth/new.ts', '../../lib/auth.ts').commit(),
        'src/auth/new.ts',
      ),
    },
    {
      why: 'a submodule in scope',
      facts: await output((on) => on.submodule('src/auth/vendor', COMMIT).commit()),
    },
    {
      why: 'the executable bit of a file outside',
      facts: await output((on) => on.mode('lib/auth.ts', '100755').commit()),
    },
  ],
  twins: [
    {
      why: 'the executable bit of the file that the spec names',
      facts: await named((on) => on.mode('src/auth/run.sh', '100755').commit(), 'src/auth/run.sh'),
    },
    {
      why: 'an edit of a file in scope, whose mode stays',
      facts: await output((on) => on.edit('src/auth/run.sh', '#!/bin/sh\necho ran\n').commit()),
    },
    {
      why: 'a bit that was set and taken back',
      facts: await output((on) =>
        on
          .mode('src/auth/run.sh', '100755')
          .commit('On')
          .mode('src/auth/run.sh', '100644')
          .commit('Off'),
      ),
    },
  ],
});
