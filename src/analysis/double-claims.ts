import type { ChangedPath } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';
import { manifestEntries, statesEntries } from './manifest-entries.ts';
import { isVersionLine, mechanicalFile } from './mechanical-files.ts';
import type { PendingIndex } from './pending-index.ts';

/**
 * What only one output may have, though git merges both:
 * - `version`: both set the same new version, so that two different things would carry it
 * - `number`: both add a file of the same number to one folder (migrations, decisions)
 * - `entry`: both add the same dependency to one manifest, in different versions
 * - `same-change`: both change exactly the same, file for file and byte for byte (duplicate work)
 */
export type ClaimKind = 'version' | 'number' | 'entry' | 'same-change';

export interface DoubleClaim {
  /** Names of outputs; `first` sorts before `second`. */
  readonly first: string;
  readonly second: string;
  readonly kind: ClaimKind;
  /** The version, the number, the dependency; for `same-change` the number of files. */
  readonly what: string;
  /** Of the first and of the second, each once. */
  readonly paths: readonly RepoPath[];
}

/** The text of a blob; undefined = not read (binary, too large): nothing is claimed by it. */
export type TextOf = (blob: Sha) => string | undefined;

interface Claim {
  readonly kind: ClaimKind;
  /** Two outputs with the same key claim the same thing. */
  readonly key: string;
  /** What exactly: where it has to be one and the same, the same twice is agreement and no double claim. */
  readonly mark: string;
  readonly what: string;
  readonly paths: readonly RepoPath[];
}

/** Files whose text can hold a claim and that more than one output changes: nobody has to read any other. */
export function filesOfClaims(index: PendingIndex): ReadonlySet<RepoPath> {
  const shared = [...index.byPath].filter(([, touches]) => touches.length > 1);
  return new Set(shared.map(([path]) => path).filter(holdsClaims));
}

function holdsClaims(path: RepoPath): boolean {
  return mechanicalFile(path) === 'manifest' || statesEntries(path);
}

/** In order of the names. */
export function doubleClaims(index: PendingIndex, textOf: TextOf): readonly DoubleClaim[] {
  const read = filesOfClaims(index);
  const byKey = new Map<string, { readonly output: string; readonly claim: Claim }[]>();
  for (const { name: output, touches } of index.outputs) {
    const changes = touches.map(({ changed }) => changed);
    for (const claim of [...numbers(changes), ...texts(changes, read, textOf), ...whole(changes)]) {
      const key = `${claim.kind}\0${claim.key}`;
      byKey.set(key, [...(byKey.get(key) ?? []), { output, claim }]);
    }
  }
  return [...byKey.values()].flatMap((claims) =>
    claims.flatMap(({ output: first, claim }, place) =>
      claims
        .slice(place + 1)
        .filter((other) => doubled(claim, other.claim))
        .map((other) => ({
          first,
          second: other.output,
          kind: claim.kind,
          what: claim.what,
          paths: [...new Set([...claim.paths, ...other.claim.paths])],
        })),
    ),
  );
}

function doubled({ kind, mark }: Claim, other: Claim): boolean {
  return kind === 'version' || kind === 'same-change' || mark !== other.mark;
}

/** Dates and plain counts are no numbers of a sequence; a leading zero, a `V`, a time stamp or the folder's name says so. */
const NUMBERED = /^(V?)(\d+(?:\.\d+)*)(?:_+|-)[A-Za-z]/;
const DATE = /^\d{4}-\d{2}-/;
const SEQUENCES =
  /(?:^|\/)(?:[\w-]*migrat\w*|adrs?|decisions|rfcs?|evolutions|changesets)(?:\/|$)/i;
const STAMP = 12;

function numbers(changes: readonly ChangedPath[]): readonly Claim[] {
  const byKey = new Map<string, { number: string; paths: RepoPath[] }>();
  for (const { path, oldBlob } of changes) {
    if (oldBlob !== undefined) continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const name = path.slice(folder.length);
    const [, letter, number] = (DATE.test(name) ? null : NUMBERED.exec(name)) ?? [];
    if (number === undefined) continue;
    const sequence =
      letter === 'V' || number.startsWith('0') || number.length >= STAMP || SEQUENCES.test(folder);
    if (!sequence) continue;
    const key = `${folder}\0${number.replace(/^0+(?=\d)/, '')}`;
    const claim = byKey.get(key) ?? { number, paths: [] };
    claim.paths.push(path);
    byKey.set(key, claim);
  }
  return [...byKey].map(([key, { number, paths }]) => ({
    kind: 'number',
    key,
    mark: paths.join('\0'),
    what: number,
    paths,
  }));
}

function texts(
  changes: readonly ChangedPath[],
  read: ReadonlySet<RepoPath>,
  textOf: TextOf,
): readonly Claim[] {
  return changes.flatMap(({ path, oldBlob, newBlob }) => {
    if (!read.has(path) || newBlob === undefined) return [];
    const before = (oldBlob === undefined ? undefined : textOf(oldBlob)) ?? '';
    const after = textOf(newBlob);
    return after === undefined
      ? []
      : [...versions(path, before, after), ...entries(path, before, after)];
  });
}

/** A line of a manifest that says `version`, or the whole content of a file of that name. */
function versions(path: RepoPath, before: string, after: string): readonly Claim[] {
  if (mechanicalFile(path) !== 'manifest') return [];
  const old = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !old.has(line) && isVersionLine(line) && /version/i.test(`${path}${line}`))
    .flatMap((line) => [...line.matchAll(/\d+(?:\.\d+)+[\w.+-]*/g)])
    .map(([version]) => ({
      kind: 'version',
      key: `${path}\0${version}`,
      mark: '',
      what: version,
      paths: [path],
    }));
}

function entries(path: RepoPath, before: string, after: string): readonly Claim[] {
  const old = manifestEntries(path, before);
  return [...manifestEntries(path, after)]
    .filter(([name]) => !old.has(name))
    .map(([name, version]) => ({
      kind: 'entry',
      key: `${path}\0${name}`,
      mark: version,
      what: name,
      paths: [path],
    }));
}

function whole(changes: readonly ChangedPath[]): readonly Claim[] {
  if (changes.length === 0) return [];
  const key = changes
    .map(({ path, newBlob, newMode }) => `${path}\0${newBlob ?? ''}\0${newMode}`)
    .join('\0\0');
  const paths = changes.map(({ path }) => path);
  return [{ kind: 'same-change', key, mark: '', what: `${paths.length}`, paths }];
}
