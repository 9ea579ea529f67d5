import { spawnSync } from 'node:child_process';
import { type BenchRow, median } from './bench-row.ts';

/** What a person waits before anything happens: the CLI's start against a bare Node. */
export async function run(): Promise<readonly BenchRow[]> {
  const node =
    (...args: readonly string[]) =>
    () =>
      spawnSync(process.execPath, args, { stdio: 'ignore' });
  const baseline = await median(15, node('-e', '0'));
  const rows = [
    ['start: --version', ['dist/cli.js', '--version']],
    ['start: --help', ['dist/cli.js', '--help']],
  ] as const;
  const measured: BenchRow[] = [];
  for (const [name, args] of rows) {
    const time = await median(15, node(...args));
    measured.push({
      name,
      measured: time,
      baseline,
      against: 'node -e 0',
      goal: 'ratio <= 2',
      met: time <= 2 * baseline,
    });
  }
  return measured;
}
