/**
 * npm run mutants: takes each rule's voice away, then makes it cry always, and asks the rule's own test whether it notices.
 * A mutant that survives means that nothing in the tests needs the rule. Works on a copy; prints a table; exits 1 when one
 * survives. `npm run mutants -- output/scope` takes only rules whose id starts so.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Table from 'cli-table3';
import * as registry from '../src/gates/registry.ts';

const wanted = process.argv[2] ?? '';
const rules = Object.values(registry)
  .flat()
  .map(({ id }) => id)
  .filter((id) => id.startsWith(wanted));

const MUTANTS = {
  silent: '() => []',
  'always red': "() => [{ problem: 'x', fix: 'x', facts: {} }]",
} as const;

/** A table of many rows that all fail is told at length. */
const REPORT_BYTES = 256 * 1024 * 1024;

const copy = mkdtempSync(join(tmpdir(), 'handoff-mutants-'));
const table = new Table({ head: ['rule', ...Object.keys(MUTANTS)] });
let survivors = 0;
try {
  for (const name of [
    'src',
    'test',
    'docs',
    'schemas',
    'scripts',
    'package.json',
    'jest.config.mjs',
  ]) {
    cpSync(name, join(copy, name), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  for (const id of rules) {
    const killed = Object.values(MUTANTS).map((check) => killedBy(id, check));
    survivors += killed.filter((tests) => tests === 0).length;
    table.push([id, ...killed.map((tests) => (tests === 0 ? 'SURVIVED' : `${tests} tests fail`))]);
    console.error(`${id}: ${killed.join(', ')}`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
console.log(table.toString());
process.exitCode = survivors === 0 ? 0 : 1;

/** How many tests of the rule fail when its check is this one. */
function killedBy(id: string, check: string): number {
  const path = join(copy, 'src/gates', `${id}.ts`);
  const source = readFileSync(path, 'utf8');
  const [whole = '', name = ''] = /export const (\w+) = \w+Rule\(/.exec(source) ?? [];
  if (name === '') throw new Error(`${id} exports no rule`);
  const mutant = source.replace(whole, whole.replace(`export const ${name}`, `const original`));
  writeFileSync(
    path,
    `${mutant}\nexport const ${name} = { ...original, check: ${check} } as typeof original;\n`,
  );
  const args = [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--json',
    '--silent',
    `test/gates/${id}.test.ts`,
  ];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: REPORT_BYTES,
  });
  writeFileSync(path, source);
  const { numFailedTests, numTotalTests } = JSON.parse(stdout) as {
    numFailedTests: number;
    numTotalTests: number;
  };
  if (numTotalTests === 0) throw new Error(`${id}: its test did not run`);
  return numFailedTests;
}
