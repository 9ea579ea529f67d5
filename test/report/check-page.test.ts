import { describe, expect, test } from '@jest/globals';
import { annotationPages } from '../../src/report/annotations.ts';
import { CHECK_LIMITS } from '../../src/report/check-limits.ts';
import { type CheckPage, gateCheck, type Surroundings } from '../../src/report/check-page.ts';
import { requiredCheck } from '../../src/report/check-required.ts';
import {
  ALONE,
  BLIND,
  CONFLICTING,
  crowd,
  DRIFTED,
  DRIFTING,
  FREE,
  HONEST,
  NOT_APPLICABLE,
  OUT_OF_SCOPE,
  SUBJECT,
  surroundings,
  UNPROVEN,
  WAITING,
} from '../support/check-samples.ts';
import { liveParts } from '../support/github-markdown.ts';
import { expectGolden } from '../support/golden.ts';
import { type finding, ruleResult, verdict } from '../support/sample-report.ts';

/** One page as a file that can be read and rendered. */
function golden(name: string, page: CheckPage): void {
  const marks = page.annotations.map(
    ({ path, startLine, endLine, level, title }) =>
      `- ${level} ${path}:${startLine}-${endLine} ${title}`,
  );
  expectGolden(
    `checks/${name}.md`,
    [
      `<!-- ${page.name} on ${page.head.slice(0, 7)}: ${page.conclusion} -->`,
      `## ${page.title}`,
      '',
      page.summary,
      ...(page.text === '' ? [] : ['---', '', page.text]),
      ...(marks.length === 0 ? [] : ['---', '', '```text', ...marks, '```', '']),
    ].join('\n'),
  );
}

const PAGES: readonly (readonly [string, CheckPage])[] = [
  ['honest', gateCheck(HONEST, surroundings())],
  ['drifted', gateCheck(DRIFTING, surroundings({ outputs: [DRIFTED] }))],
  ['conflicting', gateCheck(WAITING, CONFLICTING)],
  ['unproven', gateCheck(UNPROVEN, surroundings())],
  ['not-applicable', gateCheck(NOT_APPLICABLE, surroundings())],
  ['not-evaluated', gateCheck(BLIND, surroundings())],
  ['sixty-annotations', gateCheck(crowd(60), surroundings())],
  [
    'cut',
    gateCheck(crowd(220), {
      ...surroundings(),
      report: {
        ...surroundings().report,
        outputs: [
          {
            ...DRIFTED,
            changed: Array.from({ length: 223 }, (_, index) => ({
              path: `src/generated/part-${index}.ts`,
              kind: 'added',
              inScope: false,
            })),
          },
        ],
      },
    }),
  ],
  ['required-honest', requiredCheck([HONEST, FREE], 'each', surroundings())],
  ['required-conflicting', requiredCheck([HONEST, WAITING], 'each', CONFLICTING)],
  ['required-not-evaluated', requiredCheck([HONEST, BLIND], 'each', surroundings())],
  ['required-not-applicable', requiredCheck([NOT_APPLICABLE], 'each', surroundings())],
  [
    'required-summary',
    requiredCheck([DRIFTING, WAITING], 'summary', {
      ...CONFLICTING,
      report: { ...CONFLICTING.report, outputs: [DRIFTED] },
    }),
  ],
];

describe.each(PAGES)('%s', (name, page) => {
  test('reads like this', () => golden(name, page));

  test('is nothing but words, code and folds', () => {
    expect(liveParts(page.summary)).toEqual([]);
    expect(liveParts(page.text)).toEqual([]);
  });
});

describe('the conclusion', () => {
  const advice = { ...DRIFTING, mode: 'warn' } as const;
  test.each([
    ['a passed gate', gateCheck(HONEST, surroundings()), 'success'],
    ['findings', gateCheck(DRIFTING, surroundings()), 'failure'],
    ['findings in mode warn', gateCheck(advice, surroundings()), 'success'],
    ['doubt', gateCheck(UNPROVEN, surroundings()), 'action_required'],
    ['a gate that could not look', gateCheck(BLIND, surroundings()), 'action_required'],
    ['a gate that does not apply', gateCheck(NOT_APPLICABLE, surroundings()), 'success'],
    ['all passed', requiredCheck([HONEST, FREE], 'each', surroundings()), 'success'],
    ['one waits', requiredCheck([HONEST, WAITING], 'each', surroundings()), 'failure'],
    [
      'one could not look',
      requiredCheck([HONEST, BLIND], 'each', surroundings()),
      'action_required',
    ],
    ['none could look', requiredCheck([BLIND], 'each', surroundings()), 'action_required'],
    ['a no beside doubt', requiredCheck([BLIND, DRIFTING], 'each', surroundings()), 'failure'],
    [
      'advice beside blindness',
      requiredCheck([advice, BLIND], 'each', surroundings()),
      'action_required',
    ],
    ['no gate applies', requiredCheck([NOT_APPLICABLE], 'each', surroundings()), 'success'],
    [
      'a twin with the same head is red',
      requiredCheck([NOT_APPLICABLE, DRIFTING], 'each', surroundings()),
      'failure',
    ],
  ])('%s: %#', (_, page, conclusion) => {
    expect(page.conclusion).toBe(conclusion);
  });
});

