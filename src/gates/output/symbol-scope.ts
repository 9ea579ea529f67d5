import { judgePaths } from '../../analysis/authorised-scope.ts';
import { unitsOutside } from '../../analysis/drift.ts';
import type { FileFunctions } from '../../analysis/file-functions.ts';
import { pathsWith } from '../../analysis/path-standing.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const symbolScope = outputRule({
  id: 'output/symbol-scope',
  holds: 'In a file that is opened by symbols, only those symbols change.',
  needs: ['changedPaths', 'functions', 'spec', 'plan', 'others'],
  to: 'executor',
  mast: 'FM-2.3',
  seed: ['D2', 'G2b'],
  threats: ['D16'],
  skip: ({ spec }) =>
    Object.keys(spec.spec.scope.symbols).length === 0
      ? 'the spec opens no file by symbols'
      : undefined,
  saw: ({ spec }) =>
    `${counted(Object.keys(spec.spec.scope.symbols).length, 'file')} opened by symbols`,
  check({ changedPaths, functions, spec, plan, others }, policy) {
    const authority = { spec: spec.spec, plan, policy, others: others.scopes };
    const units = new Map(functions.map((file) => [file.path, file]));
    return pathsWith(judgePaths(changedPaths, authority), 'inside').flatMap(
      ({ path, standing }) => {
        if (standing.by !== 'symbols') return [];
        const file = units.get(path);
        const changed = unitsOutside(file, standing.symbols);
        return changed.length === 0 ? [] : [finding(path, file, changed, standing.symbols)];
      },
    );
  },
});

function finding(
  path: string,
  file: FileFunctions | undefined,
  changed: readonly string[],
  allowed: readonly string[],
): FindingDraft {
  const blind = file?.state === 'fallback' ? file.because : undefined;
  return {
    problem:
      blind === undefined
        ? `${path}: ${shortList(changed, 8)} changed; only ${shortList(allowed, 8)} may.`
        : `${path} counts as changed as a whole, because it ${blind}; only ${shortList(allowed, 8)} may change.`,
    fix:
      blind === undefined
        ? `Revert ${shortList(changed, 8)} in ${path}, or stop and ask the planner to name it in scope.symbols.`
        : `Make ${path} readable again, or stop and ask the planner to open the whole file.`,
    at: { path },
    expected: `only ${shortList(allowed, 8)}`,
    found: shortList(changed, 8),
    facts: { path, changed, allowed },
  };
}
