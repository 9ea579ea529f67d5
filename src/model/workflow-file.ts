import { z } from 'zod';
import { type Checked, checkSchema } from './schema-problems.ts';
import { PLAN_LIMITS, readStructured } from './structured-text.ts';

/** Scalars are text: YAML is read without types (threat C04); an empty value is the empty text. */
const text = z.string();
const empty = z.literal('');
const texts = z.union([z.record(text, text), empty]).transform((map) => (map === '' ? {} : map));
const list = z.union([text, z.array(text)]).transform((names) => [names].flat());
/** A map, one word (`read-all`), or nothing. */
const permissions = z.union([z.record(text, text), text]);

const Step = z.object({
  uses: text.optional(),
  run: text.optional(),
  shell: text.optional(),
  with: texts.default({}),
  env: texts.default({}),
});
export type WorkflowStep = z.infer<typeof Step>;

/** One word = an expression that makes it. */
const Matrix = z.union([z.record(text, z.unknown()), text]);

const Job = z.object({
  'runs-on': z
    .union([list, z.object({ group: list.default([]), labels: list.default([]) })])
    .optional(),
  permissions: permissions.optional(),
  if: text.optional(),
  needs: list.default([]),
  uses: text.optional(),
  secrets: z.union([text, z.record(text, text)]).optional(),
  'timeout-minutes': text.optional(),
  'continue-on-error': text.optional(),
  concurrency: z.unknown().optional(),
  strategy: z.object({ matrix: Matrix.optional() }).optional(),
  steps: z.array(Step).default([]),
});
export type WorkflowJob = z.infer<typeof Job>;

const Trigger = z.union([z.record(text, z.unknown()), z.array(z.unknown()), text]);

const Workflow = z.object({
  on: z.union([z.record(text, Trigger), z.array(text), text]),
  permissions: permissions.optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(text, Job),
});

const Action = z.object({
  runs: z.object({ using: text, steps: z.array(Step).default([]) }),
});

export type Path = readonly PropertyKey[];

/** A step and where it stands in the file. */
export interface PlacedStep extends WorkflowStep {
  readonly at: Path;
}

/** A job and where it stands in the file. */
export interface PlacedJob extends WorkflowJob {
  readonly id: string;
  readonly at: Path;
}

/** A workflow, or an action with steps of its own; what they have in common are steps. */
export interface WorkflowFile {
  readonly kind: 'workflow' | 'action';
  /** Event name → its filters; empty for an action. */
  readonly triggers: ReadonlyMap<string, readonly string[]>;
  /** At the top of the file; undefined = none. */
  readonly permissions: WorkflowJob['permissions'];
  readonly concurrency: unknown;
  readonly jobs: readonly PlacedJob[];
  readonly steps: readonly PlacedStep[];
  /** 1-based line of what stands at a path. */
  readonly lineOf: (path: Path) => number;
  /** The comment at the end of a line, without its mark; undefined = none. */
  readonly commentOn: (line: number) => string | undefined;
}

/** GitHub's own parser is the judge of what is valid; this reads what an audit needs, and refuses what it cannot read. */
export function readWorkflowFile(
  source: string,
  kind: WorkflowFile['kind'],
): Checked<WorkflowFile> {
  const read = readStructured(source, { format: 'yaml', limits: PLAN_LIMITS });
  if (!read.ok) {
    const problems = read.problems.map(({ message, line }) => ({ field: '', message, line }));
    return { ok: false, problems };
  }
  const { lineOf } = read;
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const commentOn = (line: number) => /(?:^|\s)#\s*(\S.*?)\s*$/.exec(String(lines[line - 1]))?.[1];
  const place = { kind, lineOf, commentOn };
  if (kind === 'action') {
    const action = checkSchema(Action, read.value, lineOf);
    if (!action.ok) return action;
    const steps = placed(action.value.runs.steps, ['runs', 'steps']);
    return {
      ok: true,
      value: {
        ...place,
        triggers: new Map(),
        permissions: undefined,
        concurrency: undefined,
        jobs: [],
        steps,
      },
    };
  }
  const workflow = checkSchema(Workflow, read.value, lineOf);
  if (!workflow.ok) return workflow;
  const { on, jobs, ...rest } = workflow.value;
  const placedJobs = Object.entries(jobs).map(([id, job]) => ({ ...job, id, at: ['jobs', id] }));
  return {
    ok: true,
    value: {
      ...place,
      permissions: rest.permissions,
      concurrency: rest.concurrency,
      triggers: triggersOf(on),
      jobs: placedJobs,
      steps: placedJobs.flatMap(({ steps, at }) => placed(steps, [...at, 'steps'])),
    },
  };
}

function placed(steps: readonly WorkflowStep[], at: Path): readonly PlacedStep[] {
  return steps.map((step, index) => ({ ...step, at: [...at, index] }));
}

function triggersOf(on: z.infer<typeof Workflow>['on']): WorkflowFile['triggers'] {
  if (typeof on === 'string') return new Map([[on, []]]);
  if (Array.isArray(on)) return new Map(on.map((name) => [name, []]));
  return new Map(
    Object.entries(on).map(([name, filters]) => [
      name,
      typeof filters === 'string' || Array.isArray(filters) ? [] : Object.keys(filters),
    ]),
  );
}
