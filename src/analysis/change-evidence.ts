import type { Plan } from '../model/plan.ts';

/**
 * The refs that a plan names for the change of one thing: those of `revision.changes` with its id, and its own. Its own ref
 * counts only when it is new, for one that was there before justified an earlier change.
 * @param own the ref that the thing carries now, and the one that it carried before
 */
export function evidenceNamed(
  { revision }: Plan,
  target: string,
  own: { readonly now?: string | undefined; readonly before?: string | undefined } = {},
): readonly string[] {
  const { now, before } = own;
  const ofRevision = (revision?.changes ?? []).filter((change) => change.target === target);
  const all = ofRevision.map(({ because }) => because);
  return [...new Set(now === undefined || now === before ? all : [now, ...all])];
}
