import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filedPull, filedTasks, honestBody } from '../test/support/github/filed-tasks.ts';
import type { GitHub } from '../test/support/github/git-hub.ts';
import { payloadOf } from '../test/support/github/payloads.ts';
import type { PullRequest } from '../test/support/github/world.ts';
import { runStep, type StepTimes } from './action-step.ts';
import { middle } from './alternately.ts';
import type { BenchRow } from './bench-row.ts';

const OPEN = 100;
const ROUNDS = 3;
const ACTION = [process.execPath, resolve('dist/action.js')];
/** What people do with danger most: look at the names of the changed files, and say so in its comment. */
const DANGERFILE = `const { danger, message, warn } = require('danger');
const changed = [...danger.git.modified_files, ...danger.git.created_files, ...danger.git.deleted_files];
const outside = changed.filter((path) => path !== 'src/task0.ts');
if (outside.length > 0) warn('Outside the scope: ' + outside.join(', '));
else message(changed.length + ' files in the scope of ' + danger.github.pr.head.sha);
`;

/**
 * The step of the action that judges, on one pull request among 100 open ones: from an empty runner to written checks and
 * comment. `danger ci` looks at the names of the changed files of the same pull request, on the same emulator, in turns.
 */
export async function run(): Promise<readonly BenchRow[]> {
  sayBundle();
  const tasks = Array.from({ length: OPEN }, (_, at) => `task${at}`);
  const hub = await filedTasks(tasks.map((task) => ({ task })));
  const danger = installDanger();
  try {
    const [pull] = tasks.map((task) => filedPull(hub, task));
    if (pull === undefined) throw new Error('No pull request was opened');
    return [...(await steps(hub, pull, danger)), ...(await coldStart(hub))];
  } finally {
    if (danger !== undefined) rmSync(danger, { recursive: true });
    await hub.close();
  }
}

async function steps(
  hub: GitHub,
  pull: PullRequest,
  danger: string | undefined,
): Promise<readonly BenchRow[]> {
  const own = { news: [] as StepTimes[], same: [] as StepTimes[] };
  const others: StepTimes[] = [];
  const requests = { news: 0, same: 0, danger: 0 };
  for (let round = 0; round <= ROUNDS; round += 1) {
    push(hub, pull, round);
    const event = lastEvent(hub);
    const judge = { command: ACTION, event, env: { HANDOFF_TOKEN: hub.tokens.actions, ...INPUTS } };
    const news = await counted(hub, judge);
    if (!hub.requests.writes.length) throw new Error(`The action wrote nothing: ${news.said}`);
    requests.news = hub.requests.api.length;
    const same = await counted(hub, judge);
    requests.same = hub.requests.api.length;
    if (round > 0) own.news.push(news);
    if (round > 0) own.same.push(same);
    if (danger === undefined) continue;
    const other = await counted(hub, {
      command: [
        process.execPath,
        join(danger, 'node_modules/danger/distribution/commands/danger-ci.js'),
      ],
      cwd: danger,
      event,
      env: {
        DANGER_GITHUB_API_TOKEN: hub.tokens.actions,
        DANGER_GITHUB_API_BASE_URL: hub.apiUrl,
      },
    });
    if (!hub.requests.writes.length) throw new Error(`danger wrote nothing: ${other.said}`);
    requests.danger = hub.requests.api.length;
    if (round > 0) others.push(other);
  }
  console.error(
    `  requests: ${requests.news} with news, ${requests.same} without, danger ci ${requests.danger}`,
  );
  const row = (
    name: string,
    by: 'wall' | 'processor',
    runs: readonly StepTimes[],
    seconds: number,
  ): BenchRow => {
    const measured = middle(runs.map((one) => one[by]));
    const compared = others.length > 0 ? others : runs;
    return {
      name: `${name}, ${by === 'wall' ? 'time' : 'processor'}`,
      measured,
      baseline: middle(compared.map((one) => one[by])),
      against: others.length > 0 ? 'danger ci, changed files' : 'itself: danger is not there',
      goal: `< ${seconds} s`,
      met: measured < seconds * 1_000,
    };
  };
  return (['wall', 'processor'] as const).flatMap((by) => [
    row(`action, 1 of ${OPEN}, news`, by, own.news, 1.5),
    row(`action, 1 of ${OPEN}, nothing new`, by, own.same, 1),
  ]);
}

