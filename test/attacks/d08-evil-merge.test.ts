import { attackOnOutput } from '../support/attack.ts';
import { gitOutput } from '../support/git-output.ts';

const EVIL = 'export function check() {\n  return true;\n}\n';
/** Others work on main while the executor does; then it merges main. */
const behind = (on: Parameters<Parameters<typeof gitOutput>[0]>[0]) =>
  on
    .on('main')
    .edit('README.md', '# Shop, opened\n')
    .edit('lib/other.ts', 'export function other() {\n  return 2;\n}\n')
    .commit('Others')
    .on('handoff/auth-oauth');

attackOnOutput({
  threat: 'D08',
  rule: 'output/scope-compliance',
  attacks: [
    {
      why: 'a change that is in the merge commit only, and in no commit that somebody reads',
      facts: await gitOutput((on) => behind(on).edit('lib/auth.ts', EVIL).merge('main')),
    },
    {
      why: 'a merge that keeps nothing of main, and so reverts it (-s ours)',
      facts: await gitOutput((on) => behind(on).mergeOurs('main')),
    },
    {
      why: 'a new file that is in the merge commit only',
      facts: await gitOutput((on) => behind(on).edit('lib/extra.ts', EVIL).merge('main')),
    },
    {
      why: 'a merge that removes a file of main',
      facts: await gitOutput((on) => behind(on).remove('lib/auth.ts').merge('main')),
    },
  ],
  twins: [
    { why: 'an honest merge of main', facts: await gitOutput((on) => behind(on).merge('main')) },
    { why: 'main went on, and was not merged', facts: await gitOutput(behind) },
  ],
});
