import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import { parseRepoPath } from '../../model/repo-path.ts';
import type { Sha } from '../../model/sha.ts';
import type { Blob, Blobs } from '../../ports/blobs.ts';
import type { GitObject } from './object-reader.ts';
import type { Repository } from './open-repository.ts';

/**
 * Contents out of the object store: no working tree, filter or textconv has a say.
 * @throws GateError 'access' for a file of a clone that is not complete, when its content was not fetched.
 */
export function gitBlobs({ objects, judge, incomplete, remedy }: Repository): Blobs {
  const notHere = (what: string) =>
    new GateError('access', `${what} is not in this clone`, { remedy });

  async function contents(
    found: readonly GitObject[],
    maxBytes: number,
  ): Promise<ReadonlyMap<Sha, Blob>> {
    const small = found.filter(({ bytes }) => bytes <= maxBytes);
    const total = small.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > LIMITS.gitOutputBytes)
      throw new GateError('access', `${small.length} files hold ${total} bytes, too much to read`, {
        remedy: 'Split the change into smaller ones.',
      });
    const read = await objects.contents(small.map(({ id }) => id));
    return new Map(found.map(({ id, bytes }) => [id, asBlob(read.get(id), bytes)]));
  }

  return {
    async read(ids, maxBytes) {
      const found = await objects.info([...new Set(ids)]);
      if (incomplete && found.includes(undefined)) throw notHere('The content of a file');
      return contents(found.filter(isBlob), maxBytes);
    },
    async file(commit, path, maxBytes) {
      if (path.includes('\n'))
        throw new GateError('usage', 'A file whose name holds a line break cannot be asked for', {
          remedy: 'Name a file without line breaks.',
        });
      // Git would read `./x` or `../x` as another file; as it is written it names none.
      if (parseRepoPath(path) === undefined) return undefined;
      const [there, found] = await objects.info([commit, `${commit}:${path}`]);
      if (there === undefined) throw notHere(`Commit ${commit}`);
      if (incomplete && found === undefined && (await listed(commit, path))) throw notHere(path);
      const [blob] = (await contents([found].filter(isBlob), maxBytes)).values();
      return blob;
    },
  };

  async function listed(commit: Sha, path: string): Promise<boolean> {
    const { stdout } = await judge({
      args: ['ls-tree', '-z', '--full-tree', commit, '--', path],
      env: { GIT_LITERAL_PATHSPECS: '1' },
    });
    return stdout.length > 0;
  }
}

function isBlob(found: GitObject | undefined): found is GitObject {
  return found?.type === 'blob';
}

/** As far as git looks for a NUL byte before it calls a file binary. */
const GIT_LOOKS_AT = 8_000;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function asBlob(content: Buffer | undefined, bytes: number): Blob {
  if (content === undefined) return { state: 'too-large', bytes };
  if (content.subarray(0, GIT_LOOKS_AT).includes(0)) return { state: 'binary', bytes };
  try {
    return { state: 'text', text: UTF8.decode(content), bytes };
  } catch {
    return { state: 'binary', bytes };
  }
}
