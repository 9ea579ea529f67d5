import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readIssueForm } from '../../src/analysis/issue-form.ts';
import { LIMITS } from '../../src/model/limits.ts';

function answers(body: string): Readonly<Record<string, string>> {
  const form = readIssueForm(body);
  return form.ok
    ? Object.fromEntries([...form.sections].map(([heading, { text }]) => [heading, text]))
    : {};
}

describe('answers by heading', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    [
      'two fields',
      '### Task id\n\nauth\n\n### Objective\n\nAdd OAuth',
      { 'Task id': 'auth', Objective: 'Add OAuth' },
    ],
    ['GitHub ends lines with CRLF', '### Task id\r\n\r\nauth\r\n', { 'Task id': 'auth' }],
    ['no answer', '### Rubric\n\n_No response_\n', { Rubric: '' }],
    ['nothing at all', '### Rubric', { Rubric: '' }],
    ['several lines', '### Files\n\nsrc/a.ts\nsrc/b.ts\n', { Files: 'src/a.ts\nsrc/b.ts' }],
    ['a field of code', '### Spec\n\n```yaml\na: 1\n\nb: 2\n```\n', { Spec: 'a: 1\n\nb: 2' }],
    [
      'a field of code, as answered with two blocks',
      '### S\n\n```\na\n```\n\n```\nb\n```',
      { S: '```\na\n```\n\n```\nb\n```' },
    ],
    [
      'words beside a block are an answer as they are',
      '### S\n\nSee\n```\na\n```',
      { S: 'See\n```\na\n```' },
    ],
    [
      'checkboxes',
      '### Route\n\n- [x] specialist\n- [ ] coordinator',
      { Route: '- [x] specialist\n- [ ] coordinator' },
    ],
    [
      'a heading in code belongs to the answer',
      '### A\n\n```\n### B\n```\nx',
      { A: '```\n### B\n```\nx' },
    ],
    ['a heading in a quote belongs to the answer', '### A\n\n> ### B', { A: '> ### B' }],
    ['a heading in a list belongs to the answer', '### A\n\n- ### B', { A: '- ### B' }],
    [
      'headings of other levels belong to the answer',
      '### A\n\n## B\n#### C',
      { A: '## B\n#### C' },
    ],
    ['text before the first heading is nobody’s answer', 'Hello\n\n### A\n\nb', { A: 'b' }],
    ['no form', 'Hello', {}],
  ])('%s', (_why, body, expected) => {
    expect(answers(body)).toEqual(expected);
  });

  test('of a heading that stands twice the first counts, and the second is told', () => {
    const form = readIssueForm('### Notes\n\nx\n\n### Files\n\nsrc/a.ts\n\n### Files\n\n**');
    expect(form).toMatchObject({ repeated: [{ heading: 'Files', text: '**', line: 9 }] });
    expect(form.ok && form.sections.get('Files')).toEqual({
      heading: 'Files',
      text: 'src/a.ts',
      line: 5,
    });
  });

  test('a body beyond the bound is not read', () => {
    expect(readIssueForm('x'.repeat(LIMITS.bodyCharacters + 1))).toMatchObject({ ok: false });
  });

  test('what a form prints is read back', () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .,/]{0,20}[A-Za-z0-9]$/);
    fc.assert(
      fc.property(fc.dictionary(word, word, { maxKeys: 6, noNullPrototype: true }), (fields) => {
        const body = Object.entries(fields)
          .map(([heading, text]) => `### ${heading}\n\n${text}\n`)
          .join('\n');
        expect(answers(body)).toEqual(fields);
      }),
    );
  });
});
