import type { Sha } from '../../../model/sha.ts';
import type { Scene } from './scene.ts';

/** What the executor of a scene hands over: the truth, but for its one lie. */
export function contractText(scene: Scene, head: Sha, borrowed: Sha): string {
  const { task, objective, constraint, tests, edits, lie } = scene;
  const passed = (edits[tests.file]?.match(/^ {2}test\(/gm) ?? []).length;
  const commits: Readonly<Record<string, string>> = {
    'invented-commit': 'a3f92bc',
    'borrowed-commit': borrowed,
  };
  const contract = {
    schema: 'handoff-contract/v1',
    'task-id': task,
    objective,
    constraints: lie === 'dropped-constraint' ? [] : [`${constraint.text} (verbatim from plan v2)`],
    'completed-steps': [
      {
        step: 'Implementation',
        artifact: Object.keys(edits).find((path) => path.startsWith('src/')),
        ref: `commit:${commits[lie ?? ''] ?? head}`,
        covers: ['AC2'],
      },
      {
        step: 'Unit tests',
        artifact: tests.file,
        ref: `test-run:${testRunId(scene)}-${passed}/${passed}`,
        covers: ['AC1'],
      },
    ],
    'next-step': { status: 'none', reason: 'the planner decides what comes next' },
    'open-questions': [],
  };
  return [
    `${objective}.`,
    '',
    '<!-- handoff:begin -->',
    '<details><summary>Handoff contract</summary>',
    '',
    '```json handoff-contract',
    JSON.stringify(contract, null, 2),
    '```',
    '',
    '</details>',
    '<!-- handoff:end -->',
    '',
  ].join('\n');
}

/** Unique in the demo's repository. */
export function testRunId({ task }: Scene): string {
  return `2026-05-03-${task}`;
}
