import { rmSync } from 'node:fs';
import { access, constants, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from '../../model/limits.ts';
import { writeBareRepository } from './bare-repository.ts';

/** Where objects are, and how they are named. */
export interface ObjectStore {
  /** Absolute path of the `objects` directory. */
  readonly objects: string;
  readonly format: 'sha1' | 'sha256';
}

export interface Quarantine {
  /** A bare git directory of our own: GIT_DIR of every command that judges. */
  readonly gitDir: string;
  remove(): Promise<void>;
}

/**
 * Attributes decide how git diffs and merges, and a branch may carry its own: `-diff` hides hunks (threat D04),
 * `merge=union` hides a conflict (threat D05). `info/attributes` outranks every other source, and `!` is "as if never set".
 */
const NO_ATTRIBUTES =
  '* !diff !merge !text !eol !crlf !ident !filter !working-tree-encoding !whitespace !conflict-marker-size !binary\n';

const open = new Set<string>();
let watched = false;

/**
 * A git directory that holds nothing of the repository but a pointer to its objects: no configuration, hooks, attributes,
 * replace refs, grafts, index or refs can act, because there are none (threats H10, D04, D05, K9). New objects, such as
 * the trees of trial merges, are written here and vanish with it.
 *
 * A shallow repository's list of cut commits is left out on purpose: with it a walk would end at the cut as if history
 * began there; without it git meets a commit that is not here, and fails.
 */
export async function createQuarantine({ objects, format }: ObjectStore): Promise<Quarantine> {
  const gitDir = await mkdtemp(join(await scratchFolder(), 'handoff-gate-'));
  removeOnExit(gitDir);
  await writeBareRepository(gitDir, format);
  await Promise.all([
    writeFile(join(gitDir, 'info/attributes'), NO_ATTRIBUTES),
    writeFile(join(gitDir, 'objects/info/alternates'), `${cQuoted(objects)}\n`),
  ]);
  return {
    gitDir,
    async remove() {
      await rm(gitDir, { recursive: true, force: true });
      open.delete(gitDir);
    },
  };
}

/**
 * Memory, where the system offers plenty and nobody asked for another place: a sweep over many outputs writes thousands
 * of small files that live for a second, which costs a slow disk ten times what the merges cost.
 */
async function scratchFolder(): Promise<string> {
  if (process.platform !== 'linux' || process.env['TMPDIR'] !== undefined) return tmpdir();
  try {
    await access(MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize >= LIMITS.scratchBytes ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

const MEMORY = '/dev/shm';

/** A line of `alternates` as git reads it: quoted, so that no directory name can end the line or be a comment. */
function cQuoted(path: string): string {
  const escaped = path.replace(
    /["\\\x00-\x1f\x7f]/g,
    (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** For a process that ends, or is ended, without closing its repositories. */
function removeOnExit(gitDir: string): void {
  if (!watched) {
    process.once('exit', removeAll);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        removeAll();
        // This listener is gone by now: the signal does what it would have done without it.
        process.kill(process.pid, signal);
      });
  }
  watched = true;
  open.add(gitDir);
}

function removeAll(): void {
  for (const left of open) rmSync(left, { recursive: true, force: true });
}
