import { writeAtomically } from '../../adapters/store/write-atomically.ts';
import { GateError } from '../../model/gate-error.ts';
import { conflictBlocks } from '../../report/conflict-table.ts';
import type { Report } from '../../report/report.ts';
import { GAP, terminalModel } from '../../report/terminal-model.ts';
import { reportJson } from '../../report/verdict-json.ts';
import { conclude } from '../../verdict/conclude.ts';
import { type ExitCode, exitOfConclusion } from '../exit-codes.ts';
import { printBlocks } from './print.ts';
import type { Session } from './session.ts';

/** Files first, then standard output: what is printed is there. @returns what the verdicts mean for the exit code. */
export async function publish(session: Session, report: Report): Promise<ExitCode> {
  const { io, sarif, output, detail } = session;
  if (sarif !== undefined) {
    const { reportSarif } = await import('../../report/sarif.ts');
    await writeReport(sarif, reportSarif(report));
  }
  await writePage(session, report);
  if (output === 'json') io.out.write(reportJson(report));
  else await printBlocks(session, blocksOf(report, detail));
  return exitOfConclusion(conclude(report.verdicts));
}

/** The page of `--report`, where it was asked for. */
export async function writePage({ report: page }: Session, report: Report): Promise<void> {
  if (page === undefined) return;
  const { reportPage } = await import('../../report/html-page.ts');
  await writeReport(page, reportPage(report));
}

function blocksOf(report: Report, detail: Session['detail']) {
  const verdicts = terminalModel(report, detail);
  if (report.integration === undefined || detail === 'brief') return verdicts;
  return [...verdicts, GAP, ...conflictBlocks(report.integration)];
}

async function writeReport(path: string, text: string): Promise<void> {
  await writeAtomically(path, text).catch((cause: NodeJS.ErrnoException) => {
    throw new GateError('usage', `${path} cannot be written: ${cause.message}`, {
      remedy: 'Name a file in a directory that you may write to.',
      cause,
    });
  });
}
