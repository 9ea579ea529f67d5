import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gitHistory } from '../../src/adapters/git/git-history.ts';
import { gitTrialMerges } from '../../src/adapters/git/git-trial-merges.ts';
import { openRepository, type Repository } from '../../src/adapters/git/open-repository.ts';
import { gatherMergeGroup } from '../../src/evidence/gather-merge-group.ts';
import type { MergeGroup } from '../../src/evidence/merge-group-facts.ts';
import { parseSha, type Sha } from '../../src/model/sha.ts';
import { bareRepository, type Files } from '../support/github/git-store.ts';
import { temporaryFolder } from '../support/repo.ts';

const open: Repository[] = [];
afterAll(() => Promise.all(open.map((repository) => repository.close())));

type Method = 'merge' | 'squash' | 'rebase';

/** How a commit of a group is made other than a queue would make it. */
interface Otherwise {
  readonly title?: string;
  /** On top of what git makes of the two. */
  readonly files?: Files;
  readonly alsoMerges?: string;
}

/** A branch, pull requests into it, and what a queue or somebody else puts on top. */
function scene() {
  const dir = join(temporaryFolder(), 'shop.git');
  const git = bareRepository(dir);
  const pulls = new Map<string, { readonly head: string; readonly commits: readonly Files[] }>();
  let at = 1_700_000_000;
  const commit = (
    parents: readonly string[],
    how: { readonly message?: string; readonly tree?: string; readonly files?: Files } = {},
  ): string => {
    const { message = 'Work', ...rest } = how;
    at += 1;
    const refs = [`refs/heads/made-${at}`];
    return (
      git.commit({ refs, parents, message, author: 'A <a@example.com>', at, ...rest })[0] ?? ''
    );
  };
  const base = commit([], {
    files: { 'a.ts': '1\n2\n3\n4\n5\n6\n7\n8\n9\n', 'b.ts': 'b\n', 'c.ts': 'c\n' },
  });
  const headOf = (id: string): string => pulls.get(id)?.head ?? '';
  return {
    base,
    commit,
    headOf,
    /** A pull request with one commit for each of these changes, on the base or on another one. */
    pull(id: string, commits: readonly Files[], on: string = base): string {
      const head = commits.reduce((below, files) => commit([below], { files }), on);
      pulls.set(id, { head, commits });
      return head;
    },
    /** The pull request on top of a commit, as the queue makes it. @returns the new commit */
    put(on: string, id: string, method: Method, how: Otherwise = {}): string {
      const { title = `${id.slice(1)} words (${id})`, files = {}, alsoMerges } = how;
      const head = headOf(id);
      const tree = git.merge([[on, head]])[0]?.tree ?? '';
      if (method === 'rebase') {
        const message = how.title ?? 'Work';
        const before = (pulls.get(id)?.commits ?? []).slice(0, -1);
        const below = before.reduce((one, own) => commit([one], { message, files: own }), on);
        return commit([below], { message, tree, files });
      }
      const more = alsoMerges === undefined ? [] : [alsoMerges];
      const parents = method === 'merge' ? [on, head, ...more] : [on];
      return commit(parents, { message: title, tree, files });
    },
    async read(head: string, named?: string, on: string = base): Promise<MergeGroup> {
      const repository = await openRepository(dir);
      open.push(repository);
      const outputs = [...pulls].map(([id, one]) => ({ id, head: one.head as Sha }));
      const ports = { history: gitHistory(repository), merges: gitTrialMerges(repository) };
      const shas = { base: parseSha(on) as Sha, head: parseSha(head) as Sha };
      const read = await gatherMergeGroup(ports, { ...shas, outputs, named });
      if (read.state !== 'known') throw new Error(`The group is ${read.state}: ${read.because}`);
      return read.value;
    },
  };
}

/** Three honest ones that touch different lines and files; #2 has two commits. */
function three() {
  const it = scene();
  it.pull('#1', [{ 'b.ts': 'one\n' }]);
  it.pull('#2', [{ 'two.ts': 'two\n' }, { 'c.ts': 'two\n' }]);
  it.pull('#3', [{ 'a.ts': '1\n2\n3\n4\n5\n6\n7\n8\nnine\n' }]);
  it.pull('#4', [{ 'a.ts': 'one\n2\n3\n4\n5\n6\n7\n8\n9\n' }]);
  return it;
}

const outputs = ({ steps }: MergeGroup) => steps.map((step) => step.outputs);
const METHODS = ['merge', 'squash', 'rebase'] as const;
const EVIL = { 'more.ts': 'more\n' };

