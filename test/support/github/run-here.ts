import { readGitHubEvent } from '../../../src/model/read-github-event.ts';
import { readEnvironment } from '../../../src/shells/action/environment.ts';
import { readInputs } from '../../../src/shells/action/inputs.ts';
import { type Done, run } from '../../../src/shells/action/run.ts';
import { temporaryFolder } from '../repo.ts';
import { asGitHub } from './as-github.ts';
import type { GitHub } from './git-hub.ts';
import { payloadOf } from './payloads.ts';

export interface RunHere {
  readonly done: Done;
  readonly log: readonly string[];
}

/**
 * The action in this very process, on what happened last of a kind of event: its own code from inputs to writes, without the
 * steps around it and without the waits between writes. `actionAfter` is the whole of it.
 */
export async function runHere(hub: GitHub, name: string, as = name): Promise<RunHere> {
  const told = hub.world.happenings.findLast(({ event }) => event === name);
  if (told === undefined) throw new Error(`Nothing of the kind ${name} has happened`);
  return onEvent(hub, as, payloadOf(hub.world, told));
}

/** What a schedule does. */
export function sweepHere(hub: GitHub): Promise<RunHere> {
  return onEvent(hub, 'schedule', { schedule: '7,37 * * * *' });
}

async function onEvent(hub: GitHub, name: string, payload: unknown): Promise<RunHere> {
  const log: string[] = [];
  const job = {
    github: asGitHub(hub, hub.tokens.actions),
    inputs: readInputs({ HANDOFF_TOKEN: hub.tokens.actions }),
    environment: readEnvironment({
      GITHUB_REPOSITORY: hub.repository.fullName,
      GITHUB_SERVER_URL: hub.gitUrl,
      GITHUB_API_URL: hub.apiUrl,
      GITHUB_EVENT_NAME: name,
      GITHUB_RUN_ID: '1',
      RUNNER_TEMP: temporaryFolder(),
    }),
    tell: (line: string) => void log.push(line),
  };
  return { done: await run(job, await readGitHubEvent(name, payload)), log };
}
