import { GateError } from '../../model/gate-error.ts';
import type { Entry, JudgingOption } from './entry.ts';
import type { Options } from './session.ts';

const JUDGING: readonly JudgingOption[] = ['--base', '--contract', '--sarif', '--report'];

/** The global options that a command could only ignore. */
export function optionsRefusedBy({ takes = [] }: Entry): readonly JudgingOption[] {
  return JUDGING.filter((option) => !takes.includes(option));
}

/** An option that would change nothing is a misunderstanding; better said than ignored. */
export function refuseOptions(entry: Entry, given: Options): void {
  const [wrong] = optionsRefusedBy(entry).filter((option) => given[option.slice(2)] !== undefined);
  if (wrong === undefined) return;
  throw new GateError('usage', `${entry.name} has no use for ${wrong}`, {
    remedy: `Leave ${wrong} out.`,
  });
}
