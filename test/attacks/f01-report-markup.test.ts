import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { reportPage } from '../../src/report/html-page.ts';
import { html } from '../../src/report/markup.ts';
import type { Report } from '../../src/report/report.ts';
import { visible } from '../../src/report/visible-text.ts';
import { sampleReport } from '../support/sample-report.ts';

type Node = DefaultTreeAdapterTypes.Node;

/** Every element with its attributes, as a browser's parser sees it; text nodes are told apart only by being there. */
function skeleton(page: string): string {
  const walk = (node: Node): string => {
    const children = 'childNodes' in node ? node.childNodes.map(walk).join('') : '';
    if (node.nodeName === '#text') return 'T';
    const attributes =
      'attrs' in node ? node.attrs.map(({ name, value }) => `${name}=${value}`) : [];
    return `<${node.nodeName} ${attributes.join(' ')}>${children}</>`;
  };
  return walk(parse(page)).replace(/T+/g, 'T');
}

function textOf(page: string): string {
  const walk = (node: Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(walk).join(' ') : '';
  return walk(parse(page));
}

/** The sample with every string of others replaced; enumerations, shas and ids stay. */
function replaced(text: string): Report {
  const ours = new Set([
    'state',
    'gate',
    'severity',
    'to',
    'mode',
    'sha',
    'head',
    'key',
    'mast',
    'schema',
  ]);
  const outputs = new Map<string, string>();
  const output = (name: string): string => {
    const known = outputs.get(name) ?? `${text}${outputs.size}`;
    outputs.set(name, known);
    return known;
  };
  const names = new Set(['handoff/auth', 'handoff/data', 'handoff/docs']);
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return ours.has(key) ? value : names.has(value) ? output(value) : `x${text}`;
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, walk(item, name)]),
    );
  };
  return walk(sampleReport(), '') as Report;
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</style><svg onload=alert(1)>',
  '--><script>alert(1)</script><!--',
  '</code></td></table><iframe src=//evil.example>',
  '<![CDATA[<x>]]>',
  '&lt;script&gt;&#x3c;b&#x3e;',
  '<svg><title><![CDATA[</title><script>alert(1)</script>',
  '</title></rect><foreignObject><body onload=alert(1)>',
  '\u0000<\u0000script>',
  '{{alert(1)}}',
  '<meta http-equiv=refresh content=0;url=//evil.example>',
  '`onload=alert(1)',
];

describe('text of others is text (F01)', () => {
  const benign = skeleton(reportPage(replaced('plain words')));

  test.each(HOSTILE)('no element and no attribute comes out of %j', (hostile) => {
    const page = reportPage(replaced(hostile));
    expect(skeleton(page)).toBe(benign);
    expect(textOf(page)).toContain(`x${visible(hostile)}`);
  });

  test('law: whatever the text', () => {
    const piece = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), (pieces) => {
        expect(skeleton(reportPage(replaced(`a${pieces.join('')}`)))).toBe(benign);
      }),
      { numRuns: 60 },
    );
  });

  test.each(['<b>', '" onload="x', '</title><i>'])(
    'the proof sees %j when nothing escapes it',
    (raw) => {
      const unescaped = (text: string) =>
        skeleton(
          html`<title>${{ markup: text }}</title><p class="${{ markup: text }}">x</p>`.markup,
        );
      expect(unescaped(raw)).not.toBe(unescaped('plain words'));
    },
  );
});
