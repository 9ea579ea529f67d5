import type { FileMode } from '../../model/change.ts';
import { type ByteFeed, misfit, NUL, type Reading } from './byte-feed.ts';

/** An entry of `--raw -z`, as git prints it; a blob of zeros is no blob. */
export interface RawEntry {
  readonly oldMode: FileMode;
  readonly newMode: FileMode;
  readonly oldBlob: string;
  readonly newBlob: string;
  readonly status: Status;
  readonly path: Buffer;
}

/** Added, deleted, modified, type changed: all that there is without renames. */
export type Status = 'A' | 'D' | 'M' | 'T';
const STATUS = /^[ADMT]$/;

/** Every entry starts with it. */
export const COLON = ':'.charCodeAt(0);

export function* rawEntry(feed: ByteFeed): Reading<RawEntry> {
  const meta = (yield* feed.token(NUL)).toString('latin1');
  const [oldMode, newMode, oldBlob, newBlob, status] = meta.slice(1).split(' ');
  if (!oldMode || !newMode || !oldBlob || !newBlob || !status || !STATUS.test(status))
    throw misfit();
  // Git normalises the modes of trees to the ones of FileMode when it reads them.
  const modes = { oldMode: oldMode as FileMode, newMode: newMode as FileMode };
  return { ...modes, oldBlob, newBlob, status: status as Status, path: yield* feed.token(NUL) };
}

/** Neither a symbolic link nor a submodule. */
export function isFile(mode: FileMode): boolean {
  return mode === '100644' || mode === '100755';
}

/** With `-t` git lists directories as well. */
export function isDirectory({ oldMode, newMode }: RawEntry): boolean {
  const modes: readonly string[] = [oldMode, newMode];
  return modes.includes('040000');
}
