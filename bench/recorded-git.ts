import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Commands of git as a program ran them: arguments, variables and standard input, in a folder that belongs to no repository. */
export interface RecordedGit {
  readonly folder: string;
  readonly count: number;
  /** Path of the git that runs them. */
  readonly git: string;
  remove(): void;
}

/** Stands before git on the PATH, writes down what it is asked, and asks git. Records are numbered in their order. */
const RECORDER = `#!/bin/sh
n=$(ls "$RECORDS" | grep -c 'args$')
while ! mkdir "$RECORDS/$n.lock" 2>/dev/null; do n=$((n + 1)); done
f="$RECORDS/$n"
env -0 | grep -z '^GIT_' >"$f.env"
printf '%s\\0' "$@" >"$f.args"
tee "$f.in" | "$REAL_GIT" "$@"
`;

/** @param run the program, with the environment that it is to have. */
export function recordGit(dir: string, run: (env: NodeJS.ProcessEnv) => void): RecordedGit {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-bench-git-'));
  const [bin, records] = [mkdtempSync(join(folder, 'bin-')), mkdtempSync(join(folder, 'records-'))];
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(join(bin, 'git'), RECORDER);
  chmodSync(join(bin, 'git'), 0o755);
  const { PATH } = process.env;
  run({ ...process.env, PATH: `${bin}:${PATH}`, RECORDS: records, REAL_GIT: git });
  const numbers = readdirSync(records).filter((name) => name.endsWith('.args'));
  const calls = numbers
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b)
    .map((number) => {
      const read = (what: string): string =>
        readFileSync(join(records, `${number}.${what}`), 'utf8');
      const list = (what: string): readonly string[] => read(what).split('\0').slice(0, -1);
      // The quarantine that the program made is gone: its objects are those of the repository.
      const own = (text: string): string =>
        text.replace(/\/\S*\/handoff-gate-\w{6}/, join(dir, '.git'));
      return {
        args: list('args'),
        env: Object.fromEntries(list('env').map((line) => own(line).split(/=(.*)/s).slice(0, 2))),
        input: join(records, `${number}.in`),
      };
    });
  writeFileSync(join(folder, 'calls.json'), JSON.stringify(calls));
  writeFileSync(join(folder, 'replay.sh'), calls.map(line).join(''));
  return {
    folder,
    git,
    count: calls.length,
    remove: () => rmSync(folder, { recursive: true }),
  };

  function line({ args, env, input }: (typeof calls)[number]): string {
    const words = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), git, ...args];
    return `(cd ${quoted(folder)} && env ${words.map(quoted).join(' ')} <${quoted(input)} >/dev/null 2>&1)\n`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** One after the other. */
export function replayInShell({ folder }: RecordedGit): void {
  spawnSync('sh', [join(folder, 'replay.sh')]);
}

/** @returns a program for Node that runs all of them at once, reads what they print, and does nothing with it. */
export function replayScript({ folder, git }: RecordedGit): string {
  const path = join(folder, 'replay.mjs');
  writeFileSync(
    path,
    `import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
for (const { args, env, input } of JSON.parse(readFileSync(${JSON.stringify(join(folder, 'calls.json'))}))) {
  const child = spawn(${JSON.stringify(git)}, args, { cwd: ${JSON.stringify(folder)}, env: { ...process.env, ...env } });
  child.stdout.on('data', () => {});
  child.stderr.on('data', () => {});
  child.stdin.end(readFileSync(input));
}
`,
  );
  return path;
}
