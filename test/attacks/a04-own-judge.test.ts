import { describe, expect, test } from '@jest/globals';
import { outputRules } from '../../src/gates/registry.ts';
import { attackOnOutput, outcomeOf, rulesOf } from '../support/attack.ts';
import { changedOutput, moduleScope } from '../support/changed-output.ts';
import { changed } from '../support/output-facts.ts';

/** Though the spec opens everything by globs. */
const wide = { scope: moduleScope({ files: ['**', '.handoff/**', '.github/**'] }) };

attackOnOutput({
  threat: 'A04',
  rule: 'output/role-boundary',
  attacks: [
    { why: 'the policy', facts: changedOutput([changed('.handoff/policy.yaml')], wide) },
    { why: 'the plan', facts: changedOutput([changed('.handoff/plan.yaml')], wide) },
    { why: 'its own spec', facts: changedOutput([changed('.handoff/tasks/auth-oauth.md')], wide) },
    {
      why: 'a policy where there was none',
      facts: changedOutput([changed('.handoff/policy.yml', 'added')], wide),
    },
    {
      why: 'the policy is deleted',
      facts: changedOutput([changed('.handoff/policy.yaml', 'deleted')], wide),
    },
    {
      why: 'in letters of another case',
      facts: changedOutput([changed('.Handoff/Policy.yaml', 'added')], wide),
    },
    {
      why: 'the workflow that the gates trust',
      facts: changedOutput([changed('.github/workflows/handoff-tests.yml')], wide),
    },
    {
      why: 'the spec names the policy itself',
      facts: changedOutput([changed('.handoff/policy.yaml')], {
        scope: moduleScope({ files: ['.handoff/policy.yaml'] }),
      }),
    },
  ],
  twins: [
    {
      why: 'a file that only begins like it',
      facts: changedOutput([changed('.handoff-notes.md')], wide),
    },
    {
      why: 'a folder of that name somewhere else',
      facts: changedOutput([changed('docs/.handoff/notes.md')], wide),
    },
  ],
});

attackOnOutput({
  threat: 'A04',
  rule: 'output/protected-paths',
  attacks: [
    { why: 'who must review', facts: changedOutput([changed('.github/CODEOWNERS')], wide) },
    {
      why: 'a workflow of another purpose',
      facts: changedOutput([changed('.github/workflows/deploy.yml')], wide),
    },
    {
      why: 'what agents are told',
      facts: changedOutput([changed('src/auth/AGENTS.md', 'added')], wide),
    },
    {
      why: 'how files are compared',
      facts: changedOutput([changed('src/.gitattributes', 'added')], wide),
    },
    { why: 'the tools that agents get', facts: changedOutput([changed('.mcp.json')], wide) },
  ],
  twins: [
    {
      why: 'a planner named the file',
      facts: changedOutput([changed('.github/workflows/deploy.yml')], {
        scope: moduleScope({ files: ['.github/workflows/deploy.yml'] }),
      }),
    },
  ],
});

describe('threat A04: a policy of its own changes no verdict', () => {
  test('a limit of 100 % in the same output: told twice, by the old policy', () => {
    const facts = changedOutput([changed('.handoff/policy.yaml'), changed('infra/main.tf')]);
    expect(rulesOf(outcomeOf(outputRules, facts))).toEqual([
      'output/role-boundary',
      'output/scope-compliance',
    ]);
  });
});
