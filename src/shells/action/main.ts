import { setSecret } from '@actions/core';
import { visible } from '../../report/visible-text.ts';
import { asGateError, exitOfError } from '../exit-codes.ts';
import { connect } from '../github/connect-github.ts';
import { readEnvironment, readEvent } from './environment.ts';
import { readInputs } from './inputs.ts';
import { run } from './run.ts';

/** Reads the job, judges, writes what later steps read. The verdict is in the checks; the exit code says whether it got there. */
async function main(): Promise<number> {
  const inputs = readInputs(process.env);
  setSecret(inputs.token);
  const environment = readEnvironment(process.env);
  const tell = (line: string): void => void process.stdout.write(`${visible(line)}\n`);
  const job = { github: connect(environment, inputs.token, tell), inputs, environment, tell };
  const done = await run(job, await readEvent(environment, process.env));
  const { writeResult } = await import('./write-result.ts');
  return writeResult(done, job);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (thrown: unknown) => {
    const error = asGateError(thrown);
    process.stdout.write(`::error::${visible(error.message)}%0A${visible(error.remedy)}\n`);
    if (error.kind === 'internal' && thrown instanceof Error)
      process.stderr.write(`${thrown.stack}\n`);
    process.exitCode = exitOfError(error);
  },
);
