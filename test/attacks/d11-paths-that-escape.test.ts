import { attackOnOutput } from '../support/attack.ts';
import { citingOutputs } from '../support/git-output.ts';
import { outputFacts } from '../support/output-facts.ts';

const PATHS = [
  './src/auth/pkce.ts',
  'src/../src/auth/pkce.ts',
  'src//auth/pkce.ts',
  'src/auth/pkce.ts/',
  '/src/auth/pkce.ts',
  'C:\\src\\auth\\pkce.ts',
  'src\\auth\\pkce.ts',
  '../shop/src/auth/pkce.ts',
  'src/auth/pkce.ts\u0000.md',
  'src/auth/\u202epkce.ts',
  '～/src/auth/pkce.ts',
  'src/auth/ｐkce.ts',
];
const variants = PATHS.flatMap((text) => [
  { why: `the artifact ${JSON.stringify(text)}`, ref: 'src/auth/pkce.ts', artifact: text },
  { why: `the ref ${JSON.stringify(text)}`, ref: `file:${text}` },
]);
const facts = await citingOutputs(
  (on) => on,
  () => [...variants, { ref: 'file:src/auth/pkce.ts' }],
);
const rows = variants.map(({ why }, index) => ({ why, facts: facts[index] ?? outputFacts() }));
const [first, second, third, ...more] = rows;
if (!first || !second || !third) throw new Error('three variants at least');

attackOnOutput({
  threat: 'D11',
  rule: 'output/refs-resolve',
  attacks: [first, second, third, ...more],
  twins: [{ why: 'the path as the tree writes it', facts: facts.at(-1) ?? outputFacts() }],
});
