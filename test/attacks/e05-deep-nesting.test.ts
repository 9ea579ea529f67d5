import { LIMITS } from '../../src/model/limits.ts';
import { attackOnOutput } from '../support/attack.ts';
import { fenced, handedOver, json, jsonWith } from '../support/handed-over.ts';

const nested = (depth: number) =>
  handedOver(fenced(jsonWith(`"discovered": ${'['.repeat(depth)}${']'.repeat(depth)},`)));

attackOnOutput({
  threat: 'E05',
  rule: 'output/contract-schema',
  attacks: [
    { why: 'one level more than allowed', facts: nested(LIMITS.depth + 1) },
    { why: '7,000 levels', facts: nested(7_000) },
    {
      why: '300 levels of YAML',
      facts: handedOver(fenced(`${'- '.repeat(300)}a\n`, 'yaml')),
    },
    {
      why: '2,000 levels of YAML in flow style',
      facts: handedOver(fenced(`x: ${'{a: '.repeat(2_000)}${'}'.repeat(2_000)}\n`, 'yaml')),
    },
  ],
  twins: [{ why: 'no deeper than a contract is', facts: handedOver(fenced(json())) }],
});
