import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitHub } from '../test/support/github/git-hub.ts';

export interface StepTimes {
  /** Milliseconds: of the clock, and of the processor for the process with all that it started. */
  readonly wall: number;
  readonly processor: number;
  readonly exitCode: number;
  /** What it printed, for the message when it went wrong. */
  readonly said: string;
}

export interface Step {
  readonly command: readonly string[];
  readonly event: { readonly name: string; readonly payload: unknown };
  readonly env?: Readonly<Record<string, string>>;
  /** Where it starts; an empty folder unless it is given. */
  readonly cwd?: string;
}

/**
 * One step of a job of acme/shop, each time on a fresh runner: its home and RUNNER_TEMP are empty. The emulator runs in this
 * very process, so nothing here may block it.
 */
export async function runStep(hub: GitHub, step: Step): Promise<StepTimes> {
  const home = mkdtempSync(join(tmpdir(), 'handoff-bench-step-'));
  try {
    const event = join(home, 'event.json');
    writeFileSync(event, JSON.stringify(step.event.payload));
    for (const name of ['output', 'summary']) writeFileSync(join(home, name), '');
    mkdirSync(join(home, 'temp'));
    return await timedProcess(step.command, step.cwd ?? home, {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      CI: 'true',
      RUNNER_TEMP: join(home, 'temp'),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKFLOW: 'bench',
      GITHUB_WORKSPACE: home,
      GITHUB_EVENT_NAME: step.event.name,
      GITHUB_EVENT_PATH: event,
      GITHUB_OUTPUT: join(home, 'output'),
      GITHUB_STEP_SUMMARY: join(home, 'summary'),
      GITHUB_REPOSITORY: hub.repository.fullName,
      GITHUB_API_URL: hub.apiUrl,
      GITHUB_SERVER_URL: hub.gitUrl,
      GITHUB_RUN_ID: '1',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: hub.repository.sha('main'),
      ...step.env,
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** bash counts the processor time of everything that was waited for, git's processes among it. */
function timedProcess(
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<StepTimes> {
  const script = 'exec 3>&2; TIMEFORMAT="%3R %3U %3S"; { time "$@" 2>&3; } 2>"$0"';
  const times = mkdtempSync(join(tmpdir(), 'handoff-bench-times-'));
  const file = join(times, 'times');
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script, file, ...command], {
      cwd,
      env,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += String(chunk);
      });
    child.on('error', reject);
    child.on('close', (code) => {
      const [wall = 0, user = 0, system = 0] = readFileSync(file, 'utf8').split(' ').map(Number);
      rmSync(times, { recursive: true });
      resolve({
        wall: wall * 1_000,
        processor: (user + system) * 1_000,
        exitCode: code ?? 1,
        said,
      });
    });
  });
}
