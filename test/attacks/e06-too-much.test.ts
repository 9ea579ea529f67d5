import { LIMITS } from '../../src/model/limits.ts';
import { attackOnOutput } from '../support/attack.ts';
import { fenced, handedOver, json, jsonWith } from '../support/handed-over.ts';

const keys = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, at) => `"${prefix}${at}": 1,`).join('');
const padded = (bytes: number) => {
  const honest = json();
  return handedOver(fenced(honest + ' '.repeat(bytes - Buffer.byteLength(honest) - 1)));
};

attackOnOutput({
  threat: 'E06',
  rule: 'output/contract-schema',
  attacks: [
    { why: 'more keys than a map may have', facts: handedOver(fenced(jsonWith(keys(65, 'k')))) },
    {
      why: 'more values than a block may have',
      facts: handedOver(fenced(jsonWith(`"discovered": [${'1,'.repeat(LIMITS.blockNodes)}1],`))),
    },
    {
      why: '3,000 keys that share their first letters, in YAML',
      facts: handedOver(
        fenced(Array.from({ length: 1_500 }, (_, at) => `aaa${at}: 1\n`).join(''), 'yaml'),
      ),
    },
  ],
  twins: [{ why: 'an ordinary contract', facts: handedOver(fenced(json())) }],
});

attackOnOutput({
  threat: 'E06',
  rule: 'output/contract-present',
  attacks: [
    { why: 'one byte more than a block may have', facts: padded(LIMITS.blockBytes + 1) },
    { why: 'three times as large', facts: padded(3 * LIMITS.blockBytes) },
    {
      why: 'large in bytes, not in characters',
      facts: handedOver(fenced(json({ discovered: [`${'€'.repeat(5_400)}`] }))),
    },
  ],
  twins: [{ why: 'exactly as large as a block may be', facts: padded(LIMITS.blockBytes) }],
});
