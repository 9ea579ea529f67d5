import { contractSchema } from '../../../src/gates/output/contract-schema.ts';
import { HandoffContract } from '../../../src/model/handoff-contract.ts';
import { checkSchema } from '../../../src/model/schema-problems.ts';
import { contract, outputFacts } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

/** The facts of a contract that the real schema looks at. */
function reading(change: Readonly<Record<string, unknown>>) {
  const checked = checkSchema(HandoffContract, { ...contract(), ...change });
  return outputFacts({ reading: { problems: checked.ok ? [] : checked.problems } });
}

ruleTable(contractSchema, {
  passes: [
    { why: 'an honest contract', facts: reading({}) },
    {
      why: 'an explicit marker where nothing can be said',
      facts: reading({ 'next-step': { status: 'unknown', reason: 'the planner decides' } }),
    },
  ],
  fails: [
    {
      why: 'a field that is missing',
      facts: reading({ objective: undefined }),
      findings: [{ at: { field: 'objective' } }],
    },
    {
      why: 'an empty value is neither a value nor a marker (C14)',
      facts: reading({ objective: '  ' }),
      findings: [{ at: { field: 'objective' } }],
    },
    {
      why: 'a marker without a reason (C14)',
      facts: reading({ 'next-step': { status: 'deferred', reason: '' } }),
      findings: [{ at: { field: 'next-step.reason' } }],
    },
    {
      why: 'a field of its own invention: history has no place',
      facts: reading({ transcript: 'User: …' }),
      findings: [{ at: { field: 'transcript' } }],
    },
    {
      why: 'several fields: one finding each, by name',
      facts: reading({ 'task-id': 'Not Kebab', attempt: 0, constraint: [] }),
      findings: [
        { at: { field: 'attempt' } },
        { at: { field: 'constraint' } },
        { at: { field: 'task-id' } },
      ],
    },
    {
      why: 'two problems of one field: one finding, at its first line, whichever came first',
      facts: outputFacts({
        reading: {
          problems: [
            { field: '', message: 'The key "scope" stands twice', line: 9 },
            { field: '', message: 'An alias is not allowed', line: 4 },
            { field: '', message: 'An alias is not allowed', line: 7 },
          ],
        },
      }),
      findings: [
        {
          at: { field: '', line: 4 },
          found: 'An alias is not allowed; The key "scope" stands twice',
        },
      ],
    },
  ],
});
