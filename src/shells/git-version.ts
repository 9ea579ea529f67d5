import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** `2.39.5`; `none` where there is no git. */
export async function gitVersion(): Promise<string> {
  const said = await promisify(execFile)('git', ['--version']).catch(() => ({ stdout: '' }));
  return /\d+(?:\.\d+)+/.exec(said.stdout)?.[0] ?? 'none';
}
