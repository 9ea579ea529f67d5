import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { alternately, middle, timed } from './alternately.ts';
import type { BenchRow } from './bench-row.ts';
import { recordGit, replayInShell, replayScript } from './recorded-git.ts';

const FILES = 5_000;
const CHANGED = 50;
const ROUNDS = 9;
const CLI = resolve('dist/cli.js');

/**
 * `check` as an executor runs it, against the git commands that it ran itself: recorded in one run of it, then run again
 * by a shell, one after the other, and by one Node process, all at once. Nothing written in Node is faster than the latter.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [what, outside] of [
    ['all in scope', 0],
    ['2 outside it: functions counted', 2],
  ] as const) {
    const dir = mkdtempSync(join(tmpdir(), 'handoff-bench-check-'));
    try {
      build(dir, outside);
      rows.push(...(await measure(dir, what, outside === 0 ? 0 : 1)));
    } finally {
      rmSync(dir, { recursive: true });
    }
  }
  return rows;
}

async function measure(dir: string, what: string, exit: number): Promise<readonly BenchRow[]> {
  const check = (env: NodeJS.ProcessEnv = process.env): void => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', '-C', dir], {
      encoding: 'utf8',
      env,
    });
    if (status !== exit) throw new Error(`check ended with ${status}: ${stdout}${stderr}`);
  };
  const forget = (): void =>
    rmSync(join(dir, '.git/handoff/cache'), { recursive: true, force: true });
  const recorded = recordGit(dir, check);
  const script = replayScript(recorded);
  const [cold, warm, shell, node, bare] = await alternately(ROUNDS, [
    () => timed(check, forget),
    () => timed(check),
    () => timed(() => replayInShell(recorded)),
    () => timed(() => spawnSync(process.execPath, [script])),
    () => timed(() => spawnSync(process.execPath, ['-e', '0'])),
  ]);
  recorded.remove();
  const name = `check, ${CHANGED} of ${FILES} files, ${what}`;
  const within = (
    run: readonly number[],
    against: string,
    baseline: readonly number[],
  ): Pick<BenchRow, 'measured' | 'baseline' | 'against' | 'goal' | 'met'> => {
    const [measured, compared] = [middle(run), middle(baseline)];
    const met = measured <= 2 * compared && measured < 1_000;
    return { measured, baseline: compared, against, goal: 'ratio <= 2, < 1 s', met };
  };
  const commands = `its ${recorded.count} git commands`;
  return [
    { name: `${name}: cold`, ...within(cold, `${commands}, by a shell`, shell) },
    { name: `${name}: cold`, ...within(cold, `${commands}, by one Node process`, node) },
    { name: `${name}: warm`, ...within(warm, `${commands}, by one Node process`, node) },
    { name: `${name}: warm`, ...within(warm, 'node -e 0', bare) },
  ];
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

function build(dir: string, outside: number): void {
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
    write(file(n * 50 + (n < outside ? 1 : 0)), source(n * 50, 'head').replace('x + 3', 'x * 3'));
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
