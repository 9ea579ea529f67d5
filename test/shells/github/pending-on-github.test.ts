import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { GitHub } from '../../../src/adapters/github/github.ts';
import { openPullRequests } from '../../../src/adapters/github/open-pull-requests.ts';
import type { Write } from '../../../src/adapters/github/write.ts';
import { type JudgePendingPorts, judgePending } from '../../../src/flows/judge-pending.ts';
import { GateError } from '../../../src/model/gate-error.ts';
import { isEvaluated } from '../../../src/report/check-title.ts';
import { COMMENT_MARKERS } from '../../../src/report/sticky-comment.ts';
import {
  type GitHubWorkspace,
  openGitHubWorkspace,
} from '../../../src/shells/github/github-workspace.ts';
import { type HowToPublish, publishPending } from '../../../src/shells/github/publish-pending.ts';
import { GITHUB_ACTIONS } from '../../support/github/accounts.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { filedPull, filedTasks } from '../../support/github/filed-tasks.ts';
import type { GitHub as Hub } from '../../support/github/git-hub.ts';
import { editComment, labelNamed } from '../../support/github/issues.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import { actor } from '../../support/github/words.ts';
import type { Issue, PullRequest } from '../../support/github/world.ts';
import { temporaryFolder } from '../../support/repo.ts';

let hub: Hub;
let honest: PullRequest;
let wide: PullRequest;
let ordinary: PullRequest;
const opened: GitHubWorkspace[] = [];
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }, { task: 'wide' }]);
  honest = filedPull(hub, 'greet');
  wide = filedPull(hub, 'wide', { 'src/wide.ts': '1\n', 'a.md': 'a\n', 'b.md': 'b\n' });
  hub.repository.push('typo', { 'notes.md': 'Words\n' }, { by: 'planner' });
  ordinary = hub.repository.pull({ head: 'typo', by: 'planner' });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((workspace) => workspace.close()));
});
afterAll(() => hub.close());

async function open(token = hub.tokens.actions): Promise<GitHubWorkspace> {
  const github = asGitHub(hub, token);
  const workspace = await openGitHubWorkspace(
    github,
    await openPullRequests(github),
    {
      mirror: join(temporaryFolder(), 'mirror.git'),
      cloneUrl: hub.repository.cloneUrl,
      token,
      app: GITHUB_ACTIONS.appId,
    },
    { baseBranch: undefined, judged: async (all) => all.map(({ number }) => number) },
  );
  opened.push(workspace);
  return workspace;
}

function judge(workspace: GitHubWorkspace, over: Partial<JudgePendingPorts> = {}) {
  return judgePending(
    { ...workspace, ...over },
    {
      engine: '0.0.0',
      base: workspace.base.target,
      baseRef: 'main',
      authority: workspace.authority.target,
    },
  );
}

/** Judges everything and says it. */
async function say(
  over: (workspace: GitHubWorkspace) => Partial<JudgePendingPorts> = () => ({}),
  how: Partial<HowToPublish> & { readonly token?: string; readonly github?: GitHub } = {},
) {
  const { token = hub.tokens.actions, github = asGitHub(hub, token), ...more } = how;
  const workspace = await open(token);
  const pending = await judge(workspace, over(workspace));
  hub.requests.forget();
  const published = await publishPending(github, workspace, pending, {
    surroundings: {
      report: pending.report,
      trust: { level: 'T2', because: 'a test' },
      whole: 'the log',
    },
    checks: 'each',
    comment: 'write',
    ...more,
  });
  return { pending, published };
}
const required = (pull: PullRequest) => shownOn(hub, pull).check('handoff-gate').conclusion;

