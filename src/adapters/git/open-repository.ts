import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GateError } from '../../model/gate-error.ts';
import { type GitAnswer, type GitCall, runGit } from './git-process.ts';
import { type ObjectReader, objectReader } from './object-reader.ts';
import { createQuarantine } from './quarantine.ts';
import { type TreeReader, treeReader } from './tree-reader.ts';

/** A repository that was found on disk. Close it: it holds a temporary directory. */
export interface Repository {
  /** The git directory of this worktree: its HEAD is here. */
  readonly gitDir: string;
  /** Shared by all worktrees; `<commonDir>/handoff/` is where local records and caches live. */
  readonly commonDir: string;
  /** Root of the working tree; absent in a bare repository or inside a git directory. */
  readonly topLevel: string | undefined;
  readonly objectFormat: 'sha1' | 'sha256';
  /** Why objects may be missing although the repository has them elsewhere; undefined = it should hold all of them. */
  readonly incomplete: 'shallow' | 'partial' | undefined;
  /** What to do when an object is not here. */
  readonly remedy: string;
  /** GIT_DIR of the quarantine. */
  readonly quarantine: string;
  /** Single objects, in the quarantine. */
  readonly objects: ObjectReader;
  readonly trees: TreeReader;
  /** Everything that judges: git in the quarantine. Sees all objects, and nothing else of the repository. */
  judge(call: RepositoryCall): Promise<GitAnswer>;
  /** Refs and notes only: git in the real git directory, hardened. */
  live(call: RepositoryCall): Promise<GitAnswer>;
  close(): Promise<void>;
}

export type RepositoryCall = Omit<GitCall, 'gitDir' | 'remedy'>;

/** merge-tree --stdin came with 2.39. */
const OLDEST_GIT = [2, 39] as const;

/**
 * Finds the repository that holds a directory.
 * @throws GateError 'usage': no such directory. 'access': no git, git too old, no repository, or somebody else's.
 */
export async function openRepository(directory: string): Promise<Repository> {
  const from = await realpath(directory).catch((cause: unknown) => {
    throw new GateError('usage', `There is no directory ${directory}`, {
      remedy: 'Name an existing directory of a git repository.',
      cause,
    });
  });
  const [git, found] = await Promise.allSettled([requireGit(), find(from)]);
  if (git.status === 'rejected') throw git.reason;
  if (found.status === 'rejected') throw found.reason;
  const { gitDir, commonDir, objects, format, cdup } = found.value;
  const incomplete = await whyIncomplete(commonDir, objects);
  const remedy = REMEDIES[incomplete ?? 'complete'];
  const quarantine = await createQuarantine({ objects, format });
  const reader = objectReader(quarantine.gitDir, remedy);
  return {
    gitDir,
    commonDir,
    topLevel: cdup === undefined ? undefined : resolve(from, cdup),
    objectFormat: format,
    incomplete,
    remedy,
    quarantine: quarantine.gitDir,
    objects: reader,
    trees: treeReader(reader, remedy),
    judge: (call) => runGit({ ...call, gitDir: quarantine.gitDir, remedy }),
    live: (call) => runGit({ ...call, gitDir, remedy }),
    async close() {
      await reader.close();
      await quarantine.remove();
    },
  };
}

async function requireGit(): Promise<void> {
  const { stdout } = await runGit({ args: ['version'] });
  const [, version = 'of unknown version', major, minor] =
    /^git version ((\d+)\.(\d+)\S*)/.exec(stdout.toString('latin1')) ?? [];
  if (Number(major) > OLDEST_GIT[0]) return;
  if (Number(major) === OLDEST_GIT[0] && Number(minor) >= OLDEST_GIT[1]) return;
  throw new GateError('access', `git ${version} is too old`, {
    remedy: `Install git ${OLDEST_GIT.join('.')} or newer and put it first on the PATH.`,
  });
}

interface Found {
  readonly gitDir: string;
  readonly commonDir: string;
  readonly objects: string;
  readonly format: 'sha1' | 'sha256';
  /** The way up to the top level; empty at it. */
  readonly cdup: string | undefined;
}

async function find(from: string): Promise<Found> {
  const { stdout } = await discover(from);
  const lines = stdout.toString().slice(0, -1).split('\n');
  const [format, gitDir, commonDir, objects, inside, cdup] = lines;
  const complete = lines.length === (inside === 'true' ? 6 : 5);
  if (!complete || !gitDir || !commonDir || !objects || (format !== 'sha1' && format !== 'sha256'))
    throw new GateError('access', 'The path of the repository holds a line break', {
      remedy: 'Move the repository to a path without line breaks.',
    });
  return { format, gitDir, commonDir, objects, cdup };
}

/**
 * Git refuses a repository of another user unless the user's own configuration lists it as safe. That is the user's
 * decision, so it is asked for, but only then: it is the one thing that outside configuration may say.
 */
async function discover(from: string): Promise<GitAnswer> {
  const call = (settings: readonly string[]): GitCall => ({
    args: [
      ...settings,
      '-C',
      from,
      'rev-parse',
      '--path-format=absolute',
      '--show-object-format',
      '--git-dir',
      '--git-common-dir',
      '--git-path',
      'objects',
      '--is-inside-work-tree',
      '--show-cdup',
    ],
    answers: [0, 128],
  });
  const strict = await runGit(call([]));
  if (strict.code === 0) return strict;
  const { GIT_CONFIG_GLOBAL } = process.env;
  const env = { GIT_CONFIG_GLOBAL, GIT_CONFIG_NOSYSTEM: undefined };
  const allowed = await runGit({ ...call([]), env });
  if (allowed.code === 0) return allowed;
  const anyOwner = await runGit(call(['-c', 'safe.directory=*']));
  throw anyOwner.code === 0
    ? new GateError('access', `The repository at ${from} belongs to another user`, {
        remedy: `If you trust it, run: git config --global --add safe.directory '${from}'`,
      })
    : new GateError('access', `There is no git repository at ${from}`, {
        remedy: 'Run this inside a git repository, or name one.',
      });
}

const REMEDIES = {
  shallow: 'The history is shallow; fetch all of it with: git fetch --unshallow',
  partial: 'The clone is partial; fetch what it lacks with: git fetch --refetch --no-filter',
  complete: 'Check the repository with: git fsck --connectivity-only',
};

async function whyIncomplete(
  commonDir: string,
  objects: string,
): Promise<Repository['incomplete']> {
  if (await stat(join(commonDir, 'shallow')).catch(() => undefined)) return 'shallow';
  const packs = await readdir(join(objects, 'pack')).catch(() => []);
  return packs.some((name) => name.endsWith('.promisor')) ? 'partial' : undefined;
}
