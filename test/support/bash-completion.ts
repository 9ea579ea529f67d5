import { execFileSync } from 'node:child_process';
import { beforeAll } from '@jest/globals';
import { cli } from './cli.ts';
import { temporaryFolder } from './repo.ts';

/** The completion of bash, in a bash of its own. */
export function bashCompletion() {
  let script = '';
  const folder = temporaryFolder();
  beforeAll(async () => {
    script = (await cli(['completion', 'bash'])).out;
  });
  /** What it offers at the end of these words. */
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
  return { folder, offered };
}
