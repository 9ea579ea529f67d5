import * as registry from '../../gates/registry.ts';
import type { Actor } from '../../model/actor.ts';
import { GateError } from '../../model/gate-error.ts';
import type { MastMode } from '../../model/mast.ts';
import { didYouMean, quote } from '../../model/wording.ts';

/** What a rule says of itself. */
export interface RuleCard {
  readonly id: string;
  readonly holds: string;
  readonly to: Actor;
  readonly mast: MastMode;
  readonly integrity?: true;
  readonly needs: readonly PropertyKey[];
  readonly seed: readonly string[];
  readonly threats: readonly string[];
}

/** Every rule of every gate, in order of their ids. */
const cards: readonly RuleCard[] = Object.values(registry).flat();
export const RULE_CARDS = cards.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/**
 * A rule by its id, or by its name alone (`scope-drift`).
 * @throws GateError 'usage' with the nearest id.
 */
export function ruleCard(name: string): RuleCard {
  const named = RULE_CARDS.filter(({ id }) => id === name || id.split('/')[1] === name);
  const [card, ...more] = named;
  if (card !== undefined && more.length === 0) return card;
  const ids = RULE_CARDS.map(({ id }) => id);
  const names = ids.map((id) => String(id.split('/')[1]));
  const near = name.includes('/') ? didYouMean(name, ids) : didYouMean(name, names);
  const what = card === undefined ? 'There is no rule' : 'There is more than one rule';
  throw new GateError('usage', `${what} ${quote(name)}${near}`, {
    remedy: 'List the rules with: handoff-gate explain',
  });
}
