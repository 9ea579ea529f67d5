import { describe, expect, test } from '@jest/globals';
import { Parser } from 'commonmark';
import fc from 'fast-check';
import { type HiddenPlace, readHandoffBody } from '../../src/analysis/handoff-blocks.ts';
import { LIMITS } from '../../src/model/limits.ts';

const OPEN = '```json handoff-contract';
const BLOCK = `${OPEN}\n{"a": 1}\n\`\`\``;
const TILDE = BLOCK.replaceAll('```', '~~~');
const indent = (text: string, by: string): string => text.replace(/^/gm, by);

/** `3 contract` for a visible block whose fence is on line 3, `5 quote` for a hidden one. */
function seen(body: string): readonly string[] {
  const result = readHandoffBody(body);
  if (!result.ok) return [result.because];
  return [
    ...result.visible.map(({ kind, line }) => `${line} ${kind}`),
    ...result.hidden.map(({ place, line }) => `${line} ${place}`),
  ];
}

/** The second opinion: the reference implementation of CommonMark, with none of our code. */
function shownByReference(body: string): readonly string[] {
  const found: string[] = [];
  const document = new Parser().parse(body);
  for (let node = document.firstChild; node !== null; node = node.next) {
    if (
      node.type === 'code_block' &&
      node.info &&
      /^(?:json|ya?ml)[ \t]+handoff-(?:contract|task|plan|review)$/.test(node.info)
    ) {
      found.push(`${node.sourcepos[0][0]} ${JSON.stringify(node.literal)}`);
    }
  }
  return found;
}

/** What our reader takes for a block of the tree: visible ones, and those it refuses although the tree shows them. */
function shownByUs(body: string): readonly number[] {
  const result = readHandoffBody(body);
  if (!result.ok) return [];
  const inTree: readonly HiddenPlace[] = ['unterminated', 'after-open-html'];
  return [...result.visible, ...result.hidden.filter(({ place }) => inTree.includes(place))]
    .map(({ line }) => line)
    .sort((a, b) => a - b);
}

type Row = readonly [why: string, body: string, expected: readonly string[]];

const VISIBLE: readonly Row[] = [
  ['alone', BLOCK, ['1 contract']],
  ['yaml', BLOCK.replace('json', 'yaml'), ['1 contract']],
  ['yml', BLOCK.replace('json', 'yml'), ['1 contract']],
  ['a task', BLOCK.replace('contract', 'task'), ['1 task']],
  ['a plan', BLOCK.replace('contract', 'plan'), ['1 plan']],
  ['a review', BLOCK.replace('contract', 'review'), ['1 review']],
  ['tildes', TILDE, ['1 contract']],
  ['a longer fence', BLOCK.replaceAll('```', '`````'), ['1 contract']],
  ['closed by a longer fence', `${BLOCK}\`\`\``, ['1 contract']],
  ['spaces around the info string', BLOCK.replace('```json', '```  json'), ['1 contract']],
  ['indented by three spaces', indent(BLOCK, '   '), ['1 contract']],
  ['closing fence with blanks after it', `${BLOCK} \t`, ['1 contract']],
  ['CRLF', `Text\r\n\r\n${BLOCK.replaceAll('\n', '\r\n')}\r\n`, ['3 contract']],
  ['bare CR as line end', BLOCK.replaceAll('\n', '\r'), ['1 contract']],
  ['directly after a paragraph', `Text\n${BLOCK}`, ['2 contract']],
  ['directly before a paragraph', `${BLOCK}\nText`, ['1 contract']],
  ['after a heading', `# Title\n${BLOCK}`, ['2 contract']],
  ['after a list that has ended', `- item\n\n${BLOCK}`, ['3 contract']],
  ['right after a list item, not indented', `- item\n${BLOCK}`, ['2 contract']],
  ['after a quote that has ended', `> quoted\n${BLOCK}`, ['2 contract']],
  [
    'in details, with blank lines',
    `<details>\n<summary>Contract</summary>\n\n${BLOCK}\n\n</details>`,
    ['4 contract'],
  ],
  ['in its frame', `<!-- handoff:begin -->\n${BLOCK}\n<!-- handoff:end -->`, ['2 contract']],
  ['after a comment of several lines', `<!--\nFill this in.\n-->\n${BLOCK}`, ['4 contract']],
  ['after the empty comment', `<!-->\n${BLOCK}`, ['2 contract']],
  ['after html that is closed', `<p title="a > b">x</p>\n\n${BLOCK}`, ['3 contract']],
  ['after a lone less-than sign in html', `<div>\n1 < 2\n</div>\n\n${BLOCK}`, ['5 contract']],
  [
    'after an open comment that is only text',
    `Text <!-- not a comment\n\n${BLOCK}`,
    ['3 contract'],
  ],
  [
    'with an entity in the info string, which CommonMark decodes',
    BLOCK.replace('-', '&#45;'),
    ['1 contract'],
  ],
  [
    'two blocks: the reader counts, it does not choose',
    `${BLOCK}\n\n${BLOCK}`,
    ['1 contract', '5 contract'],
  ],
  ['with a fence as content', `~~~yaml handoff-task\na: |\n  \`\`\`\n~~~`, ['1 task']],
  ['with fence characters as content', '````json handoff-contract\n```\n````', ['1 contract']],
  ['empty', `${OPEN}\n\`\`\``, ['1 contract']],
  ['a word about the fence', `Put it into a \`\`\`\` ${OPEN} \`\`\`\` block`, []],
  ['a sentence that names the block', 'The json handoff-contract is below', []],
  ['another info string', '```json\n{}\n```', []],
  ['nothing', '', []],
];

