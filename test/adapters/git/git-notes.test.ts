import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readNotes, writeNote } from '../../../src/adapters/git/git-notes.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { Blob } from '../../../src/ports/blobs.ts';
import { looseObject, type MadeRepo, repo } from '../../support/repo.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function open(made: MadeRepo): Promise<Repository> {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  return repository;
}
const text = (content: string) => ({
  state: 'text',
  text: content,
  bytes: Buffer.byteLength(content),
});

describe('read', () => {
  test('of many commits; a commit without a note is absent', async () => {
    const made = repo({ a: '1' })
      .note('one\n')
      .edit('a', '2')
      .commit('Two')
      .note('two é\n')
      .edit('a', '3')
      .commit('Three')
      .make();
    const commits = ['Initial', 'Two', 'Three'].map((name) => made.sha(name) as Sha);
    expect(await readNotes(await open(made), commits, 100)).toEqual(
      new Map([
        [commits[0], text('one\n')],
        [commits[1], text('two é\n')],
      ]),
    );
  });

  test('no notes at all', async () => {
    const made = repo({}).note('of others', 'refs/notes/commits').make();
    expect(await readNotes(await open(made), [made.sha('main') as Sha], 100)).toEqual(new Map());
  });

  test('a note that is too long is not read; exactly at the bound it is', async () => {
    const made = repo({}).note('12345').make();
    const main = made.sha('main') as Sha;
    expect(await readNotes(await open(made), [main], 5)).toEqual(new Map([[main, text('12345')]]));
    expect(await readNotes(await open(made), [main], 4)).toEqual(
      new Map([[main, { state: 'too-large', bytes: 5 }]]),
    );
  });

  test('more notes than git keeps in one folder', async () => {
    let story = repo({});
    for (let count = 0; count < 300; count += 1) story = story.commit().note(`note ${count}`);
    const made = story.make();
    const notes = made.git('ls-tree', 'refs/notes/handoff');
    expect(notes).toContain('040000 tree');
    const last = made.sha('main') as Sha;
    expect(await readNotes(await open(made), [last], 100)).toEqual(
      new Map([[last, text('note 299')]]),
    );
  });

  // Git joins them in its own way of reading notes too; the second would otherwise be hidden (threat E01).
  test.each<[string, string, Blob]>([
    ['one', 'two', text('one\ntwo') as Blob],
    ['one', '\0', { state: 'binary', bytes: 4 }],
    ['\0', 'two', { state: 'binary', bytes: 4 }],
    ['one', 'x'.repeat(101), { state: 'too-large', bytes: 104 }],
  ])('two notes on one commit are one: %j and %j', async (first, second, joined) => {
    const made = repo({}).make();
    const main = made.sha('main') as Sha;
    // Git lists the folder before the file.
    const inFolder = `${main.slice(0, 2)}/${main.slice(2)}`;
    const tree = repo({}).edit(inFolder, first).edit(main, second).commit().make();
    made.git('fetch', '-q', tree.dir, 'main:refs/notes/handoff');
    expect((await readNotes(await open(made), [main], 100)).get(main)).toEqual(joined);
  });

  test('a note whose text is not here is an error, not absent', async () => {
    const made = repo({}).note('lost').make();
    rmSync(looseObject(made, made.git('notes', '--ref=handoff', 'list', 'main')));
    await expect(readNotes(await open(made), [made.sha('main') as Sha], 100)).rejects.toMatchObject(
      {
        kind: 'access',
      },
    );
  });
});

describe('write', () => {
  test('a first note, a second one, and one in place of another; git reads the same', async () => {
    const made = repo({ a: '1' }).edit('a', '2').commit('Two').make();
    const repository = await open(made);
    const [one, two] = [made.sha('Initial') as Sha, made.sha('Two') as Sha];
    await writeNote(repository, one, 'first\n');
    await writeNote(repository, two, 'éä\n\n');
    await writeNote(repository, one, 'again\n');
    expect(await readNotes(repository, [one, two], 100)).toEqual(
      new Map([
        [one, text('again\n')],
        [two, text('éä\n\n')],
      ]),
    );
    expect(made.git('notes', '--ref=handoff', 'show', one)).toBe('again');
    expect(made.git('rev-list', '--count', 'refs/notes/handoff')).toBe('3');
    expect(made.git('fsck', '--strict')).toBe('');
  });

  test('writers at the same time lose nothing', async () => {
    let story = repo({});
    for (let count = 0; count < 4; count += 1) story = story.commit(`C${count}`);
    const made = story.make();
    const commits = [0, 1, 2, 3].map((count) => made.sha(`C${count}`) as Sha);
    await Promise.all(
      commits.map(async (commit) => writeNote(await open(made), commit, `on ${commit}`)),
    );
    const found = await readNotes(await open(made), commits, 100);
    expect([...found.keys()].sort()).toEqual([...commits].sort());
  });

  test.each([
    ['a commit that is not here', () => '1'.repeat(40)],
    ['a file', (made: MadeRepo) => made.git('rev-parse', 'main:a')],
  ])('on %s: refused, and nothing is written', async (_what, id) => {
    const made = repo({ a: '1' }).make();
    await expect(writeNote(await open(made), id(made) as Sha, 'x')).rejects.toMatchObject({
      kind: 'usage',
    });
    expect(readdirSync(join(made.dir, '.git')).filter((name) => /crash/.test(name))).toEqual([]);
    expect(existsSync(join(made.dir, '.git/refs/notes'))).toBe(false);
  });
});
