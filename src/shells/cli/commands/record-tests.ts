import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { gitWorkTree } from '../../../adapters/git/git-work-tree.ts';
import type { Repository } from '../../../adapters/git/open-repository.ts';
import { fileTestRuns } from '../../../adapters/store/file-test-runs.ts';
import { systemClock } from '../../../adapters/system-clock.ts';
import { readTestReport, type TestReport } from '../../../analysis/test-report.ts';
import { type RecordedTestRun, recordTestRun } from '../../../flows/record-test-run.ts';
import { GateError } from '../../../model/gate-error.ts';
import { LIMITS } from '../../../model/limits.ts';
import { placed } from '../../../model/not-valid.ts';
import { counted, shortList } from '../../../model/short-list.ts';
import { type Block, line, span } from '../../../report/terminal-model.ts';
import { visible } from '../../../report/visible-text.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { printBlocks, printJson } from '../print.ts';
import { readInput } from '../read-input.ts';
import { withRepository } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('<file>', 'JUnit XML or CTRF JSON, as the test runner wrote it')
    .option('--id <id>', 'id of the run (default: the day and the task)')
    .option('--command <text>', 'what was run, for criteria that ask for a command; never run')
    .addHelpText('after', HELP);
}

const HELP = `
The run is bound to the commit that is checked out and kept in the git directory, never in the tree.
Commit first: a run beside uncommitted changes is no evidence.
A criterion asks for tests by file: take a report that names files (vitest and pytest do; jest-junit with addFileAttribute).
One that names none still proves "tests: '*'", and with --command a criterion that asks for that command.

Examples:
  $ handoff-gate record-tests junit.xml
  $ handoff-gate record-tests ctrf.json --command "npm test -- test/auth"`;

export async function run({ session, args: [file = ''], text }: Call): Promise<ExitCode> {
  const path = resolve(session.cwd, file);
  const content = await readInput(path, LIMITS.reportBytes);
  const { format, tests, files } = readReport(content, file);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const recorded = await withRepository(session, async (repository) =>
    recordTestRun(
      {
        workTree: gitWorkTree(repository),
        testRuns: fileTestRuns(join(repository.commonDir, 'handoff')),
        clock: systemClock(),
      },
      {
        tests,
        files,
        report: { format, sha256 },
        reportPath: await pathInside(repository, path),
        id: text('id'),
        command: text('command'),
      },
    ),
  );
  if (session.output === 'json') printJson(session, { ref: recorded.ref, run: recorded.run });
  else await printBlocks(session, blocksOf(recorded));
  return EXIT.pass;
}

function readReport(content: string, file: string): TestReport {
  const report = readTestReport(content);
  if (report.ok) return report.value;
  const problems = report.problems.map(placed);
  throw new GateError('usage', `${file} is no test report that counts: ${problems.join('; ')}`, {
    remedy: 'Give the report as the test runner wrote it, JUnit XML or CTRF JSON.',
  });
}

async function pathInside({ topLevel }: Repository, path: string): Promise<string | undefined> {
  if (topLevel === undefined) return undefined;
  const inside = relative(topLevel, await realpath(path));
  return inside.startsWith('..') ? undefined : inside.split(sep).join('/');
}

function blocksOf({ run, ref }: RecordedTestRun): readonly Block[] {
  const { id, head, dirty, files } = run;
  const { passed, failed, skipped } = run.tests;
  const warnings = [
    ...(failed > 0 ? ['A run with failed tests proves no criterion.'] : []),
    ...(dirty.length > 0
      ? [
          `It ran beside uncommitted changes and is no evidence: ${shortList(dirty)}`,
          'Commit or stash them, run the tests again, and record that run.',
        ]
      : []),
  ];
  return [
    line(
      0,
      span('Recorded '),
      span(id, 'strong'),
      span(` on ${head.slice(0, 12)}: `),
      span(`${passed} passed`, 'good'),
      span(', '),
      span(`${failed} failed`, failed === 0 ? 'plain' : 'bad'),
      span(`, ${skipped} skipped in ${counted(files.length, 'file')}`),
      span(
        `: ${shortList(
          files.map(({ name }) => visible(name)),
          3,
        )}`,
        'quiet',
      ),
    ),
    ...warnings.map((warning) => line(0, span(warning, 'doubt'))),
    line(0, span('Cite it as: '), span(ref, 'strong')),
  ];
}
