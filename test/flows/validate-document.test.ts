import { describe, expect, test } from '@jest/globals';
import { validateDocument } from '../../src/flows/validate-document.ts';

const MUTE = 'Neither its name nor its text says what it is';
const LINE = (kind: string) =>
  `the line "schema: handoff-${kind}/v1" or the name .handoff/${kind}.yaml`;

describe('a file that does not say what it is', () => {
  test.each([
    {
      why: 'broken YAML with the fields of a plan: where it breaks, what it could be, how to say so',
      path: 'draft.yaml',
      text: 'version: 2\ngoal: x\ntasks:\n  - {id: a\n',
      problems: [
        { line: 5, column: 1, message: /^Not valid YAML/ },
        {
          message: `${MUTE}; by its fields it could be a plan: version, goal, tasks; allowed: ${LINE('plan')} (plan)`,
        },
      ],
    },
    {
      why: 'sound YAML: only what it could be',
      path: 'draft.yaml',
      text: 'mode: block\nrules: {}\n',
      problems: [
        {
          message: `${MUTE}; by its fields it could be a policy: mode, rules; allowed: ${LINE('policy')} (policy)`,
        },
      ],
    },
    {
      why: 'two that it could be: both',
      path: 'draft.yaml',
      text: 'objective: x\n',
      problems: [
        {
          message: `${MUTE}; by its fields it could be a task or contract: objective; allowed: a block "\`\`\`yaml handoff-task" in Markdown, or the name .handoff/tasks/<task-id>.md (task) or a block "\`\`\`json handoff-contract" in Markdown (contract)`,
        },
      ],
    },
    {
      why: 'a workflow that stands elsewhere',
      path: 'ci.yml',
      text: 'on: push\njobs: {}\n',
      problems: [
        {
          message: `${MUTE}; by its fields it could be a workflow: on, jobs; allowed: a path .github/workflows/<name>.yml (workflow)`,
        },
      ],
    },
    {
      why: 'JSON: its fields stand one step further in, and its syntax is that of JSON',
      path: 'draft.json',
      text: '{\n  "goal": "x",\n  "tasks": [],\n}\n',
      problems: [
        { line: 4, column: 1, message: /JSON/ },
        { message: /could be a plan: goal, tasks;/ },
      ],
    },
    {
      why: 'no field of any format: what was found, and all that is allowed',
      path: 'a.yaml',
      text: 'a: 1\nb: 2\n',
      problems: [
        {
          message:
            /; found the fields "a", "b"; allowed: .*\(policy\), .*\(plan\), .*\(task\), .*\(contract\), .*\(workflow\) or the name action.yml \(action\)$/,
        },
      ],
    },
    {
      why: 'nothing in it',
      path: 'a.yaml',
      text: '',
      problems: [{ message: /; found no field; allowed: / }],
    },
    {
      why: 'Markdown is not read as YAML',
      path: 'notes.md',
      text: '# Notes\n\n- [ ] {\n',
      problems: [{ message: /; found no field; allowed: / }],
    },
    {
      why: 'names that hide what stands beside them are no names (F03)',
      path: 'a.yaml',
      text: 'a\u202eb: 1\n',
      problems: [{ message: /; found no field; allowed: / }],
    },
  ])('$why', ({ path, text, problems }) => {
    const found = validateDocument(path, text);
    expect(found.kind).toBeUndefined();
    expect(found.problems).toEqual(
      problems.map(({ message, ...place }) => ({
        field: '',
        ...place,
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      })),
    );
  });

  test('a name that says it wins over fields that look like something else', () => {
    expect(validateDocument('.handoff/policy.yaml', 'goal: x\ntasks: []\n').kind).toBe('policy');
  });
});
