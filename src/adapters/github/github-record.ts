import type { RecordLine } from '../../model/record-line.ts';
import type { Record } from '../../ports/record.ts';
import { readCarried } from '../../report/carried-block.ts';

/** A comment of ours, and what it stands on: `#12`. */
export interface Carrier {
  readonly of: string;
  readonly body: string;
}

/** The record, out of our own comments; what this run adds is there at once, and in the comments when they are written. */
export interface GitHubRecord extends Record {
  /** All lines of one pull request or issue, oldest first, with those of this run: what its comment has to carry. */
  on(id: string): Promise<readonly RecordLine[]>;
}

export function githubRecord(carriers: () => Promise<readonly Carrier[]>): GitHubRecord {
  const added: RecordLine[] = [];
  let read: Promise<ReadonlyMap<string, readonly RecordLine[]>> | undefined;
  const before = (): Promise<ReadonlyMap<string, readonly RecordLine[]>> => {
    read ??= carriers().then(
      (all) => new Map(all.map(({ of, body }) => [of, linesOf(body, of)] as const)),
    );
    return read;
  };
  const all = async (): Promise<readonly RecordLine[]> => [
    ...[...(await before()).values()].flat().sort((a, b) => (a.at < b.at ? -1 : 1)),
    ...added,
  ];
  return {
    append: async (line) => {
      added.push(line);
    },
    all,
    of: async (task) => (await all()).filter((line) => line.task === task),
    on: async (id) => [
      ...((await before()).get(id) ?? []),
      ...added.filter(({ output }) => output === id),
    ],
  };
}

/** A comment that holds no record of ours any more holds none: the record can be lost, the verdict cannot (THREATS §5). */
function linesOf(body: string, of: string): readonly RecordLine[] {
  const read = readCarried(body, of);
  return read.ok ? read.value.lines : [];
}
