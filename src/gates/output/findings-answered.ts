import type { EarlierAttempt, FoundBefore } from '../../evidence/output-facts.ts';
import { countAttempt } from '../../model/attempt-count.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const findingsAnswered = outputRule({
  id: 'output/findings-answered',
  holds: 'Every finding of the attempt before is addressed or disputed, and something has moved.',
  needs: ['contract', 'attempts', 'head', 'otherFindings'],
  to: 'executor',
  mast: 'FM-2.5',
  seed: ['P13'],
  threats: ['G12'],
  skip: ({ contract, attempts, head }) =>
    lastRound(attempts, head.sha, contract.attempt).found.length === 0
      ? 'no attempt before this one was refused'
      : undefined,
  saw({ contract, attempts, head }) {
    const { attempt, found } = lastRound(attempts, head.sha, contract.attempt);
    return `${counted(found.length, 'finding')} of attempt ${attempt}, ${contract.addressed.length} addressed, ${contract.disputed.length} disputed`;
  },
  check({ contract, attempts, head, otherFindings }) {
    const { attempt, found } = lastRound(attempts, head.sha, contract.attempt);
    if (ids(found) === ids(aboutTheWork(otherFindings))) return [stuck(attempt, found)];
    const answered = new Set([...contract.addressed, ...contract.disputed]);
    const open = found.filter(({ id }) => !answered.has(id));
    return open.length === 0 ? [] : [unanswered(attempt, found.length, open)];
  },
});

/** Findings about the loop itself: going on answers them, and they say nothing about progress. */
const ABOUT_THE_LOOP: readonly string[] = [
  'output/attempts-within-budget',
  'output/findings-answered',
  'output/self-check-honest',
];

interface Round {
  readonly attempt: number;
  readonly found: readonly FoundBefore[];
}

/** The refused attempt before this one, by the record's count. One attempt may have been judged more than once. */
function lastRound(
  attempts: readonly EarlierAttempt[],
  head: string,
  claimed: number | undefined,
): Round {
  const now = countAttempt(attempts, head, claimed).attempt;
  const refused = attempts.filter(({ attempt, findings }) => attempt < now && findings.length > 0);
  const last = Math.max(0, ...refused.map(({ attempt }) => attempt));
  const found = refused.flatMap(({ attempt, findings }) => (attempt === last ? findings : []));
  return { attempt: last, found: aboutTheWork(found) };
}

/** Each once, by id. */
function aboutTheWork(findings: readonly FoundBefore[]): readonly FoundBefore[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return [...byId.values()]
    .filter(({ rule }) => !ABOUT_THE_LOOP.includes(rule))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ids(findings: readonly FoundBefore[]): string {
  return findings.map(({ id }) => id).join(' ');
}

function named(findings: readonly FoundBefore[]): string {
  return shortList(findings.map(({ id, rule }) => `${id} (${rule})`));
}

/** Trying again would only try the same again. */
function stuck(attempt: number, found: readonly FoundBefore[]): FindingDraft {
  return {
    problem: `Nothing has moved since attempt ${attempt}: the same ${counted(found.length, 'finding')} again, ${named(found)}.`,
    fix: 'Change the task so that these findings can be resolved, or waive those that are wrong.',
    at: { field: 'addressed' },
    expected: `other findings than attempt ${attempt}`,
    found: ids(found),
    facts: { attempt, findings: found.map(({ id }) => id) },
    to: 'planner',
    key: 'stuck',
  };
}

function unanswered(attempt: number, all: number, open: readonly FoundBefore[]): FindingDraft {
  return {
    problem: `${open.length} of ${counted(all, 'finding')} of attempt ${attempt} are neither addressed nor disputed: ${named(open)}.`,
    fix: 'Repair what each of them names and list its id in addressed, or list it in disputed if it is wrong.',
    at: { field: 'addressed' },
    expected: `every finding of attempt ${attempt} in addressed or disputed`,
    found: `not there: ${ids(open)}`,
    facts: { attempt, unanswered: open.map(({ id }) => id) },
    key: 'unanswered',
  };
}
