import { landingWords } from '../../analysis/landing-words.ts';
import type { PairBreak } from '../../evidence/integration-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted } from '../../model/short-list.ts';
import { integrationRule } from '../rule.ts';

export const symbolsAgree = integrationRule({
  id: 'integration/symbols-agree',
  holds:
    'No pending output that goes first removes or narrows what this one newly uses, or newly uses what this one removes.',
  needs: ['output', 'symbols'],
  to: 'coordinator',
  mast: 'FM-2.5',
  seed: ['D10'],
  threats: ['B07'],
  saw: ({ symbols: { compared, left, breaks } }) =>
    `names of ${counted(compared, 'changed file')} of TypeScript, JavaScript and Python against every other output, ${breaks.length} disagree` +
    `${left === 0 ? '' : `; not compared: ${counted(left, 'changed file')} (another language, or not to be parsed)`}`,
  check: ({ output, symbols }) =>
    symbols.breaks.filter(({ holder }) => holder === 'other').map((one) => waits(output.id, one)),
});

function waits(self: string, one: PairBreak): FindingDraft {
  const { other, part, kind, name, defined, used, because } = one;
  const [changer, user] = part === 'changer' ? [self, other] : [other, self];
  return {
    problem: `${changer} ${CHANGED[kind]} ${name} of ${defined}, and ${user} adds a use of it in ${used}; git merges both. ${other} goes first (${landingWords(because)}).`,
    fix:
      part === 'changer'
        ? `Land ${other}, bring the base tip into ${self}, and change its use of ${name} in ${used} too.`
        : `Land ${other}, bring the base tip into ${self}, and use what ${name} became there.`,
    at: { path: part === 'changer' ? defined : used, output: other },
    key: `${kind} ${name}`,
    facts: { other, part, kind, name, defined, used, because: because.by },
  };
}

const CHANGED = {
  removed: 'removes or renames',
  arity: 'changes the parameters of',
  member: 'removes the member',
} as const;
