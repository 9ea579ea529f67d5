import type { ForeignRest } from '../../evidence/merge-group-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { mergeGroupRule } from '../rule.ts';

/** Paths that a finding holds; a tree that was replaced differs in thousands. */
const MOST_PATHS = 20;
const NAMED_PATHS = 5;

export const nothingElseLands = mergeGroupRule({
  id: 'integration/nothing-else-lands',
  holds:
    'What a merge queue would land is what its outputs make of the base, one after the other, and nothing else.',
  needs: ['group'],
  to: 'coordinator',
  mast: 'FM-3.2',
  integrity: true,
  seed: ['G3a'],
  threats: ['G06', 'G07'],
  saw: ({ group: { steps } }) =>
    steps.length === 0
      ? 'no commit that changes anything'
      : `${counted(steps.length, 'merge')} one after the other: ${shortList(
          steps.flatMap(({ outputs }) => outputs),
          NAMED_PATHS,
        )}`,
  check: ({ group: { rest } }) => (rest === undefined ? [] : [said(rest)]),
});

function said(rest: ForeignRest): FindingDraft {
  const { commit } = rest;
  if (rest.state === 'undecided')
    return {
      problem: `Nobody can tell what commit ${commit} of the group lands: ${rest.because}.`,
      fix: 'Take the pull requests of the group out of the queue and put them in again.',
      severity: 'unproven',
      key: commit,
      facts: { commit, because: rest.because },
    };
  const { output, paths } = rest;
  return {
    problem: `Commit ${commit} of the group is not what ${output} makes of what lands before it: ${paths.length === 1 ? '1 path differs' : `${paths.length} paths differ`}, ${shortList(paths, NAMED_PATHS)}.`,
    fix: `Take ${output} out of the queue and put it in again; if the paths differ once more, find out who wrote the commit before anything of it is merged.`,
    key: commit,
    facts: { output, commit, paths: paths.slice(0, MOST_PATHS), differing: paths.length },
  };
}
