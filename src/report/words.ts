import type { Finding } from '../model/finding.ts';

/** What every surface says, so that a state reads the same in colour, in black and white, and aloud. */
export const STATE_WORDS = {
  passed: '✓ passed',
  failed: '✗ failed',
  unproven: '? unproven',
  'not-applicable': '– not applicable',
} as const;

export const PAIR_WORDS = {
  conflict: '✗ conflict',
  shares: '! shares files',
  'not-evaluated': '? not evaluated',
} as const;

/** `src/a.ts:3-7, field constraints[1], with handoff/b`; undefined when the finding is about the output as a whole. */
export function placeOf({ at = {} }: Finding): string | undefined {
  const { path, line, endLine, field, output } = at;
  const lines = line === undefined ? '' : `:${line}${endLine === undefined ? '' : `-${endLine}`}`;
  const parts = [
    ...(path === undefined ? [] : [`${path}${lines}`]),
    ...(field === undefined ? [] : [`field ${field}`]),
    ...(output === undefined ? [] : [`with ${output}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}
