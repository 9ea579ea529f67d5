import { GateError } from '../../src/model/gate-error.ts';
import type { RecordLine } from '../../src/model/record-line.ts';
import type { ScopeLock } from '../../src/model/scope-lock.ts';
import type { Seal } from '../../src/model/seal.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import type { ImportCache } from '../../src/ports/import-cache.ts';
import type { Record } from '../../src/ports/record.ts';
import type { ScopeLocks } from '../../src/ports/scope-locks.ts';
import type { Seals } from '../../src/ports/seals.ts';
import type { TestRuns } from '../../src/ports/test-runs.ts';

/** In-memory stores; test/ports/stores.contract.test.ts holds them to the same contract as the files. */
export function memorySeals(): Seals {
  const seals = new Map<string, Seal>();
  return {
    find: async (id) => seals.get(id),
    put: async (seal) => {
      seals.set(seal.task, seal);
    },
  };
}

export function memoryTestRuns(): TestRuns {
  const runs = new Map<string, TestRun>();
  return {
    find: async (id) => runs.get(id),
    on: async (head) =>
      [...runs.values()]
        .filter((run) => run.head === head)
        .sort((a, b) => (a['recorded-at'] + a.id < b['recorded-at'] + b.id ? -1 : 1)),
    record: async (run) => {
      if (runs.has(run.id))
        throw new GateError('usage', `A test run ${run.id} is already recorded`, {
          remedy: 'Give the run another id with --id.',
        });
      runs.set(run.id, run);
    },
  };
}

export function memoryRecord(): Record {
  const lines: RecordLine[] = [];
  return {
    append: async (line) => {
      lines.push(line);
    },
    all: async () => lines,
    of: async (task) => lines.filter((line) => line.task === task),
  };
}

export function memoryScopeLocks(): ScopeLocks {
  const locks = new Map<string, ScopeLock>();
  const sorted = () => [...locks.values()].sort((a, b) => (a.task < b.task ? -1 : 1));
  return {
    held: async () => sorted(),
    take: async (lock, inTheWay) => {
      const by = inTheWay(sorted().filter(({ task }) => task !== lock.task));
      if (by.length > 0) return { state: 'refused', by };
      const state = locks.has(lock.task) ? 'renewed' : 'taken';
      locks.set(lock.task, lock);
      return { state };
    },
    release: async (tasks) => {
      const held = sorted().flatMap(({ task }) => (tasks.includes(task) ? [task] : []));
      for (const task of held) locks.delete(task);
      return held;
    },
  };
}

export function memoryImports(): ImportCache {
  const kept = new Map<string, readonly string[]>();
  return {
    open: async () => {},
    find: (_kind, key) => kept.get(key),
    keep: (_kind, key, value) => kept.set(key, value),
    save: async () => {},
  };
}
