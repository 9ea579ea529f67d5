import type { WeakeningKind } from '../test-weakening.ts';

/** What a command line does besides running tests. */
export interface CommandTrait {
  readonly kind: WeakeningKind;
  /** The words that do it; equal texts are the same thing. */
  readonly text: string;
  /** Of a number: retries, a timeout, a coverage threshold. */
  readonly amount?: number;
}

/** Words in front of the command that is meant, with the words that belong to them. */
const WRAPPERS = new Set(
  'npx bunx pnpx exec dlx run sudo time env cross-env dotenv xvfb-run bundle poetry uv pipenv hatch rye nyc c8 tsx command coverage -m --'.split(
    ' ',
  ),
);
const INTERPRETERS = new Set(['python', 'python3', 'node', 'ruby', 'bash', 'sh']);
/** Commands that do nothing but run tests. */
const RUNNERS = new Set(
  'jest vitest mocha ava tap tape jasmine karma wdio cypress playwright pytest py.test unittest tox nox rspec phpunit bats gotestsum ginkgo ctest trial nosetests behave minitest rake'.split(
    ' ',
  ),
);
/** Commands of which one word, among the next few, says that they run tests. */
const SUBCOMMANDS: ReadonlyMap<string, RegExp> = new Map([
  ...['npm', 'pnpm', 'yarn', 'bun', 'deno'].map(
    (name) => [name, /^(?:t|tst|test)(?::|$)/] as const,
  ),
  ...['make', 'gmake', 'just', 'task', 'ninja'].map((name) => [name, /^(?:test|check)/] as const),
  ...['mvn', 'mvnw'].map((name) => [name, /^(?:test|verify|install)$/] as const),
  ...['gradle', 'gradlew'].map((name) => [name, /test|check|build/i] as const),
  ...['go', 'rails', 'dotnet', 'swift', 'mix', 'flutter', 'dart', 'zig', 'bazel'].map(
    (name) => [name, /^test$/] as const,
  ),
  ['cargo', /^(?:test|t|nextest)$/],
  ['node', /^--test$/],
  ['python', /^\S*tests?\S*\.py$/],
  ['python3', /^\S*tests?\S*\.py$/],
]);
/** How far a subcommand stands behind its command. */
const NEAR = 12;

/** Flags of runners. Those with `true` take the next word as their value. */
const FLAGS: ReadonlyMap<string, readonly [WeakeningKind, 'alone' | 'with-value']> = new Map([
  ...flags(
    'failure-ignored',
    'alone',
    '--passWithNoTests --pass-with-no-tests --allow-empty --no-fail-on-empty-test-suite --suppress-no-test-exit-code --exit-zero --dangerouslyIgnoreUnhandledErrors -fae --fail-never -fn --no-bail-on-failure -Dmaven.test.failure.ignore -DtestFailureIgnore',
  ),
  ...flags(
    'snapshot-rewritten',
    'alone',
    '-u --update --updateSnapshot --update-snapshots --snapshot-update --inline-snapshot',
  ),
  ...flags(
    'tests-deselected',
    'with-value',
    '--testPathIgnorePatterns --testNamePattern -t -k -m --ignore --ignore-glob --deselect --exclude -skip -run --skip --grep -g --fgrep -f --tag --tags --example -e --exclude-pattern --filter --shard --testPathPattern --onlyProjects --ignoreProjects --grep-invert',
  ),
  ...flags(
    'tests-deselected',
    'alone',
    '--onlyChanged -o --changed --changedSince --lf --last-failed --collect-only --co --dry-run --listTests --list --no-run --invert -short -DskipTests -DskipITs -Dmaven.test.skip --lib --doc --bail-empty',
  ),
]);
const AMOUNTS: ReadonlyMap<string, WeakeningKind> = new Map([
  ['--retries', 'patience-raised'],
  ['--retry', 'patience-raised'],
  ['--reruns', 'patience-raised'],
  ['--timeout', 'patience-raised'],
  ['--testTimeout', 'patience-raised'],
  ['--test-timeout', 'patience-raised'],
  ['--cov-fail-under', 'threshold-lowered'],
  ['--fail-under', 'threshold-lowered'],
  ['--fail-under-lines', 'threshold-lowered'],
  ['--lines', 'threshold-lowered'],
  ['--branches', 'threshold-lowered'],
]);

function flags(kind: WeakeningKind, value: 'alone' | 'with-value', names: string) {
  return names.split(' ').map((name) => [name, [kind, value]] as const);
}

