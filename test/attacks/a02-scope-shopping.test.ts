import { attackOnOutput } from '../support/attack.ts';
import { authorisedSpec, contract, outputFacts, task } from '../support/output-facts.ts';

const { binding } = outputFacts();
const wide = authorisedSpec({
  'task-id': 'data-layer-connection',
  scope: { files: ['src/auth/*', 'src/db/*'], create: ['src/auth/pkce.ts'] },
});

attackOnOutput({
  threat: 'A02',
  rule: 'output/task-binding',
  attacks: [
    {
      why: 'claims a task of a wider scope, and is judged by it',
      facts: outputFacts({
        contract: contract({ 'task-id': 'data-layer-connection' }),
        spec: wide,
        specReading: { ...outputFacts().specReading, authorised: wide },
        binding: { ...binding, claimed: task('data-layer-connection') },
      }),
    },
    {
      why: 'a second output of a task that already has one',
      facts: outputFacts({
        binding: { ...binding, output: 'handoff/auth-oauth/2', rivals: ['handoff/auth-oauth'] },
      }),
    },
    {
      why: 'a branch that was started for nothing claims a task',
      facts: outputFacts({
        binding: { ...binding, output: 'feature/login', bound: undefined },
      }),
    },
    {
      why: 'a task id that only looks like its own',
      facts: outputFacts({
        contract: contract({ 'task-id': 'auth-0auth' }),
        binding: { ...binding, claimed: task('auth-0auth') },
      }),
    },
  ],
  twins: [
    { why: 'claims the task that it was started for', facts: outputFacts() },
    {
      why: 'a second attempt on a branch of its own, after the first was closed',
      facts: outputFacts({ binding: { ...binding, output: 'handoff/auth-oauth/2' } }),
    },
  ],
});
