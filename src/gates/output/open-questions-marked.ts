import { saysNothing } from '../../analysis/says-nothing.ts';
import type { OutputFacts } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { OpenQuestion } from '../../model/open-question.ts';
import { parseArtifactRef } from '../../model/parse-artifact-ref.ts';
import { counted } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { outputRule } from '../rule.ts';

export const openQuestionsMarked = outputRule({
  id: 'output/open-questions-marked',
  holds: 'Each open question is resolved with a ref, or deferred or unknown with a reason.',
  needs: ['contract', 'headTree'],
  to: 'executor',
  mast: 'FM-2.2',
  seed: ['C11'],
  threats: [],
  saw: ({ contract }) => counted(contract['open-questions'].length, 'question'),
  check({ contract, headTree }) {
    const unmarked = contract['open-questions']
      .flatMap((question) => unmarkedBecause(question, headTree))
      .sort(byWords);
    // One question, one finding, also when it stands there twice.
    return [...new Map(unmarked.map((one) => [one.question, one])).values()].map(draft);
  },
});

type HeadTree = OutputFacts['headTree'];

interface Unmarked {
  readonly question: string;
  readonly lack: 'answer' | 'mark' | 'reason';
  readonly problem: string;
  readonly found: string;
}

const FIXES: Readonly<Record<Unmarked['lack'], string>> = {
  answer: 'Name what answers it as a ref in answer-ref, like docs/sessions.md#L4-L9 or issue:#12.',
  mark: 'Mark it as resolved with an answer-ref, or as deferred or unknown with a reason.',
  reason: 'Write down in reason why it stays open and who can decide it.',
};

function unmarkedBecause(entry: OpenQuestion, headTree: HeadTree): readonly Unmarked[] {
  const { question, status, reason = '', 'answer-ref': answer = '' } = entry;
  switch (status) {
    case 'open':
      return [{ question, lack: 'mark', problem: 'is still open', found: 'open' }];
    case 'resolved': {
      const problem = whyNoAnswer(answer, headTree);
      return problem === undefined ? [] : [{ question, lack: 'answer', problem, found: answer }];
    }
    case 'deferred':
    case 'unknown':
      return saysNothing(reason)
        ? [{ question, lack: 'reason', problem: `is ${status} without a reason`, found: reason }]
        : [];
  }
}

/** Any words are a path to the grammar of refs, so a file must be there (seed D7: a decision that was never written). */
function whyNoAnswer(answer: string, headTree: HeadTree): string | undefined {
  if (saysNothing(answer)) return 'is resolved without saying by what';
  const parsed = parseArtifactRef(answer);
  if ('problem' in parsed) return `is resolved by what is no ref: ${parsed.problem}`;
  const { ref } = parsed;
  if (ref.kind === 'url') return 'is resolved by a url, which nobody looks up';
  return ref.kind === 'file' && !headTree.has(ref.path)
    ? `is resolved by ${quote(ref.path)}, which is no file of the head`
    : undefined;
}

/** Any fixed order: of a question that stands there twice, the same entry is told whichever came first. */
function byWords(a: Unmarked, b: Unmarked): number {
  return words(a) < words(b) ? 1 : -1;
}

function words({ lack, problem, found }: Unmarked): string {
  return [lack, problem, found].join('\n');
}

function draft({ question, lack, problem, found }: Unmarked): FindingDraft {
  return {
    problem: `The open question ${quote(question)} ${problem}.`,
    fix: FIXES[lack],
    at: { field: 'open-questions' },
    expected: 'resolved with an answer-ref, or deferred or unknown with a reason',
    found: found === '' ? 'nothing' : found,
    facts: { question, lack },
    key: question,
  };
}
