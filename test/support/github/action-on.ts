import { existsSync } from 'node:fs';
import { type CompositeJob, type CompositeRun, runComposite } from '../run-composite.ts';
import type { GitHub } from './git-hub.ts';
import { payloadOf } from './payloads.ts';

interface More extends Pick<CompositeJob, 'inputs' | 'workspace'> {
  readonly token?: string;
  /** GITHUB_REF; that of main unless it is given. */
  readonly ref?: string;
}

/** Our action in a job of acme/shop, as a runner would run it. */
export function actionOn(
  hub: GitHub,
  event: CompositeJob['event'],
  { token = hub.tokens.actions, ref = 'refs/heads/main', ...job }: More = {},
): Promise<CompositeRun> {
  // The action would build itself, with an npm ci over the packages that this very test runs on.
  if (!existsSync('dist/action.js')) throw new Error('Build it first: npm run build');
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
      ref,
      sha: hub.repository.sha('main'),
    },
  });
}

/** The same on what happened last: of a kind of event, by its webhook's name. @param as the name of the event in a workflow */
export function actionAfter(hub: GitHub, name: string, as = name, more: More = {}) {
  const told = hub.world.happenings.findLast(({ event }) => event === name);
  if (told === undefined) throw new Error(`Nothing of the kind ${name} has happened`);
  return actionOn(hub, { name: as, payload: payloadOf(hub.world, told) }, more);
}

/** What a schedule does. */
export function sweep(hub: GitHub): Promise<CompositeRun> {
  return actionOn(hub, { name: 'schedule', payload: { schedule: '7,37 * * * *' } });
}
