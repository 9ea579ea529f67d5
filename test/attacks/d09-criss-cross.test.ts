import { describe, expect, test } from '@jest/globals';
import { outputRules } from '../../src/gates/registry.ts';
import { attackOnOutput, outcomeOf, rulesOf } from '../support/attack.ts';
import { MODULE_FILES, moduleScope } from '../support/changed-output.ts';
import { changesOf, executorBranch, gitOutput, type Tale } from '../support/git-output.ts';
import { outputFacts } from '../support/output-facts.ts';

const NEW = 'export const n = 1;\n';
/**
 * Main and the branch merge each other's earlier commit, so that both of these are merge bases: 'Others' has the new
 * README and src/n.ts, 'Add OAuth' has the old README and no src/n.ts.
 */
const crissCross: Tale = (on) => {
  on.branch('early')
    .on('main')
    .edit('README.md', '# Shop, opened\n')
    .edit('src/n.ts', NEW)
    .commit('Others')
    .branch('others')
    .on('main')
    .merge('early', 'Main takes the work')
    .on('handoff/auth-oauth')
    .merge('others', 'The branch takes the others');
  for (const file of MODULE_FILES) on.edit(file, NEW);
  return on.commit('More work');
};
const output = (tale: Tale, create: readonly string[] = []) =>
  gitOutput((on) => tale(crissCross(on)), {
    scope: moduleScope({ create }),
  });

attackOnOutput({
  threat: 'D09',
  rule: 'output/scope-compliance',
  attacks: [
    {
      why: 'work of others is reverted to what one merge base has',
      facts: output((on) => on.edit('README.md', '# Shop\n').commit()),
    },
    {
      why: 'a file that only one merge base has is removed',
      facts: output((on) => on.remove('src/n.ts').commit()),
    },
    {
      why: 'a file that one merge base has is changed, as if it were to be created',
      facts: output((on) => on.edit('src/n.ts', NEW.replace('1', '2')).commit(), ['src/n.ts']),
    },
    {
      why: 'a file that is like no merge base',
      facts: output((on) => on.edit('lib/auth.ts', NEW).commit()),
    },
  ],
  twins: [
    { why: 'the merges alone', facts: output((on) => on) },
    {
      why: 'work in the scope after it',
      facts: output((on) => on.edit('src/auth/more.ts', NEW).commit(), ['src/auth/more.ts']),
    },
  ],
});

describe('threat D09: no merge base at all', () => {
  test('a branch that shares no commit with main changes everything', async () => {
    const made = executorBranch()
      .orphan('handoff/lonely')
      .edit('src/auth/oauth.ts', NEW)
      .commit()
      .make();
    const facts = outputFacts(await changesOf(made, 'handoff/lonely'));
    expect(facts.changedPaths.map(({ path }) => path)).toContain('README.md');
    expect(rulesOf(outcomeOf(outputRules, facts))).toContain('output/scope-compliance');
  });
});
