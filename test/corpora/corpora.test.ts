import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { criteriaIndependent } from '../../src/gates/task-entry/criteria-independent.ts';
import { criteriaTestable } from '../../src/gates/task-entry/criteria-testable.ts';
import { objectiveUnambiguous } from '../../src/gates/task-entry/objective-unambiguous.ts';
import { specComplete } from '../../src/gates/task-entry/spec-complete.ts';
import { entryOutcome } from '../support/entry-attack.ts';
import { gatheredFromSpec, specBlock, specJson } from '../support/handed-spec.ts';
import { gathered, plan } from '../support/output-facts.ts';
import { taskEntryFacts } from '../support/task-entry-facts.ts';

/**
 * Sentences as planners write them, one a line; in objectives the file of the scope may stand behind ` @ `. The honest ones
 * look like the others on purpose. None of them was taken from anybody's repository.
 */
function corpus(name: string): readonly string[] {
  return readFileSync(`test/corpora/${name}.txt`, 'utf8').split('\n').filter(Boolean);
}

const RULES = [specComplete, objectiveUnambiguous, criteriaTestable, criteriaIndependent];
const OTHERS = ['data-layer-connection', 'billing-export', 'search-index', 'docs'];

/** Whether a spec with these fields is sent back by one of the rules that read words. */
async function sentBack(fields: Readonly<Record<string, unknown>>): Promise<boolean> {
  const facts = {
    ...gathered(taskEntryFacts({ plan: plan({ tasks: OTHERS.map((id) => ({ id })) }) })),
    ...(await gatheredFromSpec(specBlock(specJson(fields)))),
  };
  return entryOutcome(RULES, facts).state === 'failed';
}

/** A criterion that a command proves: nothing but its words can be wrong. */
const criterion = (text: string) =>
  sentBack({ 'acceptance-criteria': [{ id: 'AC1', text, verify: { command: 'npm test' } }] });

function objective(line: string): Promise<boolean> {
  const [text = '', named] = line.split(' @ ');
  const file = named ?? /[\w./-]+\.\w+/.exec(text)?.[0] ?? 'src/app.ts';
  return sentBack({ objective: text, scope: { files: [file.trim()] } });
}

async function missed(
  lines: readonly string[],
  judge: (line: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const results = await Promise.all(lines.map(async (line) => [line, await judge(line)] as const));
  return results.filter(([, red]) => !red).map(([line]) => line);
}

describe.each([
  ['criteria', ['criteria-conditional', 'criteria-untestable'], 'criteria-honest', criterion, 100],
  ['objectives', ['objectives-ambiguous'], 'objectives-honest', objective, 60],
] as const)('%s of planners', (_, names, honestName, judge, least) => {
  const wrong = names.flatMap(corpus);
  const honest = corpus(honestName);

  test(`there are at least ${least} of each kind, none twice`, () => {
    for (const lines of [wrong, honest]) {
      expect(lines.length).toBeGreaterThanOrEqual(least);
      expect(new Set(lines).size).toBe(lines.length);
    }
  });

  test.each(names)('recall of %s is at least 95 %%', async (name) => {
    const lines = corpus(name);
    const green = await missed(lines, judge);
    expect(green.length / lines.length <= 0.05 ? [] : green).toEqual([]);
  });

  test('at most 2 % of the honest ones are sent back', async () => {
    const green = await missed(honest, judge);
    const red = honest.filter((line) => !green.includes(line));
    expect(red.length / honest.length <= 0.02 ? [] : red).toEqual([]);
  });
});