describe('what is said', () => {
  test('a token that may not write is told; nothing is written', async () => {
    const token = hub.token({
      app: 'github-actions',
      permissions: { contents: 'read', checks: 'read', pull_requests: 'read', issues: 'read' },
    });
    const { published } = await say(undefined, { token });
    expect(published).toEqual({
      state: 'refused',
      because: expect.stringContaining('not accessible by integration'),
    });
    expect(hub.repository.noun.checkSuites).toEqual([]);
    expect(honest.comments).toEqual([]);
  });

  test('no comment where none is wanted', async () => {
    const { published } = await say(undefined, { comment: 'leave' });
    expect(published).toMatchObject({ state: 'written', comments: 0 });
    expect([required(honest), required(wide), required(ordinary)]).toEqual([
      ...['success', 'failure', 'success'],
    ]);
    expect(honest.comments).toEqual([]);
  });

  test('a comment that was never written is written, although the checks have no news; not where nothing is handed over', async () => {
    const { published } = await say();
    expect(published).toEqual({ state: 'written', checks: 0, comments: 2 });
    expect([honest, wide, ordinary].map(({ comments }) => comments.length)).toEqual([1, 1, 0]);
    expect(shownOn(hub, ordinary).checks).toEqual(['handoff-gate']);
  });

  test('what says the same already is left as it is', async () => {
    const { published } = await say();
    expect(published).toEqual({ state: 'written', checks: 0, comments: 0 });
    expect(hub.requests.writes).toEqual([]);
  });

  test('a green check that somebody wrote over a red one, with the same id, is written again (G01)', async () => {
    const runs = hub.repository.noun.checkSuites
      .filter(({ sha }) => sha === wide.head.sha)
      .flatMap(({ checkRuns }) => checkRuns);
    const externalId = runs.findLast(({ name }) => name === 'handoff-gate')?.externalId;
    expect(externalId).toMatch(/^[0-9a-f]{64}\.[0-9a-f]{64}$/);
    hub.repository.check(
      wide.head.sha,
      'handoff-gate',
      { conclusion: 'success', ...(externalId && { externalId }) },
      'github-actions',
    );
    expect(required(wide)).toBe('success');
    const { published } = await say();
    expect(published).toMatchObject({ state: 'written', checks: 1 });
    expect(required(wide)).toBe('failure');
  });
});

describe('comments and checks go in one request, and one takes no other with it', () => {
  const READ = { contents: 'read', checks: 'read', pull_requests: 'read', issues: 'read' } as const;
  const mayWrite = (one: 'checks' | 'pull_requests') =>
    hub.token({ app: 'github-actions', permissions: { ...READ, [one]: 'write' } });
  /** Makes every check say something else, with the comment that goes with it. */
  const overwritten = () => {
    for (const name of ['handoff-gate', 'handoff-gate/output'])
      hub.repository.check(wide.head.sha, name, { conclusion: 'success' }, 'github-actions');
    const [ours] = wide.comments;
    if (ours === undefined) throw new Error('The gate has not commented');
    const words = `${COMMENT_MARKERS['pull-request']}\nTampered`;
    editComment(hub.world, ours, actor(hub.world, 'planner'), words);
  };

  test('both', async () => {
    overwritten();
    expect(await say()).toMatchObject({ published: { state: 'written', checks: 2, comments: 1 } });
    expect(hub.requests.writes).toHaveLength(1);
  });

  describe('with the label of a task', () => {
    const named = (name: string) => labelNamed(hub.world, hub.repository.noun, name).nodeId;
    const labelled = (issue: Issue): ReadonlyMap<string, readonly Write[]> => {
      const writes: readonly Write[] = [
        {
          mutation: 'addLabelsToLabelable',
          input: { labelableId: issue.nodeId, labelIds: [named('handoff:running')] },
        },
        {
          mutation: 'removeLabelsFromLabelable',
          input: { labelableId: issue.nodeId, labelIds: [named('handoff:queued')] },
        },
      ];
      return new Map([[`#${wide.number}`, writes]]);
    };
    const filed = (labels: readonly string[]) => hub.repository.issue({ title: 'T', labels });
    const names = (issue: Issue) => issue.labels.map(({ name }) => name);

    test('all three, in one request', async () => {
      overwritten();
      const issue = filed(['handoff:queued']);
      const { published } = await say(undefined, { labels: labelled(issue) });
      expect(published).toEqual({ state: 'written', checks: 2, comments: 1 });
      expect(names(issue)).toEqual(['handoff:running']);
      expect(hub.requests.writes).toHaveLength(1);
    });

    test('one that somebody took off a moment ago, or a token that may not: no verdict is missing', async () => {
      overwritten();
      const issue = filed([]);
      const token = hub.token({
        app: 'github-actions',
        permissions: { ...READ, checks: 'write', pull_requests: 'write' },
      });
      const labels = labelled(issue);
      expect((await say(undefined, { labels })).published).toMatchObject({ state: 'written' });
      expect(names(issue)).toEqual(['handoff:running']);
      overwritten();
      const other = filed(['handoff:queued']);
      const { published } = await say(undefined, { token, labels: labelled(other) });
      expect(published).toEqual({ state: 'written', checks: 2, comments: 1 });
      expect(names(other)).toEqual(['handoff:queued']);
    });
  });

  test('a token that may not comment: the checks are written, and why there is no comment', async () => {
    overwritten();
    const { published } = await say(undefined, { token: mayWrite('checks') });
    expect(published).toEqual({
      ...{ state: 'written', checks: 2, comments: 0 },
      silent: expect.stringContaining('not accessible by integration'),
    });
    expect(required(wide)).toBe('failure');
  });

  test('a token that may not write checks: the comment is written, and the caller told', async () => {
    overwritten();
    const { published } = await say(undefined, { token: mayWrite('pull_requests') });
    expect(published.state).toBe('refused');
    expect(required(wide)).toBe('success');
    expect(shownOn(hub, wide).comments[0]).toContain(wide.head.sha);
  });

  test('GitHub fails on the comment alone: its checks are no mark that all was said, those of others are', async () => {
    const real = asGitHub(hub, hub.tokens.actions);
    const wanted = `"${wide.comments[0]?.nodeId}"`;
    const replaced = ([name, input]: [string, unknown]) =>
      [name, JSON.stringify(input)?.includes(wanted) ? GONE : input] as const;
    const github: GitHub = {
      ...real,
      graphql: (query, variables) =>
        real.graphql(query, Object.fromEntries(Object.entries(variables).map(replaced))),
    };
    overwritten();
    hub.repository.check(honest.head.sha, 'handoff-gate', {}, 'github-actions');
    await expect(say(undefined, { github })).rejects.toMatchObject({ kind: 'access' });
    expect([required(wide), required(honest)]).toEqual(['failure', 'success']);
    expect(shownOn(hub, wide).comments[0]).toContain('Tampered');
    expect(await say()).toMatchObject({ published: { state: 'written', checks: 2, comments: 1 } });
    expect(shownOn(hub, wide).comments[0]).not.toContain('Tampered');
  });
});

