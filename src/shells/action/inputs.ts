import { GateError } from '../../model/gate-error.ts';
import { didYouMean, quote } from '../../model/wording.ts';

export const COMMANDS = [
  'auto',
  'task-entry',
  'output',
  'integration',
  'plan-revision',
  'record-tests',
  'pack',
  'conflicts',
  'doctor',
] as const;
export type ActionCommand = (typeof COMMANDS)[number];

/** The inputs of action.yml, read once. What the workflow left out is undefined. */
export interface Inputs {
  readonly command: ActionCommand;
  readonly token: string;
  readonly pullRequest: number | undefined;
  readonly issue: number | undefined;
  readonly task: string | undefined;
  readonly role: string | undefined;
  /** Paths or globs. */
  readonly testReports: readonly string[];
  readonly checks: 'each' | 'summary' | undefined;
  readonly comment: 'write' | 'leave';
  readonly sarif: string | undefined;
  readonly report: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws GateError 'usage' that names the input, what it is, and what is allowed. */
export function readInputs(env: Environment): Inputs {
  const given = (name: string): string | undefined => {
    const value = env[`HANDOFF_${name}`]?.trim();
    return value === '' ? undefined : value;
  };
  const token = given('TOKEN');
  if (token === undefined)
    throw new GateError('usage', 'The input token is empty', {
      remedy: 'Leave the input out: the token of the job is its default.',
    });
  return {
    command: oneOf('command', given('COMMAND') ?? 'auto', COMMANDS),
    token,
    pullRequest: numberOf('pull-request', given('PULL_REQUEST')),
    issue: numberOf('issue', given('ISSUE')),
    task: given('TASK'),
    role: given('ROLE'),
    testReports: (given('TEST_REPORTS') ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    checks: optional(given('CHECKS'), (value) => oneOf('checks', value, ['each', 'summary'])),
    comment:
      oneOf('comment', given('COMMENT') ?? 'true', ['true', 'false']) === 'true'
        ? 'write'
        : 'leave',
    sarif: given('SARIF'),
    report: given('REPORT'),
  };
}

function optional<T>(value: string | undefined, read: (value: string) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}

function oneOf<Choice extends string>(
  input: string,
  value: string,
  allowed: readonly Choice[],
): Choice {
  const found = allowed.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new GateError(
    'usage',
    `The input ${input} is ${quote(value)}; allowed: ${allowed.join(', ')}${didYouMean(value, allowed)}`,
    { remedy: `Correct ${input} in the workflow.` },
  );
}

function numberOf(input: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,9}$/.test(value) && Number(value) <= MOST_NUMBER) return Number(value);
  throw new GateError(
    'usage',
    `The input ${input} is ${quote(value)}; allowed is a number from 1 to ${MOST_NUMBER}`,
    { remedy: `Correct ${input} in the workflow.` },
  );
}

/** Numbers of issues and pull requests are Int in GraphQL, 32 bits with a sign. */
const MOST_NUMBER = 2_147_483_647;
