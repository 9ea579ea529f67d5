import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { gitWorkTree } from '../../../src/adapters/git/git-work-tree.ts';
import { openRepository } from '../../../src/adapters/git/open-repository.ts';
import { parseSha, type Sha } from '../../../src/model/sha.ts';
import type { WorkTree } from '../../../src/ports/work-tree.ts';
import { type MadeRepo, repo } from '../../support/repo.ts';

function checkedOut(files: Readonly<Record<string, string>>): MadeRepo {
  const made = repo(files).make();
  made.git('checkout', '-q', '-f', 'main');
  return made;
}

async function ask<T>(directory: string, question: (tree: WorkTree) => Promise<T>): Promise<T> {
  const repository = await openRepository(directory);
  try {
    return await question(gitWorkTree(repository));
  } finally {
    await repository.close();
  }
}

const dirty = (made: MadeRepo) =>
  ask(made.dir, (tree) => tree.dirty(parseSha(made.sha('main')) as Sha));

describe('head', () => {
  test('a branch, and no branch', async () => {
    const made = repo({ a: '1' }).branch('handoff/auth').make();
    made.git('symbolic-ref', 'HEAD', 'refs/heads/handoff/auth');
    const commit = made.sha('main');
    expect(await ask(made.dir, (tree) => tree.head())).toEqual({ commit, branch: 'handoff/auth' });
    made.git('update-ref', '--no-deref', 'HEAD', commit);
    expect(await ask(made.dir, (tree) => tree.head())).toEqual({ commit, branch: undefined });
  });

  test('no commit yet', async () => {
    const made = repo({ a: '1' }).make();
    made.git('symbolic-ref', 'HEAD', 'refs/heads/none');
    expect(await ask(made.dir, (tree) => tree.head())).toBeUndefined();
  });
});

describe('dirty', () => {
  test('a fresh checkout is clean, from any directory of it', async () => {
    const made = checkedOut({ 'src/a.ts': '1\n', b: '2\n' });
    expect(await dirty(made)).toEqual([]);
    const from = join(made.dir, 'src');
    expect(await ask(from, (tree) => tree.dirty(parseSha(made.sha('main')) as Sha))).toEqual([]);
  });

  test('touched and still the same: clean', async () => {
    const made = checkedOut({ a: 'same\n' });
    writeFileSync(join(made.dir, 'a'), 'same\n');
    expect(await dirty(made)).toEqual([]);
  });

  test('every way to differ, sorted, each once', async () => {
    const made = checkedOut({
      changed: '1',
      deleted: '1',
      staged: '1',
      both: '1',
      'run.sh': '1',
      '.gitignore': 'ignored\n',
    });
    const write = (name: string, text: string) => writeFileSync(join(made.dir, name), text);
    write('changed', '22');
    rmSync(join(made.dir, 'deleted'));
    write('staged', '22');
    write('both', '22');
    made.git('add', 'staged', 'both');
    write('both', '333');
    chmodSync(join(made.dir, 'run.sh'), 0o755);
    mkdirSync(join(made.dir, 'new'));
    write('new/file é', '1');
    write('ignored', '1');
    mkdirSync(join(made.dir, '.git/info'), { recursive: true });
    writeFileSync(join(made.dir, '.git/info/exclude'), 'mine\n');
    write('mine', '1');
    expect(await dirty(made)).toEqual([
      'both',
      'changed',
      'deleted',
      'new/file é',
      'run.sh',
      'staged',
    ]);
  });

  test('what is on disk counts, not what is staged: tests ran on files', async () => {
    const made = checkedOut({ a: '1' });
    writeFileSync(join(made.dir, 'a'), '2');
    made.git('add', 'a');
    writeFileSync(join(made.dir, 'a'), '1');
    expect(await dirty(made)).toEqual([]);
  });

  test('a file that git was told not to look at counts as different', async () => {
    const made = checkedOut({ a: '1', b: '1' });
    made.git('update-index', '--assume-unchanged', 'a');
    writeFileSync(join(made.dir, 'a'), '22');
    expect(made.git('status', '--porcelain')).toBe('');
    expect(await dirty(made)).toEqual(['a']);
  });

  test('a bare repository has none', async () => {
    const made = repo({ a: '1' }).make();
    made.git('config', 'core.bare', 'true');
    await expect(dirty(made)).rejects.toMatchObject({ kind: 'access' });
  });
});

describe('a hostile checkout runs nothing (H10)', () => {
  const attacks = [
    ['a clean filter', ['filter.evil.clean', 'touch EVIL; cat'], '* filter=evil\n'],
    ['a monitor', ['core.fsmonitor', 'touch EVIL; false'], ''],
    ['an external diff', ['diff.external', 'touch EVIL'], ''],
    ['a text conversion', ['diff.evil.textconv', 'touch EVIL; cat'], '* diff=evil\n'],
  ] as const;

  test.each(attacks)('%s', async (_, [key, command], attributes) => {
    const made = checkedOut({ a: '1\n', '.gitattributes': attributes });
    made.git('config', key, command.replace('EVIL', join(made.dir, '.git', 'EVIL')));
    writeFileSync(join(made.dir, 'a'), '2\n');
    expect(await dirty(made)).toEqual(['a']);
    expect(existsSync(join(made.dir, '.git', 'EVIL'))).toBe(false);
  });

  test.each(attacks.slice(0, 2))('plain git would have run %s', (_, [key, command], attributes) => {
    const made = checkedOut({ a: '1\n', '.gitattributes': attributes });
    made.git('config', key, command.replace('EVIL', join(made.dir, '.git', 'EVIL')));
    writeFileSync(join(made.dir, 'a'), '2\n');
    made.git('status', '--porcelain');
    expect(existsSync(join(made.dir, '.git', 'EVIL'))).toBe(true);
  });
});
