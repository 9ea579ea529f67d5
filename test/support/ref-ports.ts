import type { RefContext, RefPorts } from '../../src/evidence/ref-context.ts';
import type { ChangedPath } from '../../src/model/change.ts';
import { GateError } from '../../src/model/gate-error.ts';
import { parseSha, type Sha } from '../../src/model/sha.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import type { Blob } from '../../src/ports/blobs.ts';
import { outputFacts, plan, sha, spec } from './output-facts.ts';

/** What the world holds beside the facts of the output. */
export interface RefWorld {
  /** Names (also branches that look like shas) → commits. */
  readonly commits?: Readonly<Record<string, Sha>>;
  readonly mergeBases?: readonly Sha[];
  readonly since?: readonly ChangedPath[];
  readonly runs?: readonly TestRun[];
  /** By the word that `sha` was given; a string is a text. */
  readonly blobs?: Readonly<Record<string, string | Blob>>;
}

/** The ports that refs ask, over a small world; `asked` lists every call, so a test can say that there was none. */
export function refPorts(world: RefWorld = {}): {
  readonly ports: RefPorts;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const contents = new Map(
    Object.entries(world.blobs ?? {}).map(([word, blob]) => [
      sha(word),
      typeof blob === 'string'
        ? ({ state: 'text', text: blob, bytes: blob.length } as const)
        : blob,
    ]),
  );
  const ports: RefPorts = {
    history: {
      resolve: async (names) => {
        asked.push(`resolve ${names.join(' ')}`);
        const known = (name: string) => world.commits?.[name] ?? undefined;
        return new Map(names.map((name) => [name, known(name)]));
      },
      mergeBases: async (a, b) => {
        asked.push(`merge-base ${a} ${b}`);
        return world.mergeBases ?? [];
      },
      changes: async (from, to) => {
        asked.push(`changes ${from} ${to}`);
        return world.since ?? [];
      },
    },
    blobs: {
      read: async (ids) => {
        asked.push(`read ${ids.length}`);
        return new Map([...contents].filter(([id]) => ids.includes(id)));
      },
    },
    testRuns: {
      find: async (id) => {
        asked.push(`run ${id}`);
        return world.runs?.find((run) => run.id === id);
      },
      on: async (head) => {
        asked.push(`runs on ${head}`);
        return (world.runs ?? []).filter((run) => run.head === head);
      },
    },
  };
  return { ports, asked };
}

/** Ports of a repository in which nothing can be looked at (a shallow clone, say). */
export function blindPorts(): RefPorts {
  const blind = async () => {
    throw new GateError('access', 'the object is not in this clone', { remedy: 'Fetch it.' });
  };
  return {
    history: { resolve: blind, mergeBases: blind, changes: blind },
    blobs: { read: blind },
    testRuns: { find: blind, on: blind },
  };
}

/** The honest output of `outputFacts()`, as refs see it. */
export function refContext(overrides: Partial<RefContext> = {}): RefContext {
  const { head, commits, changedPaths, headTree } = outputFacts();
  return { head, commits, changedPaths, headTree, plan: plan(), scope: spec().scope, ...overrides };
}

/** A full sha that begins with these digits. */
export function shaOf(digits: string): Sha {
  return parseSha(digits.padEnd(40, '0')) as Sha;
}
