import { readdirSync } from 'node:fs';
import Table from 'cli-table3';
import type { BenchRow } from './bench-row.ts';

/**
 * Every benchmark of this folder, as ratios against a named baseline of the same run. A goal that is missed is said, and is
 * no failure: the machine may be busy. `npm run bench -- sweep` runs one.
 */
const only = process.argv[2];
const table = new Table({ head: ['what', 'median', 'against', 'median', 'ratio', 'goal', ''] });
const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

for (const file of readdirSync(import.meta.dirname).sort()) {
  const name = file.replace(/\.ts$/, '');
  if (name === 'run' || (only !== undefined && only !== name)) continue;
  const { run } = (await import(`./${file}`)) as { run?: () => Promise<readonly BenchRow[]> };
  if (run === undefined) continue;
  console.error(`${name} …`);
  for (const row of await run()) {
    const ratio = `${(row.measured / row.baseline).toFixed(2)} x`;
    table.push([
      row.name,
      ms(row.measured),
      row.against,
      ms(row.baseline),
      ratio,
      row.goal,
      row.met ? 'met' : 'MISSED',
    ]);
  }
}
console.log(table.toString());
