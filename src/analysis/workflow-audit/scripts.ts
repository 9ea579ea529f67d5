import { quote } from '../../model/wording.ts';
import type { AuditRule } from './audit-rule.ts';

/** `${{ }}` is pasted into the script before a shell reads it: a branch name becomes a command (threat F05). */
export const noPastedExpressions: AuditRule = {
  id: 'no-pasted-expressions',
  holds: 'No expression stands inside a script.',
  check({ steps }) {
    return steps
      .flatMap(({ run, with: given, at }) => [
        { script: run, at: [...at, 'run'] },
        { script: given['script'], at: [...at, 'with', 'script'] },
      ])
      .flatMap(({ script, at }) => {
        const found = /\$\{\{[^}]*\}?\}?/.exec(script ?? '');
        return found === null ? [] : [{ expression: found[0], at }];
      })
      .map(({ expression, at }) => ({
        at,
        problem: `${quote(expression)} is pasted into the script before it is read, whatever it holds`,
        fix: 'Set it as a variable under `env:` and use the variable, in quotes.',
      }));
  },
};

const STRICT = 'set -euo pipefail';
const BASH: ReadonlySet<string | undefined> = new Set([undefined, 'bash', 'sh']);

/** Without `pipefail` a check whose left side fails is green; without `-u` a variable that is missing is the empty text. */
export const strictScripts: AuditRule = {
  id: 'strict-scripts',
  holds: `A shell script of more than one command begins with \`${STRICT}\`.`,
  check({ steps }) {
    return steps
      .filter(({ run = '', shell }) => {
        const lines = run.split('\n').filter((line) => /^\s*[^\s#]/.test(line));
        const several = lines.length > 1 || /(?<!\|)\|(?!\|)/.test(run);
        return BASH.has(shell) && several && lines[0] !== STRICT;
      })
      .map(({ at }) => ({
        at: [...at, 'run'],
        problem: 'The script goes on after a command that fails',
        fix: `Begin it with: ${STRICT}`,
      }));
  },
};
