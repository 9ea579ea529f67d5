import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PRE_RECEIVE } from './push-rules.ts';

/** What a file becomes: text, bytes, gone (null), or bytes with a mode (120000 is a symbolic link). */
export type Content =
  | string
  | Uint8Array
  | null
  | { readonly mode: string; readonly content: string };
export type Files = Readonly<Record<string, Content>>;

export interface NewCommit {
  /** Full refs that point to the commit afterwards; the first is where it is made. */
  readonly refs: readonly string[];
  readonly parents: readonly string[];
  readonly message: string;
  /** `Name <e-mail>` */
  readonly author: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** The whole tree; without it the first parent's tree. */
  readonly tree?: string | undefined;
  readonly files?: Files;
}

export interface TrialMerge {
  readonly clean: boolean;
  readonly tree: string;
  readonly conflicts: readonly string[];
}

/** A bare repository on disk, worked on synchronously: the emulated world never changes halfway. */
export interface GitStore {
  readonly dir: string;
  run(...args: readonly string[]): string;
  /** The same for a command that only looks at objects named by their ids: it is run once. */
  read(...args: readonly string[]): string;
  /** The commit of a ref or of any revision; undefined = there is none. Branches cost no process. */
  resolve(revision: string): string | undefined;
  /** All refs, full name → object. */
  refs(): ReadonlyMap<string, string>;
  /** Moves or makes (`to` a commit) and removes (undefined) refs in one process. */
  move(refs: ReadonlyMap<string, string | undefined>): void;
  /** Writes commits in order, all in one process. @returns their ids. */
  commit(...commits: readonly NewCommit[]): readonly string[];
  /** Merges pairs of commits without a work tree, all in one process. */
  merge(pairs: readonly (readonly [string, string])[]): readonly TrialMerge[];
}

/** As GitHub's servers: any object that is there may be asked for, partial clones are allowed, `refs/pull/` is read-only. */
const CONFIG = `
[core]
	repositoryformatversion = 0
	bare = true
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[receive]
	hideRefs = refs/pull
	hideRefs = refs/heads/gh-readonly-queue
[http]
	receivepack = true
[gc]
	auto = 0
`;

export function bareRepository(dir: string): GitStore {
  for (const name of ['objects/info', 'objects/pack', 'refs/heads'])
    mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(dir, 'config'), CONFIG);
  mkdirSync(join(dir, 'hooks'));
  writeFileSync(join(dir, 'hooks/pre-receive'), PRE_RECEIVE, { mode: 0o755 });
  const run = (...args: readonly string[]) => exec(dir, args).replace(/\n$/, '');
  const remembered = new Map<string, string>();
  const commits = new Set<string>();
  return {
    dir,
    run,
    read(...args) {
      const key = args.join('\0');
      const said = remembered.get(key) ?? run(...args);
      remembered.set(key, said);
      return said;
    },
    resolve(revision) {
      if (commits.has(revision)) return revision;
      const isBranch = /^refs\/(heads|pull)\//.test(revision);
      const loose = isBranch ? looseRef(dir, revision) : undefined;
      if (loose !== undefined || (isBranch && !existsSync(join(dir, 'packed-refs')))) return loose;
      try {
        const asked = `${revision}^{commit}`;
        const sha = run('rev-parse', '--verify', '--quiet', '--end-of-options', asked);
        commits.add(sha);
        return sha;
      } catch {
        return undefined;
      }
    },
    refs() {
      const lines = run('for-each-ref', '--format=%(refname) %(objectname)').split('\n');
      return new Map(
        lines.filter((line) => line !== '').map((line) => line.split(' ') as [string, string]),
      );
    },
    move(refs) {
      const pulls = [...refs].every(([ref, to]) => to && ref.startsWith('refs/pull/'));
      if (pulls) {
        for (const [ref, to] of refs) {
          mkdirSync(dirname(join(dir, ref)), { recursive: true });
          writeFileSync(join(dir, ref), `${to}\n`);
        }
        return;
      }
      const lines = [...refs].map(([ref, to]) => (to ? `update ${ref} ${to}` : `delete ${ref}`));
      exec(dir, ['update-ref', '--stdin'], `${lines.join('\n')}\n`);
    },
    commit(...commits) {
      const marks = commits.map((_, index) => `get-mark :${index + 1}\n`).join('');
      const parts = commits.flatMap((commit, index) => script(commit, index + 1));
      const input = Buffer.concat([...parts, Buffer.from(marks)]);
      return exec(dir, ['fast-import', '--quiet', '--force'], input).trim().split('\n');
    },
    merge(pairs) {
      if (pairs.length === 0) return [];
      const input = `${pairs.map(([ours, theirs]) => `${ours} ${theirs}`).join('\n')}\n`;
      const flags = ['--write-tree', '--stdin', '-z', '--name-only', '--no-messages'];
      return trials(exec(dir, ['merge-tree', ...flags], input), pairs.length);
    },
  };
}

