import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type BenchRow, median } from './bench-row.ts';

const FILES = 5_000;
const CHANGED = 50;
const CLI = resolve('dist/cli.js');

/** `check` as an executor runs it, against the git commands that it cannot do without. */
export async function run(): Promise<readonly BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'handoff-bench-check-'));
  try {
    build(dir);
    const [base, head] = [git(dir, 'rev-parse', 'main'), git(dir, 'rev-parse', 'HEAD')];
    const blobs = git(dir, 'diff-tree', '-r', base, head)
      .split('\n')
      .flatMap((line) => line.split(' ').slice(2, 4))
      .join('\n');
    const raw = (): void => {
      git(dir, 'rev-parse', '--git-dir', '--git-common-dir');
      git(dir, 'for-each-ref', 'refs/heads/handoff');
      git(dir, 'merge-base', '--all', base, head);
      git(dir, 'diff-tree', '-r', '-z', '--raw', '--no-renames', base, head);
      git(dir, 'log', '-z', '--raw', `${base}..${head}`);
      git(dir, 'ls-tree', '-r', '-z', base);
      git(dir, 'ls-tree', '-r', '-z', head);
      spawnSync('git', ['-C', dir, 'cat-file', '--batch'], { input: blobs });
    };
    const baseline = await median(9, raw);
    const check = () =>
      spawnSync(process.execPath, [CLI, 'check', '-C', dir], { encoding: 'utf8' });
    const { status, stdout, stderr } = check();
    if (status === 4 || status === 2)
      throw new Error(`check ended with ${status}: ${stdout}${stderr}`);
    const measured = await median(9, check);
    return [
      {
        name: `check: ${FILES} files, ${CHANGED} changed`,
        measured,
        baseline,
        against: 'the git commands it needs',
        goal: 'ratio <= 2, < 1 s',
        met: measured <= 2 * baseline && measured < 1_000,
      },
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function git(dir: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', ['-C', dir, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  return stdout.trim();
}

function source(n: number, word: string): string {
  const functions = Array.from(
    { length: 10 },
    (_, f) => `export function f${f}(x: number): number {\n  return x + ${f};\n}\n`,
  );
  return `// ${n} ${word}\n${functions.join('\n')}`;
}

function build(dir: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  const file = (n: number): string => `src/m${n % 50}/file${n}.ts`;
  for (let n = 0; n < FILES; n += 1) write(file(n), source(n, 'base'));
  write('.handoff/policy.yaml', 'mode: block\nevidence: {tests: E2}\n');
  write('.handoff/plan.yaml', 'schema: handoff-plan/v1\nplan-id: p\nversion: 1\ngoal: g\n');
  const spec = {
    schema: 'handoff-task/v1',
    'task-id': 'work',
    plan: 'plan@1',
    objective: 'Change fifty files',
    scope: { files: ['src/m0/*.ts'] },
    'acceptance-criteria': [{ id: 'AC1', text: 'a file is there', verify: { exists: file(0) } }],
  };
  write('.handoff/tasks/work.md', `\`\`\`json handoff-task\n${JSON.stringify(spec)}\n\`\`\`\n`);
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
  git(dir, 'init', '-q', '-b', 'main');
  git(dir, 'add', '.');
  git(dir, ...identity, 'commit', '-qm', 'base');
  git(dir, 'checkout', '-q', '-b', 'handoff/work');
  for (let n = 0; n < CHANGED; n += 1)
    write(file(n * 50), source(n * 50, 'head').replace('x + 3', 'x * 3'));
  git(dir, ...identity, 'commit', '-qam', 'work');
  const head = git(dir, 'rev-parse', 'HEAD');
  const contract = {
    'task-id': 'work',
    objective: spec.objective,
    constraints: [],
    'completed-steps': [
      { step: 'Change', artifact: file(0), ref: `commit:${head}`, covers: ['AC1'] },
    ],
    'next-step': { status: 'none', reason: 'nothing is left' },
    'open-questions': [],
  };
  const note = `\`\`\`json handoff-contract\n${JSON.stringify(contract)}\n\`\`\`\n`;
  git(dir, ...identity, 'notes', '--ref=handoff', 'add', '-m', note, head);
  git(dir, 'gc', '-q');
}
