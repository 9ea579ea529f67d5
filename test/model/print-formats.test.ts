import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readHandoffBody } from '../../src/analysis/handoff-blocks.ts';
import { CriticReview } from '../../src/model/critic-review.ts';
import { HandoffContract } from '../../src/model/handoff-contract.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { Plan } from '../../src/model/plan.ts';
import { Policy } from '../../src/model/policy.ts';
import {
  printContract,
  printPlan,
  printPolicy,
  printReview,
  printTaskSpec,
} from '../../src/model/print-formats.ts';
import { readContract } from '../../src/model/read-contract.ts';
import type { DocumentSource } from '../../src/model/read-document.ts';
import { readPlan } from '../../src/model/read-plan.ts';
import { readPolicy } from '../../src/model/read-policy.ts';
import { readReview } from '../../src/model/read-review.ts';
import { readTaskSpec } from '../../src/model/read-task-spec.ts';
import type { Checked } from '../../src/model/schema-problems.ts';
import { TaskSpec } from '../../src/model/task-spec.ts';
import { valuesOf } from '../support/schema-values.ts';

const runs = { numRuns: 150 };

describe('printed and read, a document is the same document, whatever its texts hold', () => {
  test('a contract, out of a body between two paragraphs', () => {
    fc.assert(
      fc.property(fitting(valuesOf(HandoffContract), printContract), (contract) => {
        expect(readBlock(printContract(contract), readContract)).toEqual({
          ok: true,
          value: contract,
        });
      }),
      runs,
    );
  });

  test('a task spec, out of a body between two paragraphs', () => {
    fc.assert(
      fc.property(fitting(valuesOf(TaskSpec), printTaskSpec), (spec) => {
        expect(readBlock(printTaskSpec(spec), readTaskSpec)).toEqual({ ok: true, value: spec });
      }),
      runs,
    );
  });

  test('a review, out of a body between two paragraphs', () => {
    fc.assert(
      fc.property(fitting(valuesOf(CriticReview), printReview), (review) => {
        expect(readBlock(printReview(review), readReview)).toEqual({ ok: true, value: review });
      }),
      runs,
    );
  });

  test('a plan', () => {
    fc.assert(
      fc.property(valuesOf(Plan), (plan) => {
        expect(readPlan(printPlan(plan), { format: 'yaml' })).toEqual({ ok: true, value: plan });
      }),
      runs,
    );
  });

  test('a policy', () => {
    fc.assert(
      fc.property(valuesOf(Policy), (policy) => {
        const rules = Object.keys(policy.rules).map((id) => ({ id }));
        const source = { format: 'yaml', rules } as const;
        expect(readPolicy(printPolicy(policy), source)).toEqual({ ok: true, value: policy });
      }),
      runs,
    );
  });
});

test('a fence and a marker inside a value stay inside', () => {
  const contract = HandoffContract.parse({
    'task-id': 'a',
    objective: 'x\n```\n<!-- handoff:end -->\n````\ny',
    constraints: [],
    'completed-steps': [{ step: '```', artifact: 'a', ref: 'commit:a3f92bc' }],
    'next-step': { status: 'none', reason: '~~~\n```' },
    'open-questions': [],
  });
  const body = readHandoffBody(printContract(contract));
  expect(body).toMatchObject({ ok: true, visible: [{ kind: 'contract' }], hidden: [] });
});

test("without that layout, a value closes the fence: YAML's own block scalars do it", () => {
  const fenced = (text: string) => `\`\`\`yaml handoff-task\n${text}\`\`\`\n`;
  const objective = 'Pool connections\n```\nand anything else';
  const own = fenced(stringify({ schema: 'handoff-task/v1', objective }));
  expect(readHandoffBody(own)).toMatchObject({
    visible: [{ text: expect.not.stringContaining('and anything else') }],
  });
  const spec = TaskSpec.parse({
    schema: 'handoff-task/v1',
    'task-id': 'a',
    plan: 'plan@1',
    objective,
    scope: 'a.ts only',
    'acceptance-criteria': 'a',
  });
  expect(readBlock(printTaskSpec(spec), readTaskSpec)).toEqual({ ok: true, value: spec });
});

/** A block of more than 16 KB is not read; such a document is no contract. */
function fitting<T>(values: fc.Arbitrary<T>, print: (value: T) => string): fc.Arbitrary<T> {
  return values.filter((value) => Buffer.byteLength(print(value)) < LIMITS.blockBytes);
}

function readBlock<T>(
  printed: string,
  read: (text: string, source: DocumentSource) => Checked<T>,
): Checked<T> {
  const body = readHandoffBody(`Before.\n\n${printed}\n\nAfter.\n`);
  if (!body.ok) throw new Error(body.because);
  expect(body.visible).toHaveLength(1);
  const [block] = body.visible;
  if (block === undefined) throw new Error('no block');
  return read(block.text, block);
}
