import type { Sha } from '../../model/sha.ts';
import type { MergeConflict, TrialMerge } from '../../model/trial-merge.ts';

/**
 * Reads what `git merge-tree --write-tree -z --stdin` printed: for each merge a status, a tree, and after conflicts the
 * staged files and git's messages (git-merge-tree(1), OUTPUT). A last merge that is not complete is left out: git died
 * in it.
 */
export function parseTrialMerges(output: Buffer): readonly TrialMerge[] {
  const fields = output.toString('utf8').split('\0');
  const merges: TrialMerge[] = [];
  let at = 0;
  /** Fields up to the empty one that ends a section; undefined when the output ends before it. */
  const section = (): readonly string[] | undefined => {
    const end = fields.indexOf('', at);
    if (end < 0 || end === fields.length - 1) return undefined;
    const taken = fields.slice(at, end);
    at = end + 1;
    return taken;
  };
  for (;;) {
    const head = section();
    if (head === undefined) return merges;
    const [status, tree, ...staged] = head;
    if (status === '1') {
      merges.push({ state: 'clean', tree: tree as Sha });
      continue;
    }
    const messages = section();
    if (messages === undefined) return merges;
    merges.push(conflictOf(staged, messages));
  }
}

/** Messages are `<number of paths> <path>… <type> <message>`; most types are stable words (git-merge-tree(1)). */
function conflictOf(staged: readonly string[], messages: readonly string[]): TrialMerge {
  const conflicts: MergeConflict[] = [];
  for (let at = 0; at < messages.length; ) {
    const count = Number(messages[at]);
    const paths = messages.slice(at + 1, at + 1 + count);
    const [label = '', message = ''] = messages.slice(at + 1 + count);
    at += count + 3;
    const type = /^(CONFLICT|ERROR) \((.*)\)$/.exec(label);
    if (type?.[1] === 'ERROR') return { state: 'not-evaluated', because: message.trim() };
    if (type?.[2] !== undefined) conflicts.push({ type: type[2], paths, message: message.trim() });
  }
  if (conflicts.length > 0) return { state: 'conflict', conflicts };
  const paths = [...new Set(staged.map((entry) => entry.slice(entry.indexOf('\t') + 1)))];
  return {
    state: 'conflict',
    conflicts: [{ type: 'unnamed', paths, message: 'git names no type' }],
  };
}
