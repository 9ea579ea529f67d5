import type { FileFunctions } from '../../src/analysis/file-functions.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import type { ChangedPath } from '../../src/model/change.ts';
import { authorisedSpec, changed, outputFacts, sha, spec } from './output-facts.ts';

const HONEST = spec().scope;
/** More files of the module, so that two paths outside are within the limit of drift: 2 of 12. */
export const MODULE_FILES = [...'abcdefghi'].map((name) => `src/auth/${name}.ts`);

/** The scope of `changedOutput`, with more entries where a test needs them. */
export function moduleScope(
  more: {
    readonly files?: readonly string[];
    readonly create?: readonly string[];
    readonly symbols?: Readonly<Record<string, readonly string[]>>;
  } = {},
): Readonly<Record<string, unknown>> {
  return {
    files: [...HONEST.files, ...MODULE_FILES, ...(more.files ?? [])],
    create: [...HONEST.create, ...(more.create ?? [])],
    symbols: more.symbols ?? {},
  };
}

/**
 * An honest output of twelve files, and these changes beside it, with every fact that stands on them: trees, units,
 * commits. `also` overrides any other fact.
 */
export function changedOutput(
  changes: readonly ChangedPath[],
  also: Partial<OutputFacts> & { readonly scope?: Readonly<Record<string, unknown>> } = {},
): OutputFacts {
  const { scope = moduleScope(), ...overrides } = also;
  const honest = outputFacts();
  const all = [
    ...honest.changedPaths,
    ...MODULE_FILES.map((text) => changed(text)),
    ...changes,
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const authorised = authorisedSpec({ scope });
  const [commit] = honest.commits;
  if (commit === undefined) throw new Error('the honest output has no commit');
  return outputFacts({
    spec: authorised,
    specReading: { ...honest.specReading, authorised },
    changedPaths: all,
    functions: all.map(
      ({ path }): FileFunctions => ({
        path,
        state: 'parsed',
        changed: ['f'],
        cosmetic: [],
        total: 3,
      }),
    ),
    headTree: treeOf(honest.headTree, all, 'new'),
    baseTree: treeOf(honest.baseTree, all, 'old'),
    commits: [{ ...commit, paths: all.map(({ path }) => path) }],
    ...overrides,
  });
}

/** A path that is there on one side of the changes, beside what was there anyway. */
function treeOf(
  around: OutputFacts['headTree'],
  changes: readonly ChangedPath[],
  side: 'old' | 'new',
): OutputFacts['headTree'] {
  const tree = new Map(around);
  for (const { path, oldMode, newMode } of changes) {
    const mode = side === 'old' ? oldMode : newMode;
    if (mode === '000000') tree.delete(path);
    else tree.set(path, { path, mode, blob: sha(`${side} ${path}`) });
  }
  return tree;
}
