import { objectivePreserved } from '../../../src/gates/output/objective-preserved.ts';
import { contract, outputFacts, spec } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const OBJECTIVE = 'Implement OAuth 2.0 flow in src/auth/oauth.ts';
const claiming = (objective: string) => outputFacts({ contract: contract({ objective }) });

ruleTable(objectivePreserved, {
  passes: [
    { why: 'the same bytes', facts: outputFacts() },
    {
      why: 'the same letters, composed on one side and decomposed on the other (NFC)',
      facts: outputFacts({
        contract: contract({ objective: 'Serve the cafe\u0301 page' }),
        spec: { ...outputFacts().spec, spec: spec({ objective: 'Serve the caf\u00e9 page' }) },
      }),
    },
  ],
  fails: [
    {
      why: 'a wider objective: the executor may not re-plan',
      facts: claiming(`${OBJECTIVE} and refactor sessions`),
      findings: [
        {
          at: { field: 'objective' },
          expected: OBJECTIVE,
          found: `${OBJECTIVE} and refactor sessions`,
        },
      ],
    },
    {
      why: 'one letter in another case',
      facts: claiming('implement OAuth 2.0 flow in src/auth/oauth.ts'),
      findings: [{}],
    },
    {
      why: 'a Cyrillic letter that looks the same (A10)',
      facts: claiming(OBJECTIVE.replace('e', '\u0435')),
      findings: [{}],
    },
    {
      why: 'a no-break space (A10)',
      facts: claiming(OBJECTIVE.replace(' ', '\u00a0')),
      findings: [{}],
    },
  ],
});
