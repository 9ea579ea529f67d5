import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { z } from 'zod';
import { fieldsOf } from '../../scripts/format-fields.ts';
import { FORMATS, type Format } from '../../scripts/formats.ts';
import { PLAN_LIMITS, readStructured } from '../../src/model/structured-text.ts';
import { documentsOf } from '../support/schema-values.ts';

/** Fields of a form that the example does not choose, or that it shows in another place. */
const SHOWN_ELSEWHERE =
  /^(?:next-step\.|roles\.(?:executors|critics)\[\]\.|waivers\[\]\.by\.|applies-to$)/;

/** What may be left out and has no default: nothing at all stands for it. */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  'carried-record': ['seal', 'lock', 'lines[].task', 'lines[].drift', 'lines[].refs'],
  'task-spec': ['acceptance-criteria[].verify', 'acceptance-criteria[].verify.min'],
  contract: [
    'task-spec',
    'open-questions[].reason',
    'open-questions[].answer-ref',
    'attempt',
    'self-check',
  ],
  plan: [
    ...['supersedes', 'constraints[].by', 'constraints[].reason', 'constraints[].because'],
    ...['constraints[].applies-to', 'tasks[].issue', 'tasks[].objective', 'tasks[].domain'],
    ...['tasks[].because', 'open-questions[].reason', 'open-questions[].answer-ref', 'revision'],
  ],
  policy: [
    ...['planners', 'executors', 'critics'].flatMap((role) => [
      `roles.${role}[].login`,
      `roles.${role}[].slug`,
    ]),
    ...['routing.codex', 'routing.codex.model', 'routing.codex.effort', 'routing.claude'],
    ...['routing.claude.model', 'routing.claude.effort', 'waivers[].by.login', 'waivers[].by.slug'],
  ],
  review: ['criteria[].required-change', 'criteria[].at'],
  'test-run': ['command'],
  'record-line': ['task', 'drift', 'refs'],
};

const AC1 = { id: 'AC1', text: 'x' };

const formats = FORMATS.map((format) => [format.name, format] as const);

describe.each(formats)('%s', (name, format) => {
  const fields = fieldsOf(format.written, [exampleOf(format)]);

  test('the example fits the committed schema', () => {
    const validate = committed(name);
    validate(exampleOf(format));
    expect(validate.errors).toBeNull();
  });

  test('every field says what it means', () => {
    expect(fields.filter(({ schema }) => !schema.description)).toEqual([]);
  });

  test('every field is in the example', () => {
    const unseen = fields.filter(({ values }) => values.length === 0).map(({ path }) => path);
    expect(unseen.filter((path) => !SHOWN_ELSEWHERE.test(path))).toEqual([]);
  });

  test('what may be left out has a default, or is truly optional', () => {
    const silent = fields.filter(
      ({ schema, needed }) => needed === 'no' && schema.default === undefined,
    );
    expect(silent.map(({ path }) => path)).toEqual(OPTIONAL[name] ?? []);
  });
});

const readers = FORMATS.flatMap(({ name, reader, example }) =>
  reader === undefined ? [] : [[name, reader, example] as const],
);

describe.each(readers)('ajv by the committed schema, and our reader: %s', (name, reader, file) => {
  const validate = committed(name);

  test('agree on the example and on every document that one wrong step makes of it', () => {
    const example = exampleOf({ example: file });
    expect(reader.safeParse(example).success).toBe(true);
    const steps = wrongSteps(example);
    expect(steps.length).toBeGreaterThan(10);
    for (const document of steps) {
      expect([document, validate(document)]).toEqual([
        document,
        reader.safeParse(document).success,
      ]);
    }
    expect(steps.filter((document) => !validate(document)).length).toBeGreaterThan(5);
  });

  test('whatever our reader takes, the schema takes: an editor never complains of a good document', () => {
    fc.assert(
      fc.property(documentsOf(reader), (document) => {
        if (reader.safeParse(document).success) expect(validate(document)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a JSON Schema cannot say is still refused when it is read', () => {
  const spec = FORMATS.find(({ name }) => name === 'task-spec') as Format & { reader: z.ZodType };
  const contract = FORMATS.find(({ name }) => name === 'contract') as typeof spec;

  test.each([
    ['two criteria of one id', spec, { 'acceptance-criteria': [AC1, AC1] }],
    ['blanks are no text', spec, { objective: '   ' }],
    ['words that name no path', spec, { scope: 'the auth module' }],
    ['words without a statement', spec, { 'acceptance-criteria': ' ; ' }],
    ['digits beyond the bounds', spec, { budget: { attempts: '99' } }],
    ['a task-spec ref without a digest', contract, { 'task-spec': 'issue:#12' }],
  ] as const)('%s', (_, format, wrong) => {
    const document = { ...(exampleOf(format) as object), ...wrong };
    expect(committed(format.name)(document)).toBe(true);
    expect(format.reader.safeParse(document).success).toBe(false);
  });
});

/** Every document that differs from this one in one step: a field left out, one too many, or a value of another type. */
function wrongSteps(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return [
      ...value.flatMap((item, at) => wrongSteps(item).map((other) => value.with(at, other))),
      ...[true, null, 1e30].map((other) => [...value, other]),
    ];
  }
  if (value === null || typeof value !== 'object') return [true, null, [], {}, '', 1e30];
  const entries = Object.entries(value);
  return [
    { ...value, 'no-such-field': 1 },
    ...entries.map(([left]) => Object.fromEntries(entries.filter(([key]) => key !== left))),
    ...entries.flatMap(([key, member]) =>
      [...wrongSteps(member), true].map((other) => ({ ...value, [key]: other })),
    ),
  ];
}

function exampleOf({ example }: Pick<Format, 'example'>): unknown {
  const text = readFileSync(example, 'utf8');
  const format = example.endsWith('.json') ? 'json' : 'yaml';
  const read = readStructured(text, { format, limits: PLAN_LIMITS });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return JSON.parse(JSON.stringify(read.value));
}

function committed(name: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
  return new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
}