/** What `merge-tree --stdin -z --name-only` says: state, tree, conflicting paths, and an empty field after each merge. */
function trials(output: string, count: number): readonly TrialMerge[] {
  const fields = output.split('\0');
  const found: TrialMerge[] = [];
  for (let at = 0; found.length < count; at++) {
    const [state, tree] = [fields[at], fields[at + 1]];
    if (state === undefined || tree === undefined)
      throw new Error('git merge-tree said less than it was asked');
    at += 2;
    const conflicts: string[] = [];
    for (; fields[at] !== '' && fields[at] !== undefined; at++) conflicts.push(fields[at] ?? '');
    found.push({ clean: state === '1', tree, conflicts });
  }
  return found;
}

function script(commit: NewCommit, mark: number): Buffer[] {
  const parts: Buffer[] = [];
  const say = (line: string) => parts.push(Buffer.from(`${line}\n`));
  const data = (bytes: Buffer) => {
    say(`data ${bytes.length}`);
    parts.push(bytes, Buffer.from('\n'));
  };
  const [ref = 'refs/heads/main', ...more] = commit.refs;
  say(`reset ${ref}\n\ncommit ${ref}\nmark :${mark}`);
  say(`author ${commit.author} ${commit.at} +0000`);
  say(`committer GitHub <noreply@github.com> ${commit.at} +0000`);
  data(Buffer.from(commit.message));
  for (const [index, parent] of commit.parents.entries())
    say(`${index === 0 ? 'from' : 'merge'} ${parent}`);
  if (commit.tree) say(`M 040000 ${commit.tree} ""`);
  const files = Object.entries(commit.files ?? {});
  // Removals first: a file may make room for a folder of its name.
  for (const [path, content] of files) if (content === null) say(`D ${quoted(path)}`);
  for (const [path, content] of files) {
    if (content === null) continue;
    const [mode, bytes] =
      typeof content === 'string' || content instanceof Uint8Array
        ? ['100644', Buffer.from(content)]
        : [content.mode, Buffer.from(content.content)];
    say(`M ${mode} inline ${quoted(path)}`);
    data(bytes);
  }
  for (const other of more) say(`reset ${other}\nfrom :${mark}\n`);
  return parts;
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** A branch as git keeps it until it packs them, which nobody does here. */
function looseRef(dir: string, ref: string): string | undefined {
  try {
    return /^[0-9a-f]{40}(?=\n)/.exec(readFileSync(join(dir, ref), 'latin1'))?.[0];
  } catch {
    return undefined;
  }
}

/** Git without the settings of the person who runs the tests. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
}

function exec(dir: string, args: readonly string[], input?: string | Uint8Array): string {
  const options = { cwd: dir, env: gitEnvironment(), maxBuffer: 1 << 28, stdio: 'pipe' } as const;
  return execFileSync(
    'git',
    [...args],
    input === undefined ? options : { ...options, input },
  ).toString();
}
