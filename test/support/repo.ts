import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bytes, type Story, type Teller, tell } from './story.ts';
import type { StoryCommit } from './story-graph.ts';

/** A real repository on disk. Removed after the tests of the file that made it. */
export interface MadeRepo {
  /** The working tree: empty until `git('checkout', '-f', 'main')`. */
  readonly dir: string;
  /** Of a branch, tag, full ref, or the commit with that message. */
  sha(name: string): string;
  /** Plain git in this repository, with all that its configuration says; returns the output without the last line break. */
  git(...args: readonly string[]): string;
  /** Clones it with these options (`--depth=1`, `--filter=blob:none`) and returns the new working tree. */
  clone(...options: readonly string[]): string;
}

/**
 * A real repository, told in words, written by one git process:
 * ```ts
 * const made = repo({ 'src/a.ts': 'export const a = 1;\n' })        // the commit 'Initial' on main
 *   .branch('handoff/a')
 *   .edit('src/a.ts', 'export const a = 2;\n').commit('Change a')
 *   .note('…the contract…')
 *   .on('main')
 *   .rename('src/a.ts', 'src/b.ts').commit('Move a')
 *   .make();
 * openRepository(made.dir); made.sha('handoff/a'); made.sha('Change a');
 * ```
 * Identities and dates are fixed, so the same story has the same shas everywhere. After `make` the story can go on; the
 * next `make` writes what is new into the same directory. All words: `Teller` in story.ts.
 */
export function repo(files: Readonly<Record<string, Bytes>>): Teller<MadeRepo> {
  return tell(files, repositoryWriter());
}

/** Writes a story into a directory of its own; a longer version of the same story goes on there. */
export function repositoryWriter(): (story: Story) => MadeRepo {
  const dir = temporaryFolder();
  for (const name of ['objects/info', 'objects/pack', 'refs/heads'])
    mkdirSync(join(dir, '.git', name), { recursive: true });
  writeFileSync(join(dir, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(dir, '.git/config'),
    '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[uploadpack]\n\tallowFilter = true\n',
  );
  const shas = new Map<StoryCommit, string>();
  return (story) => {
    const fresh = story.commits.filter((commit) => !shas.has(commit));
    const marks = join(dir, '.git/marks');
    run(
      dir,
      ['fast-import', '--quiet', '--force', `--export-marks=${marks}`],
      script(story, fresh, shas),
    );
    for (const line of readFileSync(marks, 'latin1').split('\n')) {
      const [mark, sha = ''] = line.split(' ');
      const commit = fresh[Number(mark?.slice(1)) - 1];
      if (commit) shas.set(commit, sha);
    }
    return made(dir, story, shas);
  };
}

function made(dir: string, story: Story, shas: ReadonlyMap<StoryCommit, string>): MadeRepo {
  const git = (...args: readonly string[]) => run(dir, args).replace(/\n$/, '');
  return {
    dir,
    git,
    sha(name) {
      const spellings = [name, `refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`];
      const found = spellings.map((full) => story.refs.get(full)).find((commit) => commit);
      const commit = found ?? story.commits.findLast(({ message }) => message === name);
      const sha = commit && shas.get(commit);
      if (sha === undefined) throw new Error(`The story has no ref and no commit called ${name}`);
      return sha;
    },
    clone(...options) {
      const clone = temporaryFolder();
      const source = `file://${dir}/.git`;
      run(clone, ['clone', '-q', '--no-checkout', ...options, source, clone]);
      return clone;
    },
  };
}

/** The input of `git fast-import` for the new commits, and all refs and notes. */
function script(
  story: Story,
  fresh: readonly StoryCommit[],
  shas: ReadonlyMap<StoryCommit, string>,
): Buffer {
  const marks = new Map(fresh.map((commit, index) => [commit, `:${index + 1}`]));
  const name = (commit: StoryCommit) => marks.get(commit) ?? shas.get(commit);
  const parts: Buffer[] = [];
  const say = (line: string) => parts.push(Buffer.from(`${line}\n`, 'latin1'));
  const data = (content: Buffer) => {
    say(`data ${content.length}`);
    parts.push(content, Buffer.from('\n'));
  };
  for (const commit of fresh) {
    // A ref of its own: the first parent is said, never taken from where a branch happens to be.
    say(`reset refs/story\n\ncommit refs/story\nmark ${name(commit)}`);
    say(`author ${latin1(commit.author)} ${commit.at} +0000`);
    say(`committer Story <story@example.com> ${commit.at} +0000`);
    data(Buffer.from(commit.message));
    for (const [index, parent] of commit.parents.entries())
      say(`${index === 0 ? 'from' : 'merge'} ${name(parent)}`);
    // Removals first: a file may make room for a folder of its name.
    for (const [path, file] of commit.edits) if (!file) say(`D ${quoted(path)}`);
    for (const [path, file] of commit.edits) {
      if (file?.mode === '160000') say(`M 160000 ${file.content} ${quoted(path)}`);
      else if (file) {
        say(`M ${file.mode} inline ${quoted(path)}`);
        data(file.content);
      }
    }
  }
  for (const [ref, commit] of story.refs) {
    if (story.annotated.has(ref)) {
      say(`tag ${ref.slice('refs/tags/'.length)}\nfrom ${name(commit)}`);
      say(`tagger Story <story@example.com> ${commit.at} +0000`);
      data(Buffer.from(ref));
    } else say(`reset ${latin1(ref)}\nfrom ${name(commit)}\n`);
  }
  say(`reset refs/story\nfrom ${'0'.repeat(40)}\n`);
  for (const ref of new Set(story.notes.map((note) => note.ref))) say(`reset ${ref}\n`);
  for (const { ref, on, text } of story.notes) {
    say(`commit ${ref}\ncommitter Story <story@example.com> ${on.at} +0000\ndata 0`);
    say(`N inline ${name(on)}`);
    data(Buffer.from(text));
  }
  return Buffer.concat(parts);
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** As fast-import reads a path that may hold any byte. */
function quoted(path: string): string {
  const escaped = path.replace(
    /[^ !#-[\]-~]/g,
    (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** The file of an object of a small story (git packs from 100 objects on), to remove or to break. */
export function looseObject({ dir }: MadeRepo, id: string): string {
  return join(dir, '.git/objects', id.slice(0, 2), id.slice(2));
}

const folders: string[] = [];
/** An empty folder, removed after the tests of this file (or with the process, outside of jest). */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'handoff-test-')));
  folders.push(folder);
  return folder;
}
const removeAll = () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};
const { afterAll } = globalThis as { readonly afterAll?: (after: () => void) => void };
if (afterAll) afterAll(removeAll);
else process.once('exit', removeAll);

/** Git without the settings of the person who runs the tests. */
function run(dir: string, args: readonly string[], input?: Uint8Array): string {
  const env = {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Story',
    GIT_COMMITTER_EMAIL: 'story@example.com',
  };
  const options = {
    cwd: dir,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 20_000,
    stdio: 'pipe',
  } as const;
  return execFileSync('git', [...args], input === undefined ? options : { ...options, input });
}
