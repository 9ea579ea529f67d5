import {
  Composer,
  CST,
  type Document,
  isMap,
  isSeq,
  Lexer,
  type Pair,
  type ParsedNode,
  Parser,
} from 'yaml';
import {
  type RawEntry,
  type RawNode,
  type ReadTree,
  type TextLimits,
  tooDeep,
} from './raw-tree.ts';
import type { FoundProblem } from './text-problem.ts';

/** Tokens that make a text mean more than it shows: refused where they stand, before anything is composed (E04). */
const REFUSED: Readonly<Record<string, Omit<FoundProblem, 'offset'>>> = {
  alias: { code: 'alias', message: 'An alias (*name) is not allowed; write the value out' },
  anchor: { code: 'anchor', message: 'An anchor (&name) is not allowed' },
  tag: { code: 'tag', message: 'A tag (!name) is not allowed; every scalar is read as text' },
  'directive-line': { code: 'directive', message: 'A directive (%NAME) is not allowed' },
  'doc-end': { code: 'several-documents', message: 'A document end ("...") is not allowed' },
};

const TRIVIA: ReadonlySet<string> = new Set(['space', 'newline', 'comment', 'doc-mode', 'scalar']);
const COLLECTIONS: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);

/** What the densest notation needs for one value: `a: {},` has five marks. More marks are more values than allowed. */
const MARKS_PER_NODE = 5;
/** All tokens with blanks and comments: `  key: value # why` and its line end has ten for one value. */
const TOKENS_PER_NODE = 10;

/** A backslash in a double-quoted scalar, with what makes it an escape of YAML 1.2 (up to U+10FFFF), if anything does. */
const ESCAPE =
  /\\([0abtnvfre "/\\N_LP\t\n]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U00(?:0[\dA-Fa-f]|10)[\dA-Fa-f]{4})?/g;

/**
 * One YAML document in the failsafe schema: every scalar is a string, so the shas `1234567` and `123e456` stay what they
 * are (threat C04). Tokens are counted while they are read, so that the composer only ever sees a small flat document:
 * it is quadratic in places, and it recurses: 16 KB of `- - - …` exhaust the stack, and V8 may end the process (E05, E06).
 */
export function readYaml(text: string, limits: TextLimits): ReadTree {
  const tokens = boundedTokens(text, limits);
  if ('code' in tokens) return { ok: false, problem: tokens };
  const document = compose(tokens);
  if (document === undefined) return { ok: true, root: { kind: 'map', entries: [], offset: 0 } };
  const [error] = document.errors;
  if (error === undefined) return { ok: true, root: toRaw(document.contents) };
  return { ok: false, problem: syntax(error.message, error.pos[0]) };
}

/** The composer makes an Error for each mistake, and V8 a stack for each Error: without stacks 16 KB of `,` cost a sixth. */
function compose(tokens: readonly CST.Token[]): Document.Parsed<ParsedNode, false> | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const [document] = new Composer<ParsedNode, false>({
      schema: 'failsafe',
      stringKeys: true,
      uniqueKeys: false,
      prettyErrors: false,
    }).compose(tokens);
    return document;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function boundedTokens(text: string, limits: TextLimits): readonly CST.Token[] | FoundProblem {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let marks = 0;
  let lexemes = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    const type = previous === CST.SCALAR ? 'text' : String(CST.tokenType(lexeme));
    const refused = REFUSED[type];
    if (refused !== undefined) return { ...refused, offset };
    if (type === 'doc-start' && marks > 0) return secondDocument(offset);
    lexemes += 1;
    if (!TRIVIA.has(type)) marks += 1;
    if (marks > limits.nodes * MARKS_PER_NODE || lexemes > limits.nodes * TOKENS_PER_NODE) {
      return tooManyTokens(limits.nodes, offset);
    }
    const badEscape = type === 'double-quoted-scalar' ? findBadEscape(lexeme) : undefined;
    if (badEscape !== undefined) return syntax('unknown escape in a text', offset + badEscape);
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') return syntax(token.message, offset);
      tokens.push(token);
    }
    const depth = parser.stack.filter((token) => COLLECTIONS.has(token.type)).length;
    if (depth > limits.depth) return tooDeep(limits.depth, offset);
    previous = lexeme;
  }
  tokens.push(...parser.end());
  return tokens;
}

/** The composer makes an error with a stack of each bad escape: 16 KB of `\\q` took 40 ms (threat E06). */
function findBadEscape(quoted: string): number | undefined {
  return Array.from(quoted.matchAll(ESCAPE)).find(([, known]) => known === undefined)?.index;
}

function secondDocument(offset: number): FoundProblem {
  const message = 'A second document ("---") is not allowed: one text is one document';
  return { code: 'several-documents', message, offset };
}

function tooManyTokens(nodes: number, offset: number): FoundProblem {
  const message = `More values, comments or blank lines than a text of ${nodes} values needs; allowed are ${nodes} values`;
  return { code: 'too-many-nodes', message, offset };
}

function syntax(message: string, offset: number): FoundProblem {
  return { code: 'syntax', message: `Not valid YAML: ${message}`, offset };
}

function toRaw(node: ParsedNode): RawNode {
  const offset = node.range[0];
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    return { kind: 'map', entries: node.items.map(toEntry), offset };
  }
  if (isSeq<ParsedNode>(node)) return { kind: 'list', items: node.items.map(toRaw), offset };
  return { kind: 'scalar', value: scalarText(node), offset };
}

function toEntry({ key, value }: Pair<ParsedNode, ParsedNode | null>): RawEntry {
  const offset = key.range[0];
  // `? key` without a value is the empty text, as `key:` is.
  const node: RawNode = value === null ? { kind: 'scalar', value: '', offset } : toRaw(value);
  return { key: scalarText(key), offset, value: node };
}

/** Aliases were refused as tokens, stringKeys refuses a key that is a map or a list, failsafe knows strings only. */
function scalarText(node: ParsedNode): string {
  return (node as { readonly value: string }).value;
}
