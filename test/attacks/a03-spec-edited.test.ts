import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { attackOnOutput } from '../support/attack.ts';
import { authorisedSpec, outputFacts, plan } from '../support/output-facts.ts';

/** The spec as somebody edited it after it was approved, and an output that fits the edited one. */
function edited(
  change: Readonly<Record<string, unknown>>,
  others: Partial<OutputFacts> = {},
): OutputFacts {
  const spec = { ...authorisedSpec(change), seal: authorisedSpec().seal };
  const specReading = { ...outputFacts().specReading, authorised: spec };
  return outputFacts({ spec, specReading, ...others });
}

const CRITERIA = authorisedSpec().spec['acceptance-criteria'];
const SCOPE = authorisedSpec().spec.scope;

attackOnOutput({
  threat: 'A03',
  rule: 'output/spec-current',
  attacks: [
    {
      why: 'the scope was widened by a file',
      facts: edited({ scope: { ...SCOPE, files: [...SCOPE.files, 'src/session.ts'] } }),
    },
    {
      why: 'a criterion asks for fewer tests',
      facts: edited({
        'acceptance-criteria': CRITERIA.map((criterion) =>
          criterion.id === 'AC1'
            ? { ...criterion, verify: { tests: 'src/auth/auth.spec.ts', min: 1 } }
            : criterion,
        ),
      }),
    },
    { why: 'the budget of attempts was raised', facts: edited({ budget: { attempts: 20 } }) },
    {
      why: 'one space was added to the text of a criterion, by a helpful human',
      facts: edited({
        'acceptance-criteria': CRITERIA.map((criterion) => ({
          ...criterion,
          text: criterion.text.replace(' ', '  '),
        })),
      }),
    },
    {
      why: 'the plan moved on under a spec that was approved before',
      facts: outputFacts({ plan: plan({ version: 3 }) }),
    },
  ],
  twins: [
    { why: 'what was approved is what is there', facts: outputFacts() },
    {
      why: 'edited, and approved again',
      facts: edited(
        { budget: { attempts: 5 } },
        {
          spec: authorisedSpec({ budget: { attempts: 5 } }),
          specReading: {
            ...outputFacts().specReading,
            authorised: authorisedSpec({ budget: { attempts: 5 } }),
          },
        },
      ),
    },
    {
      why: 'brought to the new plan version, and approved again',
      facts: outputFacts({
        plan: plan({ version: 3 }),
        spec: authorisedSpec({ plan: 'plan@3' }),
        specReading: {
          ...outputFacts().specReading,
          authorised: authorisedSpec({ plan: 'plan@3' }),
        },
        contract: { ...outputFacts().contract, constraints: ['Session expiry: 24 hours'] },
      }),
    },
  ],
});
