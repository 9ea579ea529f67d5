export interface StoryFile {
  readonly mode: '100644' | '100755' | '120000' | '160000';
  /** For a submodule: the commit id in hex. */
  readonly content: Buffer;
}

/** A commit as it was told. Paths are their bytes, one character a byte ('latin1'), so that any name fits. */
export interface StoryCommit {
  readonly message: string;
  readonly author: string;
  /** Seconds since 1970; each commit is a minute after the one told before it. */
  readonly at: number;
  readonly parents: readonly StoryCommit[];
  /** Against the first parent; undefined = removed. */
  readonly edits: ReadonlyMap<string, StoryFile | undefined>;
}

export function fileAt(commit: StoryCommit | undefined, path: string): StoryFile | undefined {
  for (let at = commit; at; at = at.parents[0]) if (at.edits.has(path)) return at.edits.get(path);
  return undefined;
}

/** All files of a commit. */
export function filesAt(commit: StoryCommit): Map<string, StoryFile> {
  const line: StoryCommit[] = [];
  for (let at: StoryCommit | undefined = commit; at; at = at.parents[0]) line.unshift(at);
  const files = new Map<string, StoryFile>();
  for (const { edits } of line)
    for (const [path, file] of edits) {
      if (file) files.set(path, file);
      else files.delete(path);
    }
  return files;
}

export function ancestorsOf(commit: StoryCommit): Set<StoryCommit> {
  const seen = new Set([commit]);
  for (const one of seen) for (const parent of one.parents) seen.add(parent);
  return seen;
}

/** The common ancestors that no other common ancestor descends from. */
export function basesOf(a: StoryCommit, b: StoryCommit): readonly StoryCommit[] {
  const ofB = ancestorsOf(b);
  const common = [...ancestorsOf(a)].filter((one) => ofB.has(one));
  return common.filter(
    (one) => !common.some((other) => other !== one && ancestorsOf(other).has(one)),
  );
}

/** What a merge brings to our side, path by path. @throws when both sides changed a path that is not decided. */
export function broughtBy(
  ours: StoryCommit,
  theirs: StoryCommit,
  decided: ReadonlyMap<string, unknown>,
): Map<string, StoryFile | undefined> {
  const [base, ...more] = basesOf(ours, theirs);
  if (base === undefined || more.length > 0)
    stop('a merge needs exactly one merge base; use mergeOurs');
  const [at, mine, other] = [filesAt(base), filesAt(ours), filesAt(theirs)];
  const brought = new Map<string, StoryFile | undefined>();
  for (const path of new Set([...at.keys(), ...other.keys()])) {
    if (decided.has(path) || same(at.get(path), other.get(path))) continue;
    if (!same(at.get(path), mine.get(path)) && !same(mine.get(path), other.get(path)))
      stop(`${path} was changed on both sides; edit it before the merge`);
    brought.set(path, other.get(path));
  }
  return brought;
}

function same(a: StoryFile | undefined, b: StoryFile | undefined): boolean {
  return a?.mode === b?.mode && (a === b || (!!a && !!b && a.content.equals(b.content)));
}

/** A story that contradicts itself is a bug of the test. */
export function stop(what: string): never {
  throw new Error(`The story of this repository is wrong: ${what}`);
}
