import { appendFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setOutput } from '@actions/core';
import { writeAtomically } from '../../adapters/store/write-atomically.ts';
import type { NonEmpty } from '../../model/rule-result.ts';
import { isEvaluated, type Judged } from '../../report/check-title.ts';
import { jobSummary } from '../../report/job-summary.ts';
import { logAnnotations } from '../../report/log-annotations.ts';
import type { Report } from '../../report/report.ts';
import { reportJson } from '../../report/verdict-json.ts';
import { conclude } from '../../verdict/conclude.ts';
import { EXIT, type ExitCode, exitOfConclusion } from '../exit-codes.ts';
import { VERSION } from '../package.ts';
import { writeAnswer } from './answer.ts';
import type { Job } from './job.ts';
import type { JudgedBase } from './judge-pull-requests.ts';
import type { JudgedTask } from './judge-task.ts';
import type { Done } from './run.ts';

/**
 * The outputs of the action, the job's summary and the files that were asked for.
 * @returns what the step ends with: 0 when the verdict is in the checks; without checks (a fork) the step itself is the verdict
 */
export async function writeResult(done: Done, job: Job): Promise<ExitCode> {
  if (done.kind === 'nothing') return nothing(done.because, job);
  if (done.kind === 'answer') return writeAnswer(done, job);
  const codes: ExitCode[] = [];
  if (done.task !== undefined) {
    await summarise(jobSummary([done.task.verdict], done.task.surroundings), job);
    job.tell(`Task ${done.task.task ?? 'without a spec'}: ${done.task.state}`);
  }
  for (const base of done.bases) {
    const [first, ...more] = base.pending.outputs.flatMap(({ judged }) => judged);
    if (first === undefined) continue;
    const judged: NonEmpty<Judged> = [first, ...more];
    await summarise(jobSummary(judged, base.surroundings), job);
    codes.push(said(judged, base, job));
  }
  // Of an event on an issue the outputs are what Gate 1 says: an executor starts by them.
  const judged =
    done.task === undefined
      ? done.bases.flatMap(({ pending }) => pending.outputs).flatMap((one) => one.judged)
      : [done.task.verdict];
  const report = together(done.bases, done.task);
  await writeFiles(report, judged, done.bases, job);
  setOutput('task', startable(done.task));
  return codes.find((code) => code !== EXIT.pass) ?? EXIT.pass;
}

function nothing(because: string, { tell }: Job): ExitCode {
  tell(`Nothing to judge: ${because}`);
  setOutput('verdict', 'not-applicable');
  setOutput('findings', 0);
  setOutput('task', '');
  return EXIT.pass;
}

/** An executor starts by this output, so it names a task only when it may. */
function startable(judged: JudgedTask | undefined): string {
  return judged !== undefined && STARTS.has(judged.state) ? (judged.task ?? '') : '';
}

const STARTS: ReadonlySet<JudgedTask['state']> = new Set(['started', 'again', 'dispatched']);

/** In the log, where the checks could not be written. */
function said(judged: readonly Judged[], { published }: JudgedBase, { tell }: Job): ExitCode {
  if (published.state === 'written') {
    tell(`Wrote ${published.checks} checks and ${published.comments} comments`);
    if (published.silent !== undefined)
      tell(`No comment could be written (${published.silent}); the checks say it all the same`);
    return EXIT.pass;
  }
  const verdicts = judged.filter(isEvaluated);
  tell(`No check could be written (${published.because}); this log and the summary say it instead`);
  for (const line of logAnnotations(verdicts)) process.stdout.write(`${line}\n`);
  return verdicts.length < judged.length ? EXIT.couldNotLook : exitOfConclusion(conclude(verdicts));
}

async function summarise(text: string, { environment }: Job): Promise<void> {
  if (environment.summaryFile !== undefined) await appendFile(environment.summaryFile, `${text}\n`);
}

async function writeFiles(
  report: Report,
  judged: readonly Judged[],
  bases: readonly JudgedBase[],
  { environment, inputs }: Job,
): Promise<void> {
  const path = join(environment.temp, 'handoff-gate', 'report.json');
  await writeAtomically(path, reportJson(report));
  const asked = (name: string): string => resolve(environment.workspace, name);
  if (inputs.sarif !== undefined) {
    const { reportSarif } = await import('../../report/sarif.ts');
    await writeAtomically(asked(inputs.sarif), reportSarif(report));
  }
  if (inputs.report !== undefined) {
    const { reportPage } = await import('../../report/html-page.ts');
    await writeAtomically(asked(inputs.report), reportPage(report));
  }
  const drifts = bases.flatMap(({ pending }) =>
    pending.outputs.flatMap(({ drift }) => drift ?? []),
  );
  setOutput('verdict', stateOf(judged));
  setOutput('findings', judged.filter(isEvaluated).flatMap(blocking).length);
  setOutput('drift', drifts.length === 0 ? '' : Math.max(...drifts).toFixed(3));
  setOutput('report-path', path);
}

/** One report of all base branches; how outputs stand together is that of the first. */
function together(bases: readonly JudgedBase[], task: JudgedTask | undefined): Report {
  const reports = bases.map(({ pending }) => pending.report);
  const [first] = reports;
  return {
    engine: VERSION,
    base: first?.base ?? { name: '', sha: '' },
    verdicts: [
      ...(task === undefined ? [] : [task.verdict]),
      ...reports.flatMap(({ verdicts }) => verdicts),
    ],
    outputs: reports.flatMap(({ outputs }) => outputs),
    packets: reports.flatMap(({ packets }) => packets),
    ...(first?.integration && { integration: first.integration }),
  };
}

function blocking({ outcome }: Report['verdicts'][number]): readonly unknown[] {
  return outcome.state === 'failed' ? outcome.findings : [];
}

/** Red before unproven before green, whatever the mode: a later step may be stricter than the policy. */
function stateOf(judged: readonly Judged[]): string {
  const states = judged.map((one) => (isEvaluated(one) ? one.outcome.state : 'unproven'));
  const order = ['failed', 'unproven', 'passed'] as const;
  return order.find((state) => states.includes(state)) ?? 'not-applicable';
}
