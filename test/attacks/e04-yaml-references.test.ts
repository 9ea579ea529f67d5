import { attackOnOutput } from '../support/attack.ts';
import { fenced, handedOver } from '../support/handed-over.ts';
import { contract } from '../support/output-facts.ts';

const HONEST = Object.entries(contract())
  .filter(([key]) => key !== 'discovered')
  .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
  .join('');
const yaml = (more: string) => handedOver(fenced(HONEST + more, 'yaml'));
const BOMB = Array.from(
  { length: 9 },
  (_, level) => `  - &b${level + 1} [${`*b${level}, `.repeat(9)}*b${level}]\n`,
).join('');

attackOnOutput({
  threat: 'E04',
  rule: 'output/contract-schema',
  attacks: [
    { why: 'a billion laughs', facts: yaml(`discovered:\n  - &b0 lol\n${BOMB}`) },
    { why: 'one alias', facts: yaml('discovered: [&a The pool is small, *a]\n') },
    { why: 'an anchor that nobody uses', facts: yaml('discovered: [&a The pool is small]\n') },
    { why: 'a merge key', facts: yaml('<<: {discovered: [The pool is small]}\n') },
    { why: 'a tag', facts: yaml('discovered: [!!str The pool is small]\n') },
    { why: 'a tag of its own', facts: yaml('discovered: !!js/function "() => 1"\n') },
    { why: 'a second document', facts: yaml(`---\n${HONEST}`) },
  ],
  twins: [
    { why: 'plain YAML', facts: yaml('discovered: [The pool is small]\n') },
    {
      why: 'the signs inside words',
      facts: yaml('discovered: ["R&D *said* <<: !!", "a & b"]\n'),
    },
  ],
});
