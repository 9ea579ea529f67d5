import type { Catalogue } from './entry.ts';

const REPORTS = ['--base', '--sarif', '--report'] as const;

/** Every command; its file is loaded when it is called. */
export const CATALOGUE: Catalogue = {
  'Judge:': [
    {
      name: 'check',
      summary: 'Judge the branch that is checked out, as its gate will',
      takes: [...REPORTS, '--contract'],
      load: () => import('./commands/check.ts'),
    },
    {
      name: 'gate',
      summary: 'Run a gate over tasks, pending outputs or a revision of the plan',
      takes: [...REPORTS, '--contract'],
      entries: [
        {
          name: 'task-entry',
          summary: 'Gate 1: may an executor start on each task?',
          takes: REPORTS,
          load: () => import('./commands/gate-task-entry.ts'),
        },
        {
          name: 'output',
          summary: 'Gate 2: is each output what its task authorised, its evidence real?',
          takes: [...REPORTS, '--contract'],
          load: () => import('./commands/gate-output.ts'),
        },
        {
          name: 'integration',
          summary: 'Gate 3: does each output merge with its base and with the others?',
          takes: REPORTS,
          load: () => import('./commands/gate-integration.ts'),
        },
        {
          name: 'plan-revision',
          summary: 'Gate 4: may this branch revise the plan, and is each change of it proved?',
          takes: REPORTS,
          load: () => import('./commands/gate-plan-revision.ts'),
        },
        {
          name: 'critic-review',
          summary:
            'Critic gate: is each output reviewed by its rubric, and done what was required?',
          takes: REPORTS,
          load: () => import('./commands/gate-critic-review.ts'),
        },
      ],
    },
    {
      name: 'conflicts',
      summary: 'Show pending outputs against each other, and a landing order',
      takes: ['--base', '--report'],
      load: () => import('./commands/conflicts.ts'),
    },
  ],
  'Prepare:': [
    {
      name: 'task',
      summary: 'Work with tasks: check, seal, see what is ready, give up',
      takes: ['--base'],
      entries: [
        {
          name: 'check',
          summary: 'Check specs of the working tree as Gate 1 will, before they are committed',
          takes: ['--base'],
          load: () => import('./commands/task-check.ts'),
        },
        {
          name: 'seal',
          summary: 'Approve a task: Gate 1, then its spec is sealed and its scope locked',
          takes: ['--base'],
          load: () => import('./commands/task-seal.ts'),
        },
        {
          name: 'ready',
          summary: 'Show which tasks may start now, and why the others may not',
          takes: ['--base'],
          load: () => import('./commands/task-ready.ts'),
        },
        {
          name: 'next',
          summary: 'Print the task to start next, and seal it if asked',
          takes: ['--base'],
          load: () => import('./commands/task-next.ts'),
        },
        {
          name: 'release',
          summary: 'Give a task up: its scope is free again',
          takes: ['--base'],
          load: () => import('./commands/task-release.ts'),
        },
      ],
    },
    {
      name: 'plan',
      summary: 'Work with the plan',
      takes: REPORTS,
      entries: [
        {
          name: 'check',
          summary: 'Check a plan as Gate 4 will, before it is on a branch',
          takes: REPORTS,
          load: () => import('./commands/plan-check.ts'),
        },
        {
          name: 'diff',
          summary: 'Show what a plan changes: constraints, tasks, questions, and their evidence',
          takes: ['--base'],
          load: () => import('./commands/plan-diff.ts'),
        },
        {
          name: 'graph',
          summary: 'Draw who waits for whom, as text, Mermaid or SVG',
          takes: ['--base'],
          load: () => import('./commands/plan-graph.ts'),
        },
      ],
    },
    {
      name: 'contract',
      summary: 'Work with handoff contracts',
      takes: ['--base'],
      entries: [
        {
          name: 'draft',
          summary: 'Draft the contract of the branch that is checked out',
          takes: ['--base'],
          load: () => import('./commands/contract-draft.ts'),
        },
        {
          name: 'check',
          summary: 'Check the text of a contract: present, visible, well-formed',
          takes: ['--base'],
          load: () => import('./commands/contract-check.ts'),
        },
      ],
    },
    {
      name: 'pack',
      summary: 'Print what an executor, critic or coordinator is given, with its tokens',
      takes: ['--base'],
      load: () => import('./commands/pack.ts'),
    },
    {
      name: 'record-tests',
      summary: 'Record a test report as a run on the current commit',
      load: () => import('./commands/record-tests.ts'),
    },
    {
      name: 'validate',
      summary: 'Check policy, plan, task and contract files, problems by line',
      load: () => import('./commands/validate.ts'),
    },
  ],
  'Look up:': [
    {
      name: 'view',
      summary: 'Show the plan as its coordinator sees it: states, questions, conflicts, order',
      takes: ['--base'],
      load: () => import('./commands/view.ts'),
    },
    {
      name: 'explain',
      summary: 'Say what a rule holds, why, and who must act',
      takes: ['--base', '--contract'],
      load: () => import('./commands/explain.ts'),
    },
    {
      name: 'stats',
      summary: 'Count what the gates have said: pass rates, drift, attempts, failure modes',
      load: () => import('./commands/stats.ts'),
    },
    {
      name: 'schema',
      summary: 'Print the JSON Schema of a format',
      load: () => import('./commands/schema.ts'),
    },
  ],
  'Set up:': [
    {
      name: 'init',
      summary: 'Write policy, plan, an example task, the workflows and the GitHub templates',
      load: () => import('./commands/init.ts'),
    },
    {
      name: 'doctor',
      summary: 'Say what the settings of a repository on GitHub make of its verdicts',
      load: () => import('./commands/doctor.ts'),
    },
    {
      name: 'demo',
      summary: 'Make a repository with twelve agent branches and judge them all',
      takes: ['--report'],
      load: () => import('./commands/demo.ts'),
    },
    {
      name: 'completion',
      summary: 'Print a script that completes words in your shell',
      load: () => import('./commands/completion.ts'),
    },
  ],
};
