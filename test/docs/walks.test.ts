import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CATALOGUE } from '../../src/shells/cli/catalogue.ts';
import { cli } from '../support/cli.ts';
import { blocksOf, type Walker, walker } from '../support/page-walk.ts';
import { repo, temporaryFolder } from '../support/repo.ts';
import { BASE, JUNIT } from '../support/task-repo.ts';

/** What pages say is typed here line by line, so that a reader who follows them arrives. */

function write(cwd: string, path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

function git(cwd: string, words: string): string {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  return execFileSync('git', [...who, ...words.split(' ')], { cwd, encoding: 'utf8' });
}

/** In a folder of its own: pages write beside the tree too, which so stays clean. */
function checkedOut(files: Readonly<Record<string, string>>): string {
  const dir = join(temporaryFolder(), 'sample');
  cpSync(repo(files).make().dir, dir, { recursive: true });
  git(dir, 'reset -q --hard main');
  return dir;
}

async function walk(reader: Walker, page: string, section: string): Promise<void> {
  const blocks = blocksOf(page, section).filter(({ info }) => /^sh\b/.test(info));
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) await reader.block(block);
}

test('the tutorial, first half: red, then green, and what it shows is what is printed', async () => {
  const page = 'docs/tutorial/zero-to-blocked-pr.md';
  const reader = walker(temporaryFolder());
  for (const block of blocksOf(page, 'On your machine'))
    if (block.info !== 'text') await reader.block(block);
    else for (const line of block.text.trimEnd().split('\n')) expect(reader.out).toContain(line);
  expect(reader.out).toContain('✓ passed handoff/example');
});

test('README: from init to the landing order', async () => {
  const dir = checkedOut({ 'README.md': '# Sample\n' });
  const reader = walker(dir, {
    '# … work, commit, test …': (cwd) => {
      write(cwd, 'docs/glossary.md', 'Gate: a check that says who must act.\n');
      write(cwd, 'junit.xml', JUNIT);
      git(cwd, 'add docs');
      git(cwd, 'commit -qm Work');
    },
  });
  await walk(reader, 'README.md', 'In your repository');
  expect(reader.out).toContain('1. handoff/example  waits for nobody');
});

/** The tasks that the how-tos speak of, on the default branch, `main` checked out. */
function planned(): string {
  const task = (text = '') =>
    text
      .replaceAll('src/greet.ts', 'src/auth.ts')
      .replaceAll('greet.test.ts', 'auth.test.ts')
      .replaceAll(/\bgreet\b/g, 'auth-oauth');
  const { '.handoff/tasks/greet.md': spec, '.handoff/plan.yaml': plan, ...files } = BASE;
  const other = task(spec)
    .replaceAll('auth-oauth', 'audit-log')
    .replaceAll('auth.ts', 'audit.ts')
    .replaceAll('auth.test.ts', 'audit.test.ts');
  return checkedOut({
    ...files,
    'src/auth.ts': 'export const auth = 1;\n',
    'src/audit.ts': 'export const audit = 1;\n',
    '.handoff/plan.yaml': `${task(plan)}  - {id: audit-log, scope: [src/audit.ts, test/audit.test.ts]}\n`,
    '.handoff/tasks/auth-oauth.md': task(spec),
    '.handoff/tasks/audit-log.md': other,
  });
}

test('start a task: checked, ready, sealed, given up', async () => {
  const page = 'docs/how-to/start-a-task.md';
  const reader = walker(planned());
  await walk(reader, page, 'Write the spec and check it');
  await walk(reader, page, 'See what may start');
  await walk(reader, page, 'Start one');
  expect(reader.out).toContain('# Task audit-log');
  git(reader.cwd, 'branch handoff/auth-oauth main');
  await walk(reader, page, 'Give one up');
});

