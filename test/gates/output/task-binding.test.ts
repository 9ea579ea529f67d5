import type { TaskBinding } from '../../../src/evidence/output-facts.ts';
import { taskBinding } from '../../../src/gates/output/task-binding.ts';
import { outputFacts, task } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const given = (binding: Partial<TaskBinding>) =>
  outputFacts({ binding: { ...outputFacts().binding, ...binding } });

ruleTable(taskBinding, {
  passes: [
    { why: 'started for the task that it claims', facts: outputFacts() },
    {
      why: 'no contract could be read: that is not about the binding',
      facts: given({ claimed: undefined }),
    },
  ],
  fails: [
    {
      why: 'started for no task',
      facts: given({ bound: undefined, output: 'feature/login' }),
      findings: [
        {
          to: 'planner',
          at: { output: 'feature/login' },
          expected: 'a branch named handoff/<task-id>',
        },
      ],
    },
    {
      why: 'on a branch of a task, opened by somebody who is no executor (threat A02)',
      facts: given({ bound: undefined, stranger: 'user 7 opened it', claimed: undefined }),
      findings: [{ to: 'planner', found: 'user 7 opened it', facts: { claimed: null } }],
    },
    {
      why: 'the same, whatever it claims: one cause',
      facts: given({ bound: undefined, stranger: 'user 7 opened it', claimed: task('auth') }),
      findings: [{ facts: { stranger: 'user 7 opened it', claimed: 'auth' } }],
    },
    {
      why: 'started for no task: neither a claim nor a rival makes it two causes',
      facts: given({
        bound: undefined,
        claimed: task('data-layer'),
        rivals: ['handoff/data-layer'],
      }),
      findings: [{ facts: { output: 'handoff/auth-oauth', claimed: 'data-layer' } }],
    },
    {
      why: 'started for no task, and nothing is claimed',
      facts: given({ bound: undefined, claimed: undefined }),
      findings: [{ facts: { output: 'handoff/auth-oauth', claimed: null } }],
    },
    {
      why: 'claims another task: the executor can put that right (A02)',
      facts: given({ claimed: task('data-layer') }),
      findings: [{ to: 'executor', expected: 'auth-oauth', found: 'data-layer' }],
    },
    {
      why: 'the second output of one task (A02)',
      facts: given({ output: 'handoff/auth-oauth/2', rivals: ['handoff/auth-oauth'] }),
      findings: [{ to: 'planner', facts: { before: ['handoff/auth-oauth'] } }],
    },
    {
      why: 'a second output that claims yet another task: two causes',
      facts: given({ claimed: task('data-layer'), rivals: ['#9', '#12'] }),
      findings: [{ to: 'planner', facts: { before: ['#12', '#9'] } }, { to: 'executor' }],
    },
  ],
});