const INPUTS = { HANDOFF_COMMAND: 'auto', HANDOFF_COMMENT: 'true' };

async function counted(hub: GitHub, step: Parameters<typeof runStep>[1]): Promise<StepTimes> {
  hub.requests.forget();
  const times = await runStep(hub, step);
  if (times.exitCode !== 0) throw new Error(`A step ended with ${times.exitCode}: ${times.said}`);
  return times;
}

/** A new commit and a contract that speaks of it: every check is to be written. */
function push(hub: GitHub, pull: PullRequest, round: number): void {
  const head = hub.repository.push('handoff/task0', {
    'src/task0.ts': `export const task0 = ${round + 2};\n`,
  });
  hub.repository.edit(pull, { body: honestBody('task0', head) }, 'executor');
}

function lastEvent(hub: GitHub) {
  const told = hub.world.happenings.findLast(({ event }) => event === 'pull_request');
  if (told === undefined) throw new Error('No pull request has changed');
  return { name: 'pull_request_target', payload: payloadOf(hub.world, told) };
}

/** An event that the action has nothing to do with. */
async function coldStart(hub: GitHub): Promise<readonly BenchRow[]> {
  const event = { name: 'watch', payload: { action: 'started' } };
  const env = { HANDOFF_TOKEN: hub.tokens.actions, ...INPUTS };
  const times = { own: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= 2 * ROUNDS; round += 1) {
    times.own.push((await counted(hub, { command: ACTION, event, env })).wall);
    times.bare.push(
      (await counted(hub, { command: [process.execPath, '-e', '0'], event, env })).wall,
    );
  }
  const [measured, baseline] = [middle(times.own), middle(times.bare)];
  const goal = { goal: '< 500 ms', met: measured < 500 };
  return [{ name: 'action, ignored event', measured, baseline, against: 'node -e 0', ...goal }];
}

/** The package is no dependency: it is installed for the run into a folder of its own; undefined when npm cannot. */
function installDanger(): string | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'handoff-bench-danger-'));
  writeFileSync(join(dir, 'package.json'), '{"private": true}\n');
  writeFileSync(join(dir, 'dangerfile.js'), DANGERFILE);
  try {
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['install', ...options, 'danger@14.0.7'], { cwd: dir, timeout: 180_000 });
    return dir;
  } catch (error) {
    rmSync(dir, { recursive: true });
    console.error(
      `  danger could not be installed, nothing is compared: ${String(error).split('\n')[0]}`,
    );
    return undefined;
  }
}

/** How a built file names another one. */
const CHUNK = /["']\.\/(?:chunks\/)?([\w-]+\.js)["']/g;

/** What the action's file is, and with every part that it can load. */
function sayBundle(): void {
  const all = new Set(['dist/action.js']);
  // A set goes on to what is added while it is walked.
  for (const path of all)
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(CHUNK))
      if (existsSync(join('dist/chunks', name))) all.add(join('dist/chunks', name));
  for (const [what, paths] of [
    ['dist/action.js', ['dist/action.js']],
    [`with its ${all.size - 1} chunks`, [...all]],
  ] as const) {
    const files = paths.map((path) => readFileSync(path));
    const [plain, zipped] = [kilobytes(files), kilobytes(files.map((file) => gzipSync(file)))];
    console.error(`  ${what}: ${plain} kB, ${zipped} kB with gzip`);
  }
}

function kilobytes(files: readonly Buffer[]): number {
  return Math.round(files.reduce((sum, { length }) => sum + length, 0) / 1_000);
}
