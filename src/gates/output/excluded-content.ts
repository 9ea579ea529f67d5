import { type ExcludedKind, findExcluded } from '../../analysis/excluded-content.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { HandoffContract } from '../../model/handoff-contract.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { outputRule } from '../rule.ts';

export const excludedContent = outputRule({
  id: 'output/excluded-content',
  holds:
    'The contract holds verified state only: no transcript, tool log, reasoning or commentary.',
  needs: ['contract'],
  to: 'executor',
  mast: 'FM-2.4',
  seed: ['C12', 'C13'],
  threats: [],
  saw: ({ contract }) => counted(textsOf(contract).length, 'text'),
  check({ contract }) {
    const places = textsOf(contract).flatMap(({ field, text }) =>
      findExcluded(text).map(({ kind, words }) => ({ field, kind, words })),
    );
    // One field is repaired in one go: one finding for each kind of content in it.
    const groups = new Set(places.map(({ field, kind }) => `${field} ${kind}`));
    return [...groups].map((group) =>
      found(places.filter(({ field, kind }) => `${field} ${kind}` === group)),
    );
  },
});

interface Text {
  /** Top-level field: which entry of a list it is may change from attempt to attempt. */
  readonly field: string;
  readonly text: string;
}

interface Place {
  readonly field: string;
  readonly kind: ExcludedKind;
  readonly words: string;
}

/** Everything that the executor words itself; objective and constraints are compared with the spec. */
function textsOf(contract: HandoffContract): readonly Text[] {
  const next = contract['next-step'];
  const of = (field: string, texts: readonly (string | undefined)[]): readonly Text[] =>
    texts.flatMap((text) => (text === undefined ? [] : [{ field, text }]));
  return [
    ...of(
      'completed-steps',
      contract['completed-steps'].map(({ step }) => step),
    ),
    ...of('next-step', 'status' in next ? [next.reason] : next['acceptance-criteria']),
    ...of(
      'open-questions',
      contract['open-questions'].flatMap(({ question, reason }) => [question, reason]),
    ),
    ...of('discovered', contract.discovered),
  ];
}

const KINDS: Readonly<Record<ExcludedKind, string>> = {
  transcript: 'a transcript',
  'tool-log': 'a tool log',
  reasoning: 'reasoning',
  'dead-end': 'a dead end',
  commentary: "an agent's commentary",
};

function found(places: readonly Place[]): FindingDraft {
  const [{ field, kind }] = places as [Place];
  const words = [...new Set(places.map((place) => place.words))].sort();
  return {
    problem: `${field} holds ${KINDS[kind]}: ${shortList(words.map(quote))}.`,
    fix: `Say in ${field} what is there now and how to verify it; leave out how you got there.`,
    at: { field },
    expected: 'state that can be verified',
    found: shortList(words),
    facts: { kind, words },
    key: kind,
  };
}
