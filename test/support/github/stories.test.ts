import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gitHub } from './git-hub.ts';
import type { Happening } from './happenings.ts';
import { payloadOf } from './payloads.ts';
import { isMergeable, pulls, tryMerges } from './pull-requests.ts';
import { triggers } from './triggers.ts';
import type { RepositoryWords } from './words.ts';
import { type Issue, type PullRequest, Refused, type World } from './world.ts';

/** Checks of this name count on main, and only from this app. */
const GATE = 'handoff-gate';

/** One that tells: the repository, what it is told about, and what the teller knows by himself. */
interface Told {
  readonly at: RepositoryWords;
  readonly branch: string;
  readonly issue: Issue;
  /** The newest of the branch, or the oldest. */
  readonly pull: PullRequest | undefined;
  /** Different in each step. */
  readonly n: number;
  /** What the expected app said last, by head. */
  readonly gate: Map<string, 'success' | 'failure'>;
}

function judged({ at, pull, gate }: Told, conclusion: 'success' | 'failure'): void {
  if (pull === undefined) return;
  at.check(pull.head.sha, GATE, { status: 'completed', conclusion }, GATE);
  gate.set(pull.head.sha, conclusion);
}

/** What may happen, in the words of the emulator. What GitHub refuses, changes nothing. */
const WORDS = {
  push: ({ at, branch, n }) => at.push(branch, { 'one.ts': `${n}\n` }),
  apart: ({ at, branch, n }) => at.push(branch, { [`${branch}.ts`]: `${n}\n` }),
  force: ({ at, branch, n }) =>
    at.push(branch, { 'one.ts': `forced ${n}\n` }, { parents: [at.sha('main')] }),
  base: ({ at, n }) => at.push('main', { 'one.ts': `main ${n}\n` }, { by: 'admin' }),
  beside: ({ at, n }) => at.push('main', { 'main.ts': `main ${n}\n` }, { by: 'admin' }),
  open: ({ at, branch }) => at.pull({ head: branch }),
  edit: ({ at, pull, n }) => pull && at.edit(pull, { body: `${n}` }),
  retarget: ({ at, pull, n }) => pull && at.edit(pull, { base: n % 2 ? 'main' : 'dev' }),
  close: ({ at, pull }) => pull && at.close(pull),
  reopen: ({ at, pull }) => pull && at.reopen(pull),
  draft: ({ at, pull }) => pull && at.draft(pull),
  ready: ({ at, pull }) => pull && at.ready(pull),
  remove: ({ at, branch }) => at.noun.git.resolve(`refs/heads/${branch}`) && at.remove(branch),
  label: ({ at, issue, n }) => (n % 3 ? at.label(issue, `x${n % 2}`) : at.unlabel(issue, 'x1')),
  reword: ({ at, issue, n }) => at.edit(issue, { body: `Task ${n}` }),
  end: ({ at, issue, n }) => (n % 2 ? at.close(issue) : at.reopen(issue)),
  green: (told) => judged(told, 'success'),
  red: (told) => judged(told, 'failure'),
  forged: ({ at, pull }) =>
    pull &&
    at.check(pull.head.sha, GATE, { status: 'completed', conclusion: 'success' }, 'github-actions'),
  merge: (told) => mergeAsAllowed(told),
} satisfies Record<string, (told: Told) => unknown>;
type Word = keyof typeof WORDS;
/** `on`: the lowest bit chooses the branch, the next one its newest or its oldest pull request. */
type Steps = readonly (readonly [word: Word, on: number])[];

/** Whether it will be merged is known before GitHub is asked: this is what a required check is worth. */
function mergeAsAllowed({ at, pull, n, gate }: Told): void {
  if (pull === undefined || pull.merged) return;
  const may =
    pull.state === 'open' &&
    !pull.isDraft &&
    mergeTree(at, pull) !== undefined &&
    (pull.base.ref !== 'main' || gate.get(pull.head.sha) === 'success');
  const how = { method: n % 2 ? 'merge' : 'squash' } as const;
  if (!may) {
    expect(() => at.merge(pull, 'planner', how)).toThrow(Refused);
    return;
  }
  const tree = mergeTree(at, pull);
  const merged = at.merge(pull, 'planner', how);
  expect(at.noun.git.read('rev-parse', `${merged}^{tree}`)).toBe(tree);
  expect(at.sha(pull.base.ref)).toBe(merged);
}

/** The tree that git itself makes of a pull request and its base; undefined = they conflict. */
function mergeTree({ noun, sha }: RepositoryWords, pull: PullRequest): string | undefined {
  try {
    return noun.git.read('merge-tree', '--write-tree', sha(pull.base.ref), pull.head.sha);
  } catch {
    return undefined;
  }
}

/** Of each pull request: its state by what was told, and the head that was told last. */
type Heard = Map<PullRequest, { readonly state: string; readonly head: string | undefined }>;

/** Told in an order in which it can have happened. */
function hear(heard: Heard, told: Happening): void {
  const { event, action = '', pull, before, after } = told;
  if (event !== 'pull_request' || pull === undefined) return;
  const { state = 'none', head = undefined } = heard.get(pull) ?? {};
  const next = (to: string, now = head) => heard.set(pull, { state: to, head: now });
  switch (action) {
    case 'opened':
      expect(state).toBe('none');
      return void next('open');
    case 'closed':
      expect(state).toBe('open');
      return void next(pull.merged ? 'merged' : 'closed');
    case 'reopened':
      expect(state).toBe('closed');
      // Its branch may have moved meanwhile, of which no pull request was told.
      return void heard.set(pull, { state: 'open', head: undefined });
    case 'synchronize':
      expect([state, before]).toEqual(['open', head ?? before]);
      return void next('open', after);
    default:
      expect(state).not.toBe('none');
  }
}

