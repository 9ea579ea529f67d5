import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { gitBlobs } from '../../../adapters/git/git-blobs.ts';
import { gitHistory } from '../../../adapters/git/git-history.ts';
import type { Repository } from '../../../adapters/git/open-repository.ts';
import { POLICY_FILE, TASK_FOLDER } from '../../../adapters/git/repository-files.ts';
import { validateDocument } from '../../../flows/validate-document.ts';
import { GateError } from '../../../model/gate-error.ts';
import { LIMITS } from '../../../model/limits.ts';
import { PLAN_FILE } from '../../../model/protected-paths.ts';
import { quote } from '../../../model/wording.ts';
import { line, span } from '../../../report/terminal-model.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { printBlocks, printJson } from '../print.ts';
import { documentBlocks } from '../problem-list.ts';
import { readInput } from '../read-input.ts';
import { withRepository } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument(
      '[files...]',
      'policy, plan, task, contract, workflow or action files; left out: all under .handoff',
    )
    .option('--at <ref>', 'read them at this commit instead of the working tree')
    .addHelpText(
      'after',
      `
Formats only: is each file what it says it is, with every problem by its line? Exit 2 when one is not.
A file that says nothing of itself is told by its fields what it could be, and how it says so.
Workflows and actions are audited: pinned actions, least permissions, no injection, no check that can be skipped.

Examples:
  $ handoff-gate validate
  $ handoff-gate validate .handoff/policy.yaml
  $ handoff-gate validate --at origin/main
  $ handoff-gate validate .github/workflows/*.yml`,
    );
}

/** A file by the name that the user knows it by. */
interface Source {
  readonly name: string;
  readonly text: string;
}

export async function run({ session, args, text }: Call): Promise<ExitCode> {
  const commit = text('at');
  const sources = await (commit === undefined && args.length > 0
    ? namedFiles(session.cwd, args)
    : withRepository(session, (repository) =>
        commit === undefined ? treeFiles(repository) : filesAt(repository, commit, args),
      ));
  const checked = sources.map(({ name, text: content }) => ({
    name,
    ...validateDocument(name, content),
  }));
  if (session.output === 'json') {
    printJson(session, {
      files: checked.map(({ kind, ...rest }) => ({ kind: kind ?? null, ...rest })),
    });
  } else if (checked.length === 0) {
    await printBlocks(session, [
      line(0, span('There is nothing under .handoff; handoff-gate init writes it.', 'doubt')),
    ]);
  } else {
    const blocks = checked.flatMap(({ name, kind = 'unknown', problems }) =>
      documentBlocks(name, kind, problems),
    );
    await printBlocks(session, blocks);
  }
  const wrong = checked.some(({ problems }) => problems.length > 0);
  return wrong || checked.length === 0 ? EXIT.usage : EXIT.pass;
}

async function namedFiles(cwd: string, names: readonly string[]): Promise<readonly Source[]> {
  return Promise.all(
    names.map(async (name) => ({
      name,
      text: await readInput(resolve(cwd, name), LIMITS.planBytes),
    })),
  );
}

async function treeFiles({ topLevel }: Repository): Promise<readonly Source[]> {
  if (topLevel === undefined)
    throw new GateError('usage', 'The repository has no working tree', {
      remedy: 'Name a commit: handoff-gate validate --at main',
    });
  const none = (): string[] => [];
  const tasks = await readdir(join(topLevel, TASK_FOLDER)).catch(none);
  const names = [POLICY_FILE, PLAN_FILE].filter((name) => existsSync(join(topLevel, name)));
  const specs = tasks.filter((name) => name.endsWith('.md')).sort();
  return namedFiles(topLevel, [...names, ...specs.map((name) => `${TASK_FOLDER}/${name}`)]);
}

async function filesAt(
  repository: Repository,
  ref: string,
  names: readonly string[],
): Promise<readonly Source[]> {
  const history = gitHistory(repository);
  const commit = (await history.resolve([ref])).get(ref);
  if (commit === undefined)
    throw new GateError('usage', `There is no branch or commit ${quote(ref)}`, {
      remedy: 'Name a branch, a tag or a full commit id of this repository.',
    });
  const tree = await history.tree(commit);
  const wanted = tree.filter(({ path }) => isAsked(path, names));
  const missing = names.find((name) => !wanted.some(({ path }) => path === name));
  if (missing !== undefined)
    throw new GateError('usage', `There is no file ${quote(missing)} at ${quote(ref)}`, {
      remedy: 'Name the path from the root of the repository.',
    });
  const blobs = await gitBlobs(repository).read(
    wanted.map(({ blob }) => blob),
    LIMITS.planBytes,
  );
  return wanted.map(({ path, blob: id }) => {
    const blob = blobs.get(id);
    if (blob?.state === 'text') return { name: path, text: blob.text };
    throw new GateError(
      'usage',
      `${path} at ${quote(ref)} is no text of at most ${LIMITS.planBytes} bytes`,
      {
        remedy: 'Replace it by a smaller text.',
      },
    );
  });
}

function isAsked(path: string, names: readonly string[]): boolean {
  if (names.length > 0) return names.includes(path);
  return path === POLICY_FILE || path === PLAN_FILE || /^\.handoff\/tasks\/[^/]+\.md$/.test(path);
}
