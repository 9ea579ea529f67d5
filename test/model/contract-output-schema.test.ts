import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {
  contractOutputSchema,
  readContractOutput,
} from '../../src/model/contract-output-schema.ts';
import { HandoffContract } from '../../src/model/handoff-contract.ts';
import type { JsonSchema } from '../../src/model/json-schema.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { valuesOf } from '../support/schema-values.ts';

const schema = contractOutputSchema();
const KEYWORDS = [
  ...['description', 'type', 'enum', 'anyOf', 'items', 'properties', 'required'],
  'additionalProperties',
];

describe('contractOutputSchema, for strict structured output', () => {
  test('uses only keywords that strict mode takes', () => {
    for (const node of nodes(schema)) {
      expect(KEYWORDS).toEqual(expect.arrayContaining(Object.keys(node)));
      expect(node.type ?? node.anyOf).toBeDefined();
    }
  });

  test('every map names every key as compulsory and allows no other', () => {
    const maps = nodes(schema).filter(({ type }) => type === 'object');
    expect(maps.length).toBeGreaterThan(4);
    for (const map of maps) {
      expect(map.required).toEqual(Object.keys(map.properties ?? {}));
      expect(map.additionalProperties).toBe(false);
    }
  });

  test('what the contract leaves out may be null, what it demands may not', () => {
    const valid = new Ajv2020().compile(schema);
    const answer = JSON.parse(readFileSync('test/fixtures/formats/contract-output.json', 'utf8'));
    expect(valid(answer)).toBe(true);
    expect(valid({ ...answer, 'task-spec': null, attempt: null, discovered: null })).toBe(true);
    expect(valid({ ...answer, objective: null })).toBe(false);
    const { attempt, ...without } = answer;
    expect([attempt, valid(without)]).toEqual([1, false]);
  });
});

describe('readContractOutput', () => {
  test('every contract has an answer that is that contract', () => {
    const valid = new Ajv2020().compile(schema);
    const contracts = valuesOf(HandoffContract).filter(
      (contract) => JSON.stringify(contract).length < LIMITS.blockBytes / 4,
    );
    fc.assert(
      fc.property(contracts, (contract) => {
        const answer = filled(schema, contract);
        expect(valid(answer)).toBe(true);
        expect(readContractOutput(JSON.stringify(answer))).toEqual({ ok: true, value: contract });
      }),
    );
  });

  test('a null where a value is compulsory is a missing value', () => {
    const text = readFileSync('test/fixtures/formats/contract-output.json', 'utf8');
    const answer = text.replace(/"objective": "[^"]*"/, '"objective": null');
    expect(readContractOutput(answer)).toEqual({
      ok: false,
      problems: [{ field: 'objective', message: 'objective is missing', line: 5 }],
    });
  });

  test('a null in a list is no value', () => {
    const text = readFileSync('test/fixtures/formats/contract-output.json', 'utf8');
    expect(readContractOutput(text.replace('"discovered": []', '"discovered": [null]'))).toEqual({
      ok: false,
      problems: [
        { field: 'discovered[0]', message: 'discovered[0] is null; allowed: text', line: 27 },
      ],
    });
  });
});

function nodes(node: JsonSchema): readonly JsonSchema[] {
  const inner = [...(node.anyOf ?? []), ...(node.items ? [node.items] : [])];
  return [node, ...[...inner, ...Object.values(node.properties ?? {})].flatMap(nodes)];
}

/** A value with a null for every key that the schema names and the value does not have. */
function filled(node: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(listIn(node), item));
  if (value === null || typeof value !== 'object') return value;
  const map = (node.anyOf ?? [node]).find(({ properties }) =>
    Object.keys(value).every((key) => properties?.[key] !== undefined),
  );
  return Object.fromEntries(
    Object.entries(map?.properties ?? {}).map(([key, member]) => [
      key,
      filled(member, (value as Record<string, unknown>)[key] ?? null),
    ]),
  );
}

function listIn(node: JsonSchema): JsonSchema {
  return (node.anyOf ?? [node]).find(({ items }) => items !== undefined)?.items ?? {};
}
