import type { Sha } from '../../model/sha.ts';
import type { MergeConflict, TrialMerge } from '../../model/trial-merge.ts';

interface Message {
  readonly paths: readonly string[];
  readonly label: string;
  readonly text: string;
}

/**
 * Reads what `git merge-tree --write-tree -z --stdin` printed: for each merge a status, a tree, the staged files and an
 * empty field; after conflicts also git's messages and another empty field (git-merge-tree(1), OUTPUT). A last merge
 * that is not complete is left out: git died in it.
 */
export function parseTrialMerges(output: Buffer): readonly TrialMerge[] {
  const fields = output.toString('utf8').split('\0').slice(0, -1);
  const merges: TrialMerge[] = [];
  let at = 0;
  const take = (): string | undefined => fields[at++];
  while (at < fields.length) {
    const status = take();
    const tree = take() as Sha;
    const staged: string[] = [];
    let entry = take();
    for (; entry; entry = take()) staged.push(entry.slice(entry.indexOf('\t') + 1));
    if (entry === undefined) break;
    const messages = status === '1' ? [] : readMessages(take);
    if (messages === undefined) break;
    merges.push(status === '1' ? { state: 'clean', tree } : conflictOf(staged, messages));
  }
  return merges;
}

/**
 * Messages are `<number of paths> <path>… <type> <text>`. After a conflict of submodules git puts advice for people
 * before the NUL that ends the merge, so that the empty field is not empty.
 * @returns undefined when the output ends in the middle.
 */
function readMessages(take: () => string | undefined): readonly Message[] | undefined {
  const messages: Message[] = [];
  for (;;) {
    const count = take();
    if (count === undefined || !/^\d+$/.test(count)) return count === undefined ? count : messages;
    const paths = Array.from({ length: Number(count) }, () => take() ?? '');
    const label = take();
    const text = take();
    if (label === undefined || text === undefined) return undefined;
    messages.push({ paths, label, text: text.trim() });
  }
}

/** Types are stable words; two of git's own lack the blank before the bracket. */
function conflictOf(staged: readonly string[], messages: readonly Message[]): TrialMerge {
  const named = messages.flatMap(({ paths, label, text }) => {
    const [, kind, type] = /^(CONFLICT|ERROR) ?\((.*)\)$/.exec(label) ?? [];
    return type === undefined ? [] : [{ kind, type, paths, message: text }];
  });
  const error = named.find(({ kind }) => kind === 'ERROR');
  if (error !== undefined) return { state: 'not-evaluated', because: error.message };
  const conflicts = named.map(
    ({ type, paths, message }): MergeConflict => ({ type, paths, message }),
  );
  const unnamed = { type: 'unnamed', paths: [...new Set(staged)], message: 'git names no type' };
  return { state: 'conflict', conflicts: conflicts.length > 0 ? conflicts : [unnamed] };
}
