import type { Evidence } from '../model/evidence.ts';
import { known } from '../model/evidence.ts';
import { LIMITS } from '../model/limits.ts';
import type { Sha } from '../model/sha.ts';
import type { Blob, Blobs } from '../ports/blobs.ts';
import type { TrialMerges } from '../ports/trial-merges.ts';
import { look } from './look.ts';

export interface BroughtPorts {
  readonly blobs: Blobs;
  readonly merges: TrialMerges;
}

/**
 * Texts of files that outputs change, by blob; what is no text or larger than LIMITS.sourceBytes is absent.
 * @param wanted blob → the tree of the trial merge that holds it: an earlier run may have made it, then it is made again.
 */
export async function readBrought(
  { blobs, merges }: BroughtPorts,
  wanted: ReadonlyMap<Sha, Sha>,
): Promise<Evidence<ReadonlyMap<Sha, string>>> {
  const read = (ids: readonly Sha[]) => look(() => blobs.read(ids, LIMITS.sourceBytes));
  const first = await read([...wanted.keys()]);
  const here: ReadonlyMap<Sha, Blob> = first.state === 'known' ? first.value : new Map();
  const absent = [...wanted.keys()].filter((id) => !here.has(id));
  if (absent.length === 0) return known(textsOf(here));
  const brought = await look(() =>
    merges.bring([...new Set(absent.flatMap((id) => wanted.get(id) ?? []))]),
  );
  if (brought.state !== 'known') return brought;
  const second = await read(absent);
  return second.state === 'known' ? known(textsOf(new Map([...here, ...second.value]))) : second;
}

function textsOf(blobs: ReadonlyMap<Sha, Blob>): ReadonlyMap<Sha, string> {
  return new Map(
    [...blobs].flatMap(([id, blob]) => (blob.state === 'text' ? [[id, blob.text] as const] : [])),
  );
}
