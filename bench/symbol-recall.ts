/**
 * How many clean merges that break by name Gate 3 finds, on the source of a real repository:
 *   npx tsx bench/symbol-recall.ts <git dir> [--base <ref>] [--pairs <n>] [--seed <n>]
 * In random places one output renames, removes or narrows an exported function in the way of an author (its definition and
 * every mention of it), and another one adds a caller, as the file's language writes it, in a file that may import it
 * already. The places are found by regular expressions, not by what is measured. Pairs that git does not merge are no
 * case of it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openRepository } from '../src/adapters/git/open-repository.ts';
import type { Sha } from '../src/model/sha.ts';
import { type Seeded, seeded } from './seeded.ts';
import { brokenNames } from './symbol-accuracy.ts';

interface Place {
  readonly path: string;
  readonly name: string;
  readonly parameters: string;
}
type Edits = ReadonlyMap<string, string>;
const KINDS = ['rename', 'remove', 'narrow'] as const;

async function measure(
  source: string,
  {
    base: ref,
    pairs,
    seed,
    missed,
  }: { base: string; pairs: string; seed: string; missed: boolean },
): Promise<void> {
  const gitDir = join(mkdtempSync(join(tmpdir(), 'recall-')), 'repo.git');
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['--git-dir', gitDir, ...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
  execFileSync('git', ['clone', '-q', '--bare', '--shared', source, gitDir]);
  const base = git(['rev-parse', `${ref}^{commit}`]).trim() as Sha;
  const random = seeded(Number(seed));
  const files = sources(git, base);
  const places = [...files].flatMap(([path, text]) => placesIn(path, text));
  const left = [...places];
  const made = Array.from({ length: Math.min(Number(pairs), places.length) }, (_, number) => {
    const [place] = left.splice(random.below(left.length), 1) as [Place];
    const kind = KINDS[number % KINDS.length] ?? 'rename';
    return { place, kind, change: changed(files, place, kind), use: used(files, place, random) };
  });
  const script = made.flatMap(({ change, use }, number) => [
    commit(`refs/heads/a${number}`, base, change),
    commit(`refs/heads/b${number}`, base, use),
  ]);
  git(['fast-import', '--quiet'], script.join(''));
  const outputs = made.flatMap((_, number) =>
    ['a', 'b'].map((side) => ({
      output: `${side}${number}`,
      head: git(['rev-parse', `refs/heads/${side}${number}`]).trim() as Sha,
      time: number,
    })),
  );
  const repository = await openRepository(gitDir);
  const { survey, breaks } = await brokenNames(repository, base, outputs);
  const conflicting = new Set(
    survey.pairs.flatMap(({ first, second, merge }) =>
      merge.state === 'clean' || merge.state === 'names-only' ? [] : [`${first} ${second}`],
    ),
  );
  const rows: Record<string, { clean: number; found: number }> = {};
  made.forEach(({ place, kind, use }, number) => {
    if (conflicting.has(`a${number} b${number}`)) return;
    const row = rows[kind] ?? { clean: 0, found: 0 };
    rows[kind] = row;
    row.clean += 1;
    const found = breaks.some(
      (one) => one.changer === `a${number}` && one.user === `b${number}` && one.name === place.name,
    );
    if (found) row.found += 1;
    else if (missed)
      console.log(`missed: ${kind} ${place.name} of ${place.path}, used in ${[...use.keys()]}`);
  });
  console.log(`${source}: ${places.length} places`);
  console.table(rows);
  await repository.close();
  rmSync(resolve(gitDir, '..'), { recursive: true, force: true });
}

function sources(
  git: (args: readonly string[]) => string,
  base: string,
): ReadonlyMap<string, string> {
  const paths = git(['ls-tree', '-r', '-z', '--name-only', base]).split('\0');
  const judged = paths.filter(
    (path) =>
      /\.(?:tsx?|[cm]?jsx?|py)$/.test(path) &&
      !/\.d\.ts$|(?:^|\/)(?:test|tests|__tests__|docs|profiling|vendor)\//.test(path),
  );
  return new Map(judged.map((path) => [path, git(['show', `${base}:${path}`])]));
}

const NAMES =
  /^(?:export (?:default )?(?:async )?function ([\w$]+)\s*(?:<[^(]*>)?\(|export const ([\w$]+) = (?:async )?\(|(?:async )?def ([a-z]\w*)\(|(?:module\.)?exports\.([\w$]+) = function(?: [\w$]+)?\s?\(|function ([\w$]+)\s?\()/gm;

/** Functions that a file offers: exported ones, those that `module.exports` lists, and those at the top of a Python file. */
function placesIn(path: string, text: string): readonly Place[] {
  return [...text.matchAll(NAMES)].flatMap((match) => {
    const name = match.slice(1).find((one) => one !== undefined) as string;
    if (match[5] !== undefined && !isListed(text, name)) return [];
    const start = match.index + match[0].length;
    const end = closing(text, start);
    return end === undefined ? [] : [{ path, name, parameters: text.slice(start, end) }];
  });
}

function isListed(text: string, name: string): boolean {
  return new RegExp(
    `exports\\.${name} = ${name}$|exports\\s*=\\s*\\{[^}]*(?<!: )\\b${name}\\b(?!:)`,
    'm',
  ).test(text);
}

