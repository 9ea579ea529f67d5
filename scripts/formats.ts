import type { z } from 'zod';
import { CarriedRecord } from '../src/model/carried-record.ts';
import { contractOutputSchema } from '../src/model/contract-output-schema.ts';
import { CriticReview } from '../src/model/critic-review.ts';
import { FailurePacket } from '../src/model/failure-packet.ts';
import { HandoffContract } from '../src/model/handoff-contract.ts';
import { type JsonSchema, writtenAs } from '../src/model/json-schema.ts';
import { Plan } from '../src/model/plan.ts';
import { Policy } from '../src/model/policy.ts';
import { RecordLine } from '../src/model/record-line.ts';
import { Seal } from '../src/model/seal.ts';
import { TaskSpec } from '../src/model/task-spec.ts';
import { TestRun } from '../src/model/test-run.ts';

/** One format of the product: what its schema, its reference page and its tests are made of. */
export interface Format {
  /** File name of its schema, its page and its example. */
  readonly name: string;
  /** What its documents say in `schema`. */
  readonly id: string;
  readonly written: JsonSchema;
  /** What reads it; the strict twin is read by readContractOutput. */
  readonly reader?: z.ZodType;
  /** A document with every field. */
  readonly example: string;
  /** Where it lives and who may write it (FORMATS §1). */
  readonly where: string;
}

function format(
  name: string,
  id: string,
  reader: z.ZodType,
  rest: Pick<Format, 'example' | 'where'>,
): Format {
  return { name, id, reader, written: writtenAs(reader), ...rest };
}

const fixture = (file: string) => `test/fixtures/formats/${file}`;

export const FORMATS: readonly Format[] = [
  format('task-spec', 'handoff-task/v1', TaskSpec, {
    example: fixture('task-spec.yaml'),
    where:
      'A fenced block ```` ```yaml handoff-task ```` in an issue, or `.handoff/tasks/<task-id>.md`. Planners write it; gates use its sealed form.',
  }),
  format('contract', 'handoff-contract/v1', HandoffContract, {
    example: fixture('contract.json'),
    where:
      'A fenced block ```` ```json handoff-contract ```` in the body of a pull request, a git note on the head commit, or a file. Executors write it; it may claim and narrow, never authorise.',
  }),
  {
    name: 'contract-output',
    id: 'handoff-contract/v1',
    written: contractOutputSchema(),
    example: fixture('contract-output.json'),
    where:
      'The strict twin of the contract for `codex exec --output-schema`: every field is compulsory, null stands for one that is left out.',
  },
  format('review', 'handoff-review/v1', CriticReview, {
    example: fixture('review.yaml'),
    where:
      'A fenced block ```` ```yaml handoff-review ```` beside the contract: in the note on the head commit, or in a file. Critics write it; it may only tighten.',
  }),
  format('plan', 'handoff-plan/v1', Plan, {
    example: fixture('plan.yaml'),
    where:
      '`.handoff/plan.yaml` at the tip of the default branch. Planners write it. It holds no status.',
  }),
  format('policy', 'handoff-policy/v1', Policy, {
    example: fixture('policy.yaml'),
    where:
      '`.handoff/policy.yaml` at the tip of the default branch. Planners write it. An empty file is a valid policy; without one, defaults advise and never block.',
  }),
  format('test-run', 'handoff-test-run/v1', TestRun, {
    example: fixture('test-run.json'),
    where:
      '`handoff/test-runs/` in the common git directory, or a check run. `record-tests` or the tests workflow writes it.',
  }),
  format('failure-packet', 'handoff-failure/v1', FailurePacket, {
    example: fixture('failure-packet.json'),
    where: 'What a gate gives back to the one who must act, at most 600 tokens.',
  }),
  format('record-line', 'handoff-record/v1', RecordLine, {
    example: fixture('record-line.json'),
    where:
      '`handoff/record.jsonl` in the common git directory, one verdict a line. Gates write it.',
  }),
  format('carried-record', 'handoff-carried/v1', CarriedRecord, {
    example: fixture('carried-record.json'),
    where:
      "A fenced block ```` ```json handoff-record ```` in the gates' own comment on a pull request or on the issue of a task. Gates write it; comments of anybody else are never read.",
  }),
  format('seal', 'handoff-seal/v1', Seal, {
    example: fixture('seal.json'),
    where:
      '`handoff/seals/` in the common git directory, or a comment of the gate on the issue. Gate 1 writes it.',
  }),
];
