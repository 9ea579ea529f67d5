import { attackOnOutput } from '../support/attack.ts';
import { moduleScope } from '../support/changed-output.ts';
import { gitOutput, type Tale } from '../support/git-output.ts';

/** The scope holds the whole folder, so the destination of every move is authorised. */
const output = (tale: Tale) => gitOutput(tale, { scope: moduleScope({ files: ['src/auth/**'] }) });

attackOnOutput({
  threat: 'D01',
  rule: 'output/scope-compliance',
  attacks: [
    {
      why: 'a file outside is moved into the scope, byte for byte',
      facts: await output((on) => on.rename('lib/auth.ts', 'src/auth/moved.ts').commit()),
    },
    {
      why: 'in two steps, over a name that is gone at the end',
      facts: await output((on) =>
        on
          .rename('lib/auth.ts', 'lib/tmp.ts')
          .commit('One')
          .rename('lib/tmp.ts', 'src/auth/moved.ts')
          .commit('Two'),
      ),
    },
    {
      why: 'onto a file of the scope, so that it looks like an edit of that file',
      facts: await output((on) => on.rename('lib/other.ts', 'src/auth/a.ts').commit()),
    },
    {
      why: 'a file of the scope is moved out',
      facts: await output((on) => on.rename('src/auth/e.ts', 'lib/e.ts').commit()),
    },
  ],
  twins: [
    {
      why: 'a move inside the scope',
      facts: await output((on) => on.rename('src/auth/e.ts', 'src/auth/f.ts').commit()),
    },
    {
      why: 'a file that was moved out and back again',
      facts: await output((on) =>
        on
          .rename('lib/auth.ts', 'src/auth/moved.ts')
          .commit('There')
          .rename('src/auth/moved.ts', 'lib/auth.ts')
          .commit('Back'),
      ),
    },
  ],
});
