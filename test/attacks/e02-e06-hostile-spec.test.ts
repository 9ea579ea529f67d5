import { expect, test } from '@jest/globals';
import { LIMITS } from '../../src/model/limits.ts';
import { attackOnEntry } from '../support/entry-attack.ts';
import { handedSpec, specBlock, specJson, specJsonWith } from '../support/handed-spec.ts';

const HONEST = { why: 'an ordinary spec', facts: handedSpec(specBlock(specJson())) };
const json = (members: string) => handedSpec(specBlock(specJsonWith(members)));
const yaml = (text: string) => handedSpec(specBlock(text, 'yaml'));

attackOnEntry({
  threat: 'E02',
  rule: 'task-entry/spec-complete',
  attacks: [
    {
      why: 'the scope twice: JSON.parse keeps the last without a word',
      facts: json('"scope": {"files": ["**"]},'),
    },
    { why: 'the same key with an escape in it', facts: json('"sc\\u006fpe": {"files": ["**"]},') },
    {
      why: 'a key twice inside a criterion',
      facts: handedSpec(specBlock(specJson().replace('"id": "AC1"', '"id": "AC1", "id": "AC9"'))),
    },
    { why: 'a key twice in YAML', facts: yaml('scope: src/a.ts only\nscope: src/b.ts only') },
  ],
  twins: [
    {
      why: 'the same key in different maps, the same text in different fields',
      facts: handedSpec(specBlock(specJson({ context: ['scope', 'task-id'] }))),
    },
  ],
});

attackOnEntry({
  threat: 'E03',
  rule: 'task-entry/spec-complete',
  attacks: [
    { why: '__proto__ at the top', facts: json('"__proto__": {"admin": true},') },
    {
      why: 'constructor and prototype',
      facts: json('"constructor": {"prototype": {"admin": true}},'),
    },
    { why: '__proto__ with an escape in it', facts: json('"__pr\\u006fto__": {"admin": true},') },
    {
      why: '__proto__ as a path of symbols',
      facts: handedSpec(
        specBlock(specJson().replace('"symbols": {}', '"symbols": {"__proto__": ["a"]}')),
      ),
    },
    { why: '__proto__ in YAML', facts: yaml('__proto__:\n  admin: yes') },
  ],
  twins: [
    {
      why: 'the word as a value',
      facts: handedSpec(specBlock(specJson({ context: ['__proto__ is a key in src/merge.ts'] }))),
    },
  ],
});

test('no prototype was touched', () => {
  expect(Reflect.get({}, 'admin')).toBeUndefined();
});

attackOnEntry({
  threat: 'E04',
  rule: 'task-entry/spec-complete',
  attacks: [
    { why: 'an alias', facts: yaml('objective: &a Implement OAuth\nplan: *a') },
    { why: 'a merge key', facts: yaml('scope: src/a.ts only\n<<: {scope: "**"}') },
    { why: 'a tag', facts: yaml('objective: !!binary aGk=') },
    { why: 'a second document', facts: yaml('scope: src/a.ts only\n---\nscope: "**"') },
    {
      why: 'a billion laughs',
      facts: yaml(
        Array.from({ length: 10 }, (_, at) => `a${at}: &a${at} [${`*a${at - 1},`.repeat(9)}]`).join(
          '\n',
        ),
      ),
    },
  ],
  twins: [
    {
      why: 'the same signs inside quotes',
      facts: handedSpec(specBlock(specJson({ context: ['&a *a !!int << ---'] }))),
    },
  ],
});

const nested = (depth: number) => json(`"context": ${'['.repeat(depth)}${']'.repeat(depth)},`);

attackOnEntry({
  threat: 'E05',
  rule: 'task-entry/spec-complete',
  attacks: [
    { why: 'one level more than allowed', facts: nested(LIMITS.depth + 1) },
    { why: '7,000 levels', facts: nested(7_000) },
    { why: '300 levels of YAML', facts: yaml(`${'- '.repeat(300)}a`) },
  ],
  twins: [HONEST],
});

attackOnEntry({
  threat: 'E06',
  rule: 'task-entry/spec-complete',
  attacks: [
    {
      why: 'more keys than a map may have',
      facts: json(Array.from({ length: 65 }, (_, at) => `"k${at}": 1,`).join('')),
    },
    {
      why: 'more values than a block may have',
      facts: json(`"context": [${'1,'.repeat(LIMITS.blockNodes)}1],`),
    },
    {
      why: '1,500 keys that share their first letters, in YAML',
      facts: yaml(Array.from({ length: 1_500 }, (_, at) => `aaa${at}: 1`).join('\n')),
    },
  ],
  twins: [HONEST],
});

const padded = (bytes: number) =>
  handedSpec(specBlock(specJson() + ' '.repeat(bytes - Buffer.byteLength(specJson()) - 1)));

attackOnEntry({
  threat: 'E06',
  rule: 'task-entry/spec-present',
  attacks: [
    { why: 'one byte more than a block may have', facts: padded(LIMITS.blockBytes + 1) },
    {
      why: 'a text longer than GitHub lets one be',
      facts: handedSpec(`${specBlock(specJson())}${'x'.repeat(LIMITS.bodyCharacters)}`),
    },
    {
      why: 'more lines than a person writes',
      facts: handedSpec(`${specBlock(specJson())}${'a\n'.repeat(LIMITS.bodyLines)}`),
    },
  ],
  twins: [{ why: 'exactly as large as a block may be', facts: padded(LIMITS.blockBytes) }],
});
