import { describe, expect, test } from '@jest/globals';
import { repo } from '../support/repo.ts';
import { survey, told } from '../support/survey.ts';

/**
 * Threat G15: a crowd of pending outputs is opened so that the gate looks at some of them only. Nothing is sampled: every
 * pair is decided or said to be undecided, and what breaks git for one output breaks it for no other.
 */
const COUNT = 500;
const lines = (...changes: readonly (readonly [at: number, text: string])[]): string => {
  const all = Array.from({ length: 3 * COUNT + 10 }, (_, at) => `line ${at}`);
  for (const [at, text] of changes) all[at] = text;
  return `${all.join('\n')}\n`;
};

/** Everybody edits the shared file, each in a place of its own. */
function crowd() {
  const teller = repo({
    'shared.txt': lines(),
    'old/x': 'x\n'.repeat(20),
    'old/y': 'y\n'.repeat(20),
  });
  for (let number = 0; number < COUNT; number += 1)
    teller
      .branch(`b${number}`, 'main')
      .edit('shared.txt', lines([3 * number + 3, `edit ${number}`]))
      .commit();
  return teller;
}

describe('500 outputs that share a file and merge', () => {
  test('hide nobody: not in lines, not in names without a shared path, and not behind outputs that break git', async () => {
    const teller = crowd();
    const made = teller
      .branch('hidden-lines', 'main')
      .edit('shared.txt', lines([3 * 250 + 3, 'mine']))
      .commit()
      .branch('hidden-move', 'main')
      .rename('old/x', 'new/x')
      .rename('old/y', 'new/y')
      .commit()
      .branch('hidden-add', 'main')
      .edit('old/z', 'z\n')
      .commit()
      .orphan('unrelated')
      .edit('z', 'z\n')
      .commit()
      .make();
    const names = [
      ...Array.from({ length: COUNT }, (_, number) => `b${number}`),
      ...['hidden-lines', 'hidden-move', 'hidden-add', 'unrelated'],
    ];
    const heads = Object.fromEntries(names.map((name) => [name, made.sha(name)]));
    const breaking = {
      ...heads,
      'b1-missing': 'f'.repeat(40),
      'zz-tree': made.git('rev-parse', 'main^{tree}'),
    };
    const found = await survey(made.dir, made.sha('main'), breaking);
    expect(told(found)).toEqual([
      'b1-missing not-evaluated',
      'b250 hidden-lines conflict',
      'hidden-add hidden-move conflict',
      'unrelated not-evaluated',
      'zz-tree not-evaluated',
    ]);
    expect(found.index.outputs).toHaveLength(COUNT + 3);
  }, 120_000);

  test('benign: none of the 124,750 pairs is flagged, and git merges no pair', async () => {
    const made = crowd().make();
    const names = Array.from({ length: COUNT }, (_, number) => `b${number}`);
    const heads = Object.fromEntries(names.map((name) => [name, made.sha(name)]));
    const found = await survey(made.dir, made.sha('main'), heads);
    expect(told(found)).toEqual([]);
    expect(found.index.outputs).toHaveLength(COUNT);
  }, 120_000);
});
