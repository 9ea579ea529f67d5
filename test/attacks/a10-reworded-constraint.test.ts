import { attackOnOutput } from '../support/attack.ts';
import { contract, outputFacts } from '../support/output-facts.ts';

const saying = (...constraints: readonly string[]) =>
  outputFacts({ contract: contract({ constraints }) });
const EXPIRY = 'Session expiry: 24 hours';

attackOnOutput({
  threat: 'A10',
  rule: 'output/constraints-preserved',
  attacks: [
    { why: 'another unit', facts: saying('Session expiry: 24 days (verbatim from plan v2)') },
    { why: 'dropped', facts: saying() },
    { why: 'a Cyrillic letter', facts: saying(EXPIRY.replace('e', '\u0435')) },
    { why: 'a no-break space', facts: saying(EXPIRY.replace('24 ', '24\u00a0')) },
    { why: 'a zero-width space at the end', facts: saying(`${EXPIRY}\u200b`) },
    { why: 'one more that nobody decided', facts: saying(EXPIRY, 'Sessions may be extended') },
    {
      why: 'a plan version that it is not from',
      facts: saying(`${EXPIRY} (verbatim from plan v1)`),
    },
  ],
  twins: [
    { why: 'to the byte', facts: saying(EXPIRY) },
    {
      why: 'annotated, with a space at the end',
      facts: saying(`${EXPIRY} (verbatim from plan v2) `),
    },
  ],
});

const objective = (text: string) => outputFacts({ contract: contract({ objective: text }) });
const OBJECTIVE = contract().objective;

attackOnOutput({
  threat: 'A10',
  rule: 'output/objective-preserved',
  attacks: [
    { why: 'a little wider', facts: objective(`${OBJECTIVE} and its session handling`) },
    { why: 'another artefact', facts: objective(OBJECTIVE.replace('oauth.ts', 'session.ts')) },
    { why: 'a Cyrillic letter', facts: objective(OBJECTIVE.replace('o', '\u043e')) },
  ],
  twins: [{ why: 'to the byte', facts: objective(OBJECTIVE) }],
});
