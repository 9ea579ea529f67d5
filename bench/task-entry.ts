import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BenchRow, median } from './bench-row.ts';

const FILES = 5_000;
const FOLDERS = 100;
const RUNNING = 50;
const CLI = resolve('dist/cli.js');

/**
 * Gate 1 as a planner runs it, beside 50 tasks that run: half of them with a branch that waits to land, half with a lock
 * and nothing pushed yet. Against the git commands that it cannot do without.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'handoff-bench-entry-'));
  try {
    build(dir);
    const heads = git(dir, ['for-each-ref', '--format=%(objectname)', 'refs/heads/handoff']);
    const pairs = heads.split('\n').map((head) => `main ${head}\n`);
    const baseline = await median(9, () => {
      git(dir, ['rev-parse', '--git-dir', '--git-common-dir']);
      git(dir, ['for-each-ref', 'refs/heads']);
      git(dir, ['ls-tree', '-r', '-z', 'main']);
      git(dir, ['rev-list', 'main']);
      git(dir, ['merge-tree', '--stdin', '--write-tree'], pairs.join(''));
    });
    const cold = await median(3, () => {
      rmSync(join(dir, '.git/handoff'), { recursive: true, force: true });
      judge(dir, ['gate', 'task-entry', 'work']);
    });
    const against = 'the git commands it needs';
    const over = `${FILES} files, ${RUNNING} running tasks`;
    const row = (name: string, measured: number, limit: number): BenchRow => ({
      ...{ name, measured, baseline, against, goal: `< ${limit} ms`, met: measured < limit },
    });
    const time = (...argv: readonly string[]) => median(9, () => judge(dir, argv));
    return [
      row(`gate task-entry: ${over}`, await time('gate', 'task-entry', 'work'), 1_000),
      row('the same for the first time in a clone', cold, 5_000),
      row(`task check: ${over}`, await time('task', 'check', 'work', '-C', dir), 1_000),
      row(`task ready: ${RUNNING * 2} tasks`, await time('task', 'ready'), 2_000),
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function judge(dir: string, argv: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, '-C', dir, ...argv], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stdout}${stderr}`);
}

function git(dir: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', dir, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  return stdout.trim();
}

function folderOf(n: number): string {
  return `src/m${n % FOLDERS}`;
}

/** Each imports its two neighbours of the folder, and one in ten a module of everybody. */
function source(n: number): string {
  const imports = [n + FOLDERS, n + 2 * FOLDERS].map((other) => `import './file${other}.ts';`);
  if (n % 10 === 0) imports.push("import '../m0/file0.ts';");
  return `${imports.join('\n')}\nexport function f${n}(x: number): number {\n  return x + ${n};\n}\n`;
}

function specOf(id: string, folder: number): string {
  const file = (n: number): string => `${folderOf(folder)}/file${folder + n * FOLDERS}.ts`;
  const spec = {
    schema: 'handoff-task/v1',
    'task-id': id,
    plan: 'plan@1',
    objective: `Return the double of x in ${file(1)}`,
    constraints: [{ id: 'C1', text: 'No new dependency' }],
    scope: { files: [file(1), file(2)], create: [`${folderOf(folder)}/${id}/*.ts`] },
    'acceptance-criteria': [
      { id: 'AC1', text: `2 tests in ${file(2)} pass`, verify: { tests: file(2), min: 2 } },
    ],
  };
  return `\`\`\`json handoff-task\n${JSON.stringify(spec)}\n\`\`\`\n`;
}

/** `work` is judged; of the others half run, and half are still to be started. */
function build(dir: string): void {
  const others = Array.from({ length: RUNNING * 2 - 1 }, (_, n) => `task-${n}`);
  const ids = ['work', ...others];
  const plan = {
    schema: 'handoff-plan/v1',
    'plan-id': 'bench',
    version: 1,
    goal: 'Doubles',
    constraints: [{ id: 'C1', text: 'No new dependency' }],
    tasks: ids.map((id, n) => ({ id, scope: [`${folderOf(n)}/**`] })),
  };
  const files = new Map([
    ['.handoff/policy.yaml', 'mode: block\n'],
    ['.handoff/plan.yaml', JSON.stringify(plan)],
    ...ids.map((id, n) => [`.handoff/tasks/${id}.md`, specOf(id, n)] as const),
    ...Array.from({ length: FILES }, (_, n) => [`${folderOf(n)}/file${n}.ts`, source(n)] as const),
  ]);
  const write = (path: string, text: string): string =>
    `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const commit = (ref: string, n: number, from: string, changes: readonly string[]): string =>
    `commit ${ref}\nmark :${n}\ncommitter bench <b@example.com> ${1_700_000_000 + n} +0000\ndata 1\nx\n${from}${changes.join('')}\n`;
  const base = commit(
    'refs/heads/main',
    1,
    '',
    [...files].map(([path, text]) => write(path, text)),
  );
  const pending = others.slice(0, RUNNING / 2).map((id, n) => {
    const path = `${folderOf(n + 1)}/file${n + 1 + FOLDERS}.ts`;
    return commit(`refs/heads/handoff/${id}`, n + 2, 'from :1\n', [
      write(path, `${source(n)}// ${id}\n`),
    ]);
  });
  git(dir, ['init', '-q', '-b', 'main']);
  git(dir, ['fast-import', '--quiet'], [base, ...pending].join(''));
  const locks = others.slice(RUNNING / 2, RUNNING).map((task, n) => ({
    task,
    patterns: [`${folderOf(n + 1 + RUNNING / 2)}/**`],
    route: 'specialist',
    at: '2026-05-03T10:00:00.000Z',
  }));
  const sorted = locks.sort((a, b) => (a.task < b.task ? -1 : 1));
  const text = JSON.stringify({ schema: 'handoff-locks/v1', locks: sorted });
  const blob = git(dir, ['hash-object', '-w', '--stdin'], text);
  git(dir, ['update-ref', 'refs/handoff/locks', blob]);
  git(dir, ['checkout', '-q', 'main']);
  git(dir, ['gc', '-q']);
}
