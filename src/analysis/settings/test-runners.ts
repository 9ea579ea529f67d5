/** Words in front of the command that is meant, and those that belong to them. */
const WRAPPERS = new Set(
  'npx bunx pnpx exec dlx run sudo time env cross-env dotenv xvfb-run bundle poetry uv pipenv hatch rye nyc c8 tsx command coverage -m -- -r'.split(
    ' ',
  ),
);
const INTERPRETERS = new Set(['python', 'python3', 'node', 'ruby', 'bash', 'sh']);
/** Commands that do nothing but run tests. */
const RUNNERS = new Set(
  'jest vitest mocha ava tap tape jasmine karma wdio pytest py.test unittest tox nox rspec phpunit bats gotestsum ginkgo ctest nosetests behave minitest'.split(
    ' ',
  ),
);
/** Commands of which one word, among the next few, says that they run tests. */
const SUBCOMMANDS: ReadonlyMap<string, RegExp> = new Map([
  ...each('npm pnpm yarn bun deno', /^(?:t|tst|test)(?::|$)/),
  ...each('make gmake just task ninja', /^(?:test|check)/),
  ...each('mvn mvnw', /^(?:test|verify|install)$/),
  ...each('gradle gradlew', /test|check|build/i),
  ...each('go rails dotnet swift mix flutter dart zig bazel', /^test$/),
  ...each('cargo', /^(?:test|t|nextest)$/),
  ...each('node', /^--test$/),
  ...each('playwright', /^test$/),
  ...each('cypress', /^run$/),
  ...each('rake', /^(?:test|spec|default)/),
  ...each('python python3', /^\S*tests?\S*\.py$/),
]);
/** A build that leaves its tests out runs none. */
const NO_TESTS = /^-D(?:skipTests|skipITs|maven\.test\.skip)(?:=true)?$/;
/** How far a subcommand stands behind its command. */
const NEAR = 12;

function each(names: string, word: RegExp): readonly (readonly [string, RegExp])[] {
  return names.split(' ').map((name) => [name, word]);
}

/** Where in a command line the runner of tests stands, and its name; undefined: it runs none. */
export function runnerIn(
  words: readonly string[],
): { readonly name: string; readonly at: number } | undefined {
  if (words.some((word) => NO_TESTS.test(word))) return undefined;
  const start = words.findIndex((word) => !isInFront(word));
  // Wrappers and interpreters have options with values of their own: what they run is looked for behind those.
  const names = words.slice(0, start + NEAR).map(nameOf);
  const wraps = start > 0 || INTERPRETERS.has(String(names[start]));
  const last = wraps ? names.length : start;
  const at = names.findIndex(
    (name, index) => index >= start && index <= last && isRunner(name, words.slice(index + 1)),
  );
  const name = names[at];
  return start === -1 || name === undefined ? undefined : { name, at };
}

function isRunner(name: string, behind: readonly string[]): boolean {
  const word = SUBCOMMANDS.get(name);
  const next = behind.slice(0, NEAR);
  return RUNNERS.has(name) || (word !== undefined && next.some((one) => word.test(one)));
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
