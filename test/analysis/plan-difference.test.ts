import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PlanChange, planDifference } from '../../src/analysis/plan-difference.ts';
import { plan } from '../support/output-facts.ts';

type Written = Readonly<Record<string, unknown>>;

const TASK = {
  id: 'auth',
  objective: 'Sign in',
  scope: ['src/a.ts', 'src/b.ts'],
  'depends-on': ['db', 'ui'],
};
const C1 = { id: 'C1', text: 'Sessions end' };
const Q1 = { id: 'Q1', question: 'How long?', status: 'deferred', reason: 'product' };
const BEFORE = {
  goal: 'Sign in',
  shared: ['package.json', 'schema/**'],
  constraints: [C1],
  tasks: [TASK],
  'open-questions': [Q1],
};

const difference = (after: Written) => planDifference(plan(BEFORE), plan({ ...BEFORE, ...after }));
/** `changed task auth: scope`. */
const brief = (changes: readonly PlanChange[]) =>
  changes.map(({ kind, of, target, fields }) =>
    [`${kind} ${of} ${target}`, ...fields.map(({ name }) => name)].join(' '),
  );

describe('what a revision changes', () => {
  test.each<[string, Written, readonly string[]]>([
    ['nothing', {}, []],
    [
      'version, chain and revision are no change',
      { version: 9, supersedes: { version: 8, sha256: '0'.repeat(64) }, revision: { by: 'p' } },
      [],
    ],
    ['the goal', { goal: 'Sign out' }, ['changed plan goal goal']],
    [
      'a shared file more',
      { shared: ['schema/**', 'package.json', 'x'] },
      ['changed plan shared shared'],
    ],
    ['the order of shared files', { shared: ['schema/**', 'package.json'] }, []],
    ['a task more', { tasks: [TASK, { id: 'new' }] }, ['added task new']],
    ['a task less', { tasks: [] }, ['removed task auth']],
    [
      'a task under another id',
      { tasks: [{ ...TASK, id: 'auth-2' }] },
      ['removed task auth', 'added task auth-2'],
    ],
    [
      'its objective',
      { tasks: [{ ...TASK, objective: 'Sign out' }] },
      ['changed task auth objective'],
    ],
    [
      'no objective',
      { tasks: [{ ...TASK, objective: undefined }] },
      ['changed task auth objective'],
    ],
    ['its scope', { tasks: [{ ...TASK, scope: ['src/a.ts'] }] }, ['changed task auth scope']],
    [
      'its scope in another order, an entry twice',
      { tasks: [{ ...TASK, scope: ['src/b.ts', 'src/a.ts', 'src/b.ts'] }] },
      [],
    ],
    [
      'what it waits for',
      { tasks: [{ ...TASK, 'depends-on': ['db'] }] },
      ['changed task auth depends-on'],
    ],
    ['its domain', { tasks: [{ ...TASK, domain: 'auth' }] }, ['changed task auth domain']],
    ['who executes it', { tasks: [{ ...TASK, runtime: 'claude' }] }, ['changed task auth runtime']],
    [
      'several fields are one change',
      { tasks: [{ ...TASK, domain: 'x', runtime: 'claude' }] },
      ['changed task auth domain runtime'],
    ],
    ['its issue, and what justified it', { tasks: [{ ...TASK, issue: 12, because: 'pr:#1' }] }, []],
    [
      'a constraint',
      { constraints: [{ ...C1, text: 'Sessions last' }] },
      ['changed constraint C1 text'],
    ],
    [
      'the tasks that a constraint binds',
      { constraints: [{ ...C1, 'applies-to': ['auth'] }] },
      ['changed constraint C1 applies-to'],
    ],
    [
      'a constraint to all tasks and to no task are two things',
      { constraints: [{ ...C1, 'applies-to': [] }] },
      ['changed constraint C1 applies-to'],
    ],
    [
      'a question answered',
      { 'open-questions': [{ ...Q1, status: 'resolved', 'answer-ref': 'commit:1' }] },
      ['changed question Q1 status answer-ref'],
    ],
    [
      'a question gone, another raised',
      { 'open-questions': [{ ...Q1, id: 'Q2' }] },
      ['removed question Q1', 'added question Q2'],
    ],
    [
      'everything, by kind and then by id',
      {
        goal: 'x',
        shared: [],
        constraints: [],
        tasks: [{ id: 'b' }, { id: 'a' }],
        'open-questions': [],
      },
      [
        'changed plan goal goal',
        'changed plan shared shared',
        'removed constraint C1',
        'added task a',
        'removed task auth',
        'added task b',
        'removed question Q1',
      ],
    ],
  ])('%s', (_, after, expected) => {
    expect(brief(difference(after))).toEqual(expected);
  });

  test('both sides of a field', () => {
    const [change] = difference({ tasks: [{ ...TASK, domain: 'auth' }] });
    expect(change?.fields).toEqual([{ name: 'domain', before: undefined, after: 'auth' }]);
  });
});

