import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../../model/gate-error.ts';
import { TestRun } from '../../model/test-run.ts';
import type { TestRuns } from '../../ports/test-runs.ts';
import { readJsonFile } from './json-file.ts';

/** Test runs as `<folder>/test-runs/<head>/<id>.json`, so that the runs on a head are one directory listing. */
export function fileTestRuns(folder: string): TestRuns {
  const root = join(folder, 'test-runs');
  const read = async (head: string, name: string): Promise<TestRun[]> => {
    const run = await readJsonFile(join(root, head, name), TestRun);
    return run === undefined ? [] : [run];
  };
  return {
    async find(id) {
      for (const head of await list(root)) {
        const [run] = await read(head, `${id}.json`);
        if (run !== undefined) return run;
      }
      return undefined;
    },
    async on(head) {
      const names = (await list(join(root, head))).filter((name) => name.endsWith('.json'));
      const runs = (await Promise.all(names.map((name) => read(head, name)))).flat();
      return runs.sort((a, b) => order(a['recorded-at'], b['recorded-at']) || order(a.id, b.id));
    },
    async record(run) {
      if ((await this.find(run.id)) !== undefined) throw taken(run.id);
      const path = join(root, run.head, `${run.id}.json`);
      await mkdir(join(root, run.head), { recursive: true });
      await writeOnce(path, `${JSON.stringify(run, null, 2)}\n`, run.id);
    },
  };
}

/** Whole, and never over another run: a link fails when the name is taken. */
async function writeOnce(path: string, text: string, id: string): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(beside, text);
    await link(beside, path);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? taken(id) : error;
  } finally {
    await rm(beside, { force: true });
  }
}

function taken(id: string): GateError {
  return new GateError('usage', `A test run ${id} is already recorded`, {
    remedy: 'Give the run another id with --id.',
  });
}

async function list(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new GateError('access', `${folder} cannot be listed: ${error.message}`, {
      remedy: `Make ${folder} readable.`,
      cause: error,
    });
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
