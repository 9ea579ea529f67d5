import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../verdict/verdict.ts';

export interface Standing {
  readonly state: 'ready' | 'waits' | 'refused' | 'unproven';
  readonly because: string;
}

/** By what the gate found, whatever its mode: a gate that only advises does not make a task ready. */
export function readinessOf({ outcome }: Pick<Verdict, 'outcome'>): Standing {
  switch (outcome.state) {
    case 'passed':
    case 'not-applicable':
      return { state: 'ready', because: 'nothing is in its way' };
    case 'unproven':
      return { state: 'unproven', because: outcome.reasons[0].because };
    case 'failed': {
      const { findings } = outcome;
      const own = findings.filter((finding) => !passes(finding));
      const [first = findings[0]] = own;
      const more = (own.length || findings.length) - 1;
      const because = `${first.problem}${more === 0 ? '' : ` (and ${more} more)`}`;
      return { state: own.length === 0 ? 'waits' : 'refused', because };
    }
  }
}

/** It ends by itself when other tasks land; a dependency that no plan knows, or a circle, never does. */
function passes({ rule, facts }: Finding): boolean {
  if (rule === 'task-entry/scope-exclusive') return true;
  return rule === 'task-entry/dependencies-ready' && facts['is'] === 'open';
}
