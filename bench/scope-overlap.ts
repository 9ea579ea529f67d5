import { Minimatch } from 'minimatch';
import { reachOver, scopeOverlap } from '../src/analysis/scope-overlap.ts';
import { parseRepoPath, type RepoPath } from '../src/model/repo-path.ts';
import { type BenchRow, median } from './bench-row.ts';

const SCOPES = 200;
const FILES: readonly RepoPath[] = Array.from(
  { length: 5_000 },
  (_, n) => parseRepoPath(`src/m${n % 50}/d${n % 7}/file${n}.ts`) as RepoPath,
).sort();

/**
 * Gate 1 before any commit exists: do scopes meet? Against minimatch over the files of the tree, which is the least that
 * a glob library needs, and which sees no file that is yet to be made.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const scopes = Array.from({ length: SCOPES }, (_, n) => scopeOf(n));
  const over = reachOver(FILES);
  const running = scopes.slice(1).map(over);
  const files = await median(5, () => scopes.map(filesByMinimatch));
  const pairs = await median(5, () => {
    const fresh = reachOver(FILES);
    const reach = scopes.map(fresh);
    return reach.map((one, index) =>
      reach.slice(0, index).map((other) => scopeOverlap(one, other)),
    );
  });
  const [scope = []] = scopes;
  const newOne = await median(21, () => {
    const reach = over(scope);
    return running.map((other) => scopeOverlap(reach, other));
  });
  const newFiles = await median(21, () => filesByMinimatch(scope));
  return [
    {
      name: `${SCOPES} scopes pairwise over ${FILES.length} files`,
      measured: pairs,
      baseline: files,
      against: 'minimatch of their patterns over the files',
      goal: '< 1 s',
      met: pairs < 1_000,
    },
    {
      name: `one new scope against ${SCOPES - 1}`,
      measured: newOne,
      baseline: newFiles,
      against: 'minimatch of its patterns over the files',
      goal: '< 15 ms',
      met: newOne < 15,
    },
  ];
}

/** What planners write: files by name, a folder, one level of a folder, an ending below a folder. */
function scopeOf(n: number): readonly string[] {
  return Array.from({ length: 2 + (n % 6) }, (_, k) => {
    const at = n * 31 + k * 17;
    const folder = `src/m${at % 50}`;
    const forms = [`${folder}/**`, `${folder}/d${at % 7}/*.ts`, `${folder}/**/file${at % 9}*.ts`];
    return forms[at % 5] ?? String(FILES[(at * 7) % FILES.length]);
  });
}

function filesByMinimatch(patterns: readonly string[]): readonly string[] {
  const compiled = patterns.map((pattern) => new Minimatch(pattern, { dot: true }));
  return FILES.filter((file) => compiled.some((one) => one.match(file)));
}
