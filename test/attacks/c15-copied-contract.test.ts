import { attackOnOutput } from '../support/attack.ts';
import { contract, outputFacts, task } from '../support/output-facts.ts';

const { binding } = outputFacts();
/** The contract of a sibling, pasted as it stands into the output of another task. */
const pasted = (sibling: string, output = binding.output) =>
  outputFacts({
    contract: contract({ 'task-id': sibling }),
    binding: { ...binding, output, claimed: task(sibling) },
  });

attackOnOutput({
  threat: 'C15',
  rule: 'output/task-binding',
  attacks: [
    { why: 'of a sibling task', facts: pasted('data-layer-connection') },
    { why: 'of the task before, under a similar name', facts: pasted('auth-oauth-2') },
    { why: 'of a task that no plan has', facts: pasted('everything') },
    { why: 'into a pull request', facts: pasted('data-layer-connection', '#12') },
  ],
  twins: [{ why: 'a contract of its own', facts: outputFacts() }],
});