/** A comment that is not there, in the place of the one to write. */
const GONE = { id: 'IC_gone', body: '' };

describe('a limit of GitHub is no refusal: the red verdict did not get there, and the job says so', () => {
  test.each([{ status: 403 }, { status: 403, retryAfter: 60 }] as const)('%j', async (what) => {
    hub.repository.check(
      wide.head.sha,
      'handoff-gate',
      { conclusion: 'success' },
      'github-actions',
    );
    const end = hub.faults.api({ on: 'createCheckRun', what });
    await expect(say()).rejects.toMatchObject({ kind: 'access' });
    end();
    await say();
    expect(required(wide)).toBe('failure');
  });
});

describe('a gate that could not look is not evaluated, and never green (P4)', () => {
  const ERRORS = [
    [
      'GitHub or git could not be asked',
      () => new GateError('access', 'no answer', { remedy: 'Again' }),
      'no answer',
      'Again',
    ],
    [
      'a bug of ours',
      () => new TypeError('x is undefined'),
      'the engine failed: x is undefined',
      /^Run it again/,
    ],
    ['no error at all', () => 'thrown words', 'the engine failed: thrown words', /^Run it again/],
  ] as const;

  /** The port with every method failing. */
  function failing<Port extends object>(port: Port, error: () => unknown): Port {
    return new Proxy(port, {
      get: () => async () => {
        throw error();
      },
    });
  }

  test.each(ERRORS)('trial merges: %s', async (_why, error, because, remedy) => {
    const workspace = await open();
    const { outputs } = await judge(workspace, { merges: failing(workspace.merges, error) });
    const [first] = outputs.filter(({ output }) => output.id === `#${honest.number}`);
    const integration = first?.judged.find(({ gate }) => gate === 'integration');
    expect(integration).toMatchObject({
      subject: { id: `#${honest.number}`, head: honest.head.sha },
      because,
      remedy: expect.stringMatching(remedy),
    });
    expect(first?.judged.find(({ gate }) => gate === 'output')).toHaveProperty('outcome');
  });

  test.each(['history', 'tasks', 'blobs', 'merges', 'plans', 'landings'] as const)(
    '%s fails: the required check of whoever hands over is not green, whatever it was before',
    async (name) => {
      hub.repository.check(
        honest.head.sha,
        'handoff-gate',
        { conclusion: 'success' },
        'github-actions',
      );
      const down = () => new GateError('access', `${name} is down`, { remedy: 'Again' });
      const { pending } = await say((workspace) => ({
        [name]: failing(workspace[name], down),
      }));
      const [one] = pending.outputs.filter(({ output }) => output.id === `#${honest.number}`);
      expect(
        one?.judged.every((judged) => isEvaluated(judged) && judged.outcome.state === 'passed'),
      ).toBe(false);
      expect(required(honest)).toBe('action_required');
    },
  );

  test('once it can look again it is green again', async () => {
    await say();
    expect(required(honest)).toBe('success');
  });
});
