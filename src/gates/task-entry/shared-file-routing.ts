import { type SharedTouch, sharedTouches, sharedWords } from '../../analysis/shared-scope.ts';
import type { TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Policy } from '../../model/policy.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { taskEntryRule } from '../rule.ts';

type Facts = Pick<TaskEntryFacts, 'spec' | 'plan' | 'baseTree' | 'importers'>;

export const sharedFileRouting = taskEntryRule({
  id: 'task-entry/shared-file-routing',
  holds: 'A task that opens a shared file is routed to the coordinator.',
  needs: ['spec', 'plan', 'baseTree', 'importers'],
  to: 'coordinator',
  mast: 'FM-1.2',
  seed: ['G1h', 'P16', 'D10'],
  threats: ['A12'],
  saw(facts, policy) {
    const named = touchesOf(facts, policy).filter(({ certainty }) => certainty === 'named');
    return `${counted(named.length, 'shared file')} in the scope, route ${facts.spec.route}`;
  },
  check(facts, policy) {
    const touches = touchesOf(facts, policy);
    if (facts.spec.route === 'coordinator') return touches.length === 0 ? [NOTHING_SHARED] : [];
    return [...byReason(touches).values()].map(forASpecialist);
  },
});

function touchesOf(facts: Facts, policy: Policy): readonly SharedTouch[] {
  const { spec, plan, baseTree: tree, importers } = facts;
  return sharedTouches(spec.scope, { plan, policy, tree, importers });
}

/** Fifteen migrations are shared for one reason, and told once. */
function byReason(touches: readonly SharedTouch[]): ReadonlyMap<string, SharedTouch[]> {
  const reasons = new Map<string, SharedTouch[]>();
  for (const touch of touches) {
    const words = sharedWords(touch.because);
    reasons.set(words, [...(reasons.get(words) ?? []), touch]);
  }
  return reasons;
}

function forASpecialist(touches: readonly SharedTouch[]): FindingDraft {
  const paths = touches.map(({ path }) => path);
  const [{ because, certainty }] = touches as [SharedTouch];
  const words = sharedWords(because);
  const open = certainty === 'open';
  return {
    problem: open
      ? `A glob of the scope leaves room for ${paths}, which ${words}; the route is specialist.`
      : `${shortList(paths)} ${words}; the route is specialist.`,
    fix: 'Give the task the route coordinator, or take the shared files out of its scope and make them a task of their own.',
    at: { field: 'route' },
    expected: 'coordinator',
    found: 'specialist',
    facts: { by: because.by, paths },
    key: because.by === 'importers' ? `importers ${paths}` : words,
    ...(open && { severity: 'warn' }),
  };
}

const NOTHING_SHARED: FindingDraft = {
  problem: 'The route is coordinator, and nothing in the scope is shared.',
  fix: 'Give the task the route specialist, so that it need not wait for other tasks of the coordinator, unless you know better.',
  at: { field: 'route' },
  expected: 'specialist',
  found: 'coordinator',
  facts: { by: 'nothing' },
  key: 'nothing',
  severity: 'warn',
};
