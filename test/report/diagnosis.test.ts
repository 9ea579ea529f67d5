import { expect, test } from '@jest/globals';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { diagnosisBlocks, diagnosisJson, diagnosisSummary } from '../../src/report/diagnosis.ts';

const why = 'Somebody could | do something.';
const DIAGNOSIS: Diagnosis = {
  repository: 'acme/shop',
  branch: 'main',
  trust: { level: 'T2', because: 'no-bypass does not hold: @ada' },
  lines: [
    { id: 'policy', holds: 'It is valid.', why, caps: 'T1', state: 'pass', saw: 'mode block' },
    {
      id: 'no-bypass',
      holds: 'Nobody may.',
      why,
      caps: 'T2',
      state: 'fail',
      saw: '@ada | <b>',
      fix: 'gh api x',
    },
    {
      id: 'job-token',
      holds: 'It reads.',
      why,
      caps: 'T2',
      state: 'unknown',
      saw: '403',
      fix: 'Use another token.',
    },
  ],
};

test('a line that does not hold has its reason and its command; one that holds has neither', () => {
  const text = diagnosisBlocks(DIAGNOSIS).flatMap((block) =>
    block.kind === 'line' ? [block.spans.map((span) => span.text).join('')] : [],
  );
  expect(text.filter((line) => line === why)).toHaveLength(2);
  expect(text).toContain('gh api x');
  expect(text[0]).toMatch(/^✓ policy +mode block$/);
  expect(text.join('\n')).toContain('acme/shop (main): T2');
});

test('in the summary the names of others are text: no mention, no HTML, no cell of their own', () => {
  const summary = diagnosisSummary(DIAGNOSIS);
  expect(summary).toContain('## ✗ Handoff Gate doctor: T2');
  expect(summary).toContain('### 2 settings to look at');
  expect(summary).toContain('`@ada`');
  expect(summary.replaceAll('`<b>`', '')).not.toContain('<b>');
  expect(summary).toContain('```sh\ngh api x\n```');
  for (const row of summary.split('\n').filter((line) => line.startsWith('| ')))
    expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
  expect(diagnosisSummary({ ...DIAGNOSIS, lines: DIAGNOSIS.lines.slice(0, 1) })).toContain('✓');
});

test('for programs: everything, with the name of its format', () => {
  expect(JSON.parse(diagnosisJson(DIAGNOSIS))).toEqual({
    schema: 'handoff-diagnosis/v1',
    ...DIAGNOSIS,
  });
});
