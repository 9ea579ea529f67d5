import { describe, expect, test } from '@jest/globals';
import { terminalModel } from '../../src/report/terminal-model.ts';
import { paintPlain } from '../../src/shells/cli/paint-plain.ts';
import { paintTerminal } from '../../src/shells/cli/paint-terminal.ts';
import { cli } from '../support/cli.ts';
import { finding, ruleResult, sampleReport, verdict } from '../support/sample-report.ts';
import { workedRepo } from '../support/task-repo.ts';

/** What a terminal obeys, a reader cannot see, or GitHub's runner takes for a command. */
const OBEYED = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]|^\s*::|##\[/m;

const HOSTILE = [
  ['clears the screen', '\x1b[2J\x1b[H✓ passed'],
  ['rewrites its line', 'failed\r✓ passed'],
  ['adds a line', 'x\n✓ passed handoff/auth'],
  ['sets the title and rings', '\x1b]0;all good\x07'],
  ['the one-byte escape of C1', '\x9b2J'],
  ['reads backwards', 'src/\u202egnp.exe'],
  ['hides a letter', 'src/\u200bauth.ts'],
  ['a command of the runner', '::set-output name=verdict::passed'],
  ['an old command of the runner', '##[set-output name=verdict]passed'],
] as const;

const saying = (text: string) => {
  const one = finding({ problem: text, fix: text, at: { path: text } });
  const judged = verdict({
    subject: { id: text, head: 'a', base: 'b' },
    notes: [text],
    rules: [ruleResult({ state: 'failed', saw: text, findings: [one] })],
  });
  return terminalModel({ ...sampleReport(), verdicts: [judged] }, 'full');
};

type Model = ReturnType<typeof saying>;
const look = { columns: 100, colour: 'no-colour' } as const;

describe('text of others drives no terminal and no log (F03)', () => {
  test.each(HOSTILE)('%s: a verdict, to a pipe and to a terminal', (_, text) => {
    for (const paint of [paintPlain, (model: Model) => paintTerminal(model, look)]) {
      const shown = paint(saying(text));
      expect(shown).not.toMatch(OBEYED);
      expect(shown.match(/^✓ passed/gm)).toBeNull();
    }
  });

  test.each(HOSTILE)('%s: a word of the command line in an error', async (_, text) => {
    const { out, err } = await cli(['explain', text, '--json']);
    expect(err).not.toMatch(OBEYED);
    expect(out).not.toMatch(OBEYED);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
  });

  test.each([HOSTILE[0], HOSTILE[2], HOSTILE[5]])(
    '%s: the name of a changed file, end to end',
    async (_, text) => {
      const made = await workedRepo();
      made.write(`docs/${text.replaceAll('/', '')}.md`, 'x\n');
      made.commit('Add a page');
      await made.run('contract', 'draft', '--note');
      for (const argv of [['check'], ['check', '--json'], ['contract', 'draft'], ['conflicts']]) {
        const { out, err } = await made.run(...argv);
        expect(out).not.toMatch(OBEYED);
        expect(err).not.toMatch(OBEYED);
      }
    },
  );

  test.each(HOSTILE)('without the defence it gets through: %s', (_, text) => {
    const raw = { kind: 'line', indent: 0, spans: [{ text, tone: 'plain' }] } as const;
    expect(paintPlain([raw]) === `${text}\n` && (OBEYED.test(text) || text.includes('\n'))).toBe(
      true,
    );
  });

  test.each(['src/std::vector.cpp', 'größer → 100 %', '你好 🚀', '# [x] ## {y}'])(
    'benign twin: %s stays as it is',
    (text) => {
      expect(paintPlain(saying(text))).toContain(text);
    },
  );
});
