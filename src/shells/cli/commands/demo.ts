import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { writeAtomically } from '../../../adapters/store/write-atomically.ts';
import { GateError } from '../../../model/gate-error.ts';
import { conflictBlocks } from '../../../report/conflict-table.ts';
import { reportPage } from '../../../report/html-page.ts';
import type { Report } from '../../../report/report.ts';
import { type Block, GAP, line, type Span, span } from '../../../report/terminal-model.ts';
import { reportJson } from '../../../report/verdict-json.ts';
import { mustAct } from '../../../verdict/must-act.ts';
import type { Verdict } from '../../../verdict/verdict.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { type DemoRow, runDemo } from '../demo/run-demo.ts';
import type { Call } from '../entry.ts';
import { printBlocks } from '../print.ts';
import { withProgress } from '../progress.ts';

export function define(command: Command): void {
  command
    .option(
      '--into <dir>',
      'a new directory for the repository and the reports (default: a temporary one)',
    )
    .addHelpText('after', HELP);
}

const HELP = `
Makes a real repository with a plan and twelve executor branches, some of them dishonest, runs their tests, and judges all
of them. Exits with 1 if any verdict is not the expected one.

Examples:
  $ handoff-gate demo
  $ handoff-gate demo --into /tmp/shop && cd /tmp/shop/repository && handoff-gate conflicts`;

export async function run({ session, text }: Call): Promise<ExitCode> {
  const folder = await newFolder(session.cwd, text('into'));
  const repository = join(folder, 'repository');
  const { rows, report } = await withProgress(session, (tell) => runDemo(repository, tell));
  const page = session.report ?? join(folder, 'report.html');
  const json = join(folder, 'report.json');
  await writeAtomically(page, reportPage(report));
  await writeAtomically(json, reportJson(report));
  if (session.output === 'json') session.io.out.write(reportJson(report));
  else await printBlocks(session, blocksOf(rows, report, { repository, page, json }));
  return rows.every(({ asExpected }) => asExpected) ? EXIT.pass : EXIT.refused;
}

/** @throws GateError 'usage' when the directory is already there: nothing of the reader's is written over. */
async function newFolder(cwd: string, wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'handoff-demo-'));
  const folder = resolve(cwd, wanted);
  await mkdir(folder).catch((cause: NodeJS.ErrnoException) => {
    const what = cause.code === 'EEXIST' ? 'is already there' : `cannot be made: ${cause.message}`;
    throw new GateError('usage', `${folder} ${what}`, {
      remedy: 'Name a new directory in an existing one.',
      cause,
    });
  });
  return folder;
}

function blocksOf(
  rows: readonly DemoRow[],
  report: Report,
  places: { readonly repository: string; readonly page: string; readonly json: string },
): readonly Block[] {
  const wrong = rows.filter(({ asExpected }) => !asExpected);
  return [
    {
      kind: 'table',
      head: ['Task', 'What its executor did', 'Gate 2', 'Gate 3', 'Who must act', 'Why'],
      rows: rows.map(tableRow),
    },
    GAP,
    ...(report.integration === undefined ? [] : conflictBlocks(report.integration)),
    GAP,
    line(0, span('Repository  '), span(places.repository, 'strong')),
    line(
      0,
      span('Report      '),
      span(places.page, 'strong'),
      span(`  (data: ${places.json})`, 'quiet'),
    ),
    GAP,
    wrong.length === 0
      ? line(0, span(`All ${rows.length * 2} verdicts are as expected.`, 'good'))
      : line(0, span(`Not as expected: ${wrong.map(({ scene }) => scene.task).join(', ')}`, 'bad')),
  ];
}

function tableRow({ scene, output, integration, asExpected }: DemoRow): readonly Span[] {
  const rules = [...output.rules, ...integration.rules];
  const failed = rules.filter(({ state }) => state === 'failed' || state === 'unproven');
  return [
    span(scene.task, asExpected ? 'strong' : 'bad'),
    span(scene.story),
    stateOf(output),
    stateOf(integration),
    span(mustAct(rules).join(', ') || 'nobody'),
    span(failed.map(({ rule }) => rule.slice(rule.indexOf('/') + 1)).join(', ')),
  ];
}

function stateOf({ outcome }: Verdict): Span {
  switch (outcome.state) {
    case 'passed':
      return span('pass', 'good');
    case 'failed':
      return span('FAIL', 'bad');
    case 'unproven':
      return span('unproven', 'doubt');
    case 'not-applicable':
      return span('not applicable', 'quiet');
  }
}
