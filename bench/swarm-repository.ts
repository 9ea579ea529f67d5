import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from './seeded.ts';

/** A bare repository with many pending branches, the same one for the same numbers. */
export interface Swarm {
  readonly gitDir: string;
  readonly base: string;
  readonly outputs: readonly { readonly output: string; readonly head: string }[];
  /** One more push to a branch: another edit of its own. @returns the new head. */
  push(output: string): string;
  remove(): void;
}

type Files = Map<string, readonly string[]>;

const MAIN_COMMITS = 40;

/**
 * A main line of 40 commits, branches from its last 20. A branch changes one to six files of one module; every fourth
 * also one of 40 shared files, every 20th the manifest, every 40th the changelog. A project with more branches has more
 * modules. So about half of the branches share a file with another one, and conflicts are as rare as in CONFLICTS.md
 * (200 among 1,000 open pull requests).
 */
export function swarm(branches: number): Swarm {
  const gitDir = mkdtempSync(join(tmpdir(), 'swarm-'));
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['--git-dir', gitDir, ...args], { input, encoding: 'utf8' });
  execFileSync('git', ['init', '-q', '--bare', gitDir]);
  const modules = Math.ceil(branches * 0.8);
  const { next: random, below } = seeded(branches);
  const edit = (files: Files, path: string): string => {
    const lines = [...(files.get(path) ?? [])];
    const at = path === 'CHANGELOG.md' ? 2 : below(lines.length);
    const kind = path === 'CHANGELOG.md' ? 1 : below(3);
    lines.splice(at, kind === 1 ? 0 : 1 + below(3), ...(kind === 2 ? [] : [`edit ${random()}`]));
    files.set(path, lines);
    return change(path, lines);
  };
  const someFile = (module: number): string => `src/m${module}/f${below(8)}.ts`;

  const files: Files = new Map();
  for (let module = 0; module < modules; module += 1)
    for (let file = 0; file < 8; file += 1) fill(files, `src/m${module}/f${file}.ts`, 120);
  for (let file = 0; file < 40; file += 1) fill(files, `src/shared/s${file}.ts`, 300);
  fill(files, 'package.json', 60);
  fill(files, 'CHANGELOG.md', 200);

  const script: string[] = [];
  const snapshots: { mark: number; files: Files }[] = [];
  let mark = 0;
  const commit = (ref: string, from: number | undefined, changes: readonly string[]): number => {
    mark += 1;
    const when = `bench <bench@example.com> ${1_700_000_000 + mark * 60} +0000`;
    const parent = from === undefined ? '' : `from :${from}\n`;
    script.push(
      `commit ${ref}\nmark :${mark}\ncommitter ${when}\ndata 1\nx\n${parent}${changes.join('')}\n`,
    );
    return mark;
  };
  let tip = commit(
    'refs/heads/main',
    undefined,
    [...files].map(([path, lines]) => change(path, lines)),
  );
  for (let number = 1; number < MAIN_COMMITS; number += 1) {
    const changes = [0, 1, 2].map(() => edit(files, someFile(below(modules))));
    tip = commit('refs/heads/main', tip, changes);
    snapshots.push({ mark: tip, files: new Map(files) });
  }
  const names = Array.from({ length: branches }, (_, number) => `handoff/task-${number}`);
  names.forEach((name, number) => {
    const fork = snapshots.at(-1 - below(20)) as { mark: number; files: Files };
    const own = new Map(fork.files);
    const module = below(modules);
    const changes = Array.from({ length: 1 + below(6) }, () => edit(own, someFile(module)));
    if (number % 4 === 0) changes.push(edit(own, `src/shared/s${below(40)}.ts`));
    if (number % 40 === 0) changes.push(edit(own, 'CHANGELOG.md'));
    if (number % 20 === 10) changes.push(edit(own, 'package.json'));
    if (number % 15 === 0) changes.push(change(`src/m${module}/new-${number}.ts`, ['new']));
    commit(`refs/heads/${name}`, fork.mark, changes);
  });
  git(['fast-import', '--quiet'], script.join(''));
  const tips = new Map(
    git(['for-each-ref', '--format=%(refname:short) %(objectname)', 'refs/heads'])
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  return {
    gitDir,
    base: tips.get('main') as string,
    outputs: names.map((output) => ({ output, head: tips.get(output) as string })),
    push(output) {
      const path = 'src/m0/pushed.ts';
      const when = 'bench <bench@example.com> 1800000000 +0000';
      const ref = `refs/heads/${output}`;
      git(
        ['fast-import', '--quiet'],
        `commit ${ref}\ncommitter ${when}\ndata 1\nx\nfrom ${ref}^0\n${change(path, [`${random()}`])}\n`,
      );
      return git(['rev-parse', ref]).trim();
    },
    remove: () => rmSync(gitDir, { recursive: true, force: true }),
  };
}

function fill(files: Files, path: string, count: number): void {
  const lines = Array.from({ length: count }, (_, at) => `line ${at} of ${path} with some words`);
  files.set(path, lines);
}

function change(path: string, lines: readonly string[]): string {
  const text = `${lines.join('\n')}\n`;
  return `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`;
}
