import { attackOnOutput } from '../support/attack.ts';
import { citingOutput, citingOutputs } from '../support/git-output.ts';

const NAMES = [
  'HEAD',
  'HEAD~1',
  'main',
  'handoff/auth-oauth',
  'refs/pull/9/head',
  '@{-1}',
  ':/Add OAuth',
  '--upload-pack=x',
  '-x',
  'a3f92b',
  'A3F92BC',
  '0xa3f92bc',
  'a3f92bc^{tree}',
  'a3f92bc..a3f92bd',
  ' a3f92bc',
  'a3f92bc\u200b',
  '',
];
const facts = await citingOutputs(
  (on) => on,
  () => NAMES.map((name) => ({ ref: `commit:${name}` })),
);
const rows = facts.map((one, index) => ({ why: JSON.stringify(NAMES[index]), facts: one }));
const [first, second, third, ...more] = rows;
if (!first || !second || !third) throw new Error('three variants at least');

attackOnOutput({
  threat: 'C03',
  rule: 'output/refs-resolve',
  attacks: [
    first,
    second,
    third,
    ...more,
    {
      why: 'a branch that is named like a sha, and holds the work',
      facts: await citingOutput(
        (on) => on.ref('refs/heads/deadbeef'),
        () => ({ ref: 'commit:deadbeef' }),
      ),
    },
  ],
  twins: [
    {
      why: 'eight digits that are unique in this output, beside a branch of that name elsewhere',
      facts: await citingOutput(
        (on) => on.on('main').branch('deadbeef').on('handoff/auth-oauth'),
        (made) => ({ ref: `commit:${made.sha('Add OAuth').slice(0, 8)}` }),
      ),
    },
  ],
});
