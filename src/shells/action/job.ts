import { join } from 'node:path';
import type { GitHub } from '../../adapters/github/github.ts';
import type { Place } from '../github/github-workspace.ts';
import type { Environment } from './environment.ts';
import type { Inputs } from './inputs.ts';

/** What one run of the action works with. */
export interface Job {
  readonly github: GitHub;
  readonly inputs: Inputs;
  readonly environment: Environment;
  readonly tell: (line: string) => void;
}

/** GitHub's own app, in whose name the token of a job acts. @source https://api.github.com/apps/github-actions */
export const ACTIONS_APP = 15_368;

/** A mirror of our own: what the workflow checked out has no say (threat G04). */
export function placeOf({ environment, inputs }: Job): Place {
  const { temp, serverUrl, owner, name } = environment;
  return {
    mirror: join(temp, 'handoff-gate', 'mirror.git'),
    cloneUrl: `${serverUrl}/${owner}/${name}.git`,
    token: inputs.token,
    app: ACTIONS_APP,
  };
}
