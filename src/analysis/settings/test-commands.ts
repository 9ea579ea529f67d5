import { type CommandTrait, flagTraits } from './test-flags.ts';
import { runnerIn } from './test-runners.ts';

/** One command that runs tests. */
export interface TestRun {
  readonly command: string;
  /** What its own flags do to it, and what the script around it does with its failure. */
  readonly traits: readonly CommandTrait[];
}

interface Part {
  readonly words: readonly string[];
  /** What stands between this command and the next: `;` for a line break. */
  readonly operator: string;
}

/** The commands of a shell script that run tests. The script is read as words; nothing of it is expanded or run. */
export function testRunsIn(script: string): readonly TestRun[] {
  const parts = partsOf(script);
  const around = scriptTraits(parts);
  return parts.flatMap((part, index) => {
    const runner = runnerIn(part.words);
    if (runner === undefined) return [];
    const own = flagTraits(runner.name, part.words.slice(runner.at + 1));
    const ignored = ignoredBy(
      part,
      parts.slice(index + 1, index + 2).flatMap(({ words }) => words),
    );
    const command = part.words.join(' ').replace(/^[@-]+(?=\w)/, '');
    return [{ command, traits: [...own, ...ignored, ...around] }];
  });
}

/** Options that a runner adds to its own line: pytest's addopts, `.rspec`. */
export function optionTraits(runner: string, line: string): readonly CommandTrait[] {
  return partsOf(line).flatMap(({ words }) => flagTraits(runner, words));
}

const TOKENS =
  /\n|\|\||&&|[;|&]|#[^\n]*|(?:[^\s;|&"'\\#]|(?<=\S)#|\\.|"(?:\\.|[^"\\])*"|'[^']*'|["'\\])+/gs;

function partsOf(script: string): readonly Part[] {
  const parts: { words: string[]; operator: string }[] = [];
  let words: string[] = [];
  for (const [token] of `${script.replace(/\\\n/g, ' ')}\n`.matchAll(TOKENS)) {
    if (token.startsWith('#')) continue;
    if (!/^(?:\n|\|\||&&|[;|&])$/.test(token)) {
      words.push(token.replace(/["']/g, ''));
    } else if (words.length > 0) {
      parts.push({ words, operator: token === '\n' ? ';' : token });
      words = [];
    }
  }
  const keepsPipes = parts.some((part) => /^set\s.*pipefail/.test(part.words.join(' ')));
  // With pipefail a pipe fails when its first command does.
  return keepsPipes ? parts.map(pipeAsAnd) : parts;
}

function pipeAsAnd(part: Part): Part {
  return part.operator === '|' ? { ...part, operator: '&&' } : part;
}

/** What a script does to the failure of everything in it. */
function scriptTraits(parts: readonly Part[]): readonly CommandTrait[] {
  const goesOn = parts.some(({ words }) => /^set \+\w*e/.test(words.join(' ')));
  const [before, last] = parts.slice(-2);
  const end = last !== undefined && before?.operator === ';' ? last.words.join(' ') : '';
  return [
    ...(goesOn ? [ignored('set +e')] : []),
    ...(/^(?:exit 0|true|:)$/.test(end) ? [ignored(`; ${end}`)] : []),
  ];
}

function ignored(text: string): CommandTrait {
  return { kind: 'failure-ignored', text };
}

/** Words that end well whatever came before. */
const ENDS_WELL = /^(?:true|:|exit 0|\/bin\/true|echo|printf)(?=$|\s)/;

/** What stands around a run that takes its failure away: `|| true`, a pipe, a dash in a makefile. */
function ignoredBy({ words, operator }: Part, next: readonly string[]): readonly CommandTrait[] {
  const after = next.join(' ');
  if (/^@?-\w/.test(words.join(' '))) return [ignored('- before the command')];
  if (operator === '||' && ENDS_WELL.test(after)) return [ignored(`|| ${after}`)];
  return operator === '|' ? [ignored(`| ${after}`)] : [];
}
