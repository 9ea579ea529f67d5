import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GATES } from '../../src/model/actor.ts';
import type { RecordLine } from '../../src/model/record-line.ts';
import { parseTaskId, type TaskId } from '../../src/model/task-id.ts';
import {
  CARRIED_INFO,
  type Memory,
  printCarried,
  readCarried,
} from '../../src/report/carried-block.ts';
import { CHECK_LIMITS } from '../../src/report/check-limits.ts';
import { visible } from '../../src/report/visible-text.ts';
import { liveParts } from '../support/github-markdown.ts';

const TASK = parseTaskId('auth') as TaskId;

function line(over: Partial<RecordLine> = {}): RecordLine {
  return {
    schema: 'handoff-record/v1',
    at: '2026-05-03T10:00:00.000Z',
    gate: 'output',
    task: TASK,
    output: '#12',
    head: 'a1'.repeat(20),
    key: 'c3'.repeat(32),
    state: 'failed',
    findings: [{ id: 'hg_1a2b3c4d', rule: 'output/scope-compliance', mast: 'FM-2.3' }],
    attempt: 1,
    drift: { outside: ['README.md'], changed: ['README.md', 'src/a.ts'] },
    refs: [{ kind: 'commit', state: 'resolved' }],
    ...over,
  };
}

const MEMORY: Memory = {
  of: '#12',
  lines: [line(), line({ attempt: 2, state: 'passed', findings: [] })],
  seal: {
    schema: 'handoff-seal/v1',
    task: TASK,
    digest: 'd4'.repeat(32),
    plan: 3,
    at: '2026-05-01T08:00:00.000Z',
  },
  lock: {
    task: TASK,
    patterns: ['src/auth/**'],
    route: 'specialist',
    at: '2026-05-01T08:00:00.000Z',
  },
};

/** A comment with the block in it. */
function around(block: string): string {
  return `<!-- handoff-gate:pull-request -->\n\nWords.\n\n<details>\n<summary>Record</summary>\n\n${block}\n\n</details>\n`;
}

const value = (memory: Memory) => {
  const read = readCarried(around(printCarried(memory)), memory.of);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.value;
};

