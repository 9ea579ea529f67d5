import fc from 'fast-check';
import { type MadeRepo, repo } from './repo.ts';

/**
 * A small random repository for laws that must hold for every history: a base of a few files in a few folders, and
 * branches from it that edit, add, remove, rename files and folders, change modes and types, and put files where folders
 * are. Names, lines and whole texts come from small sets, so that branches meet often and diffs are ambiguous.
 */
export interface RandomBranches {
  readonly base: readonly (readonly [path: string, lines: readonly string[]])[];
  readonly branches: readonly (readonly Change[])[];
}

/** Numbers choose among what is there when the change is made; a change that fits nothing does nothing. */
export interface Change {
  readonly kind: (typeof KINDS)[number];
  readonly file: number;
  readonly at: number;
  readonly to: string;
  readonly lines: readonly string[];
}

/** The ways in which two branches meet most often come most often. */
const KINDS = [
  ...(['replace', 'replace', 'replace', 'insert', 'insert', 'insert', 'delete', 'delete'] as const),
  ...(['add', 'add', 'rename', 'rename', 'rename-folder', 'rename-folder', 'copy'] as const),
  ...(['remove', 'remove-folder', 'executable', 'link', 'binary', 'submodule', 'unended'] as const),
] as const;

const folder = fc.constantFrom('', 'a/', 'b/', 'a/c/', 'a/d/', 'e/', 'b/c/', 'g/');
const name = fc.constantFrom(
  'one',
  'two',
  'three',
  'four',
  'One',
  'CHANGELOG.md',
  'a',
  'c',
  'e',
  'ü x',
);
const path = fc.tuple(folder, name).map(([above, own]) => above + own);
const line = fc.constantFrom('', '{', '}', 'x', 'y', 'return', 'alpha', 'beta', 'gamma', 'delta');
/** Mostly unlike each other, so that renames are found; now and then alike. */
const text = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.array(line, { minLength: 0, maxLength: 14 }))
  .map(([seed, lines]) => lines.map((one, at) => (at % 3 === 0 ? one : `${one} ${seed} ${at}`)));
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...KINDS),
  file: fc.nat(30),
  at: fc.nat(30),
  to: path,
  lines: fc.array(line, { maxLength: 3 }),
});

export const randomBranches: fc.Arbitrary<RandomBranches> = fc.record({
  base: fc.uniqueArray(fc.tuple(path, text), {
    minLength: 5,
    maxLength: 14,
    selector: ([at]) => at,
  }),
  branches: fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), {
    minLength: 5,
    maxLength: 5,
  }),
});

interface File {
  readonly mode: '100644' | '100755' | '120000' | '160000';
  readonly content: string;
}
type Tree = Map<string, File>;

/** @returns the repository; branches are `b0`, `b1`, … from the commit `Initial` on main. */
export function makeRandom({ base, branches }: RandomBranches): MadeRepo {
  const start: Tree = new Map();
  for (const [at, lines] of base) put(start, at, { mode: '100644', content: join(lines) });
  const teller = repo(Object.fromEntries([...start].map(([at, { content }]) => [at, content])));
  branches.forEach((changes, number) => {
    const tree: Tree = new Map(start);
    for (const one of changes) apply(tree, one);
    teller.branch(`b${number}`, 'main');
    for (const at of start.keys()) if (!tree.has(at)) teller.remove(at);
    for (const [at, { mode, content }] of tree) {
      if (start.get(at) === tree.get(at)) continue;
      if (mode === '120000') teller.symlink(at, content);
      else if (mode === '160000') teller.submodule(at, content);
      else teller.edit(at, Buffer.from(content, 'latin1')).mode(at, mode);
    }
    teller.commit(`Branch ${number}`);
  });
  return teller.make();
}

function join(lines: readonly string[]): string {
  return lines.map((one) => `${one}\n`).join('');
}

/** A file removes the folder of its name and the files that its own folders would be. */
function put(tree: Tree, path: string, file: File): void {
  for (const other of [...tree.keys()]) {
    if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) tree.delete(other);
  }
  tree.set(path, file);
}

function apply(tree: Tree, { kind, file: number, at, to, lines }: Change): void {
  const paths = [...tree.keys()].sort();
  const path = paths[number % paths.length] ?? '';
  const file = tree.get(path) ?? { mode: '100644', content: '' };
  const isText = file.mode === '100644' || file.mode === '100755';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const inside = paths.filter((one) => one.startsWith(folder));
  if (kind === 'add') put(tree, to, { mode: '100644', content: join(lines) });
  else if (path === '') return;
  else if (kind === 'remove') tree.delete(path);
  else if (kind === 'remove-folder') for (const one of inside) tree.delete(one);
  else if (kind === 'copy') put(tree, to, file);
  else if (kind === 'rename') {
    tree.delete(path);
    put(tree, to, { ...file, content: file.content + (isText ? join(lines.slice(1)) : '') });
  } else if (kind === 'rename-folder') {
    const above = to.slice(0, to.lastIndexOf('/') + 1);
    const moved = inside.map((one) => [one.slice(folder.length), tree.get(one) as File] as const);
    for (const one of inside) tree.delete(one);
    for (const [own, content] of moved) put(tree, above + own, content);
  } else if (kind === 'link') tree.set(path, { mode: '120000', content: `to-${number % 3}` });
  else if (kind === 'submodule') {
    tree.set(path, { mode: '160000', content: `${1 + (number % 3)}`.repeat(40) });
  } else if (isText) tree.set(path, edited(file, kind, at, lines));
}

function edited(file: File, kind: string, at: number, lines: readonly string[]): File {
  if (kind === 'binary') return { ...file, content: `\0${at % 3}\n` };
  if (kind === 'executable') return { ...file, mode: '100755' };
  if (kind === 'unended') return { ...file, content: file.content.replace(/\n$/, '') };
  const all = file.content.split('\n').slice(0, -1);
  const added = kind === 'delete' ? [] : lines;
  all.splice(at % (all.length + 1), kind === 'insert' ? 0 : 1 + (at % 2), ...added);
  return { ...file, content: join(all) };
}