describe.each(METHODS)('a queue that puts by %s', (method) => {
  test.each([
    [['#1']],
    [['#2']],
    [['#1', '#2']],
    [['#2', '#1']],
    [['#3', '#1', '#2']],
    [['#3', '#4']],
  ])('%j: each is a step, in that order', async (order) => {
    const it = three();
    let at = it.base;
    const commits = order.map((id) => {
      at = it.put(at, id, method);
      return at;
    });
    const group = await it.read(at, order.at(-1));
    expect(group).toMatchObject({ rest: undefined, others: [] });
    expect(group.steps).toEqual(
      order.map((id, place) => ({
        base: place === 0 ? it.base : commits[place - 1],
        commit: commits[place],
        outputs: [id],
      })),
    );
  });

  test.each([
    ['one file more than its pull request', EVIL, ['more.ts']],
    ['another text in a file that the pull request changes', { 'b.ts': 'uno\n' }, ['b.ts']],
    ['a file gone that nobody removes', { 'c.ts': null }, ['c.ts']],
    ['a mode that nobody set', { 'c.ts': { mode: '100755', content: 'c\n' } }, ['c.ts']],
  ])('%s: the first of a group is different', async (_, files, paths) => {
    const it = three();
    const evil = it.put(it.base, '#1', method, { files });
    const group = await it.read(evil, '#1');
    expect(group.steps).toEqual([]);
    expect(group).toMatchObject({
      rest: { state: 'different', output: '#1', commit: evil, paths },
      others: ['#1'],
    });
    const honest = await it.read(it.put(it.base, '#1', method), '#1');
    expect([outputs(honest), honest.rest]).toEqual([[['#1']], undefined]);
  });

  test('different above an honest one: who is below keeps its step, and the paths are of the last', async () => {
    const it = three();
    const below = it.put(it.base, '#1', method);
    const group = await it.read(it.put(below, '#3', method, { files: EVIL }), '#3');
    expect(outputs(group)).toEqual([['#1']]);
    expect(group.rest).toMatchObject({ state: 'different', output: '#3', paths: ['more.ts'] });
  });

  test('one commit more on top of all is nobody’s', async () => {
    const it = three();
    const below = it.put(it.base, '#1', method);
    const group = await it.read(it.commit([below], { files: EVIL }), '#1');
    expect(outputs(group)).toEqual([['#1']]);
    expect(group.rest).toMatchObject({ state: 'undecided' });
  });
});

describe('only trees decide', () => {
  test.each([
    ['names another open one', 'Words (#3)'],
    ['names one that is not open', 'Words (#99)'],
    ['names nobody', 'Words'],
  ])('the title of a squash %s: its tree says whose it is', async (_, title) => {
    const it = three();
    const group = await it.read(it.put(it.base, '#1', 'squash', { title }));
    expect([outputs(group), group.rest, group.others]).toEqual([[['#1']], undefined, []]);
  });

  test('two that make the same of the base are both in it', async () => {
    const it = three();
    it.pull('#7', [{ 'b.ts': 'one\n' }]);
    expect(outputs(await it.read(it.put(it.base, '#1', 'squash')))).toEqual([['#1', '#7']]);
  });

  test('two with one head are both in it', async () => {
    const it = three();
    it.pull('#7', [], it.headOf('#1'));
    expect(outputs(await it.read(it.put(it.base, '#1', 'merge')))).toEqual([['#1', '#7']]);
  });

  test.each(['merge', 'squash'] as const)(
    'by %s: one that stands on another one brings it along; after that one, it comes alone',
    async (method) => {
      const it = three();
      it.pull('#7', [{ 'seven.ts': '7\n' }], it.headOf('#1'));
      expect(outputs(await it.read(it.put(it.base, '#7', method)))).toEqual([['#1', '#7']]);
      const group = await it.read(it.put(it.put(it.base, '#1', method), '#7', method), '#7');
      expect([outputs(group), group.rest]).toEqual([[['#1'], ['#7']], undefined]);
    },
  );

  test('commits that change nothing land nothing', async () => {
    const it = three();
    const one = it.put(it.commit([it.base]), '#1', 'rebase');
    const group = await it.read(it.commit([one]), '#1');
    expect([outputs(group), group.rest]).toEqual([[['#1']], undefined]);
  });

  test('the ref names one whose work is in the base already: it is no step, and known', async () => {
    const it = three();
    it.pull('#7', []);
    const group = await it.read(it.put(it.base, '#1', 'squash'), '#7');
    expect([outputs(group), group.others]).toEqual([[['#1']], ['#7']]);
  });

  test('a later group stands on those before it', async () => {
    const it = three();
    const below = it.put(it.base, '#1', 'merge');
    const group = await it.read(it.put(below, '#2', 'merge'), '#2', below);
    expect(outputs(group)).toEqual([['#2']]);
  });
});

describe('whose it is cannot be told', () => {
  type Scene = ReturnType<typeof three>;
  const stranger = (it: Scene) => it.commit([it.base], { files: EVIL });
  test.each<readonly [string, (it: Scene) => string, string]>([
    [
      'it merges a head that no open pull request has',
      (it) => it.commit([it.base, stranger(it)]),
      'no open pull request has that head',
    ],
    [
      'it merges two heads at once',
      (it) => it.put(it.base, '#1', 'merge', { alsoMerges: it.headOf('#2') }),
      'several commits at once',
    ],
    [
      'neither tree nor title nor ref say whose it is',
      (it) => it.put(it.base, '#1', 'squash', { title: 'Words', files: EVIL }),
      'no open pull request makes it',
    ],
    [
      'the base is merged into it',
      (it) => it.commit([it.commit([], { files: EVIL }), it.base]),
      'does not stand on',
    ],
    ['it does not know the base', (it) => it.commit([], { files: EVIL }), 'does not stand on'],
    ['there is nothing in it', (it) => it.base, 'nothing on top of the base'],
    [
      'it merges what conflicts with the one below it',
      (it) => {
        it.pull('#7', [{ 'b.ts': 'seven\n' }]);
        return it.commit([it.put(it.base, '#1', 'merge'), it.headOf('#7')], { files: EVIL });
      },
      'git cannot merge #7',
    ],
  ])('%s', async (_, make, because) => {
    const it = three();
    const { rest } = await it.read(make(it));
    expect(rest).toMatchObject({ state: 'undecided' });
    expect(rest?.state === 'undecided' && rest.because).toContain(because);
  });

  test('heads that came with it are known all the same', async () => {
    const it = three();
    const octopus = it.put(it.base, '#1', 'merge', { alsoMerges: it.headOf('#2') });
    expect((await it.read(octopus, '#3')).others).toEqual(['#1', '#2', '#3']);
  });

  test('a commit that is not here is unknown, never a group without members', async () => {
    const it = three();
    await expect(it.read('f'.repeat(40))).rejects.toThrow('The group is unknown');
  });
});
