import type { Verdict } from './verdict.ts';

/** What a verdict means for whoever waits for it: exit 0, 1 or 3 of a shell; success, failure or action_required of a check (K4). */
export type Conclusion = 'pass' | 'fail' | 'not-proven';

/** Only the mode `block` stops anything; then doubt stops as well as a finding does, under its own name (STYLE 11). */
export function conclusionOf({ mode, outcome }: Pick<Verdict, 'mode' | 'outcome'>): Conclusion {
  if (mode !== 'block') return 'pass';
  switch (outcome.state) {
    case 'passed':
    case 'not-applicable':
      return 'pass';
    case 'failed':
      return 'fail';
    case 'unproven':
      return 'not-proven';
  }
}
