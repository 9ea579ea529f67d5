import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { type ScopeLock, ScopeLocksDocument } from '../../model/scope-lock.ts';
import type { Sha } from '../../model/sha.ts';
import type { ScopeLocks, Taking } from '../../ports/scope-locks.ts';
import { gitBlobs } from './git-blobs.ts';
import { refTargets } from './git-refs.ts';
import type { Repository } from './open-repository.ts';

/** One ref for all locks, on a blob of JSON: `git cat-file -p refs/handoff/locks` shows them (decision 0008). */
export const LOCKS_REF = 'refs/handoff/locks';

/** Others may come first this often; each try takes some 20 ms. */
const TRIES = 100;

interface State {
  /** The blob; undefined = there has never been a lock. */
  readonly id: Sha | undefined;
  readonly locks: readonly ScopeLock[];
}

/** Locks that all worktrees of a repository share. Git moves the ref only from the state that was looked at. */
export function gitScopeLocks(repository: Repository): ScopeLocks {
  return {
    held: async () => (await stateOf(repository)).locks,
    async take(lock, inTheWay) {
      let taking: Taking = { state: 'taken' };
      await change(repository, (locks) => {
        const others = locks.filter(({ task }) => task !== lock.task);
        const by = inTheWay(others);
        if (by.length > 0) {
          taking = { state: 'refused', by };
          return locks;
        }
        taking = { state: others.length === locks.length ? 'taken' : 'renewed' };
        return [...others, lock];
      });
      return taking;
    },
    async release(tasks) {
      const gone = new Set(tasks);
      let released: readonly ScopeLock[] = [];
      await change(repository, (locks) => {
        released = locks.filter(({ task }) => gone.has(task));
        return released.length === 0 ? locks : locks.filter(({ task }) => !gone.has(task));
      });
      return released.map(({ task }) => task);
    },
  };
}

/** Compare and swap: what is decided is written over the state that it was decided on, or decided again. */
async function change(
  repository: Repository,
  decide: (locks: readonly ScopeLock[]) => readonly ScopeLock[],
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { id, locks } = await stateOf(repository);
    const next = decide(locks);
    if (next === locks) return;
    const { code } = await repository.live({
      args: ['update-ref', LOCKS_REF, await written(repository, next), id ?? nothing(repository)],
      answers: tries < TRIES ? [0, 128] : [0],
    });
    if (code === 0) return;
  }
}

async function stateOf(repository: Repository): Promise<State> {
  const id = (await refTargets(repository, [LOCKS_REF])).get(LOCKS_REF);
  if (id === undefined) return { id, locks: [] };
  const blob = (await gitBlobs(repository).read([id], LIMITS.locksBytes)).get(id);
  return { id, locks: parsed(blob?.state === 'text' ? blob.text : '') };
}

async function written(repository: Repository, locks: readonly ScopeLock[]): Promise<string> {
  const sorted = [...locks].sort((a, b) => (a.task < b.task ? -1 : 1));
  const text = JSON.stringify({ schema: 'handoff-locks/v1', locks: sorted }, null, 2);
  const { stdout } = await repository.live({
    args: ['hash-object', '-w', '--stdin'],
    stdin: `${text}\n`,
  });
  return stdout.toString('latin1').trim();
}

/** As git writes that a ref must not be there. */
function nothing({ objectFormat }: Repository): string {
  return '0'.repeat(objectFormat === 'sha1' ? 40 : 64);
}

function parsed(text: string): readonly ScopeLock[] {
  try {
    const checked = checkSchema(ScopeLocksDocument, JSON.parse(text));
    if (checked.ok) return checked.value.locks;
  } catch {
    // Told below.
  }
  throw new GateError('access', `${LOCKS_REF} holds no locks that can be read`, {
    remedy: `Look at it with "git cat-file -p ${LOCKS_REF}"; if it is nobody's, delete it with "git update-ref -d ${LOCKS_REF}" and seal again what runs.`,
  });
}
