import type { WeakeningKind } from '../test-weakening.ts';

/** What words of a command line do to the tests that it runs. */
export interface CommandTrait {
  readonly kind: WeakeningKind;
  /** The words that do it; equal texts are the same thing. */
  readonly text: string;
  /** Of a number: retries, a timeout, a coverage threshold. */
  readonly amount?: number;
}

/** Flags of one family of runners: with a value of their own, or alone. */
interface Flags {
  readonly of: RegExp;
  readonly kind: WeakeningKind;
  readonly valued?: string;
  readonly alone?: string;
}

const JAVASCRIPT =
  /^(?:jest|vitest|mocha|ava|tap|jasmine|cypress|playwright|karma|wdio|npm|pnpm|yarn|bun|deno|node)$/;
const PYTHON = /^(?:pytest|py\.test|unittest|nosetests|python3?)$/;
const MAVEN = /^mvnw?$/;

const FLAGS: readonly Flags[] = [
  {
    of: JAVASCRIPT,
    kind: 'failure-ignored',
    alone: '--passWithNoTests --pass-with-no-tests --dangerouslyIgnoreUnhandledErrors',
  },
  {
    of: JAVASCRIPT,
    kind: 'snapshot-rewritten',
    alone: '-u --update --updateSnapshot --update-snapshots',
  },
  {
    of: JAVASCRIPT,
    kind: 'tests-deselected',
    valued:
      '-t --testNamePattern --testPathIgnorePatterns --testPathPattern --testPathPatterns --exclude -g --grep --fgrep --grep-invert --shard --ignoreProjects --test-name-pattern --test-skip-pattern',
    alone:
      '-o --onlyChanged --onlyFailures --changed --changedSince --listTests --list --invert --test-only',
  },
  { of: PYTHON, kind: 'failure-ignored', alone: '--suppress-no-test-exit-code' },
  { of: PYTHON, kind: 'snapshot-rewritten', alone: '--snapshot-update --force-regen' },
  {
    of: PYTHON,
    kind: 'tests-deselected',
    valued: '-k -m --ignore --ignore-glob --deselect',
    alone: '--lf --last-failed --co --collect-only',
  },
  {
    of: /^(?:go|gotestsum|ginkgo)$/,
    kind: 'tests-deselected',
    valued: '-run -skip --skip --focus --label-filter',
    alone: '-short',
  },
  {
    of: /^cargo$/,
    kind: 'tests-deselected',
    valued: '--skip --exclude --test',
    alone: '--no-run --lib --doc --bins',
  },
  {
    of: MAVEN,
    kind: 'failure-ignored',
    alone: '-Dmaven.test.failure.ignore -DtestFailureIgnore -fn --fail-never',
  },
  { of: MAVEN, kind: 'tests-deselected', valued: '-Dtest -Dgroups -DexcludedGroups' },
  { of: /^gradlew?$/, kind: 'tests-deselected', valued: '-x --exclude-task --tests' },
  {
    of: /^(?:rspec|rake)$/,
    kind: 'tests-deselected',
    valued: '-t --tag -e --example --exclude-pattern',
    alone: '--only-failures --dry-run',
  },
  {
    of: /^(?:dotnet|swift|phpunit|flutter|dart|mix|bats|ctest)$/,
    kind: 'tests-deselected',
    valued: '--filter --exclude-group -E --exclude-regex --exclude',
  },
];

const AMOUNTS: ReadonlyMap<string, WeakeningKind> = new Map([
  ...amounts(
    'patience-raised',
    '--retries --retry --reruns --timeout --testTimeout --test-timeout',
  ),
  ...amounts(
    'threshold-lowered',
    '--cov-fail-under --fail-under --fail-under-lines --lines --branches --functions --statements',
  ),
]);

function amounts(
  kind: WeakeningKind,
  names: string,
): readonly (readonly [string, WeakeningKind])[] {
  return names.split(' ').map((name) => [name, kind]);
}

/** What the words behind a runner do to its tests. */
export function flagTraits(runner: string, words: readonly string[]): readonly CommandTrait[] {
  const families = FLAGS.filter(({ of }) => of.test(runner));
  return words.flatMap((word, index) => {
    const [name, ...inline] = splitOnce(word);
    const [value] = [...inline, ...words.slice(index + 1, index + 2), ''];
    const amount = AMOUNTS.get(name);
    if (amount !== undefined) return [{ kind: amount, text: name, amount: Number(value) }];
    const alone = families.find((family) => includes(family.alone, name));
    if (alone !== undefined) return inline[0] === 'false' ? [] : [{ kind: alone.kind, text: name }];
    const valued = families.find((family) => includes(family.valued, name));
    return valued === undefined ? [] : [{ kind: valued.kind, text: `${name} ${value}`.trim() }];
  });
}

/** `--lines=90` is a name and its value. */
function splitOnce(word: string): readonly [string, ...string[]] {
  const at = word.indexOf('=');
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function includes(names: string | undefined, name: string): boolean {
  return names?.split(' ').includes(name) === true;
}