const HIDDEN: readonly Row[] = [
  ['html comment', `<!--\n${BLOCK}\n-->`, ['2 html-comment']],
  ['html comment on the fence line', `<!-- ${BLOCK}\n-->`, ['1 html-comment']],
  ['html comment that never ends', `<!--\n\n${BLOCK}`, ['3 html-comment']],
  ['html comment with two dashes inside', `<!-- -- >\n${BLOCK}\n-->`, ['2 html-comment']],
  [
    'a second one in a comment',
    `${BLOCK}\n\n<!--\n${BLOCK}\n-->`,
    ['1 contract', '6 html-comment'],
  ],
  ['details without blank lines', `<details>\n${BLOCK}\n</details>`, ['2 html']],
  [
    'summary right before it',
    `<details>\n\n<summary>x</summary>\n${BLOCK}\n\n</details>`,
    ['4 html'],
  ],
  ['pre', `<pre>\n${BLOCK}\n</pre>`, ['2 html']],
  ['script', `<script>\n\n${BLOCK}\n</script>`, ['3 html']],
  ['textarea', `<textarea>\n\n${BLOCK}\n</textarea>`, ['3 html']],
  ['CDATA', `<![CDATA[\n\n${BLOCK}\n]]>`, ['3 html']],
  ['processing instruction', `<?php\n\n${BLOCK}\n?>`, ['3 html']],
  ['html on the fence line', `<div>${BLOCK}`, ['1 html']],
  [
    'comment that html keeps open over a blank line',
    `<div><!--\n\n${BLOCK}\n\n-->`,
    ['3 after-open-html'],
  ],
  ['attribute that html keeps open', `<div title="\n\n${BLOCK}\n\n">`, ['3 after-open-html']],
  ['tag that html keeps open', `<div\n\n${BLOCK}`, ['3 after-open-html']],
  ['open comment in a list', `- <div><!--\n\n${BLOCK}`, ['3 after-open-html']],
  ['quote', indent(BLOCK, '> '), ['1 quote']],
  ['quote without spaces', indent(BLOCK, '>'), ['1 quote']],
  ['quote in a quote', indent(BLOCK, '> > '), ['1 quote']],
  [
    'an e-mail reply',
    `On Monday Bob wrote:\n${indent(BLOCK, '> ')}\n\n${BLOCK}`,
    ['6 contract', '2 quote'],
  ],
  ['list item', indent(BLOCK, '  ').replace(' ', '-'), ['1 list']],
  ['second paragraph of a list item', `- item\n\n${indent(BLOCK, '  ')}`, ['3 list']],
  ['ordered list item', indent(BLOCK, '   ').replace('   ', '1. '), ['1 list']],
  ['list item with a plus', indent(BLOCK, '  ').replace(' ', '+'), ['1 list']],
  ['quote in a list', indent(BLOCK, '  > ').replace(' ', '-'), ['1 quote']],
  ['deeper than the parser follows', indent(BLOCK, '> '.repeat(30)), ['1 quote']],
  ['lists deeper than the parser follows', `${'- '.repeat(30)}${OPEN}`, ['1 list']],
  ['inside a longer fence', `\`\`\`\`\n${BLOCK}\n\`\`\`\``, ['2 other-fence']],
  ['inside a fence of tildes', `~~~md\n${BLOCK}\n~~~`, ['2 other-fence']],
  [
    'inside a visible contract',
    `~~~json handoff-contract\n${BLOCK}\n~~~`,
    ['1 contract', '2 other-fence'],
  ],
  ['after a fence that never ends', `\`\`\`\nlog\n\n~~~\n${TILDE}`, ['5 other-fence']],
  ['indented by four spaces', indent(BLOCK, '    '), ['1 indented-code']],
  ['indented by a tab', indent(BLOCK, '\t'), ['1 indented-code']],
  ['a line of a paragraph', `Text\n${indent(BLOCK, '     ')}`, ['2 paragraph']],
  ['footnote', `Text[^1]\n\n[^1]: ${OPEN}`, ['3 paragraph']],
  [
    'destination of a link reference',
    `[^1]: ${OPEN.replace('handoff-contract', "'handoff-contract'")}`,
    ['1 paragraph'],
  ],
  ['unterminated', `${OPEN}\n{"a": 1}`, ['1 unterminated']],
  ['only the opening fence', OPEN, ['1 unterminated']],
  ['closing fence too short', `\`${BLOCK}`, ['1 unterminated']],
  ['closing fence of the other kind', `${OPEN}\n{}\n~~~`, ['1 unterminated']],
  ['closing fence indented as code', `${OPEN}\n{}\n    \`\`\``, ['1 unterminated']],
  ['closing fence with a word', `${OPEN}\n{}\n\`\`\` end`, ['1 unterminated']],
  [
    'first unterminated, second swallowed by it',
    `\`${BLOCK}\n\n${BLOCK}`,
    ['1 unterminated', '5 other-fence'],
  ],
  ['other letter case', BLOCK.replace('json', 'JSON'), ['1 info-string']],
  ['more words', BLOCK.replace('contract', 'contract v2'), ['1 info-string']],
  ['another language', BLOCK.replace('json', 'jsonc'), ['1 info-string']],
  ['no language', BLOCK.replace('json ', ''), ['1 info-string']],
  ['no-break space between the words', BLOCK.replace('json ', 'json\u00a0'), ['1 info-string']],
];

