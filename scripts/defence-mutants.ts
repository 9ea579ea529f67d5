/**
 * npm run mutants:github: switches each defence of the action off, one at a time, builds, and asks the attack's end-to-end
 * test whether it notices. A mutant that survives means that the test or the defence is not needed. Works on a copy; prints
 * a table; exits 1 when one survives. `npm run mutants:github -- critic` takes only those whose test is named so.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Table from 'cli-table3';
import { DEFENCES, type Defence } from './defences.ts';

const wanted = process.argv[2] ?? '';
/** A run whose every test fails is told at length. */
const REPORT_BYTES = 256 * 1024 * 1024;
const COPIED = [
  ...['src', 'test', 'schemas', 'docs', 'action.yml', 'package.json', 'package-lock.json'],
  ...['jest.config.mjs', 'rolldown.config.mjs', 'tsconfig.json'],
];

const copy = mkdtempSync(join(tmpdir(), 'handoff-defences-'));
const table = new Table({ head: ['threat', 'without', 'noticed by', ''] });
let survivors = 0;
try {
  for (const name of COPIED) cpSync(name, join(copy, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  for (const defence of DEFENCES.filter(({ test }) => test.includes(wanted))) {
    const noticed = noticedBy(defence);
    if (noticed.length === 0) survivors += 1;
    const [first = 'SURVIVED', ...more] = noticed;
    table.push([defence.threat, defence.off, first, more.length === 0 ? '' : `+ ${more.length}`]);
    console.error(`${defence.threat} ${defence.off}: ${noticed.length} tests fail`);
  }
} finally {
  rmSync(copy, { recursive: true });
}
console.log(table.toString());
process.exitCode = survivors === 0 ? 0 : 1;

/** Names of the tests that fail without the defence. */
function noticedBy({ file, from, to, test }: Defence): readonly string[] {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  run('node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.mjs');
  const report = run(
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--json',
    '--silent',
    test,
  );
  writeFileSync(path, source);
  const { testResults } = JSON.parse(report) as {
    testResults: readonly {
      readonly message: string;
      readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
    }[];
  };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (results.length === 0) throw new Error(`${test} did not run: ${testResults[0]?.message}`);
  return results.filter(({ status }) => status === 'failed').map(({ title }) => title);
}

function run(...args: readonly string[]): string {
  const { stdout, error } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: REPORT_BYTES,
  });
  if (error !== undefined) throw error;
  return stdout;
}
