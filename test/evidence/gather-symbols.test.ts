import { describe, expect, test } from '@jest/globals';
import { gatherSymbols, type SymbolPorts } from '../../src/evidence/gather-symbols.ts';
import { surveyPending } from '../../src/evidence/survey-pending.ts';
import { GateError } from '../../src/model/gate-error.ts';
import type { Blob } from '../../src/ports/blobs.ts';
import { repo } from '../support/repo.ts';
import { workspaceOf } from '../support/workspace.ts';

type Files = Readonly<Record<string, string>>;
const CART = 'export function total(items) {\n  return items;\n}\n';
const POOL = 'export class Pool {\n  drain() {}\n}\n';
const USE = "import { total } from './cart.ts';\nexport const x = total(1);\n";

/** Real git, with some ports replaced; branches handoff/<name> with the files that each one changes. */
async function gathered(
  base: Files,
  branches: Readonly<Record<string, Files>>,
  { ports = {}, focus }: { ports?: Partial<SymbolPorts>; focus?: string } = {},
) {
  let story = repo(base);
  for (const [name, files] of Object.entries(branches)) {
    story = story.branch(`handoff/${name}`, 'main');
    for (const [path, text] of Object.entries(files)) story = story.edit(path, text);
    story = story.commit();
  }
  const made = story.make();
  const workspace = await workspaceOf(made.dir, made.sha('main'));
  try {
    const survey = await surveyPending(workspace.merges, {
      base: workspace.base,
      outputs: await workspace.outputs.list(),
      dependsOn: new Map(),
      stacks: new Map(),
      landed: new Set(),
      ...(focus !== undefined && { focus }),
    });
    const found = await gatherSymbols({ ...workspace, ...ports }, survey);
    if (found.state !== 'known') return found.state;
    const { breaks, files } = found.value;
    return {
      breaks: breaks.map(({ changer, user, kind, name }) =>
        [changer, user, kind, name].join(' ').replaceAll('handoff/', ''),
      ),
      files: [...files].map(([output, { compared, left }]) =>
        [output.replace('handoff/', ''), compared, left].join(' '),
      ),
    };
  } finally {
    await workspace.close();
  }
}

const never = (what: string) => async (): Promise<never> => {
  throw new Error(`${what} was asked`);
};

describe('what is asked for names', () => {
  test('nothing is parsed and no tree searched while no output drops what another one adds', async () => {
    const quiet = {
      syntax: { parse: never('the parser') },
      words: { filesWith: never('the search') },
    };
    const found = await gathered(
      { 'cart.ts': CART, 'pool.ts': POOL, 'notes.md': 'a\n' },
      {
        a: { 'cart.ts': CART.replace('return items', 'return [...items]'), 'notes.md': 'total\n' },
        b: { 'pool.ts': POOL.replace('drain() {}', 'drain() { return total; }'), 'use.ts': USE },
        c: { 'pool.ts': `${POOL}export const more = 1;\n`, 'other.py': 'total()\n' },
      },
      { ports: quiet },
    );
    expect(found).toEqual({ breaks: [], files: ['a 1 1', 'b 2 0', 'c 2 0'] });
  });

  test('one output is compared with every other one, and others not with each other', async () => {
    const branches = {
      a: { 'cart.ts': CART.replace('total', 'sum') },
      b: { 'use.ts': USE },
      c: { 'use-too.ts': USE },
    };
    expect(await gathered({ 'cart.ts': CART }, branches, { focus: 'handoff/b' })).toMatchObject({
      breaks: ['a b removed total'],
    });
    expect(await gathered({ 'cart.ts': CART }, branches)).toMatchObject({
      breaks: ['a b removed total', 'a c removed total'],
    });
  });

  test('a file that an output makes unreadable is counted as not compared', async () => {
    const found = await gathered(
      { 'cart.ts': CART },
      { a: { 'cart.ts': 'export function (\n' }, b: { 'use.ts': USE } },
    );
    expect(found).toEqual({ breaks: [], files: ['a 0 1', 'b 1 0'] });
  });

  test('what cannot be looked up is unknown, not fine', async () => {
    const fails = async (): Promise<never> => {
      throw new GateError('access', 'No object', { remedy: 'Fetch it.' });
    };
    const branches = {
      a: { 'pool.ts': 'export class Pool {}\n' },
      b: { 'x.ts': 'export const x = (a) => a.drain();\n' },
    };
    const base = { 'pool.ts': POOL };
    expect(await gathered(base, branches)).toMatchObject({ breaks: ['a b member drain'] });
    expect(await gathered(base, branches, { ports: { words: { filesWith: fails } } })).toBe(
      'unknown',
    );
    const blobs = { read: fails as () => Promise<ReadonlyMap<never, Blob>>, file: fails };
    expect(await gathered(base, branches, { ports: { blobs } })).toBe('unknown');
  });
});