test('work without GitHub: from the spec to the merge and the next plan', async () => {
  const page = 'docs/how-to/work-without-github.md';
  const dir = planned();
  const reader = walker(dir, {
    '# … work, commit …': (cwd) => {
      write(cwd, 'src/auth.ts', 'export const auth = (name: string) => [name];\n');
      write(cwd, 'test/auth.test.ts', "test('a', () => {});\ntest('b', () => {});\n");
      git(cwd, 'add src test');
      git(cwd, 'commit -qm Work');
      write(cwd, 'junit.xml', JUNIT.replaceAll('greet.test.ts', 'auth.test.ts'));
    },
    '# … the critic answers in review.md …': (cwd) => {
      const [form = ''] =
        /```yaml handoff-review[\s\S]*?```/.exec(readFileSync(join(cwd, 'rubric.md'), 'utf8')) ??
        [];
      const review = form
        .replace('<who reviews>', 'claude-critic')
        .replaceAll('<pass|fail|unknown>', 'pass')
        .replaceAll('<file:path#L1-L9 or commit:sha>', 'file:src/auth.ts#L1');
      write(cwd, 'review.md', `${review}\n`);
    },
    '# … write version 2 …': (cwd) => {
      const text = readFileSync(join(cwd, '.handoff/plan.yaml'), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const commit = git(cwd, 'rev-parse handoff/auth-oauth').trim();
      const next = text
        .replace('version: 1\n', `version: 2\nsupersedes: {version: 1, sha256: "${sha256}"}\n`)
        .replace(
          '"No new dependency"}',
          `"No new dependency", status: superseded, by: C2, reason: "types are needed", because: "commit:${commit}"}\n  - {id: C2, text: "No new dependency at run time"}`,
        );
      const because = ['C1', 'C2'].map(
        (target) => `{target: ${target}, because: "commit:${commit}"}`,
      );
      write(cwd, '.handoff/plan.yaml', `${next}revision: {by: planner, changes: [${because}]}\n`);
    },
  });
  await cli(['task', 'seal', 'auth-oauth'], { cwd: dir });
  for (const section of [
    'The executor hands over',
    'A critic reads it, where one is asked for',
    'Before the merge',
    'The planner revises the plan',
    'See where all of it stands',
  ])
    await walk(reader, page, section);
});

/** Commands of ours in the shell blocks of every page, without what is written for humans or for the shell. */
function typedCommands(): readonly (readonly [line: string, words: readonly string[]])[] {
  const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md'].concat(
    readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name)),
  );
  return pages
    .flatMap((page) => blocksOf(page).map((block) => ({ ...block, page })))
    .filter(({ info }) => /^(?:sh|bash|console)\b/.test(info))
    .flatMap(({ page, text }) =>
      [...text.matchAll(/\bhandoff-gate ([^\n|&;)>]*)/g)].map(
        ([, rest = '']) => [page, rest.replace(/\s# .*$/, '').trim()] as const,
      ),
    )
    .map(([page, rest]) => [
      `${page}: ${rest}`,
      rest.split(/\s+(?=(?:[^"']*["'][^"']*["'])*[^"']*$)/),
    ]);
}

describe('every command in a page is one that there is, with options that it has', () => {
  const names = Object.values(CATALOGUE)
    .flat()
    .flatMap((entry) =>
      'entries' in entry ? entry.entries.map(({ name }) => `${entry.name} ${name}`) : [entry.name],
    );

  test.each(typedCommands())('%s', async (_, words) => {
    const plain = words.filter((word) => !word.startsWith('-'));
    const name = names.find((one) => one === plain.slice(0, one.split(' ').length).join(' '));
    expect([plain.join(' '), name]).toEqual([plain.join(' '), expect.any(String)]);
    const { out } = await cli([...String(name).split(' '), '--help']);
    const options = words.filter((word) => word.startsWith('-')).map((word) => word.split('=')[0]);
    expect(
      options.filter((option) => !out.includes(`${option} `) && !out.includes(`${option},`)),
    ).toEqual([]);
  });
});
