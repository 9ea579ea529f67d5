import { type Checked, checkSchema, type Problem } from './schema-problems.ts';
import { readScopeWords } from './scope.ts';
import { readStatements } from './statements.ts';
import { TaskSpec } from './task-spec.ts';
import { didYouMean, quote } from './wording.ts';

/** One answer of an issue form; an empty one was not given. */
export interface FormAnswer {
  readonly text: string;
  /** 1-based line of its heading. */
  readonly line: number;
}

type Reading = { readonly value: unknown } | { readonly problem: string };

interface FormField {
  /** Where in the spec the answer goes: `scope.create`. */
  readonly field: string;
  readonly read: (text: string) => Reading;
}

const asItIs = (text: string): Reading => ({ value: text });
const names = (text: string): Reading => ({ value: text.split(/[\s,]+/).filter(Boolean) });
const lines = (text: string): Reading => ({
  value: readStatements(text, /\n/).map((statement) => statement.text),
});
const withIds = (text: string): Reading => ({ value: readStatements(text, /\n/) });
const paths = (text: string): Reading => {
  const read = readScopeWords(text);
  return 'paths' in read ? { value: read.paths } : read;
};

/** The headings of the form, in their order; a body with other headings is no form. */
export const TASK_FORM: ReadonlyMap<string, FormField> = new Map([
  ['Task ID', { field: 'task-id', read: asItIs }],
  ['Plan version', { field: 'plan', read: readPlanVersion }],
  ['Objective', { field: 'objective', read: asItIs }],
  ['Constraints', { field: 'constraints', read: withIds }],
  ['Scope', { field: 'scope.files', read: paths }],
  ['New files', { field: 'scope.create', read: paths }],
  ['Functions', { field: 'scope.symbols', read: readSymbols }],
  ['Read only', { field: 'scope.read', read: paths }],
  ['Acceptance criteria', { field: 'acceptance-criteria', read: asItIs }],
  ['Rubric', { field: 'rubric', read: withIds }],
  ['Depends on', { field: 'depends-on', read: names }],
  ['Runtime', { field: 'runtime', read: asItIs }],
  ['Route', { field: 'route', read: asItIs }],
  ['Context', { field: 'context', read: lines }],
]);

/** The answers of an issue form, by heading, into the same spec that a block gives (FORMATS §2). */
export function readTaskForm(answers: ReadonlyMap<string, FormAnswer>): Checked<TaskSpec> {
  const given = [...answers].filter(([, { text }]) => text !== '');
  const placed = given.map(([heading, answer]) => ({
    ...answer,
    ...placeOf(heading, answer.text),
  }));
  const unread = placed.flatMap(({ field, line, reading }): Problem[] =>
    'problem' in reading ? [{ field, line, message: `${field} ${reading.problem}` }] : [],
  );
  const values = placed.flatMap(({ field, reading }) =>
    'value' in reading ? [[field, reading.value] as const] : [],
  );
  const inScope = values.filter(([field]) => field.startsWith('scope.'));
  const checked = checkSchema(
    TaskSpec,
    {
      schema: 'handoff-task/v1',
      ...Object.fromEntries(values.filter((value) => !inScope.includes(value))),
      scope: Object.fromEntries(inScope.map(([field, value]) => [field.slice(6), value])),
    },
    (path) => {
      const field = path.slice(0, path[0] === 'scope' ? 2 : 1).join('.');
      return placed.find((answer) => answer.field === field)?.line ?? 1;
    },
  );
  if (unread.length === 0) return checked;
  return { ok: false, problems: checked.ok ? unread : [...unread, ...checked.problems] };
}

function placeOf(heading: string, text: string): { field: string; reading: Reading } {
  const known = TASK_FORM.get(heading);
  if (known !== undefined) return { field: known.field, reading: known.read(text) };
  const allowed = [...TASK_FORM.keys()];
  const problem = `is no heading of the form${didYouMean(heading, allowed)}; allowed: ${allowed.join(', ')}`;
  return { field: quote(heading), reading: { problem } };
}

/** `2`, `v2` and `plan@2` say the same. */
function readPlanVersion(text: string): Reading {
  return { value: text.replace(/^(?:plan@)?v?(?=\d)/, 'plan@') };
}

/** Lines of `src/auth/index.ts: registerProviders, logout`. */
function readSymbols(text: string): Reading {
  const entries = readStatements(text, /\n/).map((statement) => {
    const [, path, symbols] = /^`?([^`]+?)`?:\s+(.+)$/.exec(statement.text) ?? [];
    return { path, symbols: symbols?.split(/\s*,\s*/), line: statement.text };
  });
  const odd = entries.find(({ path }) => path === undefined);
  return odd === undefined
    ? { value: Object.fromEntries(entries.map(({ path, symbols }) => [path, symbols])) }
    : {
        problem: `must have lines like "src/auth/index.ts: registerProviders"; ${quote(odd.line)} is none`,
      };
}