describe('blocks that count', () => {
  test.each(VISIBLE)('%s', (_why, body, expected) => {
    expect(seen(body)).toEqual(expected);
  });

  test('the text is what stands between the fences, without the indentation of the fence', () => {
    const result = readHandoffBody(`Text\n\n   ~~~yaml handoff-task\n   a:\n     - b\n   ~~~\n`);
    expect(result).toMatchObject({
      visible: [{ kind: 'task', format: 'yaml', text: 'a:\n  - b\n', line: 3 }],
    });
  });
});

describe('blocks that do not count, with the place where they stand (E01)', () => {
  test.each(HIDDEN)('%s', (_why, body, expected) => {
    expect(seen(body)).toEqual(expected);
  });

  test('a search by regular expression, which is what most tools do, takes these for contracts', () => {
    const naive = /```json handoff-contract\n([\s\S]*?)\n *>* ?```/;
    const fooled = HIDDEN.filter(([, body]) => naive.test(body));
    expect(fooled.length).toBeGreaterThan(20);
  });
});

describe('agreement with the reference parser', () => {
  test('on every shape above', () => {
    expect(VISIBLE.length + HIDDEN.length).toBeGreaterThanOrEqual(60);
    for (const [why, body] of [...VISIBLE, ...HIDDEN]) {
      const reference = shownByReference(body).map((found) => Number.parseInt(found, 10));
      expect({ why, lines: shownByUs(body) }).toEqual({ why, lines: reference });
    }
  });

  const piece = fc.constantFrom(
    ...[
      '```json handoff-contract',
      '~~~yaml handoff-task',
      '```',
      '~~~',
      '````',
      '{"a": 1}',
      'a: b',
      '',
    ],
    ...[
      '> ',
      '>',
      '- ',
      '1. ',
      '  ',
      '    ',
      '\t',
      '\n',
      '\n',
      '\n',
      '\n\n',
      '<!--',
      '-->',
      '<div>',
      '</div>',
    ],
    ...[
      '<pre>',
      '</pre>',
      '<details>',
      '# h',
      'text',
      '---',
      '===',
      '[a]: b',
      '`',
      '\\',
      '<b ',
      '"',
    ],
  );
  const body = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

  test('on generated bodies, and no fence of ours is neither seen nor said to be hidden', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(shownByUs(text)).toEqual(
          shownByReference(text).map((found) => Number.parseInt(found, 10)),
        );
        const told = seen(text).map((entry) => Number.parseInt(entry, 10));
        const fences = text
          .split('\n')
          .flatMap((line, at) =>
            /^[ >]*(?:```json handoff-contract|~~~yaml handoff-task)$/.test(line) ? [at + 1] : [],
          );
        expect(told).toEqual(expect.arrayContaining(fences));
      }),
      { numRuns: 4000 },
    );
  });

  test('the text of a visible block is the one that the reference shows', () => {
    fc.assert(
      fc.property(body, (text) => {
        const result = readHandoffBody(text);
        const ours = result.ok
          ? result.visible.map((block) => `${block.line} ${JSON.stringify(block.text)}`)
          : [];
        expect(shownByReference(text)).toEqual(expect.arrayContaining(ours));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('prose', () => {
  test.each<[string, string, string]>([
    ['the block is left out', `Before\n${BLOCK}\nAfter`, 'Before\n\n\n\nAfter'],
    [
      'frame comments are left out, words in the frame are not',
      `<!-- handoff:begin -->\nAll tests pass\n\n${BLOCK}\n<!-- handoff:end -->`,
      '\nAll tests pass\n\n\n\n\n',
    ],
    ['a comment in a paragraph', 'one <!-- two\nthree --> four', 'one \n four'],
    [
      'a comment of several lines',
      'one\n\n<!-- two\n\nthree --> four\n\nfive',
      'one\n\n\n\n four\n\nfive',
    ],
    [
      'an unfinished comment in a paragraph is text',
      'one <!-- two\n\nthree',
      'one <!-- two\n\nthree',
    ],
    ['an unfinished html comment hides the rest', 'one\n\n<!-- two\n\nthree', 'one\n\n\n\n'],
    ['other code stays', '```\n<!-- a -->\n```', '```\n<!-- a -->\n```'],
    ['other html stays', '<details>\n\nText\n\n</details>', '<details>\n\nText\n\n</details>'],
    ['hidden blocks stay: they are a finding of their own', `> ${OPEN}`, `> ${OPEN}`],
  ])('%s', (_why, text, prose) => {
    expect(readHandoffBody(text)).toMatchObject({ ok: true, prose });
  });
});

describe('bounds', () => {
  const { bodyCharacters, bodyLines, bodyMarkers } = LIMITS;
  test.each<[string, string, boolean]>([
    ['exactly the longest body', 'x'.repeat(bodyCharacters), true],
    ['one character more', 'x'.repeat(bodyCharacters + 1), false],
    ['exactly the most lines', '\n'.repeat(bodyLines - 1), true],
    ['one line more', '\n'.repeat(bodyLines), false],
    [
      'exactly the most markers',
      `${'> - 1. a\n'.repeat(bodyMarkers / 4)}${'> + b\n'.repeat(bodyMarkers / 8)}`,
      true,
    ],
    [
      'one marker more',
      `${'> - 1. a\n'.repeat(bodyMarkers / 4)}${'> + b\n'.repeat(bodyMarkers / 8)}- c`,
      false,
    ],
    [
      'numbers, rules and words with dashes are no markers',
      '1234567890\n---\n-a\n2.5\n'.repeat(500),
      true,
    ],
  ])('%s', (_why, text, ok) => {
    expect(readHandoffBody(text).ok).toBe(ok);
  });
});
