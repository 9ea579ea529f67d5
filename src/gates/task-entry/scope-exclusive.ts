import type { ScopeOverlap } from '../../analysis/scope-overlap.ts';
import type { RunningTask, TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { taskEntryRule } from '../rule.ts';

type Facts = Pick<TaskEntryFacts, 'spec' | 'plan' | 'overlaps'>;

export const scopeExclusive = taskEntryRule({
  id: 'task-entry/scope-exclusive',
  holds: 'No task that runs or waits to land can touch what this one may touch.',
  needs: ['spec', 'plan', 'overlaps'],
  to: 'coordinator',
  mast: 'FM-2.5',
  seed: ['S8', 'D12', 'D13', 'P14', 'G3b'],
  threats: ['A12', 'D13'],
  saw({ overlaps }) {
    const met = overlaps.filter(({ overlap }) => overlap.kind !== 'none');
    return `${counted(overlaps.length, 'task')} running or pending, ${met.length} within reach of this scope`;
  },
  check: (facts) =>
    independent(facts).flatMap(({ with: other, overlap }) => {
      const one = facts.spec.route === 'coordinator' && other.route === 'coordinator';
      return [...(one ? [oneAfterTheOther(other)] : []), ...meeting(other, overlap)];
    }),
});

/** A task that this one waits for is told by task-entry/dependencies-ready: when it has landed, it is in nobody's way. */
function independent({ spec, plan, overlaps }: Facts): Facts['overlaps'] {
  const planned = plan?.tasks.find(({ id }) => id === spec['task-id']);
  const needed = new Set([...spec['depends-on'], ...(planned?.['depends-on'] ?? [])]);
  return overlaps.filter((one) => !needed.has(one.with.task));
}

function meeting(other: RunningTask, overlap: ScopeOverlap): readonly FindingDraft[] {
  switch (overlap.kind) {
    case 'none':
      return [];
    case 'existing':
      return [inTheWay(other, shortList(overlap.paths), [...overlap.paths])];
    case 'potential':
      return overlap.certainty === 'named'
        ? [inTheWay(other, `${overlap.witness}, which is yet to be made`, [overlap.witness])]
        : [roomForBoth(other, overlap)];
  }
}

const STATES: Readonly<Record<RunningTask['state'], string>> = {
  locked: 'has been started',
  pending: 'waits to land',
};

/** What nobody does holds the scope for ever. */
const GIVEN_UP: Readonly<Record<RunningTask['state'], string>> = {
  locked: 'its issue closed, or without GitHub its lock released with handoff-gate task release',
  pending: 'its pull request closed, or without GitHub its branch deleted',
};

function inTheWay({ task, state }: RunningTask, what: string, paths: string[]): FindingDraft {
  return {
    problem: `${task} ${STATES[state]} and may touch the same: ${what}.`,
    fix: `Wait until ${task} has landed or was given up (${GIVEN_UP[state]}), or take the paths that both name out of this scope.`,
    at: { field: 'scope' },
    expected: `nothing that ${task} may touch`,
    found: what,
    facts: { task, state, paths },
    key: task,
  };
}

/** Most such scopes never meet: 3,023 of 3,350 measured overlaps were only potential (CONFLICTS.md). */
function roomForBoth(
  { task, state }: RunningTask,
  { witness, patterns }: Extract<ScopeOverlap, { kind: 'potential' }>,
): FindingDraft {
  const [own, others] = patterns;
  return {
    problem: `${task} ${STATES[state]}, and both scopes leave room for one new file, ${witness}: ${own} here, ${others} there.`,
    fix: 'Name the files that the task changes instead of a glob, or let it wait.',
    at: { field: 'scope' },
    expected: `no path that ${task} may make too`,
    found: witness,
    facts: { task, state, witness, patterns: [own, others] },
    key: task,
    severity: 'warn',
  };
}

function oneAfterTheOther({ task, state }: RunningTask): FindingDraft {
  return {
    problem: `${task} ${STATES[state]}, and the coordinator does one task after the other.`,
    fix: `Wait until ${task} has landed or was given up (${GIVEN_UP[state]}).`,
    at: { field: 'route' },
    expected: 'no other task of the coordinator',
    found: task,
    facts: { task, state },
    key: `coordinator ${task}`,
  };
}
