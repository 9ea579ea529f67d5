import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';
import { cli } from './cli.ts';

export interface PageBlock {
  readonly page: string;
  readonly info: string;
  readonly text: string;
}

/** The fenced blocks of a page; `section` = only those below this heading of level 2. */
export function blocksOf(page: string, section?: string): readonly PageBlock[] {
  const text = readFileSync(page, 'utf8');
  const parts = section === undefined ? [text] : text.split(/^(?=## )/m);
  const asked = parts.filter((part) => section === undefined || part.startsWith(`## ${section}\n`));
  return asked.flatMap((part) =>
    [...part.matchAll(/^```(\S[^\n]*)\n(.*?)^```$/gms)].map(([, info = '', body = '']) => ({
      page,
      info,
      text: body,
    })),
  );
}

export interface Walker {
  /** Where the reader stands by now. */
  readonly cwd: string;
  /** What the last command of ours printed. */
  readonly out: string;
  /** Types the lines of a block, one after another; each has to exit with what the block promises (`sh exit=1`). */
  block(block: PageBlock): Promise<void>;
}

/** What a page leaves to its reader, told by its own comment line: `# … work, commit …`. */
export type Stage = Readonly<Record<string, (cwd: string) => void>>;

/** A reader at a shell: git and bash are real, our commands run in this process. */
export function walker(start: string, stage: Stage = {}): Walker {
  let [cwd, out] = [start, ''];
  const env: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  const bash = (script: string) =>
    spawnSync('bash', ['-ec', script], {
      ...{ cwd, env, encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });

  async function ours(line: string, expected: number): Promise<void> {
    const [, variable, inside] = /^(\w+)=\$\((.*)\)$/.exec(line) ?? [];
    const [, command = '', file] = /^handoff-gate (.*?)(?: > (\S+))?$/.exec(inside ?? line) ?? [];
    const words = bash(`printf '%s\\0' ${command}`).stdout.split('\0').slice(0, -1);
    const ran = await cli(words, { cwd });
    expect([line, ran.code, ran.code === expected ? '' : ran.out + ran.err]).toEqual([
      line,
      expected,
      '',
    ]);
    out = ran.out;
    if (variable !== undefined) env[variable] = out.trim();
    if (file !== undefined) writeFileSync(resolve(cwd, file), out);
  }

  function others(line: string): void {
    const ran = bash(`${line}\necho "$PWD" >&3`);
    expect([line, ran.status, ran.status === 0 ? '' : ran.stderr]).toEqual([line, 0, '']);
    cwd = String(ran.output[3]).trim();
  }

  return {
    get cwd() {
      return cwd;
    },
    get out() {
      return out;
    },
    async block({ info, text }) {
      const expected = Number(/^sh exit=(\d)$/.exec(info)?.[1] ?? 0);
      for (const typed of text.trimEnd().split('\n')) {
        stage[typed]?.(cwd);
        const line = typed.replace(/(?:^|\s+)# .*$/, '');
        if (/^(?:\w+=\$\()?handoff-gate /.test(line)) await ours(line, expected);
        else if (line !== '') others(line);
      }
    },
  };
}
