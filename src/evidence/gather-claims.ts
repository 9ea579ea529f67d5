import { type DoubleClaim, doubleClaims, filesOfClaims } from '../analysis/double-claims.ts';
import { type Evidence, known } from '../model/evidence.ts';
import type { Sha } from '../model/sha.ts';
import { type BroughtPorts, readBrought } from './read-brought.ts';
import type { Survey } from './survey-pending.ts';

/** What two pending outputs both claim; an output that stands on another one repeats its claims and makes none. */
export async function gatherClaims(
  ports: BroughtPorts,
  { index, trees, stacks }: Survey,
): Promise<Evidence<readonly DoubleClaim[]>> {
  const files = filesOfClaims(index);
  const wanted = new Map<Sha, Sha>();
  for (const { name, touches } of index.outputs) {
    const tree = trees.get(name) as Sha; // the index holds outputs that merge with the base
    for (const { changed } of touches) {
      if (!files.has(changed.path)) continue;
      for (const blob of [changed.oldBlob, changed.newBlob]) if (blob) wanted.set(blob, tree);
    }
  }
  const texts = await readBrought(ports, wanted);
  if (texts.state !== 'known') return texts;
  const stacked = (a: string, b: string): boolean => stacks.get(a)?.includes(b) === true;
  return known(
    doubleClaims(index, (blob) => texts.value.get(blob)).filter(
      ({ first, second }) => !stacked(first, second) && !stacked(second, first),
    ),
  );
}
