import { patternProblems } from '../analysis/scope-pattern.ts';
import { readConstraint } from '../model/handoff-contract.ts';
import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/schema-problems.ts';
import { planVersionOf, type TaskSpec } from '../model/task-spec.ts';
import { didYouMean, quote } from '../model/wording.ts';

/**
 * What keeps a task spec from being what its plan says, before any executor starts: version, constraints byte for byte,
 * dependencies, scope grammar, review criteria. `fileId`: the task that the file name promises.
 */
export function taskProblems(
  spec: TaskSpec,
  plan: Plan | undefined,
  fileId: string | undefined,
): readonly Problem[] {
  const id = spec['task-id'];
  const misnamed =
    fileId !== undefined && fileId !== id
      ? [problem('task-id', `is ${quote(id)}; the file is that of ${quote(fileId)}`)]
      : [];
  return [
    ...misnamed,
    ...scopeProblems(spec),
    ...reviewProblems(spec),
    ...(plan === undefined ? [] : planProblems(spec, plan)),
  ];
}

function problem(field: string, message: string): Problem {
  return { field, message: `${field} ${message}` };
}

function scopeProblems({ scope }: TaskSpec): readonly Problem[] {
  const { files, create, read, symbols } = scope;
  const empty = files.length + create.length + Object.keys(symbols).length === 0;
  return [
    ...(empty ? [problem('scope', 'authorises nothing: name files, create or symbols')] : []),
    ...Object.entries({ files, create, read }).flatMap(([name, patterns]) =>
      patterns.flatMap((pattern, index) =>
        patternProblems(pattern).map(({ message }) =>
          problem(`scope.${name}[${index}]`, `${quote(pattern)} ${message}`),
        ),
      ),
    ),
  ];
}

function reviewProblems(spec: TaskSpec): readonly Problem[] {
  const rubric = spec.rubric.map(({ id }) => id);
  return spec['acceptance-criteria'].flatMap(({ verify }, index) => {
    if (verify === undefined || !('review' in verify) || rubric.includes(verify.review)) return [];
    const field = `acceptance-criteria[${index}].verify.review`;
    return [problem(field, `is ${verify.review}, which is not in the rubric`)];
  });
}

function planProblems(spec: TaskSpec, plan: Plan): readonly Problem[] {
  const id = spec['task-id'];
  const ids = plan.tasks.map((task) => task.id);
  const version = planVersionOf(spec);
  const active = plan.constraints.filter(({ status }) => status === 'active');
  const applying = active.filter(({ 'applies-to': tasks }) => tasks?.includes(id) ?? true);
  const texts = new Map(active.map((constraint) => [constraint.id, verbatim(constraint.text)]));
  return [
    ...(version === plan.version
      ? []
      : [problem('plan', `is plan@${version}; the plan is at version ${plan.version}`)]),
    ...(ids.includes(id)
      ? []
      : [
          problem('task-id', `is ${quote(id)}, which is no task of the plan${didYouMean(id, ids)}`),
        ]),
    ...spec['depends-on'].flatMap((other, index) =>
      ids.includes(other)
        ? []
        : [
            problem(
              `depends-on[${index}]`,
              `is ${quote(other)}, which is no task of the plan${didYouMean(other, ids)}`,
            ),
          ],
    ),
    ...spec.constraints.flatMap((constraint, index) => {
      const planned = texts.get(constraint.id);
      const field = `constraints[${index}]`;
      if (planned === undefined)
        return [
          problem(`${field}.id`, `is ${constraint.id}, which is no active constraint of the plan`),
        ];
      return planned === verbatim(constraint.text)
        ? []
        : [
            problem(
              `${field}.text`,
              `is not the plan's text of ${constraint.id}: ${quote(planned)}`,
            ),
          ];
    }),
    ...applying
      .filter((constraint) => !spec.constraints.some((own) => own.id === constraint.id))
      .map((constraint) =>
        problem('constraints', `lack ${constraint.id}: ${quote(constraint.text)}`),
      ),
  ];
}

/** All that may differ: Unicode form and a trailing annotation (threat A10). */
function verbatim(text: string): string {
  return readConstraint(text).text.normalize('NFC');
}
