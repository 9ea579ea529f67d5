import { expect, test } from '@jest/globals';
import { attackOnOutput } from '../support/attack.ts';
import { fenced, handedOver, json, jsonWith } from '../support/handed-over.ts';

attackOnOutput({
  threat: 'E03',
  rule: 'output/contract-schema',
  attacks: [
    {
      why: '__proto__ at the top',
      facts: handedOver(fenced(jsonWith('"__proto__": {"admin": true},'))),
    },
    {
      why: '__proto__ inside a step',
      facts: handedOver(
        fenced(json().replace('"step": "PKCE"', '"step": "PKCE", "__proto__": {"admin": true}')),
      ),
    },
    {
      why: 'constructor and prototype',
      facts: handedOver(fenced(jsonWith('"constructor": {"prototype": {"admin": true}},'))),
    },
    {
      why: '__proto__ with an escape in it',
      facts: handedOver(fenced(jsonWith('"__pr\\u006fto__": {"admin": true},'))),
    },
    {
      why: '__proto__ in YAML',
      facts: handedOver(fenced('__proto__:\n  admin: yes\n', 'yaml')),
    },
  ],
  twins: [
    {
      why: 'the word as a value',
      facts: handedOver(fenced(json({ discovered: ['__proto__ is a key in src/merge.ts'] }))),
    },
  ],
});

test('no prototype was touched', () => {
  expect(Reflect.get({}, 'admin')).toBeUndefined();
});
