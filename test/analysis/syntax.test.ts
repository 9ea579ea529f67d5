import { describe, expect, it } from '@jest/globals';
import { bundledGrammars } from '../../src/adapters/grammars/bundled-grammars.ts';
import type { Language } from '../../src/analysis/language.ts';
import { createSyntax } from '../../src/analysis/syntax.ts';
import { childOf, nodesOf, siblingsBefore, textOf } from '../../src/analysis/syntax-node.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { syntax } from '../support/syntax.ts';

const HELLO: readonly (readonly [Language, string, string])[] = [
  ['typescript', 'const a: number = 1;', 'program'],
  ['tsx', 'const a = <b>{c as D}</b>;', 'program'],
  ['javascript', 'const a = <b>{c}</b>;', 'program'],
  ['python', 'a = 1\n', 'module'],
  ['go', 'package a\n', 'source_file'],
  ['java', 'class A {}', 'program'],
  ['rust', 'fn a() {}', 'source_file'],
  ['c', 'int a(void) { return 1; }', 'translation_unit'],
  ['ruby', 'def a; end', 'program'],
];

describe('a tree', () => {
  it.each(HELLO)('of %s has no error in good code', async (language, text, root) => {
    const parsed = await syntax.parse(text, language);
    expect(parsed).toMatchObject({ state: 'parsed', root: { type: root } });
    if (parsed.state === 'parsed') {
      expect([...nodesOf(parsed.root)].filter((node) => node.type === 'ERROR')).toEqual([]);
    }
  });

  it('counts offsets in UTF-16 and lines from 1, behind astral letters and a byte order mark', async () => {
    const parsed = await syntax.parse(
      '\uFEFF// 😀é\r\n\nfunction f() { return "😀" }',
      'typescript',
    );
    if (parsed.state !== 'parsed') throw new Error(parsed.because);
    const fn = parsed.root.children.find((node) => node.type === 'function_declaration');
    expect(fn).toMatchObject({ line: 3, end: 38 });
    const name = fn === undefined ? undefined : childOf(fn, 'name');
    expect(name && [name.line, textOf(name), name.parent === fn]).toEqual([3, 'f', true]);
  });

  it('knows what stands in front of a node; in front of the root there is nothing', async () => {
    const parsed = await syntax.parse('a;\nb;', 'typescript');
    if (parsed.state !== 'parsed') throw new Error(parsed.because);
    const [first, second] = parsed.root.children;
    expect(second && siblingsBefore(second)).toEqual([first]);
    expect(siblingsBefore(parsed.root)).toEqual([]);
  });

  it.each([
    ['text that fits no rule', 'function f() { @@ }', 1],
    ['a token that is missing', 'function f() {\n  g(;\n}', 2],
  ])('marks %s as ERROR, at its line', async (_, text, line) => {
    const parsed = await syntax.parse(text, 'typescript');
    if (parsed.state !== 'parsed') throw new Error(parsed.because);
    expect([...nodesOf(parsed.root)].find((node) => node.type === 'ERROR')?.line).toBe(line);
  });
});

describe('bounds (threats D16, E10)', () => {
  const deep = (levels: number) => `x = ${'('.repeat(levels)}1${')'.repeat(levels)}`;
  it.each([
    ['exactly the largest text', '#234567\n'.repeat(LIMITS.sourceBytes / 8), 'parsed'],
    ['one byte more', `${'#234567\n'.repeat(LIMITS.sourceBytes / 8)}#`, 'fallback'],
    ['bytes, not characters', 'é\n'.repeat(LIMITS.sourceBytes / 3 + 1), 'fallback'],
    ['deep, as generated code may be', deep(LIMITS.syntaxDepth - 10), 'parsed'],
    ['deeper than any recursion of ours would bear', deep(LIMITS.syntaxDepth + 1), 'fallback'],
  ] as const)('%s', async (_, text, state) => {
    expect(await syntax.parse(text, 'python')).toMatchObject({ state });
  });

  it.each([
    ['size', 'x\n'.repeat(600_000), 'is larger than 1048576 bytes'],
    ['depth', deep(1_100), 'is nested deeper than 1000 levels'],
    [
      'memory',
      `${'(\n'.repeat(260_000)}1${')\n'.repeat(260_000)}`,
      'takes too much time or memory to parse',
    ],
  ])('a fallback says why: %s', async (_, text, because) => {
    const parsed = await syntax.parse(text, 'ruby');
    expect(parsed.state === 'fallback' && parsed.because).toBe(because);
  });

  it('a parse that takes longer than the budget is stopped', async () => {
    let clock = 0;
    const slow = createSyntax({ ...bundledGrammars(), now: () => (clock += 100) });
    const parsed = await slow.parse('} ) fn x = ; {\n'.repeat(2_000), 'python');
    expect(parsed).toMatchObject({ state: 'fallback' });
  });
});

it('a grammar is read when its language first comes, and once', async () => {
  const read: string[] = [];
  const host = bundledGrammars();
  const counted = createSyntax({
    ...host,
    readGrammar: (name) => {
      read.push(name);
      return host.readGrammar(name);
    },
  });
  await Promise.all(['a', 'b'].map((text) => counted.parse(text, 'go')));
  await counted.parse('c', 'go');
  expect(read.filter((name) => name !== 'web-tree-sitter')).toEqual(['tree-sitter-go']);
});
