import { attackOnOutput } from '../support/attack.ts';
import { citingOutput, type Tale } from '../support/git-output.ts';

const honest: Tale = (on) => on;
const link: Tale = (on) =>
  on
    .on('main')
    .symlink('src/link.ts', '../lib/auth.ts')
    .submodule('src/lib', 'c0ffee00'.repeat(5))
    .commit('Links')
    .on('handoff/auth-oauth')
    .merge('main');
const artifact = (text: string, tale = honest) =>
  citingOutput(tale, () => ({ ref: 'src/auth/pkce.ts', artifact: text }));
const ref = (text: string, tale = honest) => citingOutput(tale, () => ({ ref: text }));

attackOnOutput({
  threat: 'C13',
  rule: 'output/refs-resolve',
  attacks: [
    { why: 'an artifact that is no file', facts: await artifact('src/auth/gone.ts') },
    { why: 'one line behind its end', facts: await artifact('src/auth/pkce.ts, lines 1-7') },
    { why: 'a link', facts: await artifact('src/link.ts', link) },
    { why: 'a submodule', facts: await artifact('src/lib', link) },
    { why: 'a folder', facts: await artifact('src/auth') },
    {
      why: 'a file of another repository',
      facts: await artifact('https://github.com/acme/shop/blob/main/src/auth/pkce.ts'),
    },
    { why: 'a ref to a file that is not there', facts: await ref('file:src/auth/gone.ts#L1') },
    { why: 'lines that end before they begin', facts: await ref('file:src/auth/pkce.ts#L3-L1') },
  ],
  twins: [
    { why: 'the last line', facts: await artifact('src/auth/pkce.ts, lines 1-6') },
    { why: 'lines of a changed file', facts: await ref('file:src/auth/pkce.ts#L1-L3') },
  ],
});

attackOnOutput({
  threat: 'C13',
  rule: 'output/evidence-bound',
  attacks: [
    { why: 'a ref behind the end of the file', facts: await ref('file:src/auth/pkce.ts#L1-L7') },
    { why: 'a ref to a link', facts: await ref('file:src/link.ts', link) },
    { why: 'a ref to a submodule', facts: await ref('file:src/lib', link) },
    { why: 'a file that this output did not change', facts: await ref('README.md') },
    {
      why: 'the digest of other bytes',
      facts: await ref(`file:src/auth/pkce.ts@sha256:${'0'.repeat(64)}`),
    },
  ],
  twins: [{ why: 'a file that it changed', facts: await ref('file:src/auth/oauth.ts') }],
});
