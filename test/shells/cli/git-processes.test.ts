import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/repo.ts';
import { honestRepo, type TaskRepo } from '../../support/task-repo.ts';

const { PATH } = process.env;
afterEach(() => {
  process.env['PATH'] = PATH;
});

/** The git subcommands that a run of the CLI starts, sorted. */
async function processesOf(
  { run }: TaskRepo,
  ...argv: readonly string[]
): Promise<readonly string[]> {
  const folder = temporaryFolder();
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const log = join(folder, 'log');
  writeFileSync(log, '');
  writeFileSync(
    join(folder, 'git'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >>'${log}'\nexec '${real}' "$@"\n`,
    { mode: 0o755 },
  );
  process.env['PATH'] = `${folder}:${PATH}`;
  const { code } = await run(...argv);
  process.env['PATH'] = PATH;
  expect(code).toBe(0);
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map(subcommand).sort();
}

function subcommand(line: string): string {
  const words = line.split(' ');
  const at = words.findIndex(
    (word, index) => !word.startsWith('-') && !/^-[cC]$/.test(words[index - 1] ?? ''),
  );
  return words[at] ?? line;
}

/** Each costs 5 to 10 ms, whatever it is asked. */
const NEEDED = [
  'cat-file',
  'diff',
  'diff-tree',
  'for-each-ref',
  'log',
  'ls-files',
  'merge-base',
  'rev-list',
  'rev-parse',
  'version',
];

test('check asks each question of git once', async () => {
  expect(await processesOf(await honestRepo(), 'check')).toEqual(NEEDED);
});

test('as many with twenty other branches that wait', async () => {
  const made = await honestRepo();
  for (let other = 0; other < 20; other += 1) {
    const commit = made.git('commit-tree', '-p', 'main', '-m', `${other}`, 'main^{tree}');
    made.git('branch', `handoff/other-${other}`, commit);
  }
  expect(await processesOf(made, 'check')).toEqual(NEEDED);
});

test('a base by name is one more look at the refs', async () => {
  const made = await honestRepo();
  expect(await processesOf(made, 'check', '--base', 'main')).toEqual(
    [...NEEDED, 'for-each-ref'].sort(),
  );
});

test('a revision of the plan: what it changes, what landed since, which versions there were', async () => {
  const made = await honestRepo();
  made.git('checkout', '-q', 'main');
  const before = readFileSync(join(made.dir, '.handoff/plan.yaml'), 'utf8');
  const sha256 = createHash('sha256').update(before).digest('hex');
  made.git('checkout', '-q', '-b', 'plan/v2');
  const supersedes = `version: 2\nsupersedes: {version: 1, sha256: "${sha256}"}`;
  made.write('.handoff/plan.yaml', before.replace('version: 1', supersedes));
  made.commit('Plan v2');
  expect(await processesOf(made, 'gate', 'plan-revision', '--dry-run')).toEqual([
    ...['cat-file', 'diff-tree', 'for-each-ref', 'log', 'log', 'merge-base'],
    ...['rev-list', 'rev-parse', 'version'],
  ]);
});
