import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TestRun } from '../../../src/model/test-run.ts';
import { cli } from '../../support/cli.ts';
import { repo } from '../../support/repo.ts';

const JUNIT = '<testsuite name="a.test.ts" tests="2"><testcase/><testcase/></testsuite>';

function checkout() {
  const made = repo({ 'src/a.ts': '1\n' }).branch('handoff/auth').make();
  made.git('checkout', '-q', '-f', 'handoff/auth');
  const file = (name: string, text: string | Uint8Array) => {
    mkdirSync(join(made.dir, 'out'), { recursive: true });
    writeFileSync(join(made.dir, 'out', name), text);
    return `out/${name}`;
  };
  return { ...made, file };
}

const today = () => new Date().toISOString().slice(0, 10);

test('a report becomes a run outside the tree, and the ref to paste is printed', async () => {
  const { dir, file, git } = checkout();
  const { code, out, err } = await cli(['record-tests', file('junit.xml', JUNIT)], { cwd: dir });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`Cite it as: test-run:${today()}-auth-2/2\n`);
  expect(out).not.toContain('no evidence');
  expect(readdirSync(join(dir, '.git/handoff/test-runs'))).toEqual([git('rev-parse', 'HEAD')]);
});

test('as JSON, from another directory, with its own id', async () => {
  const { dir, file } = checkout();
  const path = file('junit.xml', JUNIT);
  const { code, out } = await cli(['-C', dir, 'record-tests', path, '--id', 'mine', '--json'], {
    cwd: '/',
  });
  expect(code).toBe(0);
  const printed = JSON.parse(out);
  expect(printed.ref).toBe('test-run:mine-2/2');
  expect(TestRun.parse(printed.run)).toMatchObject({ id: 'mine', dirty: [] });
});

test('beside uncommitted changes it says that it is no evidence', async () => {
  const { dir, file } = checkout();
  writeFileSync(join(dir, 'src/a.ts'), '2\n');
  const { code, out } = await cli(['record-tests', file('junit.xml', JUNIT)], { cwd: dir });
  expect(code).toBe(0);
  expect(out).toContain('no evidence: src/a.ts\n');
});

test('failed tests are recorded and said to prove nothing', async () => {
  const { dir, file } = checkout();
  const text = JUNIT.replace('<testcase/>', '<testcase><failure/></testcase>');
  const { out } = await cli(['record-tests', file('junit.xml', text)], { cwd: dir });
  expect(out).toContain('1 failed');
  expect(out).toContain('proves no criterion');
});

describe('what cannot be recorded: a clear error, exit 2, nothing written', () => {
  test.each([
    ['no test in it', '<testsuite/>', '0 tests of the report ran'],
    ['a lie about itself', '<testsuite tests="12"/>', 'states tests="12"'],
    ['broken XML', '<testsuite>\n<', 'line 2: The XML is broken'],
    ['broken JSON', '{', 'The JSON is broken'],
    ['bytes that are no text', Buffer.from([0x3c, 0xff, 0xfe]), 'is not UTF-8'],
  ])('%s', async (_, text, message) => {
    const { dir, file } = checkout();
    const { code, out, err } = await cli(['record-tests', file('report', text)], { cwd: dir });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toMatch(/^error: .+\nfix: .+\n$/);
    expect(readdirSync(join(dir, '.git'))).not.toContain('handoff');
  });

  test.each([
    ['no such file', 'none.xml', 'there is no such file'],
    ['a directory', 'src', 'it is a directory'],
  ])('%s', async (_, path, message) => {
    const { code, err } = await cli(['record-tests', path], { cwd: checkout().dir });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('a file over the bound is not read to its end', async () => {
    const { dir, file } = checkout();
    const path = file('junit.xml', Buffer.alloc(16_777_217, 0x20));
    const { code, err } = await cli(['record-tests', path], { cwd: dir });
    expect(code).toBe(2);
    expect(err).toContain('larger than 16777216 bytes');
  });

  test('no repository: could not look', async () => {
    const { dir, file } = checkout();
    const path = join(dir, file('junit.xml', JUNIT));
    const { code, err } = await cli(['record-tests', path], { cwd: '/' });
    expect(code).toBe(3);
    expect(err).toContain('There is no git repository');
  });
});
