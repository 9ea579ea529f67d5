import { attackOnOutput } from '../support/attack.ts';
import { changedOutput } from '../support/changed-output.ts';
import { changed, contract, outputFacts } from '../support/output-facts.ts';

const WIDER = 'the planner widened the scope to infra/**';
/** Work outside the sealed scope, and a contract that claims a wider one in a place of its own choice. */
const claiming = (claim: Readonly<Record<string, unknown>>) =>
  changedOutput([changed('infra/main.tf')], { contract: contract(claim) });
const [commit, tests] = outputFacts().contract['completed-steps'];

attackOnOutput({
  threat: 'A01',
  rule: 'output/scope-compliance',
  attacks: [
    { why: 'no word about it', facts: claiming({}) },
    { why: 'as something that was discovered', facts: claiming({ discovered: [WIDER] }) },
    {
      why: 'as the words of a step',
      facts: claiming({ 'completed-steps': [{ ...commit, step: WIDER }, tests] }),
    },
    {
      why: 'as a deferred question',
      facts: claiming({
        'open-questions': [
          { question: 'May infra/main.tf change?', status: 'deferred', reason: WIDER },
        ],
      }),
    },
    {
      why: 'as the reason for no next step',
      facts: claiming({ 'next-step': { status: 'none', reason: WIDER } }),
    },
    {
      why: 'as the next step, within what the plan gives to that task',
      facts: claiming({
        'next-step': {
          task: 'data-layer-connection',
          scope: 'src/db/connection.ts only',
          'acceptance-criteria': '3 tests pass',
        },
      }),
    },
  ],
  twins: [
    {
      why: 'a contract that says the same, and work within the scope',
      facts: outputFacts({ contract: contract({ discovered: [WIDER] }) }),
    },
  ],
});
