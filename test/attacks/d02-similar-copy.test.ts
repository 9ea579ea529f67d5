import { attackOnOutput } from '../support/attack.ts';
import { moduleScope } from '../support/changed-output.ts';
import { gitOutput, type Tale } from '../support/git-output.ts';

const output = (tale: Tale) => gitOutput(tale, { scope: moduleScope({ files: ['src/auth/**'] }) });
const line = (word: string, index: number) => `export const ${word}${index} = ${index};\n`;
/** Twenty lines, so many of them kept: git's own threshold for "the same file" is 50 %. */
const kept = (count: number) =>
  Array.from({ length: 20 }, (_, index) => line(index < count ? 'kept' : 'changed', index)).join(
    '',
  );
/** A file outside is moved into the scope and edited on the way. */
const moved = (count: number) =>
  output((on) =>
    on
      .on('main')
      .edit('lib/legacy.ts', kept(20))
      .commit('Legacy')
      .on('handoff/auth-oauth')
      .merge('main')
      .rename('lib/legacy.ts', 'src/auth/legacy.ts', kept(count))
      .commit('Move'),
  );
const sweep = await Promise.all(
  [19, 11, 10, 9, 0].map(async (count) => ({
    why: `a move that keeps ${count * 5} % of the lines`,
    facts: await moved(count),
  })),
);
const [first, second, third, ...more] = sweep;
if (!first || !second || !third) throw new Error('three variants at least');

attackOnOutput({
  threat: 'D02',
  rule: 'output/scope-compliance',
  attacks: [
    first,
    second,
    third,
    ...more,
    {
      why: 'a copy that replaces a file outside by a line that points to it',
      facts: await output((on) =>
        on
          .edit('src/auth/copy.ts', '// copied\n')
          .edit('lib/other.ts', "export * from '../src/auth/copy.ts';\n")
          .commit(),
      ),
    },
  ],
  twins: [
    {
      why: 'a copy of a file outside, which stays as it is',
      facts: await output((on) =>
        on.edit('src/auth/copy.ts', 'export function other() {\n  return 1;\n}\n').commit(),
      ),
    },
  ],
});
