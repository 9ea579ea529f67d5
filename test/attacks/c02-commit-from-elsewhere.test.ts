import { attackOnOutput } from '../support/attack.ts';
import { citingOutput, type Tale } from '../support/git-output.ts';

const WORK = 'export const pkce = 1;\n';
const citing = (tale: Tale, message: string) =>
  citingOutput(tale, (made) => ({ ref: `commit:${made.sha(message)}` }));
const besides =
  (ref: string): Tale =>
  (on) =>
    on
      .on('main')
      .branch('side')
      .edit('src/auth/pkce.ts', WORK)
      .commit('Elsewhere')
      .ref(ref)
      .on('handoff/auth-oauth');

attackOnOutput({
  threat: 'C02',
  rule: 'output/evidence-bound',
  attacks: [
    {
      why: 'of the branch of a sibling',
      facts: await citing(besides('refs/heads/handoff/sibling'), 'Elsewhere'),
    },
    {
      why: 'of a fork, which is in the same object store',
      facts: await citing(besides('refs/pull/9/head'), 'Elsewhere'),
    },
    { why: 'of the base', facts: await citing((on) => on, 'Initial') },
    {
      why: 'of main, and merged from there: somebody else’s work',
      facts: await citing(
        (on) =>
          on
            .on('main')
            .edit('src/auth/a.txt', 'x')
            .commit('Others')
            .on('handoff/auth-oauth')
            .merge('main'),
        'Others',
      ),
    },
    {
      why: 'of this output, but it does not touch the artifact (FM-2.6)',
      facts: await citing(
        (on) => on.edit('src/auth/oauth.ts', WORK).commit('Other work'),
        'Other work',
      ),
    },
  ],
  twins: [
    { why: 'of this output', facts: await citing(besides('refs/pull/9/head'), 'Add OAuth') },
    {
      why: 'of this output, a later one that touches the artifact',
      facts: await citing((on) => on.edit('src/auth/pkce.ts', WORK).commit('Later'), 'Later'),
    },
  ],
});
