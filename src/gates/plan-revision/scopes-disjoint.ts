import { type Meeting, type ScopeClash, scopeClashes } from '../../analysis/plan-scopes.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { planRevisionRule } from '../rule.ts';

export const scopesDisjoint = planRevisionRule({
  id: 'plan-revision/scopes-disjoint',
  holds:
    'Tasks that may run at the same time reach different files; what is shared has one task of the coordinator at a time.',
  needs: ['proposed', 'baseFiles'],
  to: 'planner',
  mast: 'FM-2.5',
  seed: ['P14', 'P16'],
  threats: ['A12'],
  skip: ({ proposed }) =>
    proposed.tasks.every(({ scope }) => scope.length === 0) ? 'no task has a scope' : undefined,
  saw: ({ proposed, baseFiles }) =>
    `${counted(proposed.tasks.length, 'task')} over ${counted(baseFiles.length, 'file')}`,
  check: ({ proposed, baseFiles }, policy) =>
    scopeClashes(proposed, [...policy.shared, ...proposed.shared], baseFiles).map(clash),
});

function clash(found: ScopeClash): FindingDraft {
  switch (found.kind) {
    case 'parallel': {
      const { tasks, meeting } = found;
      const [first, second] = tasks;
      return {
        problem: `${first} and ${second} may run at the same time and ${where(meeting)}.`,
        fix: `Let one wait for the other with depends-on, or give ${pathsOf(meeting)} to one of them.`,
        at: { path: PLAN_FILE, field: `tasks.${first}.scope` },
        expected: 'no path in two parallel tasks',
        found: pathsOf(meeting),
        facts: { kind: 'parallel', tasks, meeting: meeting.kind, paths: allPaths(meeting) },
        ...asCertain(meeting),
        key: [...tasks].sort().join(' '),
      };
    }
    case 'specialist': {
      const { task, shared, meeting } = found;
      return {
        problem: `${task} is a specialist's task and its scope and the shared ${shared} ${where(meeting)}.`,
        fix: `Take ${pathsOf(meeting)} out of ${task} and give it to one task of the coordinator (runtime: claude).`,
        at: { path: PLAN_FILE, field: `tasks.${task}.scope` },
        expected: 'shared files in tasks of the coordinator only',
        found: pathsOf(meeting),
        facts: {
          kind: 'specialist',
          task,
          shared,
          meeting: meeting.kind,
          paths: allPaths(meeting),
        },
        ...asCertain(meeting),
        key: shared,
      };
    }
    case 'shared': {
      const { tasks, shared } = found;
      return {
        problem: `${tasks.join(' and ')} may run at the same time and both change the shared ${shared}.`,
        fix: 'Let one wait for the other with depends-on, or make them one task.',
        at: { path: PLAN_FILE, field: `tasks.${tasks[0]}.scope` },
        expected: 'one task on a shared module at a time',
        found: tasks.join(', '),
        facts: { kind: 'shared', tasks, shared },
        key: [...tasks].sort().join(' '),
      };
    }
  }
}

/** That two globs leave room for a path that nobody has named yet is worth saying, and rarely true (CONFLICTS.md). */
function asCertain(meeting: Meeting): Pick<FindingDraft, 'severity'> {
  return meeting.kind === 'potential' && meeting.certainty === 'open' ? { severity: 'warn' } : {};
}

function where(meeting: Meeting): string {
  if (meeting.kind === 'existing') return `both reach ${shortList(meeting.paths)}`;
  const [one, other] = meeting.patterns;
  return meeting.certainty === 'named'
    ? `both reach ${meeting.witness}, which is yet to be made`
    : `leave room for the same new file, like ${meeting.witness} (${one} and ${other})`;
}

function pathsOf(meeting: Meeting): string {
  return shortList(allPaths(meeting));
}

function allPaths(meeting: Meeting): readonly string[] {
  return meeting.kind === 'existing' ? meeting.paths : [meeting.witness];
}
