import { describe, expect, test } from '@jest/globals';
import type { FailurePacket } from '../../src/model/failure-packet.ts';
import type { RecordLine } from '../../src/model/record-line.ts';
import { parseTaskId, type TaskId } from '../../src/model/task-id.ts';
import { type Memory, readCarried } from '../../src/report/carried-block.ts';
import { CHECK_LIMITS } from '../../src/report/check-limits.ts';
import {
  COMMENT_MARKERS,
  pullRequestComment,
  taskComment,
} from '../../src/report/sticky-comment.ts';
import {
  BLIND,
  CONFLICTING,
  crowd,
  DRIFTED,
  DRIFTING,
  FREE,
  HONEST,
  NOT_APPLICABLE,
  SUBJECT,
  surroundings,
  UNPROVEN,
  WAITING,
} from '../support/check-samples.ts';
import { liveParts } from '../support/github-markdown.ts';
import { expectGolden } from '../support/golden.ts';
import { finding, ruleResult, sampleReport, verdict } from '../support/sample-report.ts';

const TASK = parseTaskId('auth-oauth') as TaskId;
const LINE: RecordLine = {
  schema: 'handoff-record/v1',
  at: '2026-05-03T10:00:00.000Z',
  gate: 'output',
  task: TASK,
  output: '#12',
  head: SUBJECT.head,
  key: 'c3'.repeat(32),
  state: 'passed',
  findings: [],
  attempt: 1,
};
const MEMORY: Memory = { of: '#12', lines: [LINE] };
const PACKETS: readonly FailurePacket[] = sampleReport().packets;

const READY = verdict({
  gate: 'task-entry',
  subject: { id: '#3', task: 'auth-oauth', head: SUBJECT.base, base: SUBJECT.base },
  rules: [
    ruleResult({
      rule: 'task-entry/scope-bounded',
      gate: 'task-entry',
      to: 'planner',
      holds: 'The scope is small enough to be reviewed.',
      saw: '3 patterns, 3 files',
    }),
  ],
});
const UNCLEAR = verdict({
  gate: 'task-entry',
  subject: READY.subject,
  rules: [
    ruleResult({
      rule: 'task-entry/criteria-testable',
      gate: 'task-entry',
      to: 'planner',
      state: 'failed',
      holds: 'Each criterion can be tested.',
      saw: '3 criteria',
      findings: [
        finding({
          id: 'hg_0000000a',
          rule: 'task-entry/criteria-testable',
          to: 'planner',
          mast: 'FM-1.1',
          problem: 'Criterion AC2 can be read in two ways: "fast" in "The login is fast".',
          fix: 'Say in numbers what AC2 asks for.',
          at: { field: 'acceptance-criteria[1].text' },
        }),
      ],
    }),
  ],
});
const APPROVED: Memory = {
  of: '#3',
  lines: [{ ...LINE, gate: 'task-entry', output: '#3' }],
  seal: {
    schema: 'handoff-seal/v1',
    task: TASK,
    digest: 'd4'.repeat(32),
    plan: 3,
    at: '2026-05-01T08:00:00.000Z',
  },
  lock: {
    task: TASK,
    patterns: ['src/auth/oauth.ts', 'src/auth/*.spec.ts'],
    route: 'specialist',
    at: '2026-05-01T08:00:00.000Z',
  },
};

const drifting = pullRequestComment(
  { judged: [DRIFTING, WAITING], packets: PACKETS, memory: MEMORY },
  { ...CONFLICTING, report: { ...CONFLICTING.report, outputs: [DRIFTED] } },
);
const COMMENTS: readonly (readonly [string, string, string])[] = [
  [
    'pull-request-green',
    '#12',
    pullRequestComment({ judged: [HONEST, FREE], packets: [], memory: MEMORY }, surroundings()),
  ],
  ['pull-request-red', '#12', drifting],
  [
    'pull-request-unproven',
    '#12',
    pullRequestComment({ judged: [UNPROVEN, BLIND], packets: [], memory: MEMORY }, surroundings()),
  ],
  [
    'pull-request-not-applicable',
    '#7',
    pullRequestComment(
      { judged: [NOT_APPLICABLE], packets: [], memory: { of: '#7', lines: [] } },
      surroundings(),
    ),
  ],
  [
    'task-sealed',
    '#3',
    taskComment({ judged: [READY], packets: [], memory: APPROVED }, surroundings()),
  ],
  [
    'task-refused',
    '#3',
    taskComment(
      {
        judged: [UNCLEAR],
        packets: [],
        memory: { of: '#3', lines: [] },
      },
      surroundings(),
    ),
  ],
];

describe.each(COMMENTS)('%s', (name, of, comment) => {
  test('reads like this', () => expectGolden(`comments/${name}.md`, comment));

  test('is nothing but words, code and folds', () => expect(liveParts(comment)).toEqual([]));

  test('begins with its marker', () => {
    expect(Object.values(COMMENT_MARKERS)).toContain(comment.split('\n')[0]);
  });

  test('carries its record', () => expect(readCarried(comment, of).ok).toBe(true));
});

test('green is a line, who must act, and one fold', () => {
  const [before, inside = ''] = String(COMMENTS[0]?.[2]).split(/<details>([\s\S]*)<\/details>/);
  expect(before?.trim().split('\n\n')).toHaveLength(3);
  expect(inside).toContain('### Evidence: 2 of 2 refs resolved');
});

test('red shows who acts first and what to do before anything else', () => {
  expect(drifting.indexOf('Must act first: planner')).toBeLessThan(
    drifting.indexOf('### To repair'),
  );
  expect(drifting.indexOf('### To repair')).toBeLessThan(drifting.indexOf('<details>'));
});

describe('more than GitHub takes', () => {
  const lines = Array.from({ length: 400 }, (_, index) => ({ ...LINE, attempt: index + 1 }));
  const comment = pullRequestComment(
    {
      judged: [crowd(700)],
      packets: [...PACKETS, ...PACKETS, ...PACKETS],
      memory: { of: '#12', lines },
    },
    surroundings(),
  );

  test('is shortened by whole items, and says so', () => {
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(CHECK_LIMITS.commentBytes);
    expect(Buffer.byteLength(comment)).toBeGreaterThan(CHECK_LIMITS.commentBytes - 500);
    expect(comment).toMatch(/\*\*Shortened\*\*.*\d+ of 700 under “To repair”/);
    expect(liveParts(comment)).toEqual([]);
  });

  test('the record stays', () => {
    const read = readCarried(comment, '#12');
    expect(read.ok ? read.value.lines.at(-1) : read).toEqual(lines.at(-1));
  });
});

test('a thousand pull requests with one head, none of which could be judged', () => {
  const twins = Array.from({ length: 1_000 }, (_, index) => ({
    ...BLIND,
    subject: { id: `#${index}`, head: SUBJECT.head },
    because: 'x'.repeat(2_000),
  }));
  const comment = pullRequestComment(
    { judged: [BLIND, ...twins], packets: [], memory: MEMORY },
    surroundings(),
  );
  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(CHECK_LIMITS.commentBytes);
  expect(comment).toContain('And 998 more like this.');
});
