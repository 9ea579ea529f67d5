import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedFunctions } from '../../src/analysis/changed-functions.ts';
import type { FileFunctions } from '../../src/analysis/file-functions.ts';
import { sourceChange } from '../support/source-change.ts';
import { syntax } from '../support/syntax.ts';

/** A function as data: its name is `f<id>`, its body a line for each number. */
interface Made {
  readonly id: number;
  readonly body: readonly number[];
}

/** How a function is written in a language, with `indent` before each line of its body. */
const WRITTEN = {
  'a.ts': (name: string, body: readonly number[], indent: string) =>
    `function ${name}() {\n${body.map((n) => `${indent}call(${n});\n`).join('')}}\n`,
  'a.py': (name: string, body: readonly number[], indent: string) =>
    `def ${name}():\n${body.map((n) => `${indent}call(${n})\n`).join('')}${indent}pass\n`,
  'a.go': (name: string, body: readonly number[], indent: string) =>
    `func ${name}() {\n${body.map((n) => `${indent}call(${n})\n`).join('')}}\n`,
  'a.rb': (name: string, body: readonly number[], indent: string) =>
    `def ${name}\n${body.map((n) => `${indent}call(${n})\n`).join('')}end\n`,
};
type Path = keyof typeof WRITTEN;

function write(path: Path, functions: readonly Made[], indent = '    '): string {
  const head = path === 'a.go' ? 'package a\n\n' : '';
  return `${head}${functions.map(({ id, body }) => WRITTEN[path](`f${id}`, body, indent)).join('\n')}`;
}

async function compared(path: Path, base: string, head: string): Promise<FileFunctions> {
  return changedFunctions(syntax, sourceChange(path, base, head));
}

const path = fc.constantFrom<Path>('a.ts', 'a.py', 'a.go', 'a.rb');
const body = fc.array(fc.nat(9), { maxLength: 3 });
const functions = fc.uniqueArray(fc.record({ id: fc.nat(20), body }), {
  selector: ({ id }) => id,
  minLength: 1,
  maxLength: 8,
});

it('changed are exactly the functions that were added, removed or given another body', async () => {
  await fc.assert(
    fc.asyncProperty(path, functions, functions, async (at, was, is) => {
      const before = new Map(was.map((made) => [`f${made.id}`, String(made.body)]));
      const after = new Map(is.map((made) => [`f${made.id}`, String(made.body)]));
      const names = [...new Set([...before.keys(), ...after.keys()])];
      const expected = names.filter((name) => before.get(name) !== after.get(name)).sort();
      const result = await compared(at, write(at, was), write(at, is));
      expect(result).toMatchObject({ state: 'parsed', changed: expected });
    }),
    { numRuns: 200 },
  );
});

it('adding functions never hides a changed one (threat A08)', async () => {
  await fc.assert(
    fc.asyncProperty(path, functions, functions, functions, async (at, was, is, noise) => {
      const added = noise.map((made) => ({ ...made, id: made.id + 100 }));
      const plain = await compared(at, write(at, was), write(at, is));
      const padded = await compared(at, write(at, was), write(at, [...added, ...is]));
      if (plain.state === 'fallback' || padded.state === 'fallback') throw new Error('fallback');
      expect(padded.changed).toEqual(expect.arrayContaining([...plain.changed]));
      expect(padded.changed).toHaveLength(plain.changed.length + added.length);
    }),
    { numRuns: 100 },
  );
});

it('the order of functions does not matter', async () => {
  const shuffled = functions.chain((made) =>
    fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length })),
  );
  await fc.assert(
    fc.asyncProperty(path, shuffled, async (at, [was, is]) => {
      const result = await compared(at, write(at, was), write(at, is));
      expect(result).toMatchObject({ state: 'parsed', changed: [] });
    }),
    { numRuns: 100 },
  );
});

it('the width of an indent is layout in every language', async () => {
  const width = fc.integer({ min: 1, max: 9 }).map((count) => ' '.repeat(count));
  await fc.assert(
    fc.asyncProperty(path, functions, width, async (at, made, indent) => {
      const result = await compared(at, write(at, made), write(at, made, indent));
      expect(result).toMatchObject({ state: 'parsed', changed: [] });
    }),
    { numRuns: 100 },
  );
});

it('its depth is meaning in Python and layout elsewhere', async () => {
  const nested = (indent: string) => ({
    'a.py': `def f():\n    if a:\n        b()\n${indent}c()\n`,
    'a.ts': `function f() {\n    if (a) {\n        b();\n${indent}c();\n    }\n}\n`,
  });
  const deep = nested(' '.repeat(8));
  const flat = nested(' '.repeat(4));
  expect(await compared('a.py', deep['a.py'], flat['a.py'])).toMatchObject({ changed: ['f'] });
  expect(await compared('a.ts', deep['a.ts'], flat['a.ts'])).toMatchObject({ changed: [] });
});

it('sides that differ in a byte never give nothing (threat D16)', async () => {
  const edit = fc.record({ at: fc.nat(400), cut: fc.nat(20), put: fc.string({ maxLength: 20 }) });
  await fc.assert(
    fc.asyncProperty(path, functions, edit, async (at, made, { at: offset, cut, put }) => {
      const was = write(at, made);
      const is = was.slice(0, offset) + put + was.slice(offset + cut);
      const result = await compared(at, was, is);
      if (was === is || result.state === 'fallback') return;
      expect(result.changed.length + result.cosmetic.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});
