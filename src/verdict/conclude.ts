import { type Conclusion, conclusionOf } from './conclusion.ts';
import type { Verdict } from './verdict.ts';

/**
 * What several verdicts mean together: one no is a no, else one doubt is a doubt. No verdict at all is doubt: whoever
 * asked expected something to be judged (STYLE 11).
 */
export function conclude(verdicts: readonly Verdict[]): Conclusion {
  if (verdicts.length === 0) return 'not-proven';
  const all = verdicts.map(conclusionOf);
  if (all.includes('fail')) return 'fail';
  return all.includes('not-proven') ? 'not-proven' : 'pass';
}
