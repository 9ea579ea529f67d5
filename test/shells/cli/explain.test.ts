import { describe, expect, test } from '@jest/globals';
import { RULE_CARDS } from '../../../src/shells/cli/rule-cards.ts';
import { cli } from '../../support/cli.ts';
import { workedRepo } from '../../support/task-repo.ts';

test.each(RULE_CARDS.map((card) => [card.id, card] as const))(
  '%s: what holds, who must act, where it comes from, and its page',
  async (id, { holds, to, mast, seed, threats }) => {
    const { code, out } = await cli(['explain', id]);
    expect(code).toBe(0);
    for (const part of [id, holds, `must act: ${to}`, mast, ...seed, ...threats])
      expect(out).toContain(part);
    expect(out).toContain('**Why.**');
  },
);

test('as JSON with the page', async () => {
  const { out } = await cli(['explain', 'output/objective-preserved', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    id: 'output/objective-preserved',
    to: 'executor',
    needs: ['contract', 'spec'],
    page: expect.stringContaining('# output/objective-preserved'),
  });
});

test('without a rule: all of them', async () => {
  const [text, json] = await Promise.all([cli(['explain']), cli(['explain', '--json'])]);
  for (const { id } of RULE_CARDS) expect(text.out).toContain(id);
  expect(JSON.parse(json.out).map(({ id }: { id: string }) => id)).toEqual(
    RULE_CARDS.map(({ id }) => id),
  );
});

describe('names', () => {
  test('the name alone is enough', async () => {
    expect((await cli(['explain', 'pairs-merge'])).out).toContain('integration/pairs-merge');
  });

  test.each([
    ['a slip in the id', 'output/objectve-preserved', '(did you mean output/objective-preserved?)'],
    ['a slip in the name', 'objective-preservd', '(did you mean objective-preserved?)'],
    ['nothing near', 'xyz', 'There is no rule "xyz"\n'],
    ['a climb out of the pages', '../../../package', 'There is no rule'],
  ])('%s', async (_, name, message) => {
    const { code, out, err } = await cli(['explain', name]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('a finding of the branch that is checked out', () => {
  test('is explained with its rule', async () => {
    const { run } = await workedRepo();
    const { verdicts } = JSON.parse((await run('check', '--json')).out);
    const [{ id }] = verdicts[0].outcome.findings.map((found: string) => ({ id: found }));
    const { code, out } = await run('explain', id);
    expect(code).toBe(0);
    expect(out).toContain('output/contract-present');
    expect(out).toContain(id);
    expect(JSON.parse((await run('explain', id, '--json')).out)).toMatchObject({ finding: { id } });
  });

  test('that there is none of', async () => {
    const { run } = await workedRepo();
    const { code, err } = await run('explain', 'hg_00000000');
    expect(code).toBe(2);
    expect(err).toContain('Neither gate finds hg_00000000 on handoff/greet');
  });
});
