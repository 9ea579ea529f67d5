import { afterAll, describe, expect, test } from '@jest/globals';
import { gatherMergeGroup } from '../../src/evidence/gather-merge-group.ts';
import { judgeMergeGroup } from '../../src/flows/judge-merge-group.ts';
import type { PendingGate } from '../../src/flows/judge-pending.ts';
import { unknown } from '../../src/model/evidence.ts';
import { GateError } from '../../src/model/gate-error.ts';
import type { Sha } from '../../src/model/sha.ts';
import { isEvaluated, type Judged } from '../../src/report/check-title.ts';
import { repo } from '../support/repo.ts';
import { stopping, type TestWorkspace, workspaceOf } from '../support/workspace.ts';

type Files = Readonly<Record<string, string>>;
const METHODS = ['merge', 'squash'] as const;
const BASE = {
  '.handoff/policy.yaml': 'mode: block\nshared: [package.json]\n',
  'package.json': '{\n "name": "shop",\n "version": "1.0.0",\n\n\n\n\n\n\n "license": "MIT"\n}\n',
};

const open: TestWorkspace[] = [];
afterAll(() => Promise.all(open.map((workspace) => workspace.close())));

interface Told {
  /** Branches without handoff/, and what each changes on main. */
  readonly queue: Readonly<Record<string, Files>>;
  /** In which order they land; left out: all of them as they are told. */
  readonly order?: readonly string[];
  readonly base?: Files;
  readonly method?: (typeof METHODS)[number];
  readonly gate?: PendingGate;
  /** Members whose branch begins at the head of another one. */
  readonly on?: Readonly<Record<string, string>>;
  /** Changes the workspace, to make it fail. */
  readonly ports?: (workspace: TestWorkspace) => TestWorkspace;
}

async function judged(told: Told) {
  const { queue, base = {}, method = 'squash', gate, on = {}, ports } = told;
  let story = repo({ ...BASE, ...base });
  for (const [name, files] of Object.entries(queue)) {
    story = story.branch(`handoff/${name}`, on[name] ? `handoff/${on[name]}` : 'main');
    for (const [path, text] of Object.entries(files)) story = story.edit(path, text);
    story = story.commit(name);
  }
  const made = story.make();
  const commits: string[] = [];
  for (const name of told.order ?? Object.keys(queue)) {
    const below = commits.at(-1) ?? made.sha('main');
    const tree = made.git('merge-tree', '--write-tree', below, `handoff/${name}`);
    const parents = method === 'merge' ? [below, made.sha(`handoff/${name}`)] : [below];
    const flags = parents.flatMap((parent) => ['-p', parent]);
    commits.push(made.git('commit-tree', tree, ...flags, '-m', name));
  }
  const workspace = await workspaceOf(made.dir, made.sha('main'));
  open.push(workspace);
  const head = (commits.at(-1) ?? made.sha('main')) as Sha;
  const asked = { base: workspace.base, head };
  const outputs = await workspace.outputs.list();
  const group = await gatherMergeGroup(workspace, { ...asked, outputs, named: undefined });
  const request = { ...asked, engine: 'test', baseRef: 'main', authority: workspace.base, group };
  const report = await judgeMergeGroup(ports?.(workspace) ?? workspace, {
    ...request,
    ...(gate && { gate }),
  });
  return { report, commits, main: made.sha('main'), workspace, request };
}

const said = (judged: Judged): string =>
  isEvaluated(judged)
    ? [judged.outcome.state, ...stopping(judged)].join(' ')
    : `not evaluated: ${judged.because}`;

/** What Gate 3 says of each member, and of the group. */
function integration({ report }: Awaited<ReturnType<typeof judged>>) {
  return Object.fromEntries(
    report.outputs.map(({ output, judged: all }) => [
      output.id.replace('handoff/', ''),
      all
        .filter(({ gate }) => gate === 'integration')
        .map(said)
        .join(', '),
    ]),
  );
}

describe.each(METHODS)('members of a group, by %s', (method) => {
  test('each is judged on the commit before it, and the group last', async () => {
    const queue = { b: { 'b.txt': 'b\n' }, a: { 'a.txt': 'a\n' }, c: { 'c.txt': 'c\n' } };
    const { report, commits, main } = await judged({ queue, method });
    const bases = report.outputs.map(({ output, judged: [{ subject }] }) => [
      output.id,
      'base' in subject && subject.base,
    ]);
    expect(bases).toEqual([
      ['handoff/b', main],
      ['handoff/a', commits[0]],
      ['handoff/c', commits[1]],
      ['merge group', main],
    ]);
    expect(report.report.base).toEqual({ name: 'main', sha: main });
    expect(report.report.verdicts).toEqual(report.outputs.flatMap(({ judged: all }) => all));
    expect(report.report.integration?.evaluated.outputs).toBe(3);
  });

  test('who depends on a task finds it landed below, and not when it lands above', async () => {
    const plan = `schema: handoff-plan/v1
plan-id: p
version: 1
goal: g
tasks:
  - {id: api}
  - {id: ui, depends-on: [api]}
`;
    const [api, ui] = [{ 'api.txt': 'api\n' }, { 'ui.txt': 'ui\n' }];
    const base = { '.handoff/plan.yaml': plan };
    expect(integration(await judged({ base, method, queue: { api, ui } }))).toEqual({
      api: 'passed',
      ui: 'passed',
      'merge group': 'passed',
    });
    expect(integration(await judged({ base, method, queue: { ui, api } }))).toMatchObject({
      ui: 'unproven landing-order',
    });
  });
});

