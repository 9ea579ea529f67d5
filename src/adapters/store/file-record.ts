import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GateError } from '../../model/gate-error.ts';
import { RecordLine } from '../../model/record-line.ts';
import type { Record } from '../../ports/record.ts';

/** Only the end of a long record is read: about 50,000 verdicts, years of one task's life. */
const TAIL_BYTES = 32 * 1024 * 1024;

/** The record as `<folder>/record.jsonl`. One append is one write, so lines of two processes never mix. */
export function fileRecord(folder: string): Record {
  const path = join(folder, 'record.jsonl');
  return {
    async append(line) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, `${JSON.stringify(line)}\n`);
    },
    all: async () => (await tail(path)).split('\n').flatMap(readLine),
    async of(task) {
      const wanted = JSON.stringify(task);
      const lines = (await tail(path)).split('\n').filter((line) => line.includes(wanted));
      return lines.flatMap(readLine).filter((line) => line.task === task);
    },
  };
}

async function tail(path: string): Promise<string> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new GateError('access', `${path} cannot be read: ${error.message}`, {
      remedy: `Make ${path} readable.`,
      cause: error,
    });
  });
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}

function readLine(line: string): readonly RecordLine[] {
  if (line === '') return [];
  try {
    return [RecordLine.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
