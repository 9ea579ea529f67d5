import type { Authority } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

type Person = Extract<Authority, { kind: 'people' }>['people'][number];

/** What a planner needs on GitHub at this moment; a role in the past or a login that looks right is none (threat G09). */
const WRITES: ReadonlySet<Person['permission']> = new Set(['admin', 'maintain', 'write']);

export const plannerAuthority = taskEntryRule({
  id: 'task-entry/planner-authority',
  holds: 'Whoever asks for the task, and whoever edited it last, is a planner who may write now.',
  needs: ['authority'],
  to: 'planner',
  mast: 'FM-1.2',
  integrity: true,
  seed: ['P4', 'G1g'],
  threats: ['A03', 'G09'],
  skip: ({ authority }) =>
    authority.kind === 'draft'
      ? 'a draft asks for nothing; its author is judged when it is handed over'
      : undefined,
  saw: ({ authority }) =>
    authority.kind === 'people'
      ? shortList(authority.people.map(({ what, login }) => `${what} by ${login}`))
      : 'the spec is on the default branch, which only planners write',
  check({ authority }) {
    if (authority.kind !== 'people') return [];
    return authority.people.length === 0
      ? [nobody()]
      : authority.people.flatMap((person) => unentitled(person, authority.people));
  },
});

function nobody(): FindingDraft {
  return {
    problem: 'Nobody is known who asked for this task.',
    fix: 'Let a planner set the label that hands the task over.',
    expected: 'a planner',
    found: 'nobody',
    facts: { kind: 'nobody' },
    key: 'nobody',
  };
}

const DID: Readonly<Record<Person['what'], string>> = {
  labelled: 'handed the task over',
  edited: 'edited the spec last',
};

/** Both are named: a planner who set the label should know whose words that approves. */
function unentitled(
  { what, id, login, planner, permission }: Person,
  people: readonly Person[],
): readonly FindingDraft[] {
  if (planner && WRITES.has(permission)) return [];
  const lacks = planner
    ? `has only the permission ${quote(permission)} now`
    : 'is no planner of this repository';
  const others = people
    .filter((one) => one.what !== what)
    .map((one) => ` ${quote(one.login)} (user ${one.id}) ${DID[one.what]}.`)
    .join('');
  return [
    {
      problem: `${quote(login)} (user ${id}) ${DID[what]} and ${lacks}.${others}`,
      fix:
        what === 'labelled'
          ? 'Let a planner read the spec and set the label again.'
          : 'Let a planner read what was edited, save the spec and set the label again.',
      expected: 'a planner by numeric id, with permission to write',
      found: planner ? permission : 'no planner',
      facts: { kind: what, user: id, planner, permission },
      key: `${what} ${id}`,
    },
  ];
}
