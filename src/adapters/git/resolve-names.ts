import { GateError } from '../../model/gate-error.ts';
import { parseSha, type Sha } from '../../model/sha.ts';
import { refTargets } from './git-refs.ts';
import type { Repository } from './open-repository.ts';
import { whyNotRefName } from './ref-name.ts';

/**
 * Names → commits: full ids, HEAD, full ref names, and short names of a branch, a tag or a remote branch.
 * Anything else (expressions, options, prefixes of ids) is no name, so nothing has it, and git never sees it (threat C03).
 * @throws GateError 'usage': a short name means two commits; the one to judge must not be the choice of who made the second.
 * 'access': a ref is there and its object is not, or an id is not in a clone that is not complete.
 */
export async function resolveNames(
  repository: Repository,
  names: readonly string[],
): Promise<ReadonlyMap<string, Sha | undefined>> {
  const asked = [...new Set(names)].map((name) => ({
    name,
    id: parseSha(name),
    refs: fullNames(name),
  }));
  const targets = await refTargets(
    repository,
    asked.flatMap(({ refs }) => refs),
  );
  const candidates = asked.map(({ name, id, refs }) => ({
    name,
    ids: id ? [id] : refs.flatMap((ref) => targets.get(ref) ?? []),
    mustBeHere: id === undefined || repository.incomplete !== undefined,
  }));
  const commitOf = await peeled(
    repository,
    candidates.flatMap(({ ids }) => ids),
  );
  return new Map(
    candidates.map(({ name, ids, mustBeHere }) => {
      if (mustBeHere && ids.some((id) => !commitOf.has(id)))
        throw new GateError('access', `${name} is not in this clone`, {
          remedy: repository.remedy,
        });
      const [commit, other] = new Set(ids.map((id) => commitOf.get(id)));
      if (other !== undefined)
        throw new GateError('usage', `${name} means more than one commit`, {
          remedy: `Say which: ${fullNames(name)
            .filter((ref) => targets.has(ref))
            .join(' or ')}.`,
        });
      return [name, commit];
    }),
  );
}

function fullNames(name: string): readonly string[] {
  if (whyNotRefName(name) !== undefined) return [];
  if (name === 'HEAD' || name.startsWith('refs/')) return [name];
  return [`refs/heads/${name}`, `refs/tags/${name}`, `refs/remotes/${name}`];
}

/** The commit that each object is or, as a tag, leads to; undefined = another kind of object. One that is not here is absent. */
async function peeled(
  { objects }: Repository,
  ids: readonly Sha[],
): Promise<ReadonlyMap<Sha, Sha | undefined>> {
  const [here, commits] = await Promise.all([
    objects.info(ids),
    objects.info(ids.map((id) => `${id}^{commit}`)),
  ]);
  return new Map(ids.flatMap((id, index) => (here[index] ? [[id, commits[index]?.id]] : [])));
}
