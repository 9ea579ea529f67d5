import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Seeded, seeded } from './seeded.ts';

/** A repository of TypeScript with many pending branches, the same one for the same numbers. */
export interface CodeSwarm {
  readonly dir: string;
  readonly base: string;
  /** The default branch with a policy that turns one rule off. */
  without(rule: string): string;
  remove(): void;
}

const MODULES = 60;
const FILES = 6;
const FUNCTIONS = 10;

/**
 * 360 files of ten exported functions each. A branch works on one module: it changes bodies in one to four files, adds
 * calls of functions of three other modules, and every third adds a file. `changing`: that share of the branches renames a
 * function or gives it one more parameter, with its callers in the module.
 */
export function codeSwarm(branches: number, changing: number): CodeSwarm {
  const dir = mkdtempSync(join(tmpdir(), 'code-swarm-'));
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['-C', dir, ...args], { input, encoding: 'utf8' }).trim();
  git(['init', '-q', '-b', 'main']);
  const random = seeded(branches);
  const files = new Map<string, string>();
  for (let module = 0; module < MODULES; module += 1)
    for (let file = 0; file < FILES; file += 1)
      files.set(pathOf(module, file), source(random, module, file));
  const script = [
    commit('refs/heads/main', '', [...files, ['.handoff/policy.yaml', 'mode: block\n']]),
  ];
  for (let number = 0; number < branches; number += 1) {
    const module = random.below(MODULES);
    const own = new Map<string, string>();
    for (let edits = 1 + random.below(4); edits > 0; edits -= 1) {
      const path = pathOf(module, random.below(FILES));
      own.set(path, edited(random, own.get(path) ?? `${files.get(path)}`, number));
    }
    if (random.next() < changing) {
      const path = pathOf(module, random.below(FILES));
      own.set(path, changed(random, own.get(path) ?? `${files.get(path)}`));
    }
    if (number % 3 === 0)
      own.set(`src/m${module}/new-${number}.ts`, source(random, module, number + 100));
    script.push(commit(`refs/heads/handoff/task-${number}`, 'refs/heads/main', [...own]));
  }
  git(['fast-import', '--quiet'], script.join(''));
  const base = git(['rev-parse', 'main']);
  return {
    dir,
    base,
    without(rule) {
      const policy = `mode: block\nrules:\n  ${rule}: off\n`;
      git(
        ['fast-import', '--quiet'],
        commit('refs/heads/off', base, [['.handoff/policy.yaml', policy]]),
      );
      return git(['rev-parse', 'off']);
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function pathOf(module: number, file: number): string {
  return `src/m${module}/f${file}.ts`;
}

function nameOf(module: number, file: number, number: number): string {
  return `${['load', 'parse', 'render', 'check', 'merge'][number % 5]}${['Order', 'Cart', 'Bill'][file % 3]}${module}At${file}By${number}`;
}

function source(random: Seeded, module: number, file: number): string {
  const other = random.below(MODULES);
  const [used, from] = [random.below(FUNCTIONS), random.below(FILES)];
  const taken = nameOf(other, from, used);
  const functions = Array.from({ length: FUNCTIONS }, (_, number) => {
    const name = nameOf(module, file, number);
    return `
/** What ${name} is for. */
export function ${name}(items: readonly string[], limit: number): readonly string[] {
  const result: string[] = [];
  for (const item of items) {
    if (item.length > limit) continue;
    const value = ${number % 3 === 0 ? `${taken}([item], limit)` : 'item.trim().split(" ")'};
    result.push(...value);
  }
  return result;
}
`;
  });
  return `import { ${taken} } from '../m${other}/f${from}.ts';\n${functions.join('')}`;
}

/** Another body, with a call of a function of another module. */
function edited(random: Seeded, text: string, branch: number): string {
  const [module, file, number] = [
    random.below(MODULES),
    random.below(FILES),
    random.below(FUNCTIONS),
  ];
  const name = nameOf(module, file, number);
  const parts = text.split('  return result;\n');
  const at = 1 + random.below(parts.length - 1);
  const body = `  const more${branch} = ${name}(items, ${random.below(100)});\n  result.push(...more${branch});\n`;
  const whole = [parts.slice(0, at).join('  return result;\n') + body, ...parts.slice(at)].join(
    '  return result;\n',
  );
  return `import { ${name} } from '../m${module}/f${file}.ts';\n${whole}`;
}

function changed(random: Seeded, text: string): string {
  const names = [...text.matchAll(/export function (\w+)/g)].map(([, name]) => `${name}`);
  const name = random.pick(names);
  return random.below(2) === 0
    ? text.replaceAll(name, `${name}Now`)
    : text.replace(
        `${name}(items: readonly string[], limit`,
        `${name}(items: readonly string[], first: number, limit`,
      );
}

function commit(ref: string, from: string, files: readonly (readonly string[])[]): string {
  const changes = files.map(
    ([path, text = '']) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const parent = from === '' ? '' : `from ${from}\n`;
  return `commit ${ref}\ncommitter bench <bench@example.com> 1700000000 +0000\ndata 1\nx\n${parent}${changes.join('')}\n`;
}
