import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConstraint } from '../../src/model/handoff-contract.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { parseArtifactRef } from '../../src/model/parse-artifact-ref.ts';
import { readContract } from '../../src/model/read-contract.ts';
import type { Checked, Problem } from '../../src/model/schema-problems.ts';

const SEED = readFileSync('test/fixtures/seed-contract.json', 'utf8');
const DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('the contract of the seed, byte for byte (C5-C11)', () => {
  test('is read into the model', () => {
    expect(readContract(SEED, { format: 'json' })).toEqual({
      ok: true,
      value: {
        schema: 'handoff-contract/v1',
        'task-id': 'auth-oauth-implementation',
        objective: 'Implement OAuth 2.0 flow in src/auth/oauth.ts',
        constraints: [
          'Session expiry: 24 hours (verbatim from plan v2)',
          'No third-party OAuth libraries — internal implementation only',
        ],
        'completed-steps': [
          {
            step: 'OAuth flow implementation',
            artifact: 'src/auth/oauth.ts',
            ref: 'commit:a3f92bc',
            covers: [],
          },
          {
            step: 'Unit tests',
            artifact: 'src/auth/auth.spec.ts',
            ref: 'test-run:2026-05-03-auth-12/12',
            covers: [],
          },
        ],
        'next-step': {
          task: 'data-layer-connection',
          scope: ['src/db/connection.ts'],
          'acceptance-criteria': [
            'Connection pool initialized',
            'retries on failure',
            '3 integration tests pass',
          ],
        },
        'open-questions': [
          {
            question: 'Session refresh token behavior',
            status: 'deferred',
            reason: 'requires product decision',
          },
        ],
        addressed: [],
        disputed: [],
        discovered: [],
      },
    });
  });

  test('its refs and artifacts are refs', () => {
    const { value } = readContract(SEED, { format: 'json' }) as { value: SeedSteps };
    for (const { ref, artifact } of value['completed-steps']) {
      expect(parseArtifactRef(ref)).toHaveProperty('ref');
      expect(parseArtifactRef(artifact)).toHaveProperty('ref.kind', 'file');
    }
  });

  test('its annotation is split off, and only at the end (C7)', () => {
    expect(readConstraint('Session expiry: 24 hours (verbatim from plan v2)')).toEqual({
      text: 'Session expiry: 24 hours',
      planVersion: 2,
    });
    expect(readConstraint('(verbatim from plan v2) Session expiry')).toEqual({
      text: '(verbatim from plan v2) Session expiry',
    });
    expect(readConstraint('(verbatim from plan v2)')).toEqual({ text: '(verbatim from plan v2)' });
  });
});

interface SeedSteps {
  readonly 'completed-steps': readonly { readonly ref: string; readonly artifact: string }[];
}

