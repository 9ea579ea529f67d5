import { appendFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setOutput } from '@actions/core';
import { writeAtomically } from '../../adapters/store/write-atomically.ts';
import type { Report } from '../../report/report.ts';
import { visible } from '../../report/visible-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Job } from './job.ts';

/** What a command answers that judges nothing and writes nothing on GitHub. */
export interface Answer {
  readonly kind: 'answer';
  /** Markdown for the summary of the job. */
  readonly summary: string;
  /** Written below RUNNER_TEMP, its path is the output report-path. */
  readonly file: { readonly name: string; readonly text: string };
  /** For the log, one a line. */
  readonly lines: readonly string[];
  /** For the input report. */
  readonly page?: Report;
  /** Why the step fails. */
  readonly refused?: { readonly code: ExitCode; readonly because: string };
}

export async function writeAnswer(
  { summary, file, lines, page, refused }: Answer,
  { environment, inputs, tell }: Job,
): Promise<ExitCode> {
  const path = join(environment.temp, 'handoff-gate', file.name);
  await writeAtomically(path, file.text);
  if (environment.summaryFile !== undefined) await appendFile(environment.summaryFile, summary);
  if (inputs.report !== undefined && page !== undefined) {
    const { reportPage } = await import('../../report/html-page.ts');
    await writeAtomically(resolve(environment.workspace, inputs.report), reportPage(page));
  }
  setOutput('verdict', 'not-applicable');
  setOutput('findings', 0);
  setOutput('task', '');
  setOutput('report-path', path);
  for (const line of lines) tell(line);
  if (refused === undefined) return EXIT.pass;
  process.stdout.write(`::error::${visible(refused.because)}\n`);
  return refused.code;
}
