import { existsSync } from 'node:fs';
import { type CompositeJob, type CompositeRun, runComposite } from '../run-composite.ts';
import type { GitHub } from './git-hub.ts';

/** Our action in a job of acme/shop, as a runner would run it. */
export function actionOn(
  hub: GitHub,
  event: CompositeJob['event'],
  more: Pick<CompositeJob, 'inputs' | 'workspace'> & { readonly token?: string } = {},
): Promise<CompositeRun> {
  // The action would build itself, with an npm ci over the packages that this very test runs on.
  if (!existsSync('dist/action.js')) throw new Error('Build it first: npm run build');
  const { token = hub.tokens.actions, ...job } = more;
  return runComposite({
    action: process.cwd(),
    event,
    ...job,
    github: {
      repository: hub.repository.fullName,
      token,
      api_url: hub.apiUrl,
      server_url: hub.gitUrl,
      run_id: '1',
      sha: hub.repository.sha('main'),
    },
  });
}
