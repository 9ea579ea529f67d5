import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cli } from '../support/cli.ts';
import { repo } from '../support/repo.ts';

let script = '';
const folder = mkdtempSync(join(tmpdir(), 'completion-'));

beforeAll(async () => {
  script = (await cli(['completion', 'bash'])).out;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a real bash offers at the end of these words. */
function offered(words: readonly string[], cwd = folder): readonly string[] {
  const program = `${script}
COMP_WORDS=(handoff-gate "$@"); COMP_CWORD=$#
_handoff_gate
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--noprofile', '--norc', '-c', program, 'bash', ...words], {
    cwd,
    encoding: 'utf8',
  });
  return out.split('\n').filter(Boolean);
}

describe('branches of others run nothing at a TAB (F05)', () => {
  const marker = join(folder, 'EVIL');
  const hostile = [
    `handoff/$(touch\${IFS}${marker})`,
    `handoff/\`touch\${IFS}${marker}\``,
    `handoff/a;touch\${IFS}${marker}`,
    `handoff/'"$(touch\${IFS}${marker})"'`,
  ];

  test.each(hostile)('%s', (name) => {
    const { dir } = repo({ a: '1' }).branch(name).make();
    const [word = ''] = offered(['--base', 'hand'], dir);
    expect(existsSync(marker)).toBe(false);
    const typed = execFileSync('bash', ['-c', `printf %s ${word}`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(typed).toBe(name);
    expect(existsSync(marker)).toBe(false);
  });

  test('a plain branch is offered as it is', () => {
    const { dir } = repo({ a: '1' }).branch('handoff/auth').make();
    expect(offered(['--base', 'hand'], dir)).toEqual(['handoff/auth']);
  });

  test('the proof sees what completion by word list would run', () => {
    const { dir } = repo({ a: '1' })
      .branch(hostile[0] ?? '')
      .make();
    const naive = `compgen -W "$(git for-each-ref '--format=%(refname:short)' refs/heads)" -- hand`;
    execFileSync('bash', ['-c', naive], { cwd: dir });
    expect(existsSync(marker)).toBe(true);
  });
});