/** Of the bracket that is open at `start`. */
function closing(text: string, start: number): number | undefined {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if ('([{'.includes(text[at] as string)) depth += 1;
    else if (')]}'.includes(text[at] as string)) depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** As an author does it: the definition, and whoever mentions it. */
function changed(
  files: ReadonlyMap<string, string>,
  { path, name, parameters }: Place,
  kind: (typeof KINDS)[number],
): Edits {
  const text = files.get(path) as string;
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  if (kind === 'narrow') {
    const head = new RegExp(
      `((?:(?:function|def|const) ${name}(?![\\w$])|exports\\.${name} = function)[^(]*\\()`,
    );
    const more = parameters.trim().replace(/,$/, '');
    const start = text.search(head) + (head.exec(text)?.[1] ?? '').length;
    const first = more === '' ? 'addedHere' : `addedHere, ${more}`;
    return new Map([[path, text.slice(0, start) + first + text.slice(start + parameters.length)]]);
  }
  if (kind === 'rename')
    return new Map(
      [...files]
        .filter(([, one]) => one.includes(name))
        .map(([at, one]) => [at, one.replace(word, `${name}Renamed`)]),
    );
  // Made private: what the file keeps for itself.
  if (/\.py$/.test(path)) return new Map([[path, text.replace(word, `_${name}`)]]);
  const exported = new RegExp(`export (?:default )?(?=(?:async )?(?:function|const) ${name}\\b)`);
  const listed = new RegExp(`(exports\\s*=\\s*\\{[^}]*?)\\b${name}\\b(?:\\s*:\\s*\\w+)?,?`);
  const alone = new RegExp(`^(?:module\\.)?exports\\.${name} = (?:${name}\\n)?`, 'm');
  return new Map([[path, text.replace(exported, '').replace(listed, '$1').replace(alone, '')]]);
}

/** A caller with as many arguments as the function asks for, in a file that imports it already or in any other one. */
function used(
  files: ReadonlyMap<string, string>,
  { path, name, parameters }: Place,
  random: Seeded,
): Edits {
  const python = /\.py$/.test(path);
  const others = [...files].filter(([at]) => at !== path && /\.py$/.test(at) === python);
  const imports = new RegExp(
    python
      ? `^from \\S+ import (?:\\([^)]*|[^\\n(]*)\\b${name}\\b(?! as)`
      : `(?:import|const) \\{[^}]*\\b${name}\\b(?! as|:)[^}]*\\} (?:from|= require)`,
    'm',
  );
  const knowing = others.filter(([, text]) => imports.test(text));
  const known = knowing.length > 0 && random.below(2) === 0;
  const [at, text] = random.pick(known ? knowing : others);
  const isDefault = new RegExp(`export default (?:async )?function ${name}\\b`).test(
    `${files.get(path)}`,
  );
  const args = Array.from({ length: required(parameters) }, (_, index) => `${index}`).join(', ');
  const call = python
    ? `\n\nADDED = ${name}(${args})\n`
    : `\n${/require\(/.test(text) ? '' : 'export '}const addedHere = ${name}(${args})\n`;
  if (known) return new Map([[at, text + call]]);
  const line = python
    ? fromImport(at, path, name)
    : fromModule(at, path, text, isDefault ? name : `{ ${name} }`);
  const first = /^(?:import|from|const|let|var|'use strict'|"use)\b.*$/m.exec(text)?.index ?? 0;
  const place = /^['"]use/.test(text.slice(first)) ? text.indexOf('\n', first) + 1 : first;
  return new Map([[at, `${text.slice(0, place)}${line}\n${text.slice(place)}${call}`]]);
}

/** Parameters without a default, whatever stands in their brackets. */
function required(parameters: string): number {
  let flat = parameters.replace(/=>/g, '');
  for (let last = ''; last !== flat; ) {
    last = flat;
    flat = flat.replace(/\{[^{}()[\]]*\}|\([^{}()[\]]*\)|\[[^{}()[\]]*\]|<[^<>{}()[\]]*>/g, '_');
  }
  return flat
    .split(',')
    .filter((one) => one.trim() !== '' && !/[=?*]|\.\.\.|^\s*\/$|^\s*this\b/.test(one)).length;
}

function fromModule(at: string, path: string, text: string, what: string): string {
  const relative = posix.relative(posix.dirname(at), path);
  const module = (relative.startsWith('.') ? relative : `./${relative}`).replace(
    /(?:\/index)?\.\w+$/,
    '',
  );
  return /require\(/.test(text) && !/^import /m.test(text)
    ? `const ${what} = require('${module}')`
    : `import ${what} from '${module}';`;
}

function fromImport(at: string, path: string, name: string): string {
  const dotted = path
    .replace(/^src\//, '')
    .replace(/(?:\/__init__)?\.py$/, '')
    .replaceAll('/', '.');
  return posix.dirname(at) === posix.dirname(path) && !path.endsWith('__init__.py')
    ? `from .${posix.basename(path, '.py')} import ${name}`
    : `from ${dotted} import ${name}`;
}

function commit(ref: string, base: string, edits: Edits): string {
  const files = [...edits].map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  return `commit ${ref}\ncommitter bench <bench@example.com> 1700000000 +0000\ndata 1\nx\nfrom ${base}\n${files.join('')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      base: { type: 'string', default: 'HEAD' },
      pairs: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      missed: { type: 'boolean', default: false },
    },
  });
  await measure(resolve(positionals[0] ?? '.'), values);
}
