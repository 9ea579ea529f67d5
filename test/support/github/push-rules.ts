import type { Actor } from './happenings.ts';
import { refusePush, requirementsFor } from './protected-branches.ts';
import { Refused, type Repository } from './world.ts';

/**
 * The hook that every repository has: it refuses the refs that its environment names, with GitHub's words, and forced
 * pushes where they are forbidden. What is forbidden is worked out before git runs; the hook only says it to the client.
 */
export const PRE_RECEIVE = `#!/bin/sh
status=0
zero=0000000000000000000000000000000000000000
while read -r old new ref; do
  case "$REFUSED_REFS" in *" $ref "*)
    echo "error: GH013: Repository rule violations found for $ref." >&2; status=1 ;;
  esac
  case "$UNFORCED_REFS" in *" $ref "*)
    if [ "$old" != "$zero" ] && [ "$new" != "$zero" ] && ! git merge-base --is-ancestor "$old" "$new"; then
      echo "error: GH013: Cannot force-push to $ref." >&2; status=1
    fi ;;
  esac
done
exit $status
`;

/** What the hook must know about one push. @param body of the request to `git-receive-pack` */
export function pushRules(
  repository: Repository,
  by: Actor,
  body: Buffer,
): Readonly<Record<string, string>> {
  const commands = commandsOf(body);
  const refused = commands.filter((command) => {
    try {
      refusePush(repository, by, command);
      return false;
    } catch (error) {
      if (error instanceof Refused) return true;
      throw error;
    }
  });
  const unforced = commands.filter(({ ref }) => isUnforced(repository, by, ref));
  const words = (refs: readonly { readonly ref: string }[]) =>
    ` ${refs.map(({ ref }) => ref).join(' ')} `;
  return { REFUSED_REFS: words(refused), UNFORCED_REFS: words(unforced) };
}

function isUnforced(repository: Repository, by: Actor, ref: string): boolean {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  return branch !== undefined && requirementsFor(repository, branch, by).noForcePush;
}

/** The commands stand first, each in a pkt-line: four hex digits of its length, `old new ref`, then a flush `0000`. */
function commandsOf(body: Buffer) {
  const commands: { ref: string; before: string | undefined; after: string | undefined }[] = [];
  for (let at = 0; at + 4 <= body.length; ) {
    const length = Number.parseInt(body.subarray(at, at + 4).toString('latin1'), 16);
    if (!(length > 4)) break;
    const line =
      body
        .subarray(at + 4, at + length)
        .toString()
        .split('\0')[0] ?? '';
    const [, old, next, ref] = /^([0-9a-f]{40}) ([0-9a-f]{40}) (\S+)/.exec(line) ?? [];
    if (old && next && ref) commands.push({ ref, before: real(old), after: real(next) });
    at += length;
  }
  return commands;
}

function real(sha: string): string | undefined {
  return /^0+$/.test(sha) ? undefined : sha;
}
