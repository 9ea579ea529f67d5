import { controlCharacters } from './control-characters.ts';
import type { FoundProblem } from './text-problem.ts';

/**
 * What JSON and YAML have in common, before it is trusted: maps are still lists of entries, so that a key that comes
 * twice is seen, and every node knows its offset.
 */
export type RawNode =
  | { readonly kind: 'map'; readonly entries: readonly RawEntry[]; readonly offset: number }
  | { readonly kind: 'list'; readonly items: readonly RawNode[]; readonly offset: number }
  | { readonly kind: 'scalar'; readonly value: RawScalar; readonly offset: number };

export interface RawEntry {
  readonly key: string;
  readonly offset: number;
  readonly value: RawNode;
}

export type RawScalar = string | number | boolean | null;

export type ReadTree =
  | { readonly ok: true; readonly root: RawNode }
  | { readonly ok: false; readonly problem: FoundProblem };

/** Bounds of one text. `bytes` of UTF-8; `nodes` are values of all kinds; `depth` counts maps and lists, the root is 1. */
export interface TextLimits {
  readonly bytes: number;
  readonly nodes: number;
  readonly mapKeys: number;
  readonly depth: number;
}

/** Keys that reach an object's prototype when a later step copies carelessly (threat E03). */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Everything that is wrong with a tree whose depth is already bounded; parsers that come later cannot disagree on it. */
export function treeProblems(root: RawNode, limits: TextLimits): readonly FoundProblem[] {
  const problems: FoundProblem[] = [];
  let nodes = 0;
  const visit = (node: RawNode, depth: number): void => {
    nodes += 1;
    if (nodes === limits.nodes + 1) {
      problems.push({
        code: 'too-many-nodes',
        message: `More than ${limits.nodes} values; allowed are ${limits.nodes}`,
        offset: node.offset,
      });
    }
    if (node.kind === 'scalar') {
      problems.push(...scalarProblems(node.value, node.offset));
      return;
    }
    if (depth > limits.depth) {
      problems.push(tooDeep(limits.depth, node.offset));
      return;
    }
    if (node.kind === 'map') problems.push(...keyProblems(node.entries, limits.mapKeys));
    for (const child of node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items) {
      visit(child, depth + 1);
    }
  };
  visit(root, 1);
  return problems;
}

export function tooDeep(depth: number, offset: number): FoundProblem {
  const message = `Maps and lists nest deeper than ${depth} levels; allowed are ${depth}`;
  return { code: 'too-deep', message, offset };
}

/** Linear, where `yaml` compares every key with every other one (threat E06: 65 KB of keys block it for 2.6 s). */
function keyProblems(entries: readonly RawEntry[], mapKeys: number): readonly FoundProblem[] {
  const problems: FoundProblem[] = [];
  const seen = new Map<string, number>();
  for (const { key, offset } of entries) {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    if (times === 2) {
      problems.push({
        code: 'duplicate-key',
        message: `Key ${JSON.stringify(key)} stands more than once in one map; programs disagree on which counts, so keep one`,
        offset,
      });
    }
    if (times === 1 && seen.size === mapKeys + 1) {
      problems.push({
        code: 'too-many-keys',
        message: `More than ${mapKeys} keys in one map; allowed are ${mapKeys}`,
        offset,
      });
    }
    if (FORBIDDEN.has(key)) {
      problems.push({
        code: 'forbidden-key',
        message: `Key ${JSON.stringify(key)} is not allowed: it would reach the prototype of an object`,
        offset,
      });
    }
    if (key === '<<') {
      problems.push({
        code: 'merge-key',
        message: 'A merge key "<<" is not allowed; write the keys out',
        offset,
      });
    }
    problems.push(...controlProblems(key, offset));
  }
  return problems;
}

function scalarProblems(value: RawScalar, offset: number): readonly FoundProblem[] {
  if (typeof value === 'string') return controlProblems(value, offset);
  if (typeof value !== 'number') return [];
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)))
    return [];
  return [
    {
      code: 'bad-number',
      message: `A number beyond ±${Number.MAX_SAFE_INTEGER} changes when it is read; write it as a string`,
      offset,
    },
  ];
}

/** An escape (`"\u0000"`) brings back what the raw text was searched for already. */
function controlProblems(text: string, offset: number): readonly FoundProblem[] {
  return controlCharacters(text)
    .slice(0, 1)
    .map(({ name }) => ({
      code: 'bad-character',
      message: `The escaped character ${name} is not allowed in a string`,
      offset,
    }));
}

/** The offset of what stands at a path, or of the last step of the path that is there. A map's value begins at its key. */
export function offsetAt(node: RawNode, path: readonly PropertyKey[]): number {
  const [step, ...rest] = path;
  if (node.kind === 'map') {
    const entry = node.entries.find(({ key }) => key === step);
    if (entry !== undefined) return offsetAt({ ...entry.value, offset: entry.offset }, rest);
  }
  if (node.kind === 'list') {
    const item = node.items[Number(step)];
    if (item !== undefined) return offsetAt(item, rest);
  }
  return node.offset;
}

/**
 * The tree as plain data. Maps have no prototype, so no key can be inherited. `-0` becomes `0`, which is how it is
 * written in canonical JSON. Call it only for a tree without problems.
 */
export function toData(node: RawNode): unknown {
  if (node.kind === 'scalar') return node.value === 0 ? 0 : node.value;
  if (node.kind === 'list') return node.items.map(toData);
  return toRecord(node.entries);
}

export function toRecord(entries: readonly RawEntry[]): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = Object.create(null);
  for (const { key, value } of entries) record[key] = toData(value);
  return record;
}