describe('the title', () => {
  const other = { ...SUBJECT, id: '#13' };
  test.each([
    [requiredCheck([HONEST, FREE], 'each', surroundings()), 'Output passed; integration passed'],
    [
      requiredCheck([HONEST, WAITING], 'each', surroundings()),
      'Output passed; integration waits for #9',
    ],
    [
      requiredCheck([UNPROVEN, BLIND], 'each', surroundings()),
      'Output not proven: 2 rules could not look; integration was not evaluated',
    ],
    [
      requiredCheck([{ ...DRIFTING, mode: 'warn' }], 'each', surroundings()),
      'Output failed: 2 findings (mode warn: does not block)',
    ],
    [
      requiredCheck([HONEST, { ...DRIFTING, subject: other }], 'each', surroundings()),
      '#13: output failed: 2 findings – #12: output passed',
    ],
    [requiredCheck([NOT_APPLICABLE, HONEST], 'each', surroundings()), 'Output passed'],
    [
      gateCheck(NOT_APPLICABLE, surroundings()),
      "Does not apply: #7 is no executor's output: it belongs to no task and carries no contract",
    ],
    [gateCheck(WAITING, surroundings()), 'Waits for #9'],
  ])('%#: %j', (page, title) => {
    expect(page.title).toBe(title);
  });

  test('at most 255 bytes, of letters of any length', () => {
    const because = 'é'.repeat(400);
    const { title } = gateCheck({ ...BLIND, because }, surroundings());
    expect(Buffer.byteLength(title)).toBeLessThanOrEqual(255);
    expect(title.endsWith('é…')).toBe(true);
  });
});

describe('several pull requests with one head (K5)', () => {
  const page = requiredCheck(
    [DRIFTING, { ...UNPROVEN, subject: { ...SUBJECT, id: '#13' } }],
    'summary',
    surroundings(),
  );
  test('each finding names its own', () => {
    expect(page.summary).toContain('**planner** of `#12`: 1 of 4 changed files');
    expect(page.summary).toContain('**executor** of `#13`: could not look');
  });
});

describe('what it meets', () => {
  const integration = (over: Partial<NonNullable<Surroundings['report']['integration']>>) =>
    gateCheck(WAITING, surroundings({ integration: { ...ALONE, ...over } })).summary;

  test('the base, when it does not merge with that', () => {
    const summary = integration({
      unmerged: [
        { output: '#12', state: 'conflict', because: 'conflicts with the base in src/a.ts' },
        { output: '#99', state: 'not-evaluated', because: 'no head' },
      ],
    });
    expect(summary).toContain('- ✗ conflict with the base: conflicts with the base in `src/a.ts`');
    expect(summary).not.toContain('#99');
  });

  test('a pair that nobody could merge, and many paths', () => {
    const paths = Array.from({ length: 14 }, (_, index) => `src/${index}.ts`);
    const summary = integration({
      pairs: [
        { a: '#8', b: '#12', state: 'not-evaluated', paths: [], because: 'an object is missing' },
        { a: '#12', b: '#9', state: 'conflict', class: 'content', paths, holder: '#9' },
      ],
    });
    expect(summary).toContain('- ? not evaluated with `#8`. Because: an object is missing');
    expect(summary).toContain('`src/9.ts` and 4 more. `#9` lands first.');
  });

  test('nothing, where outputs were not compared', () => {
    const { integration: _, ...report } = surroundings().report;
    const { summary } = gateCheck(WAITING, { ...surroundings(), report });
    expect(summary).not.toContain('### Conflicts');
  });

  test('a task without a sealed spec has no objective, and one without detail has none of it', () => {
    const bare = { output: '#12', authorised: [], changed: [], evidence: [] };
    expect(gateCheck(HONEST, surroundings({ outputs: [bare] })).summary).not.toContain('Objective');
    expect(gateCheck(HONEST, surroundings({ outputs: [] })).summary).not.toContain('### Changed');
  });
});

