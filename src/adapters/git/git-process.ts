import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';

/** One run of git: arguments as a list, never a shell line. */
export interface GitCall {
  /** The subcommand and its arguments, settings (`-c`, `name=value`) before it. Text from outside goes after `--end-of-options`, or into `stdin` (threat C03). */
  readonly args: readonly string[];
  /** GIT_DIR: a quarantine for everything that judges. Absent only while a repository is being looked for. */
  readonly gitDir?: string;
  readonly stdin?: string | Uint8Array;
  /** Exit codes that are an answer; any other is a GateError 'access'. Default: 0. */
  readonly answers?: readonly number[];
  /** Bytes of standard output, default LIMITS.gitOutputBytes; more is a GateError 'access'. */
  readonly maxBytes?: number;
  /** Wall clock, default LIMITS.gitSeconds. */
  readonly seconds?: number;
  /** Takes the output in pieces instead of collecting it in the answer; a throw ends the process. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** What the reader can do when git cannot answer. */
  readonly remedy?: string;
  /** Variables on top of the hardened environment, e.g. the identity of a commit; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  /** What git wrote beside its answer, at most about 2,000 characters: not every error makes it stop. */
  readonly complaint: string;
}

/**
 * Settings that act before any repository configuration can: what a hostile clone would use to run something of its own
 * (threat H10), and a commit graph, which can claim other parents than the commits have.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.commitGraph=false',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

/** The caller's environment without any GIT_* variable (each can redirect git), and with no outside configuration. */
export function hardenedEnv(gitDir: string | undefined): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    ...(gitDir === undefined ? {} : { GIT_DIR: gitDir }),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // A partial clone would fetch what is missing. Git before 2.45 does not know the first; the second outranks every
    // protocol.*.allow of a hostile configuration.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
  };
}

export function hardenedArgs(args: readonly string[]): readonly string[] {
  return ['--no-pager', ...SETTINGS, ...args];
}

/**
 * Runs git and waits for it.
 * @throws GateError 'access': git is not there, gave no answer, printed too much or took too long.
 */
export function runGit(call: GitCall): Promise<GitAnswer> {
  const { maxBytes = LIMITS.gitOutputBytes, seconds = LIMITS.gitSeconds, answers = [0] } = call;
  return new Promise((resolve, reject) => {
    const child = spawn('git', hardenedArgs(call.args), {
      // Never the directory that is judged: Windows would look for git.exe in it first.
      cwd: call.gitDir ?? tmpdir(),
      env: { ...hardenedEnv(call.gitDir), ...call.env },
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let complaint = '';
    const stop = (error: unknown) => {
      reject(error);
      child.kill('SIGKILL');
    };
    const clock = setTimeout(
      () => stop(failure(call, `did not answer within ${seconds} s`)),
      seconds * 1000,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) return stop(failure(call, `printed more than ${maxBytes} bytes`));
      if (call.onOutput === undefined) return void chunks.push(chunk);
      try {
        call.onOutput(chunk);
      } catch (error) {
        stop(error);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 2_000) complaint += chunk.toString('latin1');
    });
    // Git may end before it has read everything: its exit code tells why.
    child.stdin.on('error', () => {});
    child.on('error', (cause) => stop(notStarted(cause)));
    child.on('close', (code, signal) => {
      clearTimeout(clock);
      if (code !== null && answers.includes(code))
        return resolve({ code, stdout: Buffer.concat(chunks), complaint });
      reject(failure(call, `ended with ${code ?? signal}${said(complaint)}`));
    });
    child.stdin.end(call.stdin);
  });
}

function failure(call: GitCall, what: string): GateError {
  const name = call.args.find((word, at) => word !== '-c' && call.args[at - 1] !== '-c');
  return new GateError('access', `git ${name} ${what}`, {
    remedy: call.remedy ?? 'Check the repository with: git fsck --connectivity-only',
  });
}

function notStarted(cause: Error): GateError {
  return new GateError('access', 'git could not be started', {
    remedy: 'Install git 2.39 or newer and put it on the PATH.',
    cause,
  });
}

/** The first line that git complained with, without control characters: it may quote names of a hostile repository (threat F03). */
function said(complaint: string): string {
  const line = complaint
    .split('\n', 1)
    .join('')
    .replace(/[^ -~]/g, '?')
    .slice(0, 300);
  return line === '' ? '' : `: ${line}`;
}
