import { landingWords } from '../../analysis/landing-words.ts';
import type { PairClaim } from '../../evidence/integration-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { shortList } from '../../model/short-list.ts';
import { integrationRule } from '../rule.ts';

export const noDoubleClaim = integrationRule({
  id: 'integration/no-double-claim',
  holds:
    'No pending output that goes first claims the same version, number or manifest entry, or makes the same change.',
  needs: ['output', 'claims'],
  to: 'coordinator',
  mast: 'FM-1.3',
  seed: ['D10'],
  threats: [],
  saw: ({ claims }) =>
    `versions, numbered files, manifest entries and whole changes: ${claims.length} claimed twice`,
  check: ({ output, claims }) =>
    claims.filter(({ holder }) => holder === 'other').map((claim) => waits(output.id, claim)),
});

function waits(self: string, claim: PairClaim): FindingDraft {
  const { other, kind, what, paths, because } = claim;
  const { both, fix } = words(self, claim);
  return {
    problem: `${self} and ${other}, which goes first (${landingWords(because)}), both ${both}: ${shortList(paths)}.`,
    fix,
    at: { output: other },
    key: `${kind} ${what}`,
    facts: { other, kind, what, paths, because: because.by },
  };
}

function words(self: string, { other, kind, what }: PairClaim) {
  switch (kind) {
    case 'version':
      return {
        both: `claim version ${what}`,
        fix: `Land ${other}, then take the next version in ${self}.`,
      };
    case 'number':
      return {
        both: `add a file of number ${what}`,
        fix: `Give the file of ${self} the next free number after ${other}.`,
      };
    case 'entry':
      return {
        both: `add ${what}, in different versions`,
        fix: `Use the version of ${what} that ${other} adds, in ${self} too.`,
      };
    case 'same-change':
      return {
        both: `make exactly the same change of ${what} files`,
        fix: `Close ${self}, whose work ${other} brings; or send it back for what is missing.`,
      };
  }
}
