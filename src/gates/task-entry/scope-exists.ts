import { nearestPath } from '../../analysis/nearest-path.ts';
import { type ScopeMisfit, scopeMisfits } from '../../analysis/scope-misfits.ts';
import { patternProblems } from '../../analysis/scope-pattern.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { RepoPath } from '../../model/repo-path.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const scopeExists = taskEntryRule({
  id: 'task-entry/scope-exists',
  holds: 'What the scope changes is there at the base, and what it creates is not.',
  needs: ['spec', 'baseTree', 'symbols'],
  to: 'planner',
  mast: 'FM-1.1',
  seed: ['G1d'],
  threats: ['D13'],
  saw({ spec: { scope }, baseTree }) {
    const { files, create, symbols } = scope;
    const change = files.length + Object.keys(symbols).length;
    return `${change} to change and ${create.length} to create, over ${counted(baseTree.size, 'file')} at the base`;
  },
  check: ({ spec, baseTree, symbols }) =>
    scopeMisfits(spec.scope, baseTree, symbols)
      // What is outside the grammar is told by task-entry/scope-bounded.
      .filter(({ entry }) => patternProblems(entry).length === 0)
      .map((misfit) => findingOf(misfit, [...baseTree.keys()])),
});

function findingOf(misfit: ScopeMisfit, paths: readonly RepoPath[]): FindingDraft {
  const { field, entry, is } = misfit;
  const { problem, fix } = said(misfit, paths);
  const symbol = is === 'unknown-symbol' ? misfit.symbol : undefined;
  return {
    problem: `scope.${field}: ${problem}.`,
    fix,
    at: { field: `scope.${field}`, path: entry },
    facts: { entry, is, ...(symbol !== undefined && { symbol }) },
    key: symbol ?? is,
    // Context that is not there misleads, but it opens nothing.
    ...(field === 'read' && { severity: 'warn' }),
  };
}

function said(
  misfit: ScopeMisfit,
  paths: readonly RepoPath[],
): { readonly problem: string; readonly fix: string } {
  const entry = quote(misfit.entry);
  switch (misfit.is) {
    case 'missing': {
      const near = nearestPath(misfit.entry, paths);
      const meant = near === undefined ? '' : ` (did you mean ${near}?)`;
      return {
        problem: `there is no file ${entry} at the base${meant}`,
        fix: 'Name the file as it is at the base, or move it to scope.create if the task makes it.',
      };
    }
    case 'empty':
      return {
        problem: `${entry} matches no file at the base`,
        fix: 'Name the folder as it is at the base, or move it to scope.create if the task makes its files.',
      };
    case 'folder':
      return {
        problem: `${entry} is a folder, which as a pattern reaches no file`,
        fix: `Write ${quote(`${misfit.entry}/**`)}, or the name of a file.`,
      };
    case 'there':
      return {
        problem: `${entry} is there already, and scope.create opens only new files`,
        fix: `Move ${entry} to scope.files.`,
      };
    case 'below-file':
      return {
        problem: `${entry} cannot be made: ${misfit.other} is a file`,
        fix: 'Name a path whose folders are folders.',
      };
    case 'same-name':
      return {
        problem: `${entry} and ${misfit.other} are one name where case or Unicode form is ignored`,
        fix: `Name a file that differs from ${misfit.other} in more than case or Unicode form.`,
      };
    case 'unreadable':
      return {
        problem: `no functions can be told apart in ${entry}, so permission for some of them is none`,
        fix: `Move ${entry} to scope.files, or name another file.`,
      };
    case 'unknown-symbol':
      return {
        problem: `there is no ${quote(misfit.symbol)} in ${misfit.entry}${didYouMean(misfit.symbol, misfit.units)}; there are ${shortList(misfit.units)}`,
        fix: 'Name a function or class of the file as it is at the base, or open the whole file under scope.files.',
      };
  }
}
