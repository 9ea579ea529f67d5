import { controlCharacters } from './control-characters.ts';
import { LIMITS } from './limits.ts';
import { offsetAt, type TextLimits, toRecord, treeProblems } from './raw-tree.ts';
import { readJson } from './strict-json.ts';
import { readYaml } from './strict-yaml.ts';
import { type FoundProblem, lineFinder, type TextProblem } from './text-problem.ts';

export type StructuredFormat = 'json' | 'yaml';

export type StructuredText =
  | {
      readonly ok: true;
      readonly value: Readonly<Record<string, unknown>>;
      /** The 1-based line of the value at a path, or of the last step of the path that is there. */
      readonly lineOf: (path: readonly PropertyKey[]) => number;
    }
  | { readonly ok: false; readonly problems: readonly [TextProblem, ...TextProblem[]] };

/** A contract or a task spec: written by executors and by forms, the tightest bounds. */
export const BLOCK_LIMITS: TextLimits = {
  bytes: LIMITS.blockBytes,
  nodes: LIMITS.blockNodes,
  mapKeys: LIMITS.mapKeys,
  depth: LIMITS.depth,
};

/** A plan or a policy: written by planners and read from the default branch. */
export const PLAN_LIMITS: TextLimits = {
  ...BLOCK_LIMITS,
  bytes: LIMITS.planBytes,
  nodes: LIMITS.planNodes,
};

/**
 * Reads one JSON or YAML map that an executor may have written. Nothing in it is trusted: bounds come before parsing, a
 * key that stands twice, a prototype key, an alias, a tag or a second document is a problem, never a silent choice
 * (threats E02-E06, E13, C04).
 *
 * Shapes: JSON keeps its types; **every YAML scalar is a string**, an empty one is `''`. Maps have no prototype. An empty
 * YAML text is the empty map, an empty JSON text is a syntax problem. A leading BOM is dropped; CRLF and CR are line ends.
 *
 * @returns the map, or every problem that was found, in the order of the text.
 */
export function readStructured(
  text: string,
  options: { readonly format: StructuredFormat; readonly limits: TextLimits },
): StructuredText {
  const { format, limits } = options;
  if (text.length > limits.bytes || Buffer.byteLength(text) > limits.bytes) {
    const message = `The text is larger than ${limits.bytes} bytes; allowed are ${limits.bytes}`;
    return { ok: false, problems: [{ code: 'too-large', message, line: 1, column: 1 }] };
  }
  const normal = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lineOf = lineFinder(normal);
  const place = ({ code, message, offset }: FoundProblem): TextProblem => ({
    code,
    message,
    ...lineOf(offset),
  });

  const [control] = rawCharacterProblems(normal);
  if (control !== undefined) return { ok: false, problems: [place(control)] };
  const tree = format === 'json' ? readJson(normal, limits.depth) : readYaml(normal, limits);
  if (!tree.ok) return { ok: false, problems: [place(tree.problem)] };
  const [first, ...rest] = treeProblems(tree.root, limits).toSorted((a, b) => a.offset - b.offset);
  if (first !== undefined) return { ok: false, problems: [place(first), ...rest.map(place)] };
  if (tree.root.kind !== 'map') {
    const message = `Found a ${tree.root.kind}; a map of names to values is expected`;
    return {
      ok: false,
      problems: [place({ code: 'not-a-map', message, offset: tree.root.offset })],
    };
  }
  const { root } = tree;
  return {
    ok: true,
    value: toRecord(root.entries),
    lineOf: (path) => lineOf(offsetAt(root, path)).line,
  };
}

function rawCharacterProblems(text: string): readonly FoundProblem[] {
  const found = controlCharacters(text);
  const others = found.length > 1 ? ` (and ${found.length - 1} more like it)` : '';
  return found.slice(0, 1).map(({ name, offset }) => ({
    code: 'bad-character',
    message: `The character ${name} is not allowed${others}`,
    offset,
  }));
}