describe('what is printed is read', () => {
  test('seal, lock and lines', () => {
    expect(value(MEMORY)).toEqual({
      schema: 'handoff-carried/v1',
      'left-out': 0,
      shortened: 0,
      ...MEMORY,
    });
  });

  test('nothing yet', () => {
    expect(value({ of: '#1', lines: [] }).lines).toEqual([]);
  });

  test('with Windows line ends, as GitHub may store it', () => {
    const stored = around(printCarried(MEMORY)).replaceAll('\n', '\r\n');
    expect(readCarried(stored, '#12').ok).toBe(true);
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '```',
      `\`\`\`${CARRIED_INFO}`,
      '<!--',
      '-->',
      '</details>',
      '\u2028',
      '\0',
      '\ud800',
    ),
  );
  const lines = fc.array(
    fc.record({
      gate: fc.constantFrom(...GATES),
      state: fc.constantFrom('passed' as const, 'failed' as const, 'unproven' as const),
      output: fc.string({ unit: 'grapheme', maxLength: 40 }).map(visible),
      attempt: fc.integer({ min: 1, max: 20 }),
      drift: fc.record({
        outside: fc.array(text, { maxLength: 5 }),
        changed: fc.array(text, { maxLength: 5 }),
      }),
    }),
    { maxLength: 12 },
  );

  test('law: whatever the paths are called', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const memory = { of: '#12', lines: some.map((over) => line(over)) };
        const shown = memory.lines.map((one) => ({
          ...one,
          drift: {
            outside: one.drift?.outside.map(visible),
            changed: one.drift?.changed.map(visible),
          },
        }));
        const block = printCarried(memory);
        expect(value(memory)).toEqual({
          schema: 'handoff-carried/v1',
          of: '#12',
          'left-out': 0,
          shortened: 0,
          lines: shown,
        });
        expect(liveParts(around(block))).toEqual([]);
        expect(block).not.toMatch(/[<>]/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('bounded', () => {
  const many = Array.from({ length: 300 }, (_, index) => line({ attempt: index + 1 }));

  test('the newest lines stay, and it says how many do not', () => {
    const { lines, 'left-out': left, shortened } = value({ ...MEMORY, lines: many });
    expect(lines.length + left).toBe(300);
    expect(lines).toEqual(many.slice(left));
    expect(lines.length).toBeGreaterThan(40);
    expect(shortened).toBe(0);
  });

  test('what was left out before stays counted', () => {
    const before = { 'left-out': 7, shortened: 2 };
    expect(value({ ...MEMORY, before })).toMatchObject(before);
    const { lines, 'left-out': left } = value({ ...MEMORY, lines: many, before });
    expect(lines.length + left).toBe(307);
  });

  test('within its bytes, to the last line that fits', () => {
    const block = printCarried({ ...MEMORY, lines: many });
    const json = block.split('\n').slice(1, -1).join('\n');
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(CHECK_LIMITS.carriedBytes);
    expect(Buffer.byteLength(json)).toBeGreaterThan(CHECK_LIMITS.carriedBytes - 600);
  });

  const paths = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => `src/${name}/a-file-with-a-name-${index}.ts`);

  test.each([
    [
      'refs go first',
      {
        refs: Array.from({ length: 200 }, () => ({
          kind: 'x'.repeat(20),
          state: 'mismatched' as const,
        })),
        drift: { outside: [], changed: paths(100, 'in') },
      },
      (read: RecordLine) => read.refs === undefined && read.drift?.changed.length === 100,
    ],
    [
      'then units inside the scope',
      { drift: { outside: ['x'], changed: ['x', ...paths(900, 'in')] } },
      (read: RecordLine) =>
        read.drift?.outside.length === 1 && Number(read.drift.changed.length) > 50,
    ],
    [
      'then units outside',
      { drift: { outside: paths(900, 'out'), changed: paths(900, 'out') } },
      (read: RecordLine) =>
        Number(read.drift?.outside.length) > 50 &&
        read.drift?.outside.length === read.drift?.changed.length,
    ],
    [
      'then findings',
      {
        findings: Array.from({ length: 5_000 }, () => ({
          id: 'hg_1a2b3c4d',
          rule: 'output/scope-compliance',
          mast: 'FM-2.3',
        })),
      },
      (read: RecordLine) => read.findings.length > 50,
    ],
  ])('a monster line: %s, and its successors are whole', (_, over, holds) => {
    const small = line({ attempt: 3 });
    const read = value({ of: '#12', lines: [line(over), small] });
    expect(read.shortened).toBe(1);
    expect(read['left-out']).toBe(0);
    expect(read.lines[1]).toEqual(small);
    expect(holds(read.lines[0] as RecordLine)).toBe(true);
  });

  test('a lock that no comment can carry is refused: half of it would look like all of it', () => {
    const patterns = Array.from({ length: 256 }, (_, index) => `${'x'.repeat(200)}/${index}`);
    const lock = { task: TASK, patterns, route: 'specialist', at: '' } as const;
    expect(() => printCarried({ of: '#3', lines: [], lock: { ...lock, patterns } })).toThrow(
      /scope of #3 has 256 patterns/,
    );
  });

  test('a line without units has findings to leave out', () => {
    const { drift: _, ...bare } = line({
      findings: Array.from({ length: 5_000 }, () => ({ id: 'hg_1a2b3c4d', rule: 'x', mast: 'y' })),
    });
    const [read] = value({ of: '#12', lines: [bare] }).lines;
    expect(read?.drift).toBeUndefined();
    expect(read?.findings.length).toBeGreaterThan(50);
  });

  test('a line that cannot be made short enough is left out, and counted', () => {
    const endless = line({ findings: [{ id: 'x'.repeat(20_000), rule: 'x', mast: 'x' }] });
    const { lines, 'left-out': left } = value({ of: '#12', lines: [line(), endless, line()] });
    expect([lines.length, left]).toEqual([1, 2]);
  });
});

describe('what is refused, and why', () => {
  const good = around(printCarried(MEMORY));
  const json = (change: (text: string) => string) => good.replace(/^\{[\s\S]*\}$/m, change);
  test.each([
    ['no block', 'Words.', /no block/],
    ['another info string', good.replace(CARRIED_INFO, 'json'), /no block/],
    ['two blocks', good + good, /2 blocks/],
    ['no end', good.slice(0, good.lastIndexOf('```')), /no end/],
    [
      'another pull request',
      good.replace('"#12"', '"#13"'),
      /that of "#13"; this comment stands on "#12"/,
    ],
    ['too long a comment', `${good}${' '.repeat(65_536)}`, /larger than 65536 bytes/],
    [
      'too long a block',
      json((text) => text.replace('"lines"', `${' '.repeat(25_000)}"lines"`)),
      /larger than 24576 bytes/,
    ],
    ['no JSON', json((text) => text.slice(1)), /Not valid JSON/],
    [
      'a key twice',
      json((text) => text.replace('"shortened"', '"left-out"')),
      /stands more than once/,
    ],
    [
      'a key of ours that is not',
      json((text) => text.replace('"shortened":0', '"shortened":0,"x":1')),
      /x/,
    ],
    [
      'a prototype',
      json((text) => text.replace('"shortened":0', '"shortened":0,"__proto__":{}')),
      /not allowed/,
    ],
    [
      'another version',
      json((text) => text.replace('carried/v1', 'carried/v2')),
      /handoff-carried\/v1/,
    ],
    [
      'a line of another shape',
      json((text) => text.replace('"attempt":1', '"attempt":0')),
      /attempt/,
    ],
    [
      'a deep nest',
      json((text) => text.replace('"lines":[', `"lines":[${'['.repeat(20)}${']'.repeat(20)},`)),
      /deeper than/,
    ],
  ])('%s', (_, comment, why) => {
    const read = readCarried(comment, '#12');
    expect(read.ok ? '' : read.problems[0]?.message).toMatch(why);
  });

  test('a problem has the line of the comment', () => {
    const read = readCarried(
      json((text) => text.replace('"attempt":2', '"attempt":0')),
      '#12',
    );
    const at = good.split('\n').findIndex((text) => text.includes('"attempt":2'));
    expect(read.ok ? [] : read.problems.map((problem) => problem.line)).toEqual([at + 1]);
  });
});
