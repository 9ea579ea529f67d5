import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CompositeStep } from './action-manifest.ts';
import { readPairs } from './environment-file.ts';
import type { JobLog } from './job-log.ts';

/** The runner drops a larger summary of a step, with an error (CreateStepSummaryCommand). */
const SUMMARY_BYTES = 1024 * 1024;

/** What a step leaves behind. */
export interface Done {
  readonly exitCode: number;
  readonly outputs: Record<string, string>;
  readonly env: Record<string, string>;
  readonly path: readonly string[];
  readonly summary: string;
}

export interface Script {
  /** Empty folder for the script and the environment files of this step. */
  readonly files: string;
  readonly fill: (text: string) => string;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly workspace: string;
  readonly log: JobLog;
}

/** One step with `run:`, with the environment files of actions/runner (FileCommandManager.cs). */
export async function runScript(step: CompositeStep, script: Script): Promise<Done> {
  const { files, log } = script;
  if (step.shell !== 'bash')
    throw new Error(`A step asks for the shell ${step.shell ?? 'of nobody'}`);
  const names = ['OUTPUT', 'ENV', 'PATH', 'STEP_SUMMARY', 'STATE'] as const;
  const paths = Object.fromEntries(names.map((name) => [name, join(files, name)]));
  for (const path of Object.values(paths)) writeFileSync(path, '');
  const file = join(files, 'script.sh');
  writeFileSync(file, script.fill(step.run ?? ''));
  const exitCode = await bash(file, {
    cwd: join(script.workspace, script.fill(step['working-directory'] ?? '.')),
    env: {
      ...script.env,
      PATH: [...script.path, script.env['PATH'] ?? ''].join(':'),
      ...Object.fromEntries(names.map((name) => [`GITHUB_${name}`, paths[name] ?? ''])),
    },
    log,
  });
  const read = (name: (typeof names)[number]): string => readFileSync(paths[name] ?? '', 'utf8');
  const summary = read('STEP_SUMMARY');
  if (Buffer.byteLength(summary) > SUMMARY_BYTES)
    log.add('::error::$GITHUB_STEP_SUMMARY upload aborted, supports content up to 1024k');
  try {
    const env = Object.fromEntries(readPairs(read('ENV')));
    if ('NODE_OPTIONS' in env) {
      log.add("::error::Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
      delete env['NODE_OPTIONS'];
    }
    return {
      exitCode,
      outputs: Object.fromEntries(readPairs(read('OUTPUT'))),
      env,
      path: read('PATH')
        .split('\n')
        .filter((line) => line !== '')
        .reverse(),
      summary: Buffer.byteLength(summary) > SUMMARY_BYTES ? '' : summary,
    };
  } catch (error) {
    log.add(`::error::${String(error)}`);
    return { exitCode: exitCode || 1, outputs: {}, env: {}, path: [], summary };
  }
}

async function bash(
  file: string,
  { cwd, env, log }: { cwd: string; env: Readonly<Record<string, string>>; log: JobLog },
): Promise<number> {
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', file], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = [child.stdout, child.stderr].map((input) =>
    once(
      createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on('line', log.add),
      'close',
    ),
  );
  const [[code]] = await Promise.all([once(child, 'close'), ...read]);
  return typeof code === 'number' ? code : 1;
}
