import type { Catalogue } from './entry.ts';

/** Every command; its file is loaded when it is called. */
export const CATALOGUE: Catalogue = {
  'Judge:': [],
  'Prepare:': [
    {
      name: 'record-tests',
      summary: 'Record a test report as a run on the current commit',
      load: () => import('./commands/record-tests.ts'),
    },
  ],
  'Look up:': [
    {
      name: 'explain',
      summary: 'Say what a rule holds, why, and who must act',
      load: () => import('./commands/explain.ts'),
    },
  ],
  'Set up:': [
    {
      name: 'demo',
      summary: 'Make a repository with twelve agent branches and judge them all',
      takes: ['--report'],
      load: () => import('./commands/demo.ts'),
    },
    {
      name: 'init',
      summary: 'Write policy, plan, an example task and the GitHub templates',
      load: () => import('./commands/init.ts'),
    },
    {
      name: 'completion',
      summary: 'Print a script that completes words in your shell',
      load: () => import('./commands/completion.ts'),
    },
  ],
};
