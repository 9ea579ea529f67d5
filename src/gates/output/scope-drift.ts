import { judgePaths } from '../../analysis/authorised-scope.ts';
import { authorisedUnits, driftShares, driftUnits, type Share } from '../../analysis/drift.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const scopeDrift = outputRule({
  id: 'output/scope-drift',
  holds: 'The share of changed files and functions outside the scope stays within the limit.',
  needs: [
    'changedPaths',
    'functions',
    'noise',
    'spec',
    'plan',
    'others',
    'baseTree',
    'earlierDrift',
  ],
  to: 'planner',
  mast: 'FM-2.3',
  seed: ['D1', 'D2', 'D5', 'S6'],
  threats: ['A07', 'A08', 'A09', 'D16', 'D17'],
  saw: ({ changedPaths, earlierDrift }, { drift }) =>
    `${counted(changedPaths.length, 'changed path')}, ${counted(earlierDrift.outside.length, 'earlier unit')} outside, limit ${percent(drift.limit)}`,
  check(facts, policy) {
    const { changedPaths, functions, noise, spec, plan, others, baseTree, earlierDrift } = facts;
    const authority = { spec: spec.spec, plan, policy, others: others.scopes };
    const now = driftUnits(judgePaths(changedPaths, authority), functions, noise);
    // A clean output is not blamed for what an earlier one of its task left open.
    if (now.outside.length === 0) return [];
    const authorised = authorisedUnits(spec.spec.scope, baseTree.keys(), functions);
    const { files, functions: units } = driftShares(now, earlierDrift, authorised);
    const { limit } = policy.drift;
    if (files.share <= limit && units.share <= limit) return [];
    const task = spec.spec['task-id'];
    const outside = shortList(placesOf(now.outside));
    return [
      {
        problem: `${say(files, 'file')} and ${say(units, 'function')} are outside the scope of ${task}, over all its outputs; the limit is ${percent(limit)}: ${outside}.`,
        fix: `Re-plan ${task}: widen its scope in a new spec, or plan the rest as a task of its own, then start it again.`,
        expected: `at most ${percent(limit)}`,
        found: percent(Math.max(files.share, units.share)),
        facts: { limit, files: { ...files }, functions: { ...units }, outside: now.outside },
      },
    ];
  },
});

function say({ outside, of, share }: Share, noun: string): string {
  return `${outside} of ${counted(of, noun)} (${percent(share)})`;
}

/** The files outside; functions only where no whole file is. */
function placesOf(units: readonly string[]): readonly string[] {
  const files = units.filter((unit) => unit.startsWith('file:'));
  return (files.length > 0 ? files : units).map((unit) => unit.replace(/^(?:file|function):/, ''));
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}
