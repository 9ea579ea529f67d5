import type { Syntax } from '../../src/analysis/syntax.ts';
import type { ChangedPath, FileMode } from '../../src/model/change.ts';
import { digestOf } from '../../src/model/digest.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';
import type { Sha } from '../../src/model/sha.ts';
import type { Blobs } from '../../src/ports/blobs.ts';
import { syntax } from './syntax.ts';

/** A file and its two contents; undefined: not there. */
export interface Edit {
  readonly path: string;
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly headMode?: FileMode;
}

const idOf = (text: string): Sha => digestOf(text).slice(0, 40) as Sha;

function changeOf({ path, base, head, headMode = '100644' }: Edit): ChangedPath {
  return {
    path: path as RepoPath,
    kind: base === undefined ? 'added' : head === undefined ? 'deleted' : 'modified',
    oldMode: base === undefined ? '000000' : '100644',
    newMode: head === undefined ? '000000' : headMode,
    oldBlob: base === undefined ? undefined : idOf(base),
    newBlob: head === undefined ? undefined : idOf(head),
  };
}

/** A repository of these contents, and how often it was asked for any. */
export function editedFiles(edits: readonly Edit[], gone: readonly string[] = []) {
  const texts = edits.flatMap(({ base, head }) => [base ?? [], head ?? []].flat());
  const asked = { reads: 0, parses: 0 };
  const blobs: Pick<Blobs, 'read'> = {
    async read(ids, maxBytes) {
      asked.reads += 1;
      const held = texts.filter((text) => !gone.includes(text) && ids.includes(idOf(text)));
      return new Map(
        held.map((text) => {
          const bytes = Buffer.byteLength(text);
          const blob =
            bytes > maxBytes ? { state: 'too-large' as const } : { state: 'text' as const, text };
          return [idOf(text), { ...blob, bytes }];
        }),
      );
    },
  };
  const counting: Syntax = {
    parse: (text, language) => {
      asked.parses += 1;
      return syntax.parse(text, language);
    },
  };
  const ports = { blobs: blobs as Blobs, syntax: counting };
  return { asked, ports, changes: async () => edits.map(changeOf) };
}
