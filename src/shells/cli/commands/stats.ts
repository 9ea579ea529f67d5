import { join } from 'node:path';
import type { Command } from 'commander';
import { fileRecord } from '../../../adapters/store/file-record.ts';
import { GateError } from '../../../model/gate-error.ts';
import { prometheusText } from '../../../report/prometheus.ts';
import { statisticsBlocks } from '../../../report/statistics-table.ts';
import { statisticsOf } from '../../../verdict/statistics.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { printBlocks, printJson } from '../print.ts';
import { withRepository } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .option('--format <format>', 'table, json or prometheus (default: table)')
    .addHelpText('after', HELP);
}

const HELP = `
Out of the record of this repository: pass rates of the gates, the rules that block, refs that did not resolve, drift,
attempts, times, and a histogram of MAST failure modes.

Examples:
  $ handoff-gate stats
  $ handoff-gate stats --format prometheus > handoff_gate.prom`;

export async function run({ session, text }: Call): Promise<ExitCode> {
  const format = session.output === 'json' ? 'json' : (text('format') ?? 'table');
  const lines = await withRepository(session, ({ commonDir }) =>
    fileRecord(join(commonDir, 'handoff')).all(),
  );
  const statistics = statisticsOf(lines);
  switch (format) {
    case 'table':
      await printBlocks(session, statisticsBlocks(statistics));
      return EXIT.pass;
    case 'json':
      printJson(session, statistics);
      return EXIT.pass;
    case 'prometheus':
      session.io.out.write(prometheusText(statistics));
      return EXIT.pass;
    default:
      throw new GateError(
        'usage',
        `Unknown format ${JSON.stringify(format)}; allowed: table, json, prometheus`,
        {
          remedy: 'Name one of them with --format.',
        },
      );
  }
}
