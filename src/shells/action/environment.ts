import { readFile, stat } from 'node:fs/promises';
import type { ReadEvent } from '../../model/event-reader.ts';
import { GateError } from '../../model/gate-error.ts';
import { readGitHubEvent } from '../../model/read-github-event.ts';
import { quote } from '../../model/wording.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What the runner says about the job. @source https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export interface Environment {
  readonly owner: string;
  readonly name: string;
  /** https://github.com, or that of GitHub Enterprise Server; repositories are below it. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly eventName: string;
  /** The commit and branch that the event is about; of a pull request its test merge. */
  readonly sha: string;
  /** Full name, e.g. refs/heads/gh-readonly-queue/main/pr-12-<sha> of a merge group. */
  readonly ref: string;
  readonly runId: number;
  readonly runUrl: string;
  /** Emptied before and after each job. */
  readonly temp: string;
  readonly workspace: string;
  /** Files that the runner reads after the step. */
  readonly outputFile: string | undefined;
  readonly summaryFile: string | undefined;
}

export function readEnvironment(variables: Variables): Environment {
  const needed = (name: string): string => {
    const value = variables[name];
    if (value !== undefined && value !== '') return value;
    throw new GateError('usage', `${name} is not set`, {
      remedy: 'Run the action in a workflow of GitHub; elsewhere use the command line.',
    });
  };
  const like = (name: string, pattern: RegExp, allowed: string): string => {
    const value = needed(name);
    if (pattern.test(value)) return value;
    throw new GateError('usage', `${name} is ${quote(value)}; allowed is ${allowed}`, {
      remedy: `Leave ${name} as the runner sets it.`,
    });
  };
  const repository = like('GITHUB_REPOSITORY', /^[\w.-]+\/[\w.-]+$/, 'owner/name');
  const [owner = '', name = ''] = repository.split('/');
  const serverUrl = needed('GITHUB_SERVER_URL');
  const runId = Number(like('GITHUB_RUN_ID', /^\d{1,15}$/, 'a number'));
  return {
    owner,
    name,
    serverUrl,
    apiUrl: needed('GITHUB_API_URL'),
    eventName: needed('GITHUB_EVENT_NAME'),
    sha: variables['GITHUB_SHA'] ?? '',
    ref: variables['GITHUB_REF'] ?? '',
    runId,
    runUrl: `${serverUrl}/${owner}/${name}/actions/runs/${runId}`,
    temp: needed('RUNNER_TEMP'),
    workspace: variables['GITHUB_WORKSPACE'] ?? process.cwd(),
    outputFile: variables['GITHUB_OUTPUT'],
    summaryFile: variables['GITHUB_STEP_SUMMARY'],
  };
}

/** GitHub sends no event over 25 MB (GITHUB-FACTS). */
const EVENT_BYTES = 26_214_400;

/** The event that started the job. One that is not there, too big or no JSON is unreadable: it may have changed anything. */
export async function readEvent(
  { eventName }: Environment,
  variables: Variables,
): Promise<ReadEvent> {
  return readGitHubEvent(eventName, await payloadAt(variables['GITHUB_EVENT_PATH'] ?? ''));
}

async function payloadAt(path: string): Promise<unknown> {
  try {
    const { size } = await stat(path);
    return size > EVENT_BYTES ? undefined : JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
