import {
  NEEDS_PLANNER,
  stateLabel,
  TASK_STATES,
  type TaskState,
} from '../../../model/task-labels.ts';

const STATES: Readonly<Record<TaskState, readonly [color: string, means: string]>> = {
  ready: ['0e8a16', 'The spec may be judged: Gate 1 answers'],
  queued: ['c5def5', 'Passed Gate 1, waits for its executor'],
  running: ['1d76db', 'Its pull request is open, and not green yet'],
  review: ['5319e7', 'Its pull request is green: people have the word'],
  replan: ['fbca04', 'Its planner must act first: drift, or no attempt left'],
  blocked: ['b60205', 'Its pull request was closed without landing'],
  done: ['cccccc', 'Merged'],
};

const OTHERS: readonly (readonly [name: string, color: string, means: string])[] = [
  [NEEDS_PLANNER, 'fbca04', 'Gate 1 refused the spec: a planner must act'],
  ['handoff:dispatch', '0e8a16', 'Starts the executor'],
  ['handoff:coordinate', 'd93f0b', 'For the coordinator: shared files, integration'],
];

/** Makes the labels with GitHub's command line; `--force` changes one that is there, so it may run again. */
export function labelsScript(): string {
  const labels = [
    ...TASK_STATES.map((state) => [stateLabel(state), ...STATES[state]] as const),
    ...OTHERS,
  ];
  return `#!/usr/bin/env bash
# Makes the labels of tasks, or brings them up to date: bash .github/handoff-labels.sh
set -euo pipefail
${labels
  .map(
    ([name, color, means]) =>
      `gh label create '${name}' --color ${color} --description '${means}' --force`,
  )
  .join('\n')}
`;
}
