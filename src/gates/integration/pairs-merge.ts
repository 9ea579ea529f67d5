import { landingWords } from '../../analysis/landing-words.ts';
import type { PairConflict } from '../../evidence/integration-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Policy } from '../../model/policy.ts';
import { integrationRule } from '../rule.ts';

export const pairsMerge = integrationRule({
  id: 'integration/pairs-merge',
  holds: 'No pending output that goes first conflicts with this one.',
  needs: ['output', 'pairs', 'evaluated'],
  to: 'coordinator',
  mast: 'FM-2.5',
  integrity: true,
  seed: ['G3a', 'D10', 'D11', 'P15'],
  threats: ['B08', 'G15', 'D13'],
  saw: ({ evaluated, pairs }) =>
    `${evaluated.others} other pending outputs, ${evaluated.merges} of these pairs merged for real, ${pairs.length} conflict` +
    `${held(pairs) === 0 ? '' : `; this one goes first in ${held(pairs)}`}` +
    `${evaluated.waitingForBase === 0 ? '' : `; ${evaluated.waitingForBase} wait for their own base`}`,
  check: ({ output, pairs }, policy) =>
    pairs.filter((pair) => pair.holder === 'other').map((pair) => waits(output.id, pair, policy)),
});

function held(pairs: readonly PairConflict[]): number {
  return pairs.filter((pair) => pair.holder === 'this').length;
}

/** The later one is told whom it waits for; nothing that it could push would clear the holder's turn. */
function waits(self: string, pair: PairConflict, policy: Policy): FindingDraft {
  const paths = [
    ...new Set([
      ...pair.conflicts.flatMap(({ paths }) => paths),
      ...pair.clashes.map(({ first }) => first),
    ]),
  ];
  const types = [
    ...new Set([
      ...pair.conflicts.map(({ type }) => type),
      ...pair.clashes.map(({ kind }) => kind),
    ]),
  ];
  const advice = pair.class === 'mechanical' && policy.integration.mechanical !== 'block';
  return {
    problem: `${self} conflicts with ${pair.other}, which goes first (${landingWords(pair.because)}), in ${paths.join(', ')}.`,
    fix: remedy(self, pair),
    at: { output: pair.other },
    ...(advice && { severity: 'warn' as const }),
    facts: { other: pair.other, class: pair.class, types, paths, because: pair.because.by },
  };
}

function remedy(self: string, pair: PairConflict): string {
  switch (pair.class) {
    case 'mechanical':
      return `Land ${pair.other}, then regenerate the file in ${self}; this clears by itself when ${pair.other} lands or closes.`;
    case 'structural':
      return `Agree with ${pair.other} on where the files live, or land ${pair.other} and rebase ${self}; this clears by itself when ${pair.other} lands or closes.`;
    case 'content':
      return `Land ${pair.other}, then bring the base tip into ${self} and resolve; this clears by itself when ${pair.other} lands or closes.`;
  }
}
