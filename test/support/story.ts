import { broughtBy, fileAt, type StoryCommit, type StoryFile, stop } from './story-graph.ts';

/** Text is UTF-8; bytes are what they are. A path of bytes may be one that no text can spell (threat D10). */
export type Bytes = string | Uint8Array;

/** All that was told, in order. */
export interface Story {
  readonly commits: readonly StoryCommit[];
  /** Full ref name → commit. */
  readonly refs: ReadonlyMap<string, StoryCommit>;
  /** Full names of the tags among `refs` that are objects of their own. */
  readonly annotated: ReadonlySet<string>;
  readonly notes: readonly {
    readonly ref: string;
    readonly on: StoryCommit;
    readonly text: string;
  }[];
}

/** The words of a story. Each returns the same teller, so that they chain. */
export interface Teller<Made> {
  /** A new branch at the current commit, or at a branch or commit message, and on it from now. */
  branch(name: string, from?: string): this;
  /** On an existing branch from now. */
  on(branch: string): this;
  /** A branch without history; the next commit is its root. */
  orphan(branch: string): this;
  edit(path: Bytes, content: Bytes): this;
  remove(path: Bytes): this;
  /** @param content what it holds afterwards, default the same. */
  rename(from: Bytes, to: Bytes, content?: Bytes): this;
  mode(path: Bytes, mode: '100644' | '100755'): this;
  symlink(path: Bytes, target: string): this;
  /** @param commit 40 hex digits; need not exist. */
  submodule(path: Bytes, commit: string): this;
  /** Commits the edits told since the last commit; none is an empty commit. */
  commit(message?: string, author?: string): this;
  /** Path by path; edits told before it are part of it: an evil merge. @throws when both sides changed a path. */
  merge(branch: string, message?: string): this;
  /** Records the merge and keeps nothing of the other side. */
  mergeOurs(branch: string, message?: string): this;
  /** Any full ref name at the current commit, e.g. refs/pull/7/head. */
  ref(name: string): this;
  tag(name: string): this;
  annotatedTag(name: string): this;
  /** A note on the current commit; a second one replaces the first. */
  note(text: string, ref?: string): this;
  make(): Made;
}

const PERSON = 'Ada <ada@example.com>';
const START = Date.UTC(2026, 0, 1) / 1000;

/** Tells a story that begins with a commit 'Initial' of these files on main. `make` turns all that was told so far into what the test needs. */
export function tell<Made>(
  files: Readonly<Record<string, Bytes>>,
  make: (story: Story) => Made,
): Teller<Made> {
  const commits: StoryCommit[] = [];
  const refs = new Map<string, StoryCommit>();
  const annotated = new Set<string>();
  const notes: { ref: string; on: StoryCommit; text: string }[] = [];
  let edits = new Map<string, StoryFile | undefined>();
  let branch = 'main';

  const tip = () => refs.get(`refs/heads/${branch}`);
  const named = (name: string): StoryCommit =>
    refs.get(`refs/heads/${name}`) ??
    commits.find(({ message }) => message === name) ??
    stop(`no branch and no commit is called ${name}`);
  const file = (path: string): StoryFile =>
    (edits.has(path) ? edits.get(path) : fileAt(tip(), path)) ?? stop(`there is no file ${path}`);
  const settled = () => {
    if (edits.size > 0) stop(`${[...edits.keys()].join(', ')}: edited and not committed`);
  };
  const add = (message: string, author: string, parents: readonly StoryCommit[]) => {
    const at = START + commits.length * 60;
    const commit = { message, author, at, parents, edits };
    edits = new Map();
    commits.push(commit);
    refs.set(`refs/heads/${branch}`, commit);
  };
  const current = () => tip() ?? stop(`${branch} has no commit`);

  const teller: Teller<Made> = {
    branch(name, from) {
      settled();
      refs.set(`refs/heads/${name}`, from === undefined ? current() : named(from));
      branch = name;
      return teller;
    },
    on(name) {
      settled();
      if (!refs.has(`refs/heads/${name}`)) stop(`there is no branch ${name}`);
      branch = name;
      return teller;
    },
    orphan(name) {
      settled();
      branch = name;
      return teller;
    },
    edit(path, content) {
      const old = edits.get(key(path)) ?? fileAt(tip(), key(path));
      const mode = old?.mode === '100755' ? '100755' : '100644';
      edits.set(key(path), { mode, content: Buffer.from(content) });
      return teller;
    },
    remove(path) {
      file(key(path));
      edits.set(key(path), undefined);
      return teller;
    },
    rename(from, to, content) {
      const old = file(key(from));
      edits.set(key(from), undefined);
      edits.set(key(to), content === undefined ? old : { ...old, content: Buffer.from(content) });
      return teller;
    },
    mode(path, mode) {
      edits.set(key(path), { ...file(key(path)), mode });
      return teller;
    },
    symlink(path, target) {
      edits.set(key(path), { mode: '120000', content: Buffer.from(target) });
      return teller;
    },
    submodule(path, commit) {
      edits.set(key(path), { mode: '160000', content: Buffer.from(commit) });
      return teller;
    },
    commit(message = `Commit ${commits.length}`, author = PERSON) {
      const parent = tip();
      add(message, author, parent ? [parent] : []);
      return teller;
    },
    merge(name, message = `Merge ${name} into ${branch}`) {
      const evil = edits;
      edits = new Map([...broughtBy(current(), named(name), evil), ...evil]);
      add(message, PERSON, [current(), named(name)]);
      return teller;
    },
    mergeOurs(name, message = `Merge ${name} into ${branch}`) {
      settled();
      add(message, PERSON, [current(), named(name)]);
      return teller;
    },
    ref(name) {
      refs.set(name, current());
      return teller;
    },
    tag: (name) => teller.ref(`refs/tags/${name}`),
    annotatedTag(name) {
      annotated.add(`refs/tags/${name}`);
      return teller.tag(name);
    },
    note(text, ref = 'refs/notes/handoff') {
      notes.push({ ref, on: current(), text });
      return teller;
    },
    make() {
      settled();
      return make({
        commits: [...commits],
        refs: new Map(refs),
        annotated: new Set(annotated),
        notes: [...notes],
      });
    },
  };
  for (const [path, content] of Object.entries(files)) teller.edit(path, content);
  return teller.commit('Initial');
}

function key(path: Bytes): string {
  return Buffer.from(path).toString('latin1');
}
