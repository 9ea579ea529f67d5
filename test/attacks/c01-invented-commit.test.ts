import { attackOnOutput } from '../support/attack.ts';
import { citingOutput } from '../support/git-output.ts';

const honest = (on: Parameters<Parameters<typeof citingOutput>[0]>[0]) => on;
const citing = (ref: string) => citingOutput(honest, () => ({ ref }));

attackOnOutput({
  threat: 'C01',
  rule: 'output/refs-resolve',
  attacks: [
    { why: 'a sha that nobody ever made', facts: await citing(`commit:${'deadbeef'.repeat(5)}`) },
    { why: 'seven digits of one', facts: await citing('commit:deadbee') },
    { why: "git's own name for no commit", facts: await citing(`commit:${'0'.repeat(40)}`) },
    {
      why: 'the tree of the head, which is an object but no commit',
      facts: await citingOutput(honest, (made) => ({
        ref: `commit:${made.git('rev-parse', 'handoff/auth-oauth^{tree}')}`,
      })),
    },
    {
      why: 'a file of the head, which is an object but no commit',
      facts: await citingOutput(honest, (made) => ({
        ref: `commit:${made.git('rev-parse', 'handoff/auth-oauth:src/auth/pkce.ts')}`,
      })),
    },
  ],
  twins: [
    {
      why: 'the commit that was made',
      facts: await citingOutput(honest, (made) => ({ ref: `commit:${made.sha('Add OAuth')}` })),
    },
    {
      why: 'seven digits of it (C03)',
      facts: await citingOutput(honest, (made) => ({
        ref: `commit:${made.sha('Add OAuth').slice(0, 7)}`,
      })),
    },
  ],
});