test.each<readonly [string, Files, Files, Files, string]>([
  [
    'renames a function × calls it',
    { 'src/cart.ts': 'export function total() {\n  return 1;\n}\n' },
    { 'src/cart.ts': 'export function sum() {\n  return 1;\n}\n' },
    { 'src/bill.ts': "import { total } from './cart.ts';\n\nexport const bill = total();\n" },
    'failed symbols-agree',
  ],
  [
    'removes a class × makes one',
    { 'src/pool.ts': 'export class Pool {}\n', 'src/x.ts': 'export const x = 1;\n' },
    { 'src/pool.ts': 'export const none = 1;\n' },
    { 'src/x.ts': "import { Pool } from './pool.ts';\nexport const x = new Pool();\n" },
    'failed symbols-agree',
  ],
  [
    'takes a version × takes it too',
    {},
    { 'package.json': BASE['package.json'].replace('1.0.0', '1.1.0') },
    {
      'package.json': BASE['package.json'].replace('1.0.0', '1.1.0').replace('MIT', 'ISC'),
    },
    'failed no-double-claim',
  ],
])('the one %s: clean for git, and one of the two is red', async (_, base, one, other, says) => {
  const told = { base, queue: { one, other } };
  const both = integration(await judged(told));
  expect([both['one'], both['other']].sort()).toEqual([says, 'passed']);
  expect(both['merge group']).toBe('passed');
  const alone = integration(await judged({ ...told, queue: { other } }));
  expect(alone).toEqual({ other: 'passed', 'merge group': 'passed' });
});

test('what the order settles stops nobody: a shared file, lines side by side', async () => {
  const [first, second] = ['"name": "mall"', '"license": "ISC"'];
  const text = BASE['package.json'];
  const queue = {
    one: { 'package.json': text.replace('"name": "shop"', first) },
    other: { 'package.json': text.replace('"license": "MIT"', second) },
  };
  expect(integration(await judged({ queue }))).toEqual({
    one: 'passed',
    other: 'passed',
    'merge group': 'passed',
  });
});

test.each(METHODS)(
  'by %s, who stands on one that nobody queued brings it along, and waits for it',
  async (method) => {
    const queue = { low: { 'low.txt': 'low\n' }, high: { 'high.txt': 'high\n' } };
    const told = { queue, method, on: { high: 'low' } };
    expect(integration(await judged({ ...told, order: ['high'] }))).toEqual({
      low: 'passed',
      high: 'failed landing-order',
      'merge group': 'passed',
    });
    expect(integration(await judged(told))).toMatchObject({ low: 'passed', high: 'passed' });
  },
);

describe('a group that cannot be read', () => {
  test('is not proven, and nobody is its member', async () => {
    const { workspace, request } = await judged({ queue: { a: { 'a.txt': 'a\n' } } });
    const group = unknown('a commit is not here', 'Fetch it.');
    const report = await judgeMergeGroup(workspace, { ...request, group });
    expect(report.outputs.map(({ output }) => output.id)).toEqual(['merge group']);
    expect(report.outputs[0].judged.map(said)).toEqual(['unproven nothing-else-lands']);
  });

  test.each(['output', 'plan-revision'] as const)(
    'is not green for a job of the gate %s either',
    async (gate) => {
      const { workspace, request } = await judged({ queue: { a: { 'a.txt': 'a\n' } } });
      const group = unknown('a commit is not here', 'Fetch it.');
      const report = await judgeMergeGroup(workspace, { ...request, group, gate });
      expect(report.outputs[0].judged.map(({ gate: of }) => of)).toEqual([gate]);
      expect(report.outputs[0].judged.map(said)).toEqual([
        'not evaluated: no open pull request is known to be in this merge group',
      ]);
    },
  );
});

test('of a job for one gate its members hear that gate alone; Gate 3 says what else lands', async () => {
  const queue = { a: { 'a.txt': 'a\n' }, b: { 'b.txt': 'b\n' } };
  const gates = async (gate: PendingGate) =>
    (await judged({ queue, gate })).report.outputs.map(({ output, judged: all }) => [
      output.id,
      ...all.map((one) => one.gate),
    ]);
  expect(await gates('output')).toEqual([
    ['handoff/a', 'output'],
    ['handoff/b', 'output'],
  ]);
  expect(await gates('integration')).toEqual([
    ['handoff/a', 'integration'],
    ['handoff/b', 'integration'],
    ['merge group', 'integration'],
  ]);
});

test('members that nobody could compare with each other: the group says so', async () => {
  const queue = { a: { 'a.ts': 'a\n' }, b: { 'b.ts': 'b\n' } };
  const told = await judged({
    queue,
    ports: (workspace) => ({
      ...workspace,
      merges: {
        ...workspace.merges,
        async onto(base, heads) {
          if (heads.length > 1)
            throw new GateError('access', 'git ran out of time', { remedy: 'Run it again.' });
          return workspace.merges.onto(base, heads);
        },
      },
    }),
  });
  expect(integration(told)).toEqual({
    a: 'passed',
    b: 'passed',
    'merge group': 'passed, not evaluated: git ran out of time',
  });
});
