import { attackOnDrift } from '../support/attack-on-drift.ts';
import { moduleScope } from '../support/changed-output.ts';
import { gitOutput } from '../support/git-output.ts';

const PADDING = Array.from({ length: 24 }, (_, index) => `src/auth/pad-${index}.ts`);
const WORK = 'export function pad() {\n  return 1;\n}\n';
const OUTSIDE = 'export function outside() {\n  return 1;\n}\n';
/** Four files outside beside the twelve of the task, which is 25 %; and every file of a padding in scope, changed so. */
const padded = (change: string, before = WORK) =>
  gitOutput(
    (on) => {
      on.on('main');
      for (const file of PADDING) on.edit(file, before);
      on.commit('Padding').on('handoff/auth-oauth').merge('main');
      for (const file of PADDING) on.edit(file, change);
      for (const name of ['w', 'x', 'y', 'z']) on.edit(`lib/${name}.ts`, OUTSIDE);
      return on.commit('Pad');
    },
    { scope: moduleScope({ files: PADDING }) },
  );

attackOnDrift({
  threat: 'A08',
  attacks: [
    { why: 'files that are only indented anew', facts: padded(WORK.replaceAll('  ', '\t')) },
    { why: 'files with other line ends', facts: padded(WORK.replaceAll('\n', '\r\n')) },
    {
      why: 'files that a generator is said to have written (D17)',
      facts: padded(`// @generated\n${WORK.replace('1', '2')}`),
    },
    { why: 'files with one comment more', facts: padded(`${WORK}// touched\n`) },
    { why: 'minified files', facts: padded(`${WORK.replace('1', '2')}//${'x'.repeat(6_000)}`) },
  ],
  // Without the defence every changed file of the scope counts, whatever is in its change.
  undefended: (facts) => ({
    ...facts,
    noise: new Set(),
    functions: facts.functions.map((file) =>
      file.state === 'parsed'
        ? { ...file, changed: [...file.changed, ...file.cosmetic, '(top level)'] }
        : file,
    ),
  }),
  twins: [{ why: 'work in all files of the scope', facts: padded(WORK.replace('1', '2')) }],
});
