import { judgePaths } from '../../analysis/authorised-scope.ts';
import { type ModeConcern, modeConcern } from '../../analysis/file-mode.ts';
import { nameCollisions } from '../../analysis/name-collisions.ts';
import { type JudgedPath, type PathWith, pathsWith } from '../../analysis/path-standing.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import type { TaskSpec } from '../../model/task-spec.ts';
import { outputRule } from '../rule.ts';

export const scopeCompliance = outputRule({
  id: 'output/scope-compliance',
  holds: 'Every changed path is authorised by the sealed spec, and stays what it was.',
  needs: ['changedPaths', 'spec', 'plan', 'others', 'headTree', 'baseTree'],
  to: 'executor',
  mast: 'FM-2.3',
  integrity: true,
  seed: ['G2b', 'D2', 'S6'],
  threats: ['A01', 'A07', 'D01', 'D02', 'D03', 'D08', 'D11', 'D12', 'D13', 'D14', 'D15', 'D17'],
  saw: ({ changedPaths, spec }) =>
    `${counted(changedPaths.length, 'changed path')} against the scope of ${spec.spec['task-id']}`,
  check({ changedPaths, spec, plan, others, headTree, baseTree }, policy) {
    const authority = { spec: spec.spec, plan, policy, others: others.scopes };
    const judged = judgePaths(changedPaths, authority);
    const inside = pathsWith(judged, 'inside');
    const added = inside.filter(({ change }) => change.oldBlob === undefined);
    const collisions = nameCollisions(
      added.map(({ path }) => path),
      headTree.keys(),
      baseTree.keys(),
    );
    return [
      ...outside(judged, spec.spec),
      ...inside.flatMap(({ path, change, standing }) => {
        const concern = modeConcern(change, standing.by !== 'symbols' && standing.named);
        return concern === undefined ? [] : [modeFinding(path, concern)];
      }),
      ...collisions.map(({ path, other }) => ({
        problem: `${path} and ${other} are one name on a file system that ignores case or Unicode form.`,
        fix: `Rename ${path} so that it differs from ${other} in more than case or Unicode form.`,
        at: { path },
        found: other,
        facts: { path, other },
        key: 'collision',
      })),
    ];
  },
});

function outside(judged: readonly JudgedPath[], spec: TaskSpec): readonly FindingDraft[] {
  const { files, create, symbols } = spec.scope;
  const task = spec['task-id'];
  const allowed = shortList([...files, ...create, ...Object.keys(symbols)], 8);
  return pathsWith(judged, 'outside').map(({ path, change, standing }) => ({
    problem: `${path} is ${change.kind}, but ${WHY[standing.because]} ${task}.`,
    fix: `Revert ${path}, or stop and ask the planner for a wider scope; do not widen it yourself.`,
    at: { path },
    expected: allowed === '' ? 'no changed path' : `only ${allowed}`,
    found: change.kind,
    facts: { path, change: change.kind, because: standing.because },
  }));
}

const WHY: Readonly<Record<PathWith<'outside'>['standing']['because'], string>> = {
  unnamed: 'it is not in the scope of',
  exists: 'it was there before and is only to be created by',
  functions: 'only functions of it are in the scope of',
};

/** What the path became, and the one step back. */
const CONCERNS: Readonly<Record<ModeConcern, { readonly is: string; readonly fix: string }>> = {
  symlink: {
    is: 'is now a symbolic link: it opens another path than the one that is authorised',
    fix: 'Commit a regular file instead of a symbolic link.',
  },
  submodule: {
    is: 'is now a submodule: its content is in another repository, which nobody judged',
    fix: 'Take the submodule out of the output.',
  },
  repointed: {
    is: 'is a symbolic link or a submodule, and points elsewhere now',
    fix: 'Let it point where it did, or ask the planner to name this very path.',
  },
  replaced: {
    is: 'is now a file in the place of a symbolic link or a submodule',
    fix: 'Restore what was there, or ask the planner to name this very path.',
  },
  executable: {
    is: 'is now executable',
    fix: 'Take the executable bit away (git update-index --chmod=-x), or ask the planner to name this very path.',
  },
  'not-executable': {
    is: 'is no longer executable',
    fix: 'Give the executable bit back (git update-index --chmod=+x), or ask the planner to name this very path.',
  },
};

function modeFinding(path: string, concern: ModeConcern): FindingDraft {
  const { is, fix } = CONCERNS[concern];
  return {
    problem: `${path} ${is}.`,
    fix,
    at: { path },
    found: concern,
    facts: { path, concern },
    key: 'mode',
  };
}
