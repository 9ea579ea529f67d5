/**
 * What a path is to the tests, by its name alone, as runners find it.
 * - `tests`: a runner collects tests from it.
 * - `support`: set-up files and helpers that tests stand on.
 * - `settings`: which tests run, and what their failure means.
 * - `snapshots`: what a run recorded and later runs compare with.
 */
export type TestRole = 'tests' | 'support' | 'settings' | 'snapshots';

/** First match wins. */
const ROLES: readonly (readonly [TestRole, RegExp])[] = [
  ['snapshots', /(?:^|\/)__snapshots__\/|\.(?:snap|ambr)$|\.(?:approved|verified)\.\w+$/],
  ['settings', /(?:^|\/)(?:package|deno|lerna|nx|turbo|project)\.json$/],
  [
    'settings',
    /(?:^|\/)(?:jest|vitest|vite|playwright|cypress|karma|ava|wdio|nyc|c8|tap|mocha)(?:\.[\w-]+)*\.(?:config|conf|workspace)\.[cm]?[jt]s$|(?:^|\/)(?:vitest\.workspace|jest\.preset|gulpfile|Gruntfile)\.[cm]?[jt]s$/,
  ],
  [
    'settings',
    /(?:^|\/)(?:jest\.config\.json|\.mocharc(?:\.\w+)?|\.nycrc(?:\.\w+)?|\.c8rc(?:\.json)?|\.taprc|\.jasmine\.json|jasmine\.json|bunfig\.toml|codecov\.ya?ml|\.codecov\.ya?ml)$/,
  ],
  [
    'settings',
    /(?:^|\/)(?:pytest\.ini|\.pytest\.ini|pyproject\.toml|setup\.cfg|tox\.ini|\.coveragerc|noxfile\.py|tasks\.py)$/,
  ],
  [
    'settings',
    /(?:^|\/)(?:Cargo\.toml|nextest\.toml|\.cargo\/config\.toml|tarpaulin\.toml|pom\.xml|build\.gradle(?:\.kts)?|gradle\.properties|junit-platform\.properties|testng\.xml)$/,
  ],
  [
    'settings',
    /(?:^|\/)(?:\.rspec|Rakefile|\.simplecov|Makefile|makefile|GNUmakefile|[Jj]ustfile|Taskfile\.ya?ml|Earthfile|Jenkinsfile)$/,
  ],
  [
    'settings',
    /^\.github\/(?:workflows|actions)\/.*\.ya?ml$|(?:^|\/)action\.ya?ml$|^\.gitlab-ci\.ya?ml$|^\.circleci\/config\.ya?ml$|^azure-pipelines\.ya?ml$|^\.travis\.ya?ml$|^\.ci\/[^/]+$|^bitbucket-pipelines\.yml$|^\.pre-commit-config\.yaml$/,
  ],
  [
    'support',
    /(?:^|\/)(?:conftest\.py|sitecustomize\.py|(?:spec|rails|test)_helper\.rb|(?:jest|vitest|test|mocha)[.-]?setup\.[cm]?[jt]sx?|setup(?:Tests|Jest|-tests)?\.[cm]?[jt]sx?)$/,
  ],
  ['tests', /\.(?:test|spec|e2e|cy|it)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/.*\.[cm]?[jt]sx?$/],
  ['tests', /(?:^|\/)(?:test_[^/]*|[^/]*_test|tests)\.py$/],
  ['tests', /_test\.go$/],
  [
    'tests',
    /(?:^|\/)(?:Test[A-Z]\w*|\w*(?:Test|Tests|TestCase|IT|Spec))\.(?:java|kt|scala|groovy|cs)$/,
  ],
  ['tests', /(?:_spec|_test|(?:^|\/)test_[^/]*)\.rb$/],
  // Rust keeps tests in the code; src/lib.rs may hold them as tests/pool.rs does.
  ['tests', /\.rs$/],
  [
    'tests',
    /(?:^|\/)(?:test_[^/]*|[^/]*[_.-](?:test|spec|tests))\.(?:c|cc|cpp|cxx|php|swift|ex|exs|dart|m|sh|bats)$|(?:Test|Tests)\.(?:php|swift|cpp)$|\.bats$/,
  ],
  [
    'support',
    /(?:^|\/)(?:tests?|specs?|__tests__|testing|test[_-]?(?:utils?|support|helpers?)|fixtures|__mocks__)\//,
  ],
];

/** @returns undefined: nothing that tests stand on, as far as the name tells. */
export function testRoleOf(path: string): TestRole | undefined {
  return ROLES.find(([, pattern]) => pattern.test(path))?.[0];
}
