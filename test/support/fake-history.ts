import { createHash } from 'node:crypto';
import { diffArrays } from 'diff';
import type {
  ChangedPath,
  FileHunks,
  FileVersion,
  Hunk,
  RangeCommit,
} from '../../src/model/change.ts';
import { GateError } from '../../src/model/gate-error.ts';
import { parseRepoPath, type RepoPath } from '../../src/model/repo-path.ts';
import { parseSha, type Sha } from '../../src/model/sha.ts';
import type { History } from '../../src/ports/history.ts';
import { type Bytes, type Story, type Teller, tell } from './story.ts';
import { ancestorsOf, basesOf, filesAt, type StoryCommit, type StoryFile } from './story-graph.ts';

/** A history in memory, with ids of its own. */
export interface FakeHistory {
  readonly history: History;
  /** Of a branch, tag, full ref, or the commit with that message. */
  sha(name: string): Sha;
}

/**
 * The same words as `repo`, without git:
 * `const { history, sha } = fakeHistory({ a: '1' }).branch('b').edit('a', '2').commit().make()`.
 * Passes the contract of the port; has no limits, and nothing is ever missing.
 */
export function fakeHistory(files: Readonly<Record<string, Bytes>>): Teller<FakeHistory> {
  return tell(files, historyOf);
}

function historyOf(story: Story): FakeHistory {
  const ids = new Map<StoryCommit, Sha>();
  for (const commit of story.commits)
    ids.set(commit, digest([commit.message, commit.at, ...parentsOf(commit)]));
  const commits = new Map([...ids].map(([commit, id]) => [id, commit]));
  function parentsOf({ parents }: StoryCommit): readonly Sha[] {
    return parents.map(idOf);
  }
  function idOf(commit: StoryCommit): Sha {
    return ids.get(commit) ?? gone('a commit that was not told');
  }
  const at = (id: Sha): StoryCommit => commits.get(id) ?? gone(id);
  const named = (name: string): StoryCommit | undefined => {
    const unders = name.startsWith('refs/') ? [''] : ['refs/heads/', 'refs/tags/', 'refs/remotes/'];
    const fulls = name === 'HEAD' ? ['refs/heads/main'] : unders.map((under) => under + name);
    const [commit, other] = new Set(fulls.flatMap((full) => story.refs.get(full) ?? []));
    if (other)
      throw new GateError('usage', `${name} means more than one commit`, { remedy: 'Say which.' });
    return commit;
  };
  const changes = (from: StoryCommit, to: StoryCommit) =>
    changesBetween(filesAt(from), filesAt(to));
  const sha = (name: string) =>
    idOf(named(name) ?? story.commits.findLast(({ message }) => message === name) ?? gone(name));
  const history: History = {
    async resolve(names) {
      return new Map(
        names.map((name) => {
          const id = parseSha(name);
          const commit = id ? commits.get(id) : named(name);
          return [name, commit && idOf(commit)];
        }),
      );
    },
    mergeBases: async (a, b) => basesOf(at(a), at(b)).map(idOf),
    changes: async (from, to) => changes(at(from), at(to)).map(({ changed }) => changed),
    hunks: async (from, to) => changes(at(from), at(to)).flatMap(hunksOf),
    async commits(bases, head) {
      const excluded = new Set(bases.flatMap((base) => [...ancestorsOf(at(base))]));
      const range = [...ancestorsOf(at(head))].filter((commit) => !excluded.has(commit));
      return range
        .sort((a, b) => b.at - a.at)
        .map((commit): RangeCommit => {
          const befores = commit.parents.length > 0 ? commit.parents.map(filesAt) : [new Map()];
          const touched = befores.flatMap((before) => changesBetween(before, filesAt(commit)));
          return {
            sha: idOf(commit),
            parents: parentsOf(commit),
            authorEmail: commit.author.replace(/^.*<|>$/g, ''),
            subject: commit.message.split('\n', 1).join(''),
            paths: [...new Set(touched.map(({ changed }) => changed.path))],
          };
        });
    },
    async ranges(base, heads) {
      const found = heads.map(async (head) => {
        const bases = await history.mergeBases(base, head);
        const [mergeBase] = bases;
        if (mergeBase === undefined || bases.length > 1) return [];
        const commits = await history.commits(bases, head);
        return [
          [head, { mergeBase, commits, changes: await history.changes(mergeBase, head) }] as const,
        ];
      });
      return new Map((await Promise.all(found)).flat());
    },
    async versions(tip, path, most) {
      const versions: FileVersion[] = [];
      for (let commit: StoryCommit | undefined = at(tip); commit; commit = commit.parents[0]) {
        const parent: StoryCommit | undefined = commit.parents[0];
        const differs = changesBetween(parent ? filesAt(parent) : new Map(), filesAt(commit));
        const found = differs.find(({ changed }) => changed.path === path);
        if (!found) continue;
        const { after, changed } = found;
        versions.push({
          commit: idOf(commit),
          blob: isFile(after) ? changed.newBlob : undefined,
        });
      }
      return versions.slice(0, most);
    },
    tree: async (commit) =>
      [...filesAt(at(commit))]
        .sort(byBytes)
        .map(([path, file]) => ({ path: textOf(path), mode: file.mode, blob: blobOf(file) })),
    treeId: async (commit) =>
      digest(
        [...filesAt(at(commit))]
          .sort(byBytes)
          .map(([path, file]) => [path, file.mode, blobOf(file)].join(' ')),
      ),
  };
  return { history, sha };
}