/** Every branch moves from where it was. */
function follow(
  tips: Map<string, string>,
  { event, ref = '', before, after = '' }: Happening,
): void {
  if (event !== 'push') return;
  expect([ref, before]).toEqual([ref, tips.get(ref) ?? before]);
  tips.set(ref, after);
}

/** Each webhook is one that GitHub sends (payloadOf throws else), and each workflow starts on a commit that is there. */
function listen(world: World, { noun }: RepositoryWords, told: Happening): void {
  payloadOf(world, told);
  for (const { sha, ref } of triggers(world, told))
    expect([ref, noun.git.resolve(sha)]).toEqual([ref, sha]);
}

function agreesWithGit(world: World, at: RepositoryWords): void {
  const { git } = at.noun;
  tryMerges(world, at.noun);
  const open = pulls(at.noun).filter(({ state }) => state === 'open');
  for (const pull of pulls(at.noun)) {
    expect(git.resolve(`refs/pull/${pull.number}/head`)).toBe(pull.head.sha);
    if (pull.merged)
      expect(git.read('merge-base', pull.merged.sha, at.sha(pull.base.ref))).toBe(pull.merged.sha);
  }
  for (const pull of open) {
    const [tip, tree] = [at.sha(pull.base.ref), mergeTree(at, pull)];
    expect(at.sha(pull.head.ref)).toBe(pull.head.sha);
    expect(isMergeable(pull)).toBe(tree !== undefined);
    const trial = `refs/pull/${pull.number}/merge`;
    if (tree === undefined) expect(git.resolve(trial)).toBeUndefined();
    else
      expect(git.read('show', '-s', '--format=%P %T', git.resolve(trial) ?? '')).toBe(
        `${tip} ${pull.head.sha} ${tree}`,
      );
  }
  // «A pull request already exists»: of one branch into one base one can be open.
  const ways = open.map(({ head, base }) => `${head.ref} into ${base.ref}`);
  expect([...new Set(ways)]).toEqual(ways);
}

const story = fc.array(fc.tuple(fc.constantFrom(...(Object.keys(WORDS) as Word[])), fc.nat(3)), {
  minLength: 5,
  maxLength: 14,
});

/** Two branches with a pull request each: what every story begins with. */
const BEGINNING: Steps = [
  ['push', 0],
  ['open', 0],
  ['push', 1],
  ['open', 1],
];

/** What chance seldom tells. The number of the first of these steps is 4: whether a number is even says how it is done. */
const SELDOM: readonly (readonly [why: string, words: Steps])[] = [
  [
    'another app’s green is none; the app’s own is, until it is red or there is another head',
    newest('forged', 'merge', 'green', 'red', 'merge', 'green', 'push', 'merge', 'green', 'merge'),
  ],
  [
    'onto another base the rule does not hold',
    newest('retarget', 'retarget', 'merge', 'edit', 'retarget', 'merge'),
  ],
  [
    'a closed one is no draft, and a draft is not merged',
    newest('close', 'draft', 'reopen', 'draft', 'green', 'merge', 'ready', 'merge'),
  ],
  [
    'one that was closed is opened again after another one took its place',
    [
      ['close', 0],
      ['open', 0],
      ['reopen', 2],
      ['close', 0],
      ['reopen', 2],
    ],
  ],
  [
    'one that went elsewhere comes back after another one took its place',
    [
      ['retarget', 0],
      ['open', 0],
      ['reword', 0],
      ['retarget', 2],
    ],
  ],
];

function newest(...words: readonly Word[]): Steps {
  return words.map((word) => [word, 0]);
}

/** Each step costs some runs of git: what is not told within this time is not told, and a failure is shrunk no longer. */
const MILLISECONDS = 3_000;

async function agrees(words: Steps): Promise<void> {
  const hub = await gitHub({ files: { 'one.ts': 'a\n' } });
  // A hub that is left open keeps the process from its end: also where a story fails.
  try {
    tell(hub.world, hub.repository, [...BEGINNING, ...words]);
  } finally {
    await hub.close();
  }
}

describe('what is told, the refs, the merges and the rules agree with git', () => {
  test.each(SELDOM)('%s', (_, words) => agrees(words));

  test('whatever happens', async () => {
    await fc.assert(fc.asyncProperty(story, agrees), {
      seed: 20260105,
      numRuns: 12,
      interruptAfterTimeLimit: MILLISECONDS,
    });
  });
});

function tell(world: World, at: RepositoryWords, words: Steps): void {
  at.push('dev', { 'dev.ts': 'dev\n' }, { by: 'admin' });
  at.require({ checks: { [GATE]: GATE } });
  const issue = at.issue({ title: 'Task' });
  const [heard, tips]: [Heard, Map<string, string>] = [new Map(), new Map()];
  const gate: Told['gate'] = new Map();
  let last = '';
  for (const [n, [word, on]] of words.entries()) {
    const branch = `work/${on % 2}`;
    const own = pulls(at.noun).filter(({ head }) => head.ref === branch);
    const pull = on < 2 ? own.at(-1) : own[0];
    const before = world.happenings.length;
    try {
      WORDS[word]({ at, branch, issue, pull, n, gate });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    for (const told of world.happenings.slice(before)) {
      expect(told.at >= last).toBe(true);
      last = told.at;
      hear(heard, told);
      follow(tips, told);
      listen(world, at, told);
    }
    agreesWithGit(world, at);
  }
  const ids = [...world.nodes.values()].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(at.noun.git.run('fsck', '--connectivity-only', '--no-dangling')).toBe('');
}
