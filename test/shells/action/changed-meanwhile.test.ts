import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEvaluated } from '../../../src/report/check-title.ts';
import { actionAfter } from '../../support/github/action-on.ts';
import { filedPull, filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { type RunHere, runHere, sweepHere } from '../../support/github/run-here.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { Issue, PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
beforeAll(async () => {
  const own = ['body', 'spec', 'cited', 'push', 'base', 'close', 'merge', 'twin', 'alone', 'calm'];
  const rounds = ['restless', 'busy', 'forged', 'again', 'tidy'];
  hub = await filedTasks(
    [
      ...[...own, ...rounds].map((task) => ({ task })),
      ...['first', 'second'].map((task) => ({ task, scope: ['src/shared.ts'] })),
    ],
    { 'src/spec.ts': 'export const spec = 0;\n' },
  );
  const planner = hub.world.accounts.get('planner')?.id;
  const policy = `schema: handoff-policy/v1\nmode: block\nroles: {planners: [{user: ${planner}}]}\n`;
  hub.repository.push('main', { '.handoff/policy.yaml': policy }, { by: 'admin' });
  hub.repository.push('strict', { 'src/base.ts': 'export const base = 9;\n' }, { by: 'admin' });
  hub.repository.push('release', { 'notes.md': 'Words\n' }, { by: 'admin' });
});
afterAll(() => hub.close());

const onPull = () => runHere(hub, 'pull_request', 'pull_request_target');
const required = (pull: PullRequest) => shownOn(hub, pull).check('handoff-gate').conclusion;
const checksOn = (sha: string) =>
  hub.repository.noun.checkSuites
    .filter((suite) => suite.sha === sha)
    .flatMap(({ checkRuns }) => checkRuns)
    .map(({ name, conclusion }) => `${name}: ${conclusion}`);
/** What a run says of a pull request in the end. */
const statesOf = ({ done }: RunHere, pull: PullRequest) =>
  (done.kind === 'judged' ? done.bases : [])
    .flatMap(({ pending }) => pending.outputs)
    .filter(({ output }) => output.id === `#${pull.number}`)
    .flatMap(({ judged }) => judged)
    .map((one) => (isEvaluated(one) ? one.outcome.state : 'not evaluated'));
const dishonest = (task: string, head: string) =>
  honestBody(task, head, undefined, { constraints: [] });

/**
 * Of two runs the first one has read everything; before it writes something changes, and a run that reads the change is over.
 * What the first one would say is old then.
 */
async function overtaken(
  run: () => Promise<RunHere>,
  change: () => void,
  other: () => Promise<unknown>,
): Promise<RunHere> {
  const end = hub.faults.meanwhile({
    // All is read; what comes now is the look again, or the write.
    on: ['CurrentState(', 'mutation'],
    async act() {
      change();
      await other();
    },
  });
  const done = await run();
  end();
  return done;
}

describe('texts and evidence change while a run judges: the old green does not come back', () => {
  let pulls: Readonly<Record<'body' | 'spec' | 'cited', PullRequest>>;
  let run: RunHere;
  let issue: Issue;
  let spec: string;
  beforeAll(async () => {
    spec = hub.repository.noun.git.run('show', 'main:.handoff/tasks/spec.md');
    issue = hub.repository.issue({ title: 'spec', body: spec });
    hub.repository.label(issue, 'handoff:ready', 'planner');
    await runHere(hub, 'issues');
    pulls = {
      body: filedPull(hub, 'body'),
      spec: filedPull(hub, 'spec'),
      cited: filedPull(hub, 'cited'),
    };
    const step = { step: 'Build', artifact: 'src/cited.ts', ref: 'check:unit', covers: ['AC1'] };
    const { head } = pulls.cited;
    const cites = honestBody('cited', head.sha, undefined, { 'completed-steps': [step] });
    hub.repository.edit(pulls.cited, { body: cites }, 'executor');
    hub.repository.check(head.sha, 'unit', { conclusion: 'success' }, 'github-actions');
    const body = spec.replace('Greet by name', 'Greet everybody');
    const change = () => {
      hub.repository.edit(pulls.body, { body: dishonest('body', pulls.body.head.sha) }, 'executor');
      hub.repository.edit(issue, { body }, 'planner');
      hub.repository.check(head.sha, 'unit', { conclusion: 'failure' }, 'github-actions');
    };
    run = await overtaken(
      () => sweepHere(hub),
      change,
      () => sweepHere(hub),
    );
  }, 30_000);

  test.each([
    ['the body (B02)', 'body'],
    ['the spec of its task, in an issue (A03)', 'spec'],
    ['what it cites: only the other run has seen it, and has said so (B09)', 'cited'],
  ] as const)('%s', (_, name) => {
    expect(required(pulls[name])).toBe('failure');
    expect(statesOf(run, pulls[name])).toContain('failed');
  });

  test('the log says that it was judged again', () => {
    const names = Object.values(pulls).map(({ number }) => `#${number}`);
    expect(run.log).toContain(
      `${names.join(', ')}: changed while judged, or others did; judged again (2 of 3)`,
    );
  });

  test('as they were, they are green', async () => {
    hub.repository.edit(issue, { body: spec }, 'planner');
    hub.repository.edit(pulls.body, { body: honestBody('body', pulls.body.head.sha) }, 'executor');
    hub.repository.check(
      ...([pulls.cited.head.sha, 'unit', { conclusion: 'success' }, 'github-actions'] as const),
    );
    // What was found before would have to be answered.
    for (const pull of Object.values(pulls)) pull.comments.splice(0);
    await sweepHere(hub);
    expect(Object.values(pulls).map(required)).toEqual(['success', 'success', 'success']);
    for (const pull of Object.values(pulls)) hub.repository.close(pull);
  });
});

describe('commits and branches move while a run judges', () => {
  type Name = 'push' | 'base' | 'close' | 'merge' | 'first' | 'second' | 'twin' | 'alone';
  let pulls: Readonly<Record<Name, PullRequest>>;
  let before: string;
  let run: RunHere;
  beforeAll(async () => {
    const { repository } = hub;
    pulls = {
      push: filedPull(hub, 'push'),
      base: filedPull(hub, 'base'),
      close: filedPull(hub, 'close'),
      merge: filedPull(hub, 'merge'),
      first: filedPull(hub, 'first', { 'docs/first.md': 'Nothing yet\n' }),
      second: filedPull(hub, 'second', { 'src/shared.ts': 'export const shared = 2;\n' }),
      twin: filedPull(hub, 'twin'),
      alone: filedPull(hub, 'alone'),
    };
    before = pulls.push.head.sha;
    const change = () => {
      repository.push('handoff/push', { 'README.md': 'Words\n' });
      repository.edit(pulls.base, { base: 'strict' }, 'executor');
      repository.close(pulls.close);
      repository.merge(pulls.merge);
      repository.push('handoff/first', { 'src/shared.ts': 'export const shared = 1;\n' });
      const body = dishonest('twin', pulls.twin.head.sha);
      repository.pull({ head: 'handoff/twin', base: 'release', body });
      repository.push('main', { 'src/alone.ts': 'export const alone = 9;\n' }, { by: 'admin' });
    };
    run = await overtaken(
      () => sweepHere(hub),
      change,
      () => sweepHere(hub),
    );
  }, 30_000);

  test.each([
    ['its head: the truth of the new one (B01)', 'push'],
    ['its base: what was green on one branch is red on another (A05)', 'base'],
    ['another one is pushed, and is in its way now (B08, B09)', 'second'],
    ['the pull request opened with the same head is bad (A06)', 'twin'],
    ['the base branch gets what it conflicts with (B07)', 'alone'],
  ] as const)('%s', (_, name) => {
    expect(required(pulls[name])).toBe('failure');
  });

  test('nothing is said of the commit that is not its head any more', () => {
    expect(checksOn(before)).toEqual([]);
  });

  test.each(['close', 'merge'] as const)('it is over (%s): nothing is said of it', (name) => {
    expect(checksOn(pulls[name].head.sha)).toEqual([]);
    expect(pulls[name].comments).toEqual([]);
    expect(statesOf(run, pulls[name])).toEqual([]);
    expect(run.log).toContain(`#${pulls[name].number} is over: nothing is said of it`);
    for (const one of hub.repository.noun.issues.values())
      if (one.node === 'PullRequest') hub.repository.close(one);
  });
});

test('nothing that matters changes: it is judged once, and written once', async () => {
  const pull = filedPull(hub, 'calm');
  hub.requests.forget();
  const run = await overtaken(
    onPull,
    () => hub.repository.comment(pull, 'Well done', 'reader'),
    async () => {},
  );
  expect(required(pull)).toBe('success');
  expect(run.log.join('\n')).not.toContain('again');
  const names = hub.requests.api.map(({ query }) => /^\w+ (\w+)/.exec(query ?? '')?.[1]);
  expect(names.filter((name) => name === 'CurrentState')).toHaveLength(1);
  expect(hub.requests.api.length).toBeLessThanOrEqual(8);
  expect(hub.requests.writes.length).toBeLessThanOrEqual(2);
  hub.repository.close(pull);
});

describe('it goes on changing, each time before it could be written', () => {
  /** Something of that kind happens before each look again. */
  const always = async <Run>(
    run: () => Promise<Run>,
    act: (time: number) => void,
  ): Promise<Run> => {
    let time = 0;
    const end = hub.faults.meanwhile({
      ...{ on: ['CurrentState('], times: Number.POSITIVE_INFINITY },
      act() {
        time += 1;
        act(time);
      },
    });
    const done = await run();
    end();
    return done;
  };

  test('who goes on editing keeps no old green alive: it is not evaluated', async () => {
    const pull = filedPull(hub, 'restless');
    await onPull();
    expect(required(pull)).toBe('success');
    hub.repository.edit(pull, { body: dishonest('restless', pull.head.sha) }, 'executor');
    const run = await always(
      () => actionAfter(hub, 'pull_request', 'pull_request_target'),
      (time) => hub.repository.edit(pull, { body: `${pull.body}\n${time}` }, 'executor'),
    );
    expect(shownOn(hub, pull).check('handoff-gate')).toMatchObject({
      conclusion: 'action_required',
      summary: expect.stringContaining('changed each of the 3 times that it was judged'),
    });
    // The step is not the verdict where the checks are; it says it all the same.
    expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'unproven', findings: '0' } });
    expect(run.summary).toContain('output was not evaluated');
    expect(run.log).toContain('judged again (3 of 3)');
    await onPull();
    expect(required(pull)).toBe('failure');
    hub.repository.close(pull);
  });

  test('others that go on pushing keep nobody from being judged', async () => {
    hub.repository.push('other', { 'docs/0.md': '0\n' }, { by: 'planner' });
    hub.repository.pull({ head: 'other', by: 'planner' });
    const pull = filedPull(hub, 'busy');
    const run = await always(onPull, (time) =>
      hub.repository.push('other', { [`docs/${time}.md`]: '0\n' }, { by: 'planner' }),
    );
    expect(required(pull)).toBe('success');
    expect(run.log.join('\n')).toContain('judged again (3 of 3)');
    hub.repository.close(pull);
  });

  test('who goes on writing green checks of our name does not keep the red one away (G01)', async () => {
    const pull = filedPull(hub, 'forged');
    hub.repository.edit(pull, { body: dishonest('forged', pull.head.sha) }, 'executor');
    await always(onPull, () =>
      hub.repository.check(
        ...([pull.head.sha, 'handoff-gate', { conclusion: 'success' }, 'github-actions'] as const),
      ),
    );
    expect(required(pull)).toBe('failure');
    hub.repository.close(pull);
  });
});

