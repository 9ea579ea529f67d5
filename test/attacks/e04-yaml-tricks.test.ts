import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { BLOCK_LIMITS, readStructured } from '../../src/model/structured-text.ts';

const codes = (text: string): readonly string[] => {
  const result = readStructured(text, { format: 'yaml', limits: BLOCK_LIMITS });
  return result.ok ? [] : result.problems.map(({ code }) => code);
};
const laughs = (levels: number, style: (own: string, other: string) => string): string =>
  Array.from({ length: levels }, (_, at) => style(`a${at}`, `a${at - 1}`))
    .slice(1)
    .join('\n');

describe('more than the text shows (E04)', () => {
  test.each([
    [
      'a billion laughs in flow style',
      `a0: &a0 x\n${laughs(10, (own, other) => `${own}: &${own} [${Array(9).fill(`*${other}`).join(', ')}]`)}`,
      'anchor',
    ],
    [
      'a billion laughs in block style',
      `a0: &a0 x\n${laughs(10, (own, other) => `${own}: &${own}\n${`  - *${other}\n`.repeat(9)}`)}`,
      'anchor',
    ],
    [
      'a billion laughs in maps',
      `a0: &a0 {k: x}\n${laughs(10, (own, other) => `${own}: &${own} {l: *${other}, r: *${other}}`)}`,
      'anchor',
    ],
    ['an alias alone', 'a: *b', 'alias'],
    ['an alias as key', '*b : c', 'alias'],
    ['a merge key', 'scope: src\n<<: {scope: "**"}', 'merge-key'],
    ['a quoted merge key', '"<<": {scope: "**"}', 'merge-key'],
    ['a tag', 'a: !!binary aGk=', 'tag'],
    ['a tag of its own', 'a: !ruby/object:Gem {}', 'tag'],
    ['a tag that says nothing', 'a: ! 012', 'tag'],
    ['a tag handle', '%TAG ! tag:evil,2000:\n---\na: 1', 'directive'],
    ['another version of YAML', '%YAML 1.1\n---\na: no', 'directive'],
    ['a second document', 'scope: src\n---\nscope: "**"', 'several-documents'],
    ['a second document after an end', 'scope: src\n...\nscope: "**"', 'several-documents'],
  ])('%s', (_why, text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test('without the defence they mean what they do not show', () => {
    expect(parse('a: &b src\nscope: *b')).toEqual({ a: 'src', scope: 'src' });
    expect(parse('<<: {scope: "**"}', { merge: true })).toEqual({ scope: '**' });
    expect(parse('%YAML 1.1\n---\na: no')).toEqual({ a: false });
    expect(parseAllDocuments('scope: src\n---\nscope: "**"')).toHaveLength(2);
  });

  test.each([
    ['signs inside words', 'a: R&D *bold* 50% !important <<'],
    ['signs inside quotes', 'a: "&b"\nb: \'*b\'\nc: "!!int 1"'],
    ['signs inside a block scalar', 'a: |\n  &b *b !c\n  %d\n  ---\n'],
    ['a document start', '---\na: b'],
  ])('benign twin: %s', (_why, text) => {
    expect(codes(text)).toEqual([]);
  });
});
