import { readHandoffBody } from '../src/analysis/handoff-blocks.ts';
import { readContract } from '../src/model/read-contract.ts';
import { type BenchRow, median } from './bench-row.ts';

const SIZE = 65_536;
const fill = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const fenced = (format: string, text: string): string =>
  `\`\`\`${format} handoff-contract\n${text.slice(0, 16_000)}\n\`\`\`\n`;

/** Bodies that are as large as GitHub lets them be, each shaped to hurt some parser (threats E05, E06). */
const HOSTILE: Readonly<Record<string, string>> = {
  quotes: fill('>'),
  'quotes in lines': fill(`${'> '.repeat(30)}x\n`),
  lists: fill('- '),
  brackets: fill('['),
  emphasis: fill('*a **b '),
  backticks: fill('`a``b'),
  'html openers': fill('<a <!-- '),
  'fence openers': fill('```json handoff-contract\n~~~\n'),
  'json depth': fenced('json', fill('[')) + fill(`${'x'.repeat(99)}\n`).slice(16_200),
  'json keys':
    fenced('json', `{${Array.from({ length: 2_000 }, (_, n) => `"k${n}":1`).join(',')}}`) +
    fill(`${'x'.repeat(99)}\n`).slice(20_000),
  'yaml keys':
    fenced('yaml', Array.from({ length: 2_000 }, (_, n) => `k${n}: 1\n`).join('')) +
    fill(`${'x'.repeat(99)}\n`).slice(20_000),
  'yaml depth': fenced('yaml', fill('- ')) + fill(`${'x'.repeat(99)}\n`).slice(16_200),
  'yaml flow': fenced('yaml', fill('{a: [')) + fill(`${'x'.repeat(99)}\n`).slice(16_200),
};

function read(body: string): void {
  const found = readHandoffBody(body);
  if (!found.ok) return;
  for (const block of found.visible) readContract(block.text, block);
}

/** The worst of them, on the main thread, against reading JSON of the same size. */
export async function run(): Promise<readonly BenchRow[]> {
  const plain = JSON.stringify({ text: 'x'.repeat(SIZE) });
  const baseline = await median(9, () => JSON.parse(plain));
  const rows: BenchRow[] = [];
  for (const [shape, body] of Object.entries(HOSTILE)) {
    const measured = await median(9, () => read(body));
    rows.push({
      name: `hostile 64 KB body: ${shape}`,
      measured,
      baseline,
      against: 'JSON.parse of 64 KB',
      goal: '< 50 ms',
      met: measured < 50,
    });
  }
  return rows.sort((a, b) => b.measured - a.measured).slice(0, 3);
}