describe('two first runs in the same moment: both look, then both write', () => {
  const runsOf = (pull: PullRequest) =>
    checksOn(pull.head.sha).filter((one) => one.startsWith('handoff-gate:'));

  test('two comments become one at the next look, the first; the newest check says the same', async () => {
    const pull = filedPull(hub, 'again');
    const end = hub.faults.meanwhile({ on: ['mutation'], act: onPull });
    await onPull();
    end();
    expect(pull.comments).toHaveLength(2);
    expect(runsOf(pull)).toEqual(['handoff-gate: success', 'handoff-gate: success']);
    const [first] = pull.comments;
    const foreign = hub.repository.comment(pull, first?.body ?? '', 'executor');
    hub.requests.forget();
    await sweepHere(hub);
    expect(pull.comments).toEqual([first, foreign]);
    expect(hub.requests.writes).toHaveLength(1);
    hub.requests.forget();
    await sweepHere(hub);
    expect(hub.requests.writes).toEqual([]);
  });

  test('two that tidy up in the same moment leave one', async () => {
    const pull = filedPull(hub, 'tidy');
    for (const act of [onPull, () => sweepHere(hub)]) {
      const end = hub.faults.meanwhile({ on: ['mutation'], act });
      await onPull();
      end();
    }
    expect(pull.comments).toHaveLength(1);
  });
});