test('the order in which gates were judged changes nothing', () => {
  const twin = { ...DRIFTING, subject: { ...SUBJECT, id: '#9' } };
  const one = requiredCheck([HONEST, WAITING, twin], 'summary', CONFLICTING);
  const other = requiredCheck([twin, WAITING, HONEST], 'summary', CONFLICTING);
  expect(other).toEqual(one);
  expect(one.title).toMatch(/^#9: .* – #12: output passed; integration/);
});

describe('annotations', () => {
  test('60 findings on lines: two pages, worst first, then path and line', () => {
    const { annotations } = gateCheck(crowd(60), surroundings());
    expect(annotationPages(annotations).map(({ length }) => length)).toEqual([50, 10]);
    expect(annotations.map(({ path }) => path)).toEqual(annotations.map(({ path }) => path).sort());
  });

  test.each([
    [0, [0]],
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [100, [50, 50]],
  ])('%d are sent as %j', (count, pages) => {
    const { annotations } = gateCheck(crowd(count + 1), surroundings());
    expect(annotationPages(annotations.slice(0, count)).map(({ length }) => length)).toEqual(pages);
  });

  test('over 100: the rest is counted and named', () => {
    const page = gateCheck(crowd(103), surroundings());
    expect(page.annotations).toHaveLength(CHECK_LIMITS.annotations);
    expect(page.summary).toContain('3 beyond the first 100');
    expect(page.summary.match(/^- `hg_[0-9a-f]{8}`$/gm)).toHaveLength(3);
  });

  test.each([
    ['a whole file', { path: 'a.ts' }, [1, 1]],
    ['one line', { path: 'a.ts', line: 4 }, [4, 4]],
    ['some lines', { path: 'a.ts', line: 4, endLine: 9 }, [4, 9]],
    ['lines the wrong way round', { path: 'a.ts', line: 9, endLine: 4 }, [9, 9]],
    ['line 0', { path: 'a.ts', line: 0 }, [1, 1]],
  ])('%s', (_, at, lines) => {
    const page = gateCheck(failing({ at }), surroundings());
    expect(page.annotations.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([lines]);
  });

  test.each([
    ['no place', {}],
    ['a field', { field: 'objective' }],
    ['a name that would have to be escaped', { path: 'a\u202Egnp.ts' }],
  ])('%s: no mark, and it stands in the summary', (_, at) => {
    const page = gateCheck(failing({ at }), surroundings());
    expect(page.annotations).toEqual([]);
    expect(page.summary).toContain('`hg_1a2b3c4d`');
  });

  test.each([
    ['block', 'block', 'failure'],
    ['block', 'warn', 'warning'],
    ['block', 'unproven', 'failure'],
    ['block', 'waived', 'notice'],
    ['warn', 'block', 'warning'],
    ['warn', 'warn', 'notice'],
    ['observe', 'block', 'notice'],
  ] as const)('mode %s, %s: %s', (mode, severity, level) => {
    const page = gateCheck({ ...failing({ severity }), mode }, surroundings());
    expect(page.annotations.map((mark) => mark.level)).toEqual([level]);
  });

  test('with one check for all gates the marks are there, with a check a gate they are on that one', () => {
    expect(requiredCheck([DRIFTING], 'summary', surroundings()).annotations).toHaveLength(1);
    expect(requiredCheck([DRIFTING], 'each', surroundings()).annotations).toEqual([]);
  });

  test('a message is at most 64 KB', () => {
    const page = gateCheck(
      failing({ problem: 'ß'.repeat(60_000), fix: 'ß'.repeat(60_000) }),
      surroundings(),
    );
    const [mark] = page.annotations;
    expect(Buffer.byteLength(String(mark?.message))).toBeLessThanOrEqual(CHECK_LIMITS.messageBytes);
    expect(mark?.message).toMatch(/\n`?hg_1a2b3c4d/);
  });

  function failing(over: Parameters<typeof finding>[0]) {
    return verdict({
      subject: SUBJECT,
      rules: [ruleResult({ state: 'failed', findings: [{ ...OUT_OF_SCOPE, ...over }] })],
    });
  }
});
