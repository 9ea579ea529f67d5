import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bashCompletion } from '../support/bash-completion.ts';
import { repo } from '../support/repo.ts';

const { folder, offered } = bashCompletion();

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
