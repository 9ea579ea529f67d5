import { expect, test } from '@jest/globals';
import { comparePlans } from '../../src/flows/compare-plans.ts';
import { comparisonBlocks } from '../../src/report/plan-comparison.ts';
import { paintPlain } from '../../src/shells/cli/paint-plain.ts';
import { plan } from '../support/output-facts.ts';

type Written = Readonly<Record<string, unknown>>;
const compare = (before: Written, after: Written) =>
  comparePlans(
    { source: 'old', plan: plan({ tasks: [], constraints: [], ...before }) },
    { source: 'new', plan: plan({ version: 3, tasks: [], constraints: [], ...after }) },
  );
const constraint = (id: string, text: string, more: Written = {}) => ({ id, text, ...more });
const superseded = { status: 'superseded', by: 'C9', reason: 'r', because: 'commit:1' };

test('every fate of a constraint, with what is allowed', () => {
  const { constraints } = compare(
    {
      constraints: [
        constraint('C1', 'Keep'),
        constraint('C2', 'Session expiry: 24 hours'),
        constraint('C3', 'Gone'),
        constraint('C4', 'Old rule'),
        constraint('C5', 'Use Redis'),
        constraint('C6', 'For all'),
        constraint('C7', 'Half'),
        constraint('C8', 'Back', superseded),
      ],
    },
    {
      constraints: [
        constraint('C1', 'Keep'),
        constraint('C2', 'Session expiry: 24 days'),
        constraint('C4', 'Old rule', superseded),
        constraint('C5', 'Never log tokens'),
        constraint('C6', 'For all', { 'applies-to': [] }),
        constraint('C7', 'Half', { status: 'superseded' }),
        constraint('C8', 'Back'),
        constraint('C9', 'New rule'),
      ],
    },
  );
  expect(constraints).toEqual([
    { id: 'C1', fate: 'preserved', allowed: 'yes', before: 'Keep' },
    {
      id: 'C2',
      fate: 'reworded',
      allowed: 'no',
      before: 'Session expiry: 24 [-hours-]',
      after: 'Session expiry: 24 {+days+}',
    },
    { id: 'C3', fate: 'dropped', allowed: 'no', before: 'Gone' },
    { id: 'C4', fate: 'superseded', allowed: 'yes', before: 'Old rule', detail: 'by C9' },
    { id: 'C5', fate: 'reused', allowed: 'no', before: 'Use Redis', after: 'Never log tokens' },
    {
      id: 'C6',
      fate: 'narrowed',
      allowed: 'no',
      before: 'For all',
      detail: 'not for tasks that it does not list',
    },
    {
      id: 'C7',
      fate: 'half-superseded',
      allowed: 'no',
      before: 'Half',
      detail: 'lacks by, reason, because',
    },
    { id: 'C8', fate: 'revived', allowed: 'yes', before: 'Back' },
    { id: 'C9', fate: 'added', allowed: 'yes', after: 'New rule' },
  ]);
});

test('a constraint that leaves a task out names it', () => {
  const tasks = [{ id: 'a' }, { id: 'b' }];
  const { constraints } = compare(
    { tasks, constraints: [constraint('C1', 'x', { 'applies-to': ['a', 'b'] })] },
    { tasks, constraints: [constraint('C1', 'x', { 'applies-to': ['a'] })] },
  );
  expect(constraints[0]?.detail).toBe('not for b');
});

test('as a table: constraints, then changes with their evidence', () => {
  const comparison = compare(
    {
      goal: 'Old',
      tasks: [{ id: 'a', scope: ['x', 'y'] }],
      constraints: [constraint('C1', 'Gone')],
    },
    {
      goal: 'New',
      tasks: [
        { id: 'a', scope: [], domain: 'auth' },
        { id: 'b', because: 'pr:#1' },
      ],
      revision: { by: 'p', changes: [{ target: 'a', because: 'commit:1' }] },
    },
  );
  expect(
    paintPlain(comparisonBlocks(comparison)),
  ).toBe(`v2 → v3: 4 changes, 1 of 1 constraints lost  (old, new)

Constraint  Fate     Before  After
C1          dropped  Gone

Change                         Before  After    Because
goal           changed         Old     New      none
constraint C1  removed                          none
task a         scope changed   x, y    nothing  commit:1
               domain changed  –       auth
task b         added                            pr:#1
`);
});

test('two plans that say the same', () => {
  expect(paintPlain(comparisonBlocks(compare({}, {})))).toBe('v2 → v3: 0 changes  (old, new)\n');
});

test('one change', () => {
  const text = paintPlain(comparisonBlocks(compare({}, { goal: 'New' })));
  expect(text).toContain('v2 → v3: 1 change  (old, new)');
});
