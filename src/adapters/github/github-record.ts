import type { RecordLine } from '../../model/record-line.ts';
import type { Record } from '../../ports/record.ts';
import { type Memory, readCarried } from '../../report/carried-block.ts';

/** A comment of ours, and what it stands on: `#12`. */
export interface Carrier {
  readonly of: string;
  readonly body: string;
}

/** The record, out of our own comments; what this run adds is there at once, and in the comments when they are written. */
export interface GitHubRecord extends Record {
  /** What the comment on a pull request carried, with the lines of this run: what it has to carry now. */
  memory(id: string): Promise<Memory>;
  /** Lines of this run about one subject, oldest first. */
  added(id: string): readonly RecordLine[];
}

export function githubRecord(carriers: () => Promise<readonly Carrier[]>): GitHubRecord {
  const fresh: RecordLine[] = [];
  let read: Promise<ReadonlyMap<string, Memory>> | undefined;
  const before = (): Promise<ReadonlyMap<string, Memory>> => {
    read ??= carriers().then(
      (all) => new Map(all.map(({ of, body }) => [of, memoryIn(body, of)] as const)),
    );
    return read;
  };
  const all = async (): Promise<readonly RecordLine[]> => {
    const lines = [...(await before()).values()].flatMap((memory) => memory.lines);
    return [...lines.sort((a, b) => (a.at < b.at ? -1 : 1)), ...fresh];
  };
  const added = (id: string): readonly RecordLine[] => fresh.filter(({ output }) => output === id);
  return {
    append: async (line) => {
      fresh.push(line);
    },
    all,
    of: async (task) => (await all()).filter((line) => line.task === task),
    added,
    async memory(id) {
      const memory = (await before()).get(id) ?? { of: id, lines: [] };
      return { ...memory, lines: [...memory.lines, ...added(id)] };
    },
  };
}

/** A comment that holds no record of ours any more holds none: the record can be lost, the verdict cannot (THREATS §5). */
function memoryIn(body: string, of: string): Memory {
  const read = readCarried(body, of);
  if (!read.ok) return { of, lines: [] };
  const { lines, 'left-out': leftOut, shortened } = read.value;
  return { of, lines, before: { 'left-out': leftOut, shortened } };
}
