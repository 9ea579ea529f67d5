import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { openRepository } from '../../../adapters/git/open-repository.ts';
import { writeAtomically } from '../../../adapters/store/write-atomically.ts';
import { GateError } from '../../../model/gate-error.ts';
import { didYouMean, quote } from '../../../model/wording.ts';
import { type Block, GAP, line, span } from '../../../report/terminal-model.ts';
import { parseActionRef } from '../../../report/workflows/workflow-pins.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { ACTION, VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { type InitFile, initFiles, SECTION_MARK } from '../init/init-files.ts';
import { printBlocks, printJson } from '../print.ts';

export function define(command: Command): void {
  command
    .argument('[files...]', 'those to write; left out: all')
    .option(
      '--action <owner/name@commit>',
      'the action that the workflows use (default: that of this release)',
    )
    .option('--tests <command>', 'command of the tests, which writes a report to "$REPORTS"')
    .option('--force', 'overwrite files that are there')
    .addHelpText(
      'after',
      `
Writes a policy, a plan, an example task, an issue form, a section of the pull request template, a script
for the labels, and workflows: the gates, the tests, tasks with their executor, and critics.
What is there already is left alone.

Examples:
  $ handoff-gate init
  $ handoff-gate init --tests 'npx vitest run --reporter=junit --outputFile="$REPORTS/vitest.xml"'
  $ handoff-gate init --force .github/workflows/handoff-gate.yml
  $ handoff-gate -C ../other init --json`,
    );
}

type Fate = 'written' | 'overwritten' | 'section added' | 'kept';

export async function run({ session, args, flag, text }: Call): Promise<ExitCode> {
  const root = await topLevelOf(session.cwd);
  const force = flag('force') ? 'overwrite' : 'keep';
  const action = actionRef(text('action'));
  const all = initFiles({ version: VERSION, action, tests: testCommand(text('tests')) });
  const files = chosen(all, args);
  const done: { readonly path: string; readonly fate: Fate }[] = [];
  for (const file of files) await inside(root, file.path);
  for (const file of files) done.push({ path: file.path, fate: await put(root, file, force) });
  const next = action === undefined ? NEXT_HERE : NEXT_AT_GITHUB;
  if (session.output === 'json') printJson(session, { root, files: done, next });
  else await printBlocks(session, blocksOf(done, next));
  return EXIT.pass;
}

/** @throws GateError 'usage' for a path that is not written, a workflow without an action among them */
function chosen(all: readonly InitFile[], paths: readonly string[]): readonly InitFile[] {
  const known = all.map(({ path }) => path);
  const other = paths.find((path) => !known.includes(path));
  if (other === undefined)
    return paths.length === 0 ? all : all.filter(({ path }) => paths.includes(path));
  throw new GateError(
    'usage',
    `init writes no ${quote(other)}; allowed: ${known.join(', ')}${didYouMean(other, known)}`,
    {
      remedy: 'Name files that it writes, from the top of the repository; workflows need --action.',
    },
  );
}

type Next = readonly [command: string, why: string];

const NEXT: readonly Next[] = [
  [
    'handoff-gate validate',
    'after you put your goal, constraints and tasks into .handoff/plan.yaml',
  ],
  ['handoff-gate task check', 'says what each spec still lacks'],
  ['git add .handoff .github', 'and commit on the default branch: the gates read them only there'],
];

/** Without workflows the command line judges; with them an issue is a task, and its label starts Gate 1. */
const NEXT_HERE: readonly Next[] = [
  ...NEXT,
  ['handoff-gate task next --seal', 'approves the first task: git switch -c handoff/<task-id>'],
  ['handoff-gate init --action …', 'adds the workflows; name owner/name@commit of a release'],
];
const NEXT_AT_GITHUB: readonly Next[] = [
  ...NEXT,
  ['bash .github/handoff-labels.sh', 'makes the labels of tasks, with the command line of GitHub'],
];

function actionRef(given: string | undefined): string | undefined {
  if (given === undefined) return ACTION;
  const ref = parseActionRef(given);
  if (ref !== undefined) return ref;
  throw new GateError(
    'usage',
    `--action is ${quote(given)}; allowed: owner/name@ and a commit id of 40 digits`,
    { remedy: 'Name the commit of a release of the action: a tag can be moved to other code.' },
  );
}

/** It becomes a line of a script in YAML: a second line, or an expression, would be something else there. */
function testCommand(given: string | undefined): string | undefined {
  if (given === undefined || !/^$|\p{Cc}|\$\{\{/u.test(given)) return given;
  throw new GateError('usage', '--tests is not one line, or holds an expression of GitHub', {
    remedy: 'Put a longer script into a file of the repository and name that.',
  });
}

async function topLevelOf(directory: string): Promise<string> {
  const repository = await openRepository(directory);
  await repository.close();
  if (repository.topLevel !== undefined) return repository.topLevel;
  throw new GateError('usage', 'The repository has no working tree to write to', {
    remedy: 'Run this in a checkout.',
  });
}

/** A folder of the tree may be a link that leads out of it; nothing is written behind one. */
async function inside(root: string, path: string): Promise<void> {
  const real = await realpath(root);
  for (let folder = dirname(resolve(root, path)); folder !== root; folder = dirname(folder)) {
    const target = await realpath(folder).catch(() => undefined);
    if (target === undefined || !relative(real, target).startsWith('..')) continue;
    throw new GateError('usage', `${relative(root, folder)} leads out of the repository`, {
      remedy: 'Replace the link by a folder.',
    });
  }
}

async function put(
  root: string,
  { path, text, kind }: InitFile,
  force: 'overwrite' | 'keep',
): Promise<Fate> {
  const full = join(root, path);
  const before = await readFile(full, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new GateError('usage', `${path} cannot be read: ${error.message}`, {
      remedy: `Make ${path} a file that may be read.`,
      cause: error,
    });
  });
  if (before === undefined) {
    await writeAtomically(full, text);
    return 'written';
  }
  if (kind === 'section') {
    if (before.includes(SECTION_MARK)) return 'kept';
    await writeAtomically(full, `${before.trimEnd()}\n\n${text}`);
    return 'section added';
  }
  if (force === 'keep') return 'kept';
  await writeAtomically(full, text);
  return 'overwritten';
}

function blocksOf(
  done: readonly { readonly path: string; readonly fate: Fate }[],
  next: readonly Next[],
): readonly Block[] {
  return [
    ...done.map(({ path, fate }) =>
      line(0, span(fate.padEnd(15), fate === 'kept' ? 'quiet' : 'good'), span(path)),
    ),
    GAP,
    line(0, span('Next:', 'strong')),
    ...next.map(([command, why]) =>
      line(2, span(command.padEnd(32), 'strong'), span(why, 'quiet')),
    ),
  ];
}
