import type { Problem } from '../../model/schema-problems.ts';
import type { TaskSpec } from '../../model/task-spec.ts';
import { quote } from '../../model/wording.ts';
import type { Refused } from './vocabulary.ts';

/** Fields of a spec that nobody filled in. Constraints are left out: they are the plan's words, to the byte. */
export function findPlaceholders(spec: TaskSpec, refused: Refused): readonly Problem[] {
  return textsOf(spec).flatMap(({ field, text }) => {
    const [words] = /[\p{L}\p{N}*]/u.test(text) ? refused('placeholders', text) : [text];
    if (words === undefined) return [];
    return [{ field, message: `${field} holds a placeholder, ${quote(words)}` }];
  });
}

function textsOf(spec: TaskSpec): readonly { readonly field: string; readonly text: string }[] {
  return [
    { field: 'objective', text: spec.objective },
    ...spec['acceptance-criteria'].flatMap(({ text, verify }, index) => {
      const field = `acceptance-criteria[${index}]`;
      return [
        { field: `${field}.text`, text },
        ...proofsOf(verify).map((proof) => ({ field: `${field}.verify`, text: proof })),
      ];
    }),
    ...spec.rubric.map(({ text }, index) => ({ field: `rubric[${index}].text`, text })),
    ...spec.context.map((text, index) => ({ field: `context[${index}]`, text })),
  ];
}

function proofsOf(verify: TaskSpec['acceptance-criteria'][number]['verify']): readonly string[] {
  if (verify === undefined) return [];
  if ('tests' in verify) return [verify.tests];
  return 'command' in verify ? [verify.command] : [];
}