interface Change {
  readonly changed: ChangedPath;
  readonly before: StoryFile | undefined;
  readonly after: StoryFile | undefined;
}

function changesBetween(
  from: ReadonlyMap<string, StoryFile>,
  to: ReadonlyMap<string, StoryFile>,
): readonly Change[] {
  const paths = new Map([...from, ...to]);
  return [...paths].sort(byBytes).flatMap(([path]) => {
    const [before, after] = [from.get(path), to.get(path)];
    const [oldBlob, newBlob] = [before && blobOf(before), after && blobOf(after)];
    if (oldBlob === newBlob && before?.mode === after?.mode) return [];
    const changed: ChangedPath = {
      path: textOf(path),
      kind: kindOf(before, after, oldBlob === newBlob ? 'mode-changed' : 'modified'),
      oldMode: before?.mode ?? '000000',
      newMode: after?.mode ?? '000000',
      oldBlob,
      newBlob,
    };
    return [{ changed, before, after }];
  });
}

function kindOf(
  before: StoryFile | undefined,
  after: StoryFile | undefined,
  otherwise: ChangedPath['kind'],
): ChangedPath['kind'] {
  if (!before) return 'added';
  if (!after) return 'deleted';
  return isFile(before) === isFile(after) && before.mode.slice(0, 3) === after.mode.slice(0, 3)
    ? otherwise
    : 'type-changed';
}

function isFile(file: StoryFile | undefined): file is StoryFile {
  return file?.mode.startsWith('100') === true;
}

function hunksOf({ changed, before, after }: Change): readonly FileHunks[] {
  if (!isFile(before) && !isFile(after)) return [];
  const sides = [before, after].map((side) => (isFile(side) ? side.content : Buffer.alloc(0)));
  if (sides.some((side) => side.subarray(0, 8000).includes(0)))
    return [{ path: changed.path, hunks: changed.oldBlob === changed.newBlob ? [] : 'binary' }];
  const [old = [], now = []] = sides.map(
    (side) => side.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [],
  );
  const hunks: Hunk[] = [];
  let [oldAt, newAt] = [0, 0];
  const parts = diffArrays(old, now);
  for (let index = 0; index < parts.length; index += 1) {
    const [part, next] = [parts[index], parts[index + 1]];
    if (!part) break;
    if (!part.added && !part.removed) {
      oldAt += part.count;
      newAt += part.count;
      continue;
    }
    // A replacement is a removal and an addition side by side, in either order.
    const pair = next && (next.added || next.removed) ? [part, next] : [part];
    if (pair.length > 1) index += 1;
    const oldLines = pair.find(({ removed }) => removed)?.count ?? 0;
    const added = pair.find((one) => one.added)?.value ?? [];
    hunks.push({
      oldStart: oldLines === 0 ? oldAt : oldAt + 1,
      oldLines,
      newStart: added.length === 0 ? newAt : newAt + 1,
      newLines: added.length,
      added: digest(added),
    });
    oldAt += oldLines;
    newAt += added.length;
  }
  return [{ path: changed.path, hunks }];
}

/** Keys are bytes as characters, so this is the order of bytes. */
function byBytes([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function textOf(path: string): RepoPath {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(path, 'latin1'));
  return parseRepoPath(text) ?? gone(`a path called ${text}`);
}

/** Git's own id of the content, so that equal contents are equal here too. */
function blobOf({ mode, content }: StoryFile): Sha {
  if (mode === '160000') return content.toString() as Sha;
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex') as Sha;
}

function digest(parts: readonly unknown[]): Sha {
  return createHash('sha1').update(JSON.stringify(parts)).digest('hex') as Sha;
}

function gone(what: string): never {
  throw new GateError('access', `There is no ${what} in this history`, {
    remedy: 'Tell it in the story.',
  });
}
