import { beforeAll, describe, expect, test } from '@jest/globals';
import { CATALOGUE } from '../../../src/shells/cli/catalogue.ts';
import { EXIT } from '../../../src/shells/exit-codes.ts';
import { cli, type Ran } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/repo.ts';
import { type TaskRepo, workedRepo } from '../../support/task-repo.ts';

const { pass: ok, refused: no, usage: wrong, couldNotLook: unseen } = EXIT;
const PLAN = '.handoff/plan.yaml';
const POLICY = '.handoff/policy.yaml';

/** What is wrong with the default branch; in each of them the task greet was worked off, its branch is checked out. */
const WORLDS = {
  whole: {},
  'broken plan': { [PLAN]: 'version: 1\ntasks: [\n' },
  'no plan': { [PLAN]: undefined },
  'broken policy': { [POLICY]: 'mode: [\n' },
} as const;
type World = keyof typeof WORLDS;

/**
 * One rule for all commands. What a command stands on and cannot read is configuration: 2. What it is asked to judge, and
 * what a gate misses, is for the gate to refuse: 1. Where there is no repository nobody could look: 3.
 */
const TABLE: readonly (readonly [
  words: string,
  whole: number,
  brokenPlan: number,
  noPlan: number,
  brokenPolicy: number,
  noRepository: number,
])[] = [
  // words                      whole   plan   none    policy  nowhere
  ['check', ok, wrong, ok, wrong, unseen],
  ['gate task-entry greet', ok, wrong, no, wrong, unseen],
  ['gate output', ok, wrong, ok, wrong, unseen],
  ['gate integration', ok, wrong, ok, wrong, unseen],
  ['gate plan-revision', ok, ok, ok, wrong, unseen],
  ['gate critic-review', ok, wrong, ok, wrong, unseen],
  ['conflicts', ok, wrong, ok, wrong, unseen],
  ['task check greet', ok, wrong, no, wrong, wrong],
  ['task seal greet', ok, wrong, no, wrong, unseen],
  ['task ready', ok, wrong, ok, wrong, unseen],
  ['task next', no, wrong, no, wrong, unseen],
  ['task next --seal', no, wrong, no, wrong, unseen],
  ['task release greet', ok, ok, ok, ok, unseen],
  ['plan check', ok, no, wrong, wrong, unseen],
  ['plan diff', ok, wrong, wrong, ok, unseen],
  ['plan graph', ok, wrong, wrong, ok, unseen],
  ['contract draft', ok, wrong, ok, wrong, unseen],
  ['contract check', ok, ok, ok, ok, unseen],
  ['pack greet', ok, wrong, ok, wrong, unseen],
  ['pack --role critic greet', ok, wrong, ok, wrong, unseen],
  ['pack --role coordinator', ok, wrong, wrong, wrong, unseen],
  ['record-tests .git/junit.xml', ok, ok, ok, ok, wrong],
  ['validate', ok, wrong, ok, wrong, unseen],
  ['view', ok, wrong, wrong, wrong, unseen],
  ['explain output/scope-drift', ok, ok, ok, ok, ok],
  ['explain hg_00000000', wrong, wrong, wrong, wrong, unseen],
  ['stats', ok, ok, ok, ok, unseen],
  ['schema plan', ok, ok, ok, ok, ok],
  ['init', ok, ok, ok, ok, unseen],
  ['completion bash', ok, ok, ok, ok, ok],
];

/** These stand on nothing of a repository on this machine; their own tests have their codes. */
const ELSEWHERE = ['demo', 'doctor'];

const worlds = new Map<World, TaskRepo>();
beforeAll(async () => {
  for (const world of Object.keys(WORLDS) as World[]) {
    const made = await workedRepo(WORLDS[world]);
    await made.run('contract', 'draft', '--note');
    worlds.set(world, made);
    // Where nothing can be drafted, a contract was handed over before.
    const note = ['notes', '--ref=handoff'];
    if (made.git(...note, 'list') === '') {
      const text = worlds.get('whole')?.git(...note, 'show', 'HEAD') ?? '';
      made.git('-c', 'user.name=E', '-c', 'user.email=e@example.com', ...note, 'add', '-m', text);
    }
  }
});

async function runIn(world: World, words: string): Promise<Ran> {
  const made = worlds.get(world);
  if (made === undefined) throw new Error(`${world} was not made`);
  return made.run(...words.split(' '));
}

test('every command has its row', () => {
  const leaves = Object.values(CATALOGUE)
    .flat()
    .flatMap((entry) =>
      'entries' in entry ? entry.entries.map(({ name }) => `${entry.name} ${name}`) : [entry.name],
    );
  const missing = leaves.filter(
    (leaf) => !TABLE.some(([words]) => words === leaf || words.startsWith(`${leaf} `)),
  );
  expect(missing.sort()).toEqual(ELSEWHERE);
});

describe.each(TABLE)('%s', (words, whole, brokenPlan, noPlan, brokenPolicy, noRepository) => {
  test.each([
    ['whole', whole],
    ['no plan', noPlan],
  ] as const)('%s: %i', async (world, expected) => {
    expect((await runIn(world, words)).code).toBe(expected);
  });

  test.each([
    ['broken plan', brokenPlan, PLAN],
    ['broken policy', brokenPolicy, POLICY],
  ] as const)('%s: %i', async (world, expected, file) => {
    const { code, out, err } = await runIn(world, words);
    expect(code).toBe(expected);
    if (whole === ok && code === wrong) expect(out + err).toContain(file);
    if (code === wrong) expect(out + err).not.toContain('undefined');
  });

  test(`no repository: ${noRepository}`, async () => {
    const { code, err } = await cli(words.split(' '), { cwd: temporaryFolder() });
    expect(code).toBe(noRepository);
    if (code === unseen) expect(err).toContain('There is no git repository');
  });
});

describe('a name that nobody knows is wrong usage, and says the nearest one', () => {
  test.each([
    ['gate task-entry gret', 'There is no task "gret" (did you mean greet?)'],
    ['gate output handoff/gret', '"handoff/gret" (did you mean handoff/greet?)'],
    ['gate critic-review handoff/gret', '"handoff/gret" (did you mean handoff/greet?)'],
    ['gate integration handoff/gret', '"handoff/gret" (did you mean handoff/greet?)'],
    ['gate plan-revision nowhere', 'There is no branch "nowhere"'],
    ['task check gret', 'There is no task "gret" (did you mean greet?)'],
    ['task seal gret', 'There is no task "gret" (did you mean greet?)'],
    ['task release gret', 'There is no task "gret" (did you mean greet?)'],
    ['task release greet gret', 'There is no task "gret" (did you mean greet?)'],
    ['pack gret', 'There is no spec of task "gret" (did you mean greet?)'],
    ['pack --role critic gret', 'There is no spec of task "gret" (did you mean greet?)'],
    ['plan diff nowhere', 'Nothing is called "nowhere"'],
    ['plan graph nowhere', 'Nothing is called "nowhere"'],
    ['explain output/scop-drift', 'did you mean output/scope-drift?'],
    ['schema plam', 'did you mean plan?'],
    ['check --base nowhere', 'There is no branch or commit "nowhere"'],
  ])('%s', async (words, said) => {
    const { code, out, err } = await runIn('whole', words);
    expect([code, out]).toEqual([wrong, '']);
    expect(err).toContain(said);
  });
});
