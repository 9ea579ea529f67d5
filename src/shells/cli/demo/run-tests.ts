import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Scene } from './scene.ts';
import { BASE_FILES } from './world.ts';

/** What the tests workflow would do: check out the files of a branch, run its tests, keep the JUnit report. */
export async function runTests({ edits, tests }: Scene): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-demo-tests-'));
  try {
    const files = Object.entries({ ...BASE_FILES, ...edits });
    await Promise.all(
      files.map(async ([path, text]) => {
        if (text === null) return;
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }),
    );
    const { NODE_TEST_CONTEXT: _, ...env } = process.env; // set inside a test run, it would mute this one
    const args = ['--test', '--test-reporter=junit', tests.file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