const REFUSED: readonly { why: string; from: string; to: string; problem: Problem }[] = [
  {
    why: 'an unknown field, at its line',
    from: '"artifact": "src/auth/oauth.ts"',
    to: '"artefact": "src/auth/oauth.ts"',
    problem: {
      field: 'completed-steps[0].artefact',
      message:
        'Unknown field "artefact" (did you mean artifact?); allowed: step, artifact, ref, covers',
      line: 11,
    },
  },
  {
    why: 'a missing field, at the line of the map that lacks it',
    from: '"task": "data-layer-connection",',
    to: '',
    problem: { field: 'next-step.task', message: 'next-step.task is missing', line: 20 },
  },
  {
    why: 'a next step that names no path',
    from: 'src/db/connection.ts only',
    to: 'the data layer only',
    problem: {
      field: 'next-step.scope',
      message:
        'next-step.scope is "the data layer only"; it must name paths, like "src/db/connection.ts only"; "the data layer" is no path',
      line: 22,
    },
  },
  {
    why: 'an empty text is no value (C14)',
    from: 'Implement OAuth 2.0 flow in src/auth/oauth.ts',
    to: '  ',
    problem: {
      field: 'objective',
      message: 'objective is "  "; allowed: at least 1 character',
      line: 3,
    },
  },
  {
    why: 'null is no marker (C14)',
    from: '["Session refresh token behavior — deferred; requires product decision"]',
    to: 'null',
    problem: {
      field: 'open-questions',
      message: 'open-questions is null; allowed: a list',
      line: 25,
    },
  },
  {
    why: 'a marker with an unknown word (C14)',
    from: '{\n"task": "data-layer-connection",',
    to: '{"status": "later", "reason": "x"}, "x": {',
    problem: {
      field: 'next-step.status',
      message: 'next-step.status is "later"; allowed: unknown, deferred, none',
      line: 20,
    },
  },
  {
    why: 'a transcript has no field (C12)',
    from: '"open-questions"',
    to: '"transcript": "User: hi",\n"open-questions"',
    problem: {
      field: 'transcript',
      message:
        'Unknown field "transcript"; allowed: schema, task-id, task-spec, objective, constraints, completed-steps, next-step, open-questions, attempt, addressed, disputed, discovered, self-check',
      line: 25,
    },
  },
  {
    why: 'a task id that is no branch name (C5)',
    from: '"auth-oauth-implementation"',
    to: '"../main"',
    problem: {
      field: 'task-id',
      message: 'task-id is "../main"; it must be kebab-case, at most 64 characters',
      line: 2,
    },
  },
  {
    why: 'a task-spec ref without a digest names whatever the issue says today (A03)',
    from: '"constraints"',
    to: '"task-spec": "issue:#12", "constraints"',
    problem: {
      field: 'task-spec',
      message:
        'task-spec is "issue:#12"; it must be like issue:#12@sha256:<64 hex digits> or file:<path>@sha256:…',
      line: 4,
    },
  },
  {
    why: 'a task-spec that is no ref',
    from: '"constraints"',
    to: '"task-spec": "isue:#12", "constraints"',
    problem: {
      field: 'task-spec',
      message:
        'task-spec is "isue:#12"; it must be like issue:#12@sha256:<64 hex digits> or file:<path>@sha256:…',
      line: 4,
    },
  },
  {
    why: 'a task-spec of another kind',
    from: '"constraints"',
    to: '"task-spec": "plan:v2", "constraints"',
    problem: {
      field: 'task-spec',
      message:
        'task-spec is "plan:v2"; it must be like issue:#12@sha256:<64 hex digits> or file:<path>@sha256:…',
      line: 4,
    },
  },
  {
    why: 'a key twice (E02)',
    from: '"objective"',
    to: '"objective": "x",\n"objective"',
    problem: {
      field: '',
      message:
        'Key "objective" stands more than once in one map; programs disagree on which counts, so keep one',
      line: 4,
      column: 1,
    },
  },
];

describe('readContract', () => {
  test.each(REFUSED.map((row) => [row.why, row] as const))('%s', (_, { from, to, problem }) => {
    expect(SEED).toContain(from);
    expect(problemsOf(readContract(SEED.replace(from, to), { format: 'json' }))).toContainEqual(
      problem,
    );
  });

  test('a digest makes a task-spec ref whole', () => {
    for (const ref of [`issue:#12@sha256:${DIGEST}`, `file:.handoff/tasks/a.md@sha256:${DIGEST}`]) {
      const text = SEED.replace('"constraints"', `"task-spec": "${ref}", "constraints"`);
      expect(readContract(text, { format: 'json' })).toHaveProperty('value.task-spec', ref);
    }
  });

  test('YAML is the same contract (C14), and a sha of digits stays text (C04)', () => {
    const yaml = SEED.replace('commit:a3f92bc', 'commit:1234567');
    const json = readContract(yaml, { format: 'json' });
    expect(json.ok).toBe(true);
    expect(readContract(yaml, { format: 'yaml' })).toEqual(json);
    const block = `task-id: a\nobjective: b\nconstraints: []\ncompleted-steps:\n- {step: s, artifact: a, ref: x, covers: [AC1]}\nnext-step: {status: none, reason: last}\nopen-questions: []\nattempt: 2\n`;
    expect(readContract(block, { format: 'yaml' })).toMatchObject({
      ok: true,
      value: { attempt: 2, 'next-step': { status: 'none' } },
    });
  });

  test('lines count from where the block stands in its text', () => {
    const text = SEED.replace('"task-id"', '"id"');
    const problems = problemsOf(readContract(text, { format: 'json', firstLine: 40 }));
    expect(problems.map(({ line }) => line)).toEqual([40, 41]);
    const broken = problemsOf(readContract('{"a":\n]', { format: 'json', firstLine: 40 }));
    expect(broken.map(({ line }) => line)).toEqual([41]);
  });

  test('over 16 KB nothing is parsed (E06)', () => {
    const text = SEED.replace('OAuth flow', 'x'.repeat(LIMITS.blockBytes));
    expect(problemsOf(readContract(text, { format: 'json' }))).toHaveLength(1);
  });
});

function problemsOf(checked: Checked<unknown>): readonly Problem[] {
  if (checked.ok) throw new Error('it was read');
  return checked.problems;
}
