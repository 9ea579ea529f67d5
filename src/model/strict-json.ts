import { createScanner, type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { type RawEntry, type RawNode, type ReadTree, tooDeep } from './raw-tree.ts';
import type { FoundProblem } from './text-problem.ts';

/** Token kinds of jsonc-parser; its enum is ambient and cannot be read under isolated modules. */
const OPENERS: ReadonlySet<number> = new Set([1, 3]);
const CLOSERS: ReadonlySet<number> = new Set([2, 4]);
const END = 17;

/**
 * JSON as RFC 8259 has it: no comments, no trailing commas. The value is built from the same events in which duplicate
 * keys are seen; a second parser that reads the text again could disagree with the first (threat E02).
 */
export function readJson(text: string, depth: number): ReadTree {
  const tooDeep = findTooDeep(text, depth);
  if (tooDeep !== undefined) return { ok: false, problem: tooDeep };

  let root: RawNode = { kind: 'scalar', value: null, offset: 0 };
  let key = { key: '', offset: 0 };
  let problem: FoundProblem | undefined;
  const open: ((node: RawNode) => void)[] = [
    (node) => {
      root = node;
    },
  ];
  const add = (node: RawNode): void => open.at(-1)?.(node);
  visit(
    text,
    {
      onObjectBegin(offset) {
        const entries: RawEntry[] = [];
        add({ kind: 'map', entries, offset });
        open.push((value) => entries.push({ ...key, value }));
      },
      onObjectProperty(name, offset) {
        key = { key: name, offset };
      },
      onObjectEnd: () => void open.pop(),
      onArrayBegin(offset) {
        const items: RawNode[] = [];
        add({ kind: 'list', items, offset });
        open.push((item) => items.push(item));
      },
      onArrayEnd: () => void open.pop(),
      onLiteralValue: (value, offset) => add({ kind: 'scalar', value, offset }),
      onError(code, offset) {
        problem ??= { code: 'syntax', message: syntaxMessage(code), offset };
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return problem === undefined ? { ok: true, root } : { ok: false, problem };
}

/** `visit` recurses: 16 KB of `[` would end the stack, so depth is counted in a flat scan of the same tokens (E05). */
function findTooDeep(text: string, depth: number): FoundProblem | undefined {
  const scanner = createScanner(text, true);
  let level = 0;
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    if (CLOSERS.has(token)) level -= 1;
    if (OPENERS.has(token)) level += 1;
    if (level > depth) {
      return tooDeep(depth, scanner.getTokenOffset());
    }
  }
  return undefined;
}

/** The parser names what it missed in one word, `CommaExpected`; a reader gets `comma expected`. */
function syntaxMessage(code: ParseErrorCode): string {
  const words = printParseErrorCode(code).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`);
  return `Not valid JSON: ${words.toLowerCase()}; comments and trailing commas are not allowed`;
}
