import { describe, expect, test } from '@jest/globals';
import { conflictBlocks } from '../../../src/report/conflict-table.ts';
import type { Integration } from '../../../src/report/report.ts';
import { type Block, GAP, span, terminalModel } from '../../../src/report/terminal-model.ts';
import { paintPlain } from '../../../src/shells/cli/paint-plain.ts';
import { paintTerminal } from '../../../src/shells/cli/paint-terminal.ts';
import { expectGolden } from '../../support/golden.ts';
import { sampleReport } from '../../support/sample-report.ts';

const report = sampleReport();
const [first] = report.verdicts;
const everything: readonly Block[] = [
  ...terminalModel({ ...report, verdicts: first === undefined ? [] : [first] }, 'full'),
  GAP,
  ...terminalModel(report, 'full'),
  GAP,
  ...conflictBlocks(report.integration as Integration),
];

test('a pipe: one of everything', () => {
  expectGolden('cli/report.txt', paintPlain(everything));
});

test('a terminal of 100 columns: one of everything', () => {
  expectGolden(
    'cli/terminal.txt',
    paintTerminal(everything, { columns: 100, colour: 'no-colour' }),
  );
});

describe('a terminal', () => {
  const row: Block = {
    kind: 'table',
    head: ['Path', 'State'],
    rows: [
      [span('src/a-very-long-directory/with-a-very-long-file-name.ts'), span('✗ failed', 'bad')],
    ],
  };

  test('colours carry meaning only on demand', () => {
    expect(paintTerminal([row], { columns: 80, colour: 'colour' })).toContain('\x1b[31m✗ failed');
    expect(paintTerminal([row], { columns: 80, colour: 'no-colour' })).not.toContain('\x1b');
  });

  test.each([40, 60, 80])(
    '%i columns: no line is wider, and no letter of a path is lost',
    (columns) => {
      const text = paintTerminal([row], { columns, colour: 'no-colour' });
      for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(columns);
      const column = text
        .split('\n')
        .map((line) => line.split('│')[1]?.trim() ?? '')
        .join('');
      expect(column).toContain('src/a-very-long-directory/with-a-very-long-file-name.ts');
    },
  );

  test('too narrow for anything: columns stay readable and the terminal wraps', () => {
    expect(paintTerminal([row], { columns: 10, colour: 'no-colour' })).toContain('│ ✗ failed │');
  });
});
