import { isAction } from '../analysis/workflow-audit/audit-workflow.ts';
import { HandoffContract } from '../model/handoff-contract.ts';
import { Plan } from '../model/plan.ts';
import { Policy } from '../model/policy.ts';
import type { Problem } from '../model/schema-problems.ts';
import { shapesAt } from '../model/schema-shapes.ts';
import { shortList } from '../model/short-list.ts';
import { PLAN_LIMITS, readStructured } from '../model/structured-text.ts';
import { TaskSpec } from '../model/task-spec.ts';
import { oneOf, quote } from '../model/wording.ts';

interface KindWords {
  /** How a file says that it is one. */
  readonly said: string;
  /** The names by which one is known that does not say it. */
  readonly fields: readonly string[];
}

const KINDS = {
  policy: {
    said: 'the line "schema: handoff-policy/v1" or the name .handoff/policy.yaml',
    fields: shapesAt(Policy, []).flat(),
  },
  plan: {
    said: 'the line "schema: handoff-plan/v1" or the name .handoff/plan.yaml',
    fields: shapesAt(Plan, []).flat(),
  },
  task: {
    said: 'a block "```yaml handoff-task" in Markdown, or the name .handoff/tasks/<task-id>.md',
    fields: shapesAt(TaskSpec, []).flat(),
  },
  contract: {
    said: 'a block "```json handoff-contract" in Markdown',
    fields: shapesAt(HandoffContract, []).flat(),
  },
  workflow: { said: 'a path .github/workflows/<name>.yml', fields: ['on', 'jobs', 'permissions'] },
  action: { said: 'the name action.yml', fields: ['runs', 'inputs', 'outputs'] },
} satisfies Readonly<Record<string, KindWords>>;

export type DocumentKind = keyof typeof KINDS;

/** By its usual name, else by the format that it says it has; undefined: neither says it. */
export function kindOf(path: string, text: string): DocumentKind | undefined {
  if (isAction(path)) return 'action';
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  const [, folder, name] =
    /(?:^|\/)\.handoff\/(?:(tasks)\/[^/]+\.md|(policy|plan)\.(?:ya?ml|json))$/.exec(path) ?? [];
  if (folder === 'tasks') return 'task';
  const said = /handoff-(policy|plan|task|contract)(?:\/v1|\b)/.exec(text)?.[1];
  return kinds.find((kind) => kind === (name ?? said));
}

const kinds = Object.keys(KINDS) as readonly DocumentKind[];

/** What keeps it from being read at all, then what it could be, what was found, and how it may say what it is. */
export function unknownKind(path: string, text: string): readonly Problem[] {
  return [...syntaxProblems(path, text), { field: '', message: whatItCouldBe(text) }];
}

/** Markdown has no syntax to break. */
function syntaxProblems(path: string, text: string): readonly Problem[] {
  if (/\.(?:md|markdown)$/i.test(path)) return [];
  const format = path.endsWith('.json') ? 'json' : 'yaml';
  const read = readStructured(text, { format, limits: PLAN_LIMITS });
  if (read.ok) return [];
  return read.problems.map(({ message, line, column }) => ({ field: '', message, line, column }));
}

function whatItCouldBe(text: string): string {
  const found = fieldsIn(text);
  const known = kinds.map((kind) => found.filter((field) => KINDS[kind].fields.includes(field)));
  const most = Math.max(...known.map(({ length }) => length));
  const likely = most === 0 ? [] : kinds.filter((_, index) => known[index]?.length === most);
  const mute = 'Neither its name nor its text says what it is';
  const allowed = (likely.length === 0 ? kinds : likely).map(
    (kind) => `${KINDS[kind].said} (${kind})`,
  );
  const because =
    likely.length === 0
      ? `found ${found.length === 0 ? 'no field' : `the fields ${shortList(found.map(quote))}`}`
      : `by its fields it could be a ${oneOf(likely)}: ${shortList(known.flat())}`;
  return `${mute}; ${because}; allowed: ${oneOf(allowed)}`;
}

/** Names at the left margin, of a text that need not be readable otherwise; in JSON one step further in. */
function fieldsIn(text: string): readonly string[] {
  const names = text
    .slice(0, PLAN_LIMITS.bytes)
    .matchAll(/^(?:[ \t]{0,2}"([\w-]{1,60})"|([\w-]{1,60}))[ \t]*:/gm);
  return [...new Set([...names].map(([, quoted, plain]) => String(quoted ?? plain)))];
}
