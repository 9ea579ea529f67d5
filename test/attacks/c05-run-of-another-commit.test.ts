import { attackOnOutput } from '../support/attack.ts';
import { citingOutput, type Tale } from '../support/git-output.ts';

const LATER = 'export function login() {\n  return 3;\n}\n';
/** A second run, recorded on another commit than the head. */
const citing = (tale: Tale, recordedOn: string) =>
  citingOutput(
    tale,
    () => ({ ref: 'test-run:second-12/12', artifact: 'src/auth/auth.spec.ts' }),
    (made) => [{ id: 'second', head: made.sha(recordedOn) }],
  );
const sibling: Tale = (on) =>
  on
    .on('main')
    .branch('handoff/sibling')
    .edit('lib/other.ts', LATER)
    .commit('Sibling')
    .on('handoff/auth-oauth');

attackOnOutput({
  threat: 'C05',
  rule: 'output/evidence-bound',
  attacks: [
    { why: 'of the base', facts: await citing((on) => on, 'main') },
    { why: 'of the branch of a sibling', facts: await citing(sibling, 'handoff/sibling') },
    {
      why: 'of main as it is now',
      facts: await citing(
        (on) => on.on('main').edit('README.md', '#\n').commit('Others').on('handoff/auth-oauth'),
        'Others',
      ),
    },
    {
      why: 'of an earlier commit of this output, and the code changed since',
      facts: await citing((on) => on.edit('src/auth/oauth.ts', LATER).commit('Later'), 'Add OAuth'),
    },
    {
      why: 'of an earlier commit of this output, and only a test changed since',
      facts: await citing(
        (on) => on.edit('src/auth/auth.spec.ts', LATER).commit('Later'),
        'Add OAuth',
      ),
    },
  ],
  twins: [
    { why: 'of the head', facts: await citing((on) => on, 'handoff/auth-oauth') },
    {
      why: 'of an earlier commit, and only the work of others was merged since',
      facts: await citing(
        (on) =>
          on
            .on('main')
            .edit('README.md', '#\n')
            .commit('Others')
            .on('handoff/auth-oauth')
            .merge('main'),
        'Add OAuth',
      ),
    },
  ],
});
