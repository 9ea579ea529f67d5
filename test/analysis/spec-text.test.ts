import { describe, expect, test } from '@jest/globals';
import { readSpecText } from '../../src/analysis/spec-text.ts';

const SPEC = {
  schema: 'handoff-task/v1',
  'task-id': 'auth',
  plan: 'plan@2',
  objective: 'Return the session of a token in src/a.ts',
  constraints: [],
  scope: { files: ['src/a.ts'] },
  'acceptance-criteria': [
    { id: 'AC1', text: '2 tests in a.test.ts pass', verify: { tests: 'a.test.ts', min: 2 } },
  ],
};
const block = (spec: object = SPEC): string =>
  `\`\`\`json handoff-task\n${JSON.stringify(spec)}\n\`\`\`\n`;
const FORM = `### Task ID

auth

### Plan version

plan@2

### Objective

Return the session of a token in src/a.ts

### Scope

src/a.ts

### Acceptance criteria

2 tests in a.test.ts pass
`;

describe('readSpecText', () => {
  test.each([
    ['a block alone', block()],
    ['a block with words around it', `# Task\n\nPlease.\n\n${block()}\nThanks.\n`],
    ['an issue form', FORM],
    ['a block beside headings that are no form', `### Motivation\n\nBecause.\n\n${block()}`],
    ['a block with half a form: the block wins', `### Objective\n\nSomething else\n\n${block()}`],
  ])('reads %s', (_, text) => {
    expect(readSpecText(text)).toMatchObject({
      ok: true,
      value: { 'task-id': 'auth', objective: SPEC.objective },
    });
  });

  test.each([
    ['nothing', '', 'There is no block'],
    ['prose', 'Please fix the login.', 'There is no block'],
    ['two blocks: which one counts?', block() + block(), 'There are 2 task spec blocks'],
    [
      'a second one in a comment (E01)',
      `${block()}\n<!--\n${block()}-->\n`,
      'stands where it does not count',
    ],
    ['a block in a quote only', block().replace(/^/gm, '> '), 'stands where it does not count'],
    [
      'a block and a whole form that differ',
      FORM.replace('src/a.ts\n\n### Acc', 'src/b.ts\n\n### Acc') + block(),
      'say different things',
    ],
    [
      'a form that answers one heading twice',
      `${FORM}\n### Scope\n\n**\n`,
      'stands more than once',
    ],
    [
      'a block over the limit',
      block({ ...SPEC, x: 'x'.repeat(16_384) }),
      'larger than 16384 bytes',
    ],
    ['headings of people, no form', '### Scope\n\nAll of it\n', 'There is no block'],
    [
      'quotes in a row that only show when the comments before them are gone',
      `${'<!---->>>>>>>>>>\n'.repeat(300)}\n### Task ID\n\nauth\n`,
      'There is no block',
    ],
    ['a body over the limit', `${block()}${'x'.repeat(70_000)}`, 'text'],
  ])('refuses %s', (_, text, words) => {
    const read = readSpecText(text);
    expect(read.ok ? '' : read.problems[0]?.message).toContain(words);
  });

  test('a problem has its line in the whole text', () => {
    const read = readSpecText(
      `# Task\n\n\`\`\`yaml handoff-task\nschema: handoff-task/v1\nobjektive: x\n\`\`\`\n`,
    );
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? [] : read.problems).toContainEqual(
      expect.objectContaining({
        line: 5,
        message: expect.stringContaining('did you mean objective'),
      }),
    );
  });
});
