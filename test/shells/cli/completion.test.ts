import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bashCompletion } from '../../support/bash-completion.ts';
import { cli } from '../../support/cli.ts';
import { repo } from '../../support/repo.ts';

const { offered } = bashCompletion();

describe('bash', () => {
  test('commands, by their beginning', () => {
    expect(offered([''])).toEqual(expect.arrayContaining(['explain', 'record-tests', 'init']));
    expect(offered(['exp'])).toEqual(['explain']);
  });

  test('rules and shells', () => {
    expect(offered(['explain', 'integration/p'])).toEqual(['integration/pairs-merge']);
    expect(offered(['completion', ''])).toEqual(['bash', 'zsh', 'fish']);
  });

  test('options of the program and of the command', () => {
    expect(offered(['--'])).toEqual(expect.arrayContaining(['--json', '--base', '--help']));
    expect(offered(['record-tests', '--'])).toEqual(expect.arrayContaining(['--id', '--json']));
    expect(offered(['explain', '--sa'])).toEqual([]);
  });

  test('global options before the command, and their values, are no commands', () => {
    expect(offered(['--json', '-C', 'init', 'exp'])).toEqual(['explain']);
    expect(offered(['-C', 'x', 'explain', 'output/ob'])).toEqual(['output/objective-preserved']);
  });

  test('tasks: by the files of their specs, from any folder', () => {
    const { dir, git } = repo({
      '.handoff/tasks/auth-oauth.md': 'x',
      '.handoff/tasks/data-layer.md': 'x',
      'src/a.ts': 'x',
    }).make();
    git('checkout', '-q', '-f', 'main');
    for (const words of [['task', 'seal'], ['task', 'check'], ['gate', 'task-entry'], ['pack']])
      expect(offered([...words, ''], join(dir, 'src'))).toEqual(['auth-oauth', 'data-layer']);
    expect(offered(['task', 'release', 'da'], dir)).toEqual(['data-layer']);
  });

  test('files: left to bash', () => {
    expect(offered(['record-tests', ''])).toEqual([]);
  });

  test('it can be sourced twice', async () => {
    const { out: script } = await cli(['completion', 'bash']);
    expect(() => execFileSync('bash', ['-euc', `${script}\n${script}`])).not.toThrow();
  });
});

test.each(['zsh', 'fish'])('%s names every command', async (shell) => {
  const { code, out } = await cli(['completion', shell]);
  expect(code).toBe(0);
  for (const name of ['explain', 'record-tests', 'init', 'completion'])
    expect(out).toContain(`'${name}`);
});

test('another shell is refused with the ones there are', async () => {
  const { code, err } = await cli(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(err).toContain('Allowed choices are bash, zsh, fish');
});
