import { objectiveUnambiguous } from '../../../src/gates/task-entry/objective-unambiguous.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

/** In the scope of src/auth/oauth.ts, src/auth/auth.spec.ts and src/auth/pkce.ts. */
const of = (objective: string) => entryOf({ objective });

ruleTable(objectiveUnambiguous, {
  passes: [
    { why: 'one outcome, one file', facts: taskEntryFacts() },
    { why: 'the artefact is a word of the scope', facts: of('Implement the OAuth flow') },
    { why: 'the artefact stands in backticks', facts: of('Return a typed row from `getUser`') },
    {
      why: 'with its tests: they prove the same outcome',
      facts: of('Implement src/auth/oauth.ts and add tests in src/auth/auth.spec.ts'),
    },
    {
      why: 'a figure cures a word that asks how much',
      facts: of('Make `login` of src/auth/oauth.ts 3 times faster'),
    },
    {
      why: 'an "or" between things that the program tells apart',
      facts: of('Refuse empty or oversized tokens in src/auth/oauth.ts'),
    },
    {
      why: 'the policy lets a term of its trade pass',
      facts: of('Fit the elegant curve in src/auth/oauth.ts'),
      policy: { words: { vague: { allow: ['elegant curve'] } } },
    },
  ],
  fails: [
    {
      why: 'a direction (aims)',
      facts: of('Improve src/auth/oauth.ts'),
      findings: [{ at: { field: 'objective' }, facts: { kind: 'vague', words: ['Improve'] } }],
    },
    {
      why: 'an opinion (vague)',
      facts: of('Write a robust OAuth client in src/auth/oauth.ts'),
      findings: [{ facts: { kind: 'vague', words: ['robust'] } }],
    },
    {
      why: 'how much? (unmeasured)',
      facts: of('Make the login in src/auth/oauth.ts fast'),
      findings: [{ facts: { kind: 'vague', words: ['fast'] } }],
    },
    {
      why: 'a choice',
      facts: of('Use Redis or Memcached in src/auth/oauth.ts'),
      findings: [{ facts: { kind: 'choice', words: ['Use Redis or'] } }],
    },
    {
      why: 'two outcomes',
      facts: of('Implement src/auth/oauth.ts and refactor the session store'),
      findings: [
        { found: '2 outcomes', facts: { kind: 'several', words: ['refactor the session'] } },
      ],
    },
    {
      why: 'three outcomes: one finding',
      facts: of('Implement src/auth/oauth.ts, rename `login` and remove the old routes'),
      findings: [{ found: '3 outcomes' }],
    },
    {
      why: 'no artefact',
      facts: of('Support single sign-on'),
      findings: [{ facts: { kind: 'unnamed', objective: 'Support single sign-on' } }],
    },
    {
      why: 'a direction without an artefact: one cause, one finding',
      facts: of('Improve things'),
      findings: [{ facts: { kind: 'vague', words: ['Improve', 'things'] } }],
    },
    {
      why: 'different causes are different findings',
      facts: of('Improve src/auth/oauth.ts, maybe with PKCE, and update the docs'),
      findings: [
        { facts: { kind: 'choice' } },
        { facts: { kind: 'several' } },
        { facts: { kind: 'vague' } },
      ],
    },
    {
      why: 'the policy adds a word',
      facts: of('Write a magical src/auth/oauth.ts'),
      policy: { words: { vague: { refuse: ['magical'] } } },
      findings: [{ facts: { words: ['magical'] } }],
    },
  ],
});
