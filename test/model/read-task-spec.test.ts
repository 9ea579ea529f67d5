import { describe, expect, test } from '@jest/globals';
import { readTaskSpec } from '../../src/model/read-task-spec.ts';
import { planVersionOf, specDigest, type TaskSpec } from '../../src/model/task-spec.ts';

const WORDS = `schema: handoff-task/v1
task-id: data-layer-connection
plan: plan@v2
objective: Pool connections in src/db/connection.ts
scope: src/db/connection.ts only
acceptance-criteria: Connection pool initialized; retries on failure; 3 integration tests pass
`;

const MAP = `schema: handoff-task/v1
task-id: data-layer-connection
plan: plan@v2
objective: Pool connections in src/db/connection.ts
scope:
  files: [src/db/connection.ts]
acceptance-criteria:
  - {id: AC1, text: Connection pool initialized}
  - {id: AC2, text: retries on failure}
  - {id: AC3, text: 3 integration tests pass, verify: {tests: "*", min: 3}}
`;

const REFUSED: readonly {
  why: string;
  from: string;
  to: string;
  field: string;
  message: string;
  line: number;
}[] = [
  {
    why: 'two criteria of one id',
    from: 'id: AC2',
    to: 'id: AC1',
    field: 'acceptance-criteria[1].id',
    message: 'acceptance-criteria[1].id is "AC1"; it must be its own: AC1 stands twice',
    line: 9,
  },
  {
    why: 'a typo in a form of verify',
    from: 'min: 3',
    to: 'mim: 3',
    field: 'acceptance-criteria[2].verify.mim',
    message: 'Unknown field "mim" (did you mean min?); allowed: tests, min',
    line: 10,
  },
  {
    why: 'two forms of verify at once',
    from: 'min: 3',
    to: 'exists: src/a.ts',
    field: 'acceptance-criteria[2].verify.exists',
    message: 'Unknown field "exists"; allowed: tests, min',
    line: 10,
  },
  {
    why: 'no form of verify',
    from: 'tests: "*", min: 3',
    to: 'test: x',
    field: 'acceptance-criteria[2].verify.test',
    message:
      'Unknown field "test" (did you mean tests?); allowed: tests, min, command, exists, unchanged, review',
    line: 10,
  },
  {
    why: 'a count of words',
    from: 'min: 3',
    to: 'min: three',
    field: 'acceptance-criteria[2].verify.min',
    message: 'acceptance-criteria[2].verify.min is "three"; it must be a whole number',
    line: 10,
  },
  {
    why: 'a count of none',
    from: 'min: 3',
    to: 'min: 0',
    field: 'acceptance-criteria[2].verify.min',
    message: 'acceptance-criteria[2].verify.min is "0"; allowed: at least 1',
    line: 10,
  },
  {
    why: 'a list where a map belongs',
    from: '\n  files: [src/db/connection.ts]',
    to: ' [src/db/connection.ts]',
    field: 'scope',
    message: 'scope is ["src/db/connection.ts"]; allowed: a map or text',
    line: 5,
  },
  {
    why: 'a symbol of a file outside the repository (D11)',
    from: 'files: [src/db/connection.ts]',
    to: 'symbols: {"../x.ts": [pool]}',
    field: 'scope.symbols["../x.ts"]',
    message:
      'scope.symbols["../x.ts"] is no key here; it must be a path from the root of the repository, with "/" and no "." or ".." segment',
    line: 6,
  },
  {
    why: 'a plan by name',
    from: 'plan@v2',
    to: 'the plan',
    field: 'plan',
    message: 'plan is "the plan"; it must look like plan@2',
    line: 3,
  },
  {
    why: 'a runtime that there is none',
    from: 'plan: plan@v2',
    to: 'plan: plan@v2\nruntime: codx',
    field: 'runtime',
    message: 'runtime is "codx"; allowed: codex, claude (did you mean codex?)',
    line: 4,
  },
];

describe('readTaskSpec', () => {
  test("the seed's words and the map are one spec with one digest (C10)", () => {
    const words = read(WORDS);
    expect(words).toEqual(read(MAP));
    expect(specDigest(words)).toBe(specDigest(read(MAP)));
    expect(planVersionOf(words)).toBe(2);
    expect(planVersionOf({ ...words, plan: 'plan@7' })).toBe(7);
  });

  test.each(REFUSED.map((row) => [row.why, row] as const))('%s', (_, row) => {
    const { from, to, field, message, line } = row;
    expect(MAP).toContain(from);
    expect(readTaskSpec(MAP.replace(from, to), { format: 'yaml' })).toEqual({
      ok: false,
      problems: [{ field, message, line }],
    });
  });

  test('all problems come at once', () => {
    const checked = readTaskSpec('{"scope": "a b", "runtime": 1}', { format: 'json' });
    expect(checked).toMatchObject({ ok: false });
    expect(!checked.ok && checked.problems.map(({ field }) => field).sort()).toEqual([
      ...['acceptance-criteria', 'objective', 'plan', 'runtime', 'schema', 'scope', 'task-id'],
    ]);
  });
});

function read(text: string): TaskSpec {
  const checked = readTaskSpec(text, { format: 'yaml' });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}
