import { noiseOf } from '../analysis/change-noise.ts';
import type { FileFunctions } from '../analysis/file-functions.ts';
import { languageOf } from '../analysis/language.ts';
import type { Source, SourceChange } from '../analysis/source-change.ts';
import type { Syntax } from '../analysis/syntax.ts';
import { testRoleOf } from '../analysis/test-role.ts';
import type { TestComparison } from '../analysis/test-weakening.ts';
import type { ChangedPath } from '../model/change.ts';
import { digestOf } from '../model/digest.ts';
import { LIMITS } from '../model/limits.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';
import type { Blob, Blobs } from '../ports/blobs.ts';
import type { RunCache } from '../ports/run-cache.ts';
import { once } from './once.ts';

/** What is worth keeping of a study: all that follows from the contents alone, and that no clock or bound of memory decides. */
export interface KeptStudies {
  /** `<language> <base> <head>` → the units that differ. */
  readonly functions: Omit<Extract<FileFunctions, { state: 'parsed' }>, 'path'>;
  /** `<base> <head>` → is it noise? */
  readonly noise: boolean;
  /** Digest of all changed files that have to do with tests → how they are weakened. */
  readonly tests: TestComparison;
}

export interface StudyPorts {
  readonly blobs: Blobs;
  readonly syntax: Syntax;
  /** Left out: everything is studied again. */
  readonly studies?: RunCache<KeptStudies>;
}

/** What the contents of changed files say. They are read only when something was never studied before. */
export interface ChangeStudy {
  /** Of these files, in their order. */
  functions(files: readonly ChangedPath[]): Promise<readonly FileFunctions[]>;
  /** Which of these files hold no work. */
  noise(files: readonly ChangedPath[]): Promise<ReadonlySet<RepoPath>>;
  tests(): Promise<TestComparison>;
}

export function studyChanges(
  { blobs, syntax, studies = NOTHING_KEPT }: StudyPorts,
  changes: () => Promise<readonly ChangedPath[]>,
): ChangeStudy {
  const sources = once(async () => {
    const all = await readSources(blobs, await changes());
    return new Map(all.map((source) => [source.path, source]));
  });
  // Loaded when something is to be compared: the tables of all languages, and readers of settings.
  const comparer = once(() => import('../analysis/changed-functions.ts'));
  const sourceOf = async ({ path }: ChangedPath): Promise<SourceChange> =>
    (await sources()).get(path) as SourceChange;

  async function functionsOf(change: ChangedPath): Promise<FileFunctions> {
    const { path } = change;
    const { changedFunctions } = await comparer();
    const language = languageOf(path);
    // Its name says all.
    if (language === undefined)
      return changedFunctions(syntax, { path, base: undefined, head: undefined });
    const key = `${language} ${sidesOf(change)}`;
    const before = studies.find('functions', key);
    if (before !== undefined) return { path, ...before };
    const found = await changedFunctions(syntax, await sourceOf(change));
    if (found.state === 'parsed') {
      const { changed, cosmetic, total } = found;
      studies.keep('functions', key, { state: 'parsed', changed, cosmetic, total });
    }
    return found;
  }

  async function isNoise(change: ChangedPath): Promise<boolean> {
    const key = sidesOf(change);
    const before = studies.find('noise', key);
    if (before !== undefined) return before;
    const source = await sourceOf(change);
    const noise = noiseOf([source]).size > 0;
    // It may be too large, or only gone for now.
    if (![source.base, source.head].some((side) => side?.state === 'too-large'))
      studies.keep('noise', key, noise);
    return noise;
  }

  return {
    async functions(files) {
      await studies.open();
      return Promise.all(files.map(functionsOf));
    },
    async noise(files) {
      await studies.open();
      const noisy = await Promise.all(files.map(isNoise));
      return new Set(files.filter((_, at) => noisy[at]).map(({ path }) => path));
    },
    async tests() {
      await studies.open();
      const all = (await changes()).filter(({ path }) => testRoleOf(path) !== undefined);
      if (all.length === 0) return { weakenings: [], unjudged: [] };
      const key = digestOf(all.map((change) => [change.path, sidesOf(change)]));
      const before = studies.find('tests', key);
      if (before !== undefined) return before;
      const { compareTests } = await import('../analysis/compare-tests.ts');
      const found = await compareTests(syntax, await Promise.all(all.map(sourceOf)));
      // What could not be judged now may be judged another time.
      if (found.unjudged.length === 0) studies.keep('tests', key, found);
      return found;
    },
  };
}

const NOTHING_KEPT: RunCache<KeptStudies> = {
  async open() {},
  find: () => undefined,
  keep() {},
  async save() {},
};

/** Says all that decides what `readSources` reads for it. */
function sidesOf({ oldMode, oldBlob, newMode, newBlob }: ChangedPath): string {
  return `${sideId(oldMode, oldBlob)} ${sideId(newMode, newBlob)}`;
}

function sideId(mode: string, id: Sha | undefined): string {
  if (id === undefined) return 'none';
  return hasSource(mode) ? id : 'no-source';
}

async function readSources(
  blobs: Blobs,
  changes: readonly ChangedPath[],
): Promise<readonly SourceChange[]> {
  const ids = changes
    .flatMap((change) => [change.oldBlob, change.newBlob])
    .filter((id) => id !== undefined);
  const found = await blobs.read([...new Set(ids)], LIMITS.sourceBytes);
  return changes.map((change) => ({
    path: change.path,
    base: sideOf(change.oldMode, change.oldBlob, found),
    head: sideOf(change.newMode, change.newBlob, found),
  }));
}

/** A blob that is gone is as unreadable as one that is too large. */
function sideOf(mode: string, id: Sha | undefined, found: ReadonlyMap<Sha, Blob>): Source {
  if (id === undefined) return undefined;
  return hasSource(mode) ? (found.get(id) ?? { state: 'too-large' }) : { state: 'binary' };
}

/** Symlinks and submodules have none. */
function hasSource(mode: string): boolean {
  return mode !== '120000' && mode !== '160000';
}