/** Words that end well whatever came before. */
const ENDS_WELL = /^(?:true|:|exit 0|\/bin\/true|echo|printf)(?=$|\s)/;

interface Part {
  readonly words: readonly string[];
  /** What stands between this command and the next. */
  readonly operator: string;
}

/** The commands of a script that run tests, and what else the script does to them. */
export interface CommandReading {
  readonly runs: readonly string[];
  readonly traits: readonly CommandTrait[];
}

export function readCommands(script: string): CommandReading {
  const parts = partsOf(script);
  const runs = parts.filter(({ words }) => isRun(words));
  if (runs.length === 0) return { runs: [], traits: [] };
  return {
    runs: runs.map(({ words }) => words.join(' ')),
    traits: [...ignoredFailures(parts), ...runs.flatMap(({ words }) => flagTraits(words))],
  };
}

/** The flags of a line that a runner adds to its own, as pytest's addopts and `.rspec` are. */
export function readOptions(line: string): CommandReading {
  return { runs: [], traits: partsOf(line).flatMap(({ words }) => flagTraits(words)) };
}

function isRun(words: readonly string[]): boolean {
  const start = words.findIndex((word) => !isInFront(nameOf(word)));
  const name = nameOf(words[start] ?? '');
  const next = words.slice(start + 1, start + NEAR);
  if (RUNNERS.has(name) || next.some((word) => SUBCOMMANDS.get(name)?.test(word) === true))
    return true;
  // `python -m pytest`, `node node_modules/.bin/jest`, `bash run-tests.sh`
  return INTERPRETERS.has(name) && next.length > 0 && isRun(next);
}

function isInFront(word: string): boolean {
  return WRAPPERS.has(word) || /^[A-Z_]+=/.test(word) || /^--\w/.test(word);
}

/** `./node_modules/.bin/jest.js`, `@-pytest` of a makefile. */
function nameOf(word: string): string {
  return word
    .replace(/^@?-?(?=\w)|^@/, '')
    .replace(/^.*\//, '')
    .replace(/\.m?js$/, '');
}

function partsOf(script: string): readonly Part[] {
  const tokens =
    script
      .replace(/\\\n/g, ' ')
      .match(/\n|\|\||&&|[;|&]|#[^\n]*|(?:[^\s;|&"'\\]|\\.|"(?:\\.|[^"\\])*"|'[^']*'|["'\\])+/gs) ??
    [];
  const parts: { words: string[]; operator: string }[] = [{ words: [], operator: '' }];
  for (const token of tokens) {
    const current = parts.at(-1);
    if (token.startsWith('#') || current === undefined) continue;
    if (!/^(?:\n|\|\||&&|[;|&])$/.test(token)) current.words.push(token.replace(/["']/g, ''));
    else if (current.words.length > 0) {
      current.operator = token === '\n' ? ';' : token;
      parts.push({ words: [], operator: '' });
    }
  }
  return parts.filter(({ words }) => words.length > 0);
}

function ignoredFailures(parts: readonly Part[]): readonly CommandTrait[] {
  const ignored = (text: string): CommandTrait => ({ kind: 'failure-ignored', text });
  const keepsPipes = parts.some(({ words }) => /^set\s.*pipefail/.test(words.join(' ')));
  const last = parts.length - 1;
  return parts.flatMap(({ words, operator }, index) => {
    const command = words.join(' ');
    const next = parts[index + 1]?.words.join(' ') ?? '';
    if (/^set \+\w*e/.test(command)) return [ignored(command)];
    if (!isRun(words)) return index === last && command === 'exit 0' ? [ignored(command)] : [];
    if (/^@?-/.test(command)) return [ignored('- before the command')];
    if (operator === '||' && ENDS_WELL.test(next)) return [ignored(`|| ${next}`)];
    if (operator === ';' && index + 1 === last && /^(?:true|:)$/.test(next))
      return [ignored(`; ${next}`)];
    return operator === '|' && !keepsPipes ? [ignored(`| ${next}`)] : [];
  });
}

function flagTraits(words: readonly string[]): readonly CommandTrait[] {
  return words.flatMap((word, index) => {
    const [name = '', inline] = word.split(/=(.*)/s);
    const value = inline ?? words[index + 1];
    const amount = AMOUNTS.get(name);
    if (amount !== undefined) return [{ kind: amount, text: name, amount: Number(value) }];
    const flag = FLAGS.get(name);
    if (flag === undefined || inline === 'false') return [];
    return [{ kind: flag[0], text: flag[1] === 'alone' ? name : `${name} ${value ?? ''}`.trim() }];
  });
}