describe('the refs that a change names', () => {
  const revision = {
    by: 'planner',
    changes: [
      { target: 'auth', because: 'commit:1' },
      { target: 'C1', because: 'commit:9' },
      { target: 'auth', because: 'file:a' },
    ],
  };
  const wider = { ...TASK, scope: ['src/**'] };
  test.each<[string, Written, Written, readonly string[]]>([
    ['none', TASK, { tasks: [wider] }, []],
    ['its own, when it is new', TASK, { tasks: [{ ...wider, because: 'pr:#1' }] }, ['pr:#1']],
    [
      'not the one of an earlier change',
      { ...TASK, because: 'pr:#1' },
      { tasks: [{ ...wider, because: 'pr:#1' }] },
      [],
    ],
    ['those of the revision', TASK, { tasks: [wider], revision }, ['commit:1', 'file:a']],
    [
      'both, each once',
      TASK,
      { tasks: [{ ...wider, because: 'file:a' }], revision },
      ['file:a', 'commit:1'],
    ],
    [
      'of what is removed: the revision’s',
      { ...TASK, because: 'pr:#1' },
      { tasks: [], revision },
      ['commit:1', 'file:a'],
    ],
  ])('%s', (_, before, after, because) => {
    const [change] = planDifference(
      plan({ ...BEFORE, tasks: [before] }),
      plan({ ...BEFORE, ...after }),
    );
    expect(change).toMatchObject({ target: 'auth', because });
  });

  test('the answer of a question is its evidence, unless it was there before', () => {
    const answered = { ...Q1, status: 'resolved', 'answer-ref': 'commit:1' };
    expect(difference({ 'open-questions': [answered] })[0]?.because).toEqual(['commit:1']);
    const before = plan({ ...BEFORE, 'open-questions': [answered] });
    const after = plan({ ...BEFORE, 'open-questions': [{ ...answered, question: 'Why?' }] });
    expect(planDifference(before, after)[0]?.because).toEqual([]);
  });
});

test('law: no change exactly between a plan and itself, however its lists are ordered', () => {
  const ids = fc.shuffledSubarray(['a', 'b', 'c']);
  const tasks = ids.chain((chosen) =>
    fc.tuple(
      ...chosen.map((id) =>
        fc.record({
          id: fc.constant(id),
          scope: fc.shuffledSubarray(['x', 'y']),
          runtime: fc.constantFrom('codex', 'claude'),
        }),
      ),
    ),
  );
  const seen = (list: readonly { id: string; scope: readonly string[]; runtime: string }[]) =>
    JSON.stringify([...list].map((one) => [one.id, [...one.scope].sort(), one.runtime]).sort());
  fc.assert(
    fc.property(tasks, tasks, (before, after) => {
      const changes = planDifference(plan({ tasks: before }), plan({ tasks: after }));
      expect(changes.length === 0).toBe(seen(before) === seen(after));
    }),
  );
});
