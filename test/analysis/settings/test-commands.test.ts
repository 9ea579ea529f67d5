import { describe, expect, it } from '@jest/globals';
import { optionTraits, testRunsIn } from '../../../src/analysis/settings/test-commands.ts';

describe('commands that run tests', () => {
  it.each([
    'jest',
    'npx vitest run',
    'npm test',
    'npm run test:unit',
    'yarn t',
    'pnpm --filter pool test',
    'node --test',
    'node --import tsx --test src',
    'node node_modules/.bin/jest.js',
    './node_modules/.bin/mocha',
    'NODE_ENV=test cross-env A=b jest',
    'nyc --exclude examples --reporter=text npm test',
    'c8 node --test',
    'python -m pytest tests',
    'python3 run_tests.py',
    'coverage run -m pytest',
    'uv run --locked --group dev tox run',
    'poetry run pytest',
    'go test ./...',
    'cargo nextest run',
    'cargo +nightly test',
    'mvn -B verify',
    './mvnw test',
    './gradlew :app:testDebug',
    'bundle exec rspec',
    'rake test',
    'rails test',
    'make -C sub check',
    'just test-unit',
    'npx playwright test',
    'cypress run',
    'dotnet test',
    '@go test',
    '-go test',
    'bash run && sudo npm test',
  ])('%s', (script) => {
    expect(testRunsIn(script)).toHaveLength(1);
  });

  it.each([
    '',
    '# npm test',
    'npm run lint',
    'npm install',
    'npm run contest',
    'npx playwright install',
    'python build.py',
    'node',
    'npx',
    'npx -y create-app',
    'cargo check',
    'make all',
    'rake db:migrate',
    'mvn -B verify -DskipTests',
    'mvn verify -Dmaven.test.skip=true',
    'echo "npm test"',
    'go build ./...',
    'NODE_ENV=test',
  ])('not: %s', (script) => {
    expect(testRunsIn(script)).toEqual([]);
  });

  it("a script may run several; quotes, comments and line ends are the shell's", () => {
    const script =
      'npm ci # npm test\nnpm test -- \\\n  -t "opens; closes"\ngo test ./... && echo \'cargo test\'; pytest';
    expect(testRunsIn(script).map(({ command }) => command)).toEqual([
      'npm test -- -t opens; closes',
      'go test ./...',
      'pytest',
    ]);
  });
});

const traitsOf = (script: string): readonly string[] =>
  testRunsIn(script).flatMap(({ traits }) =>
    traits.map(({ kind, text, amount }) => `${kind}: ${text} ${amount ?? ''}`.trim()),
  );

describe('failures that are ignored', () => {
  it.each([
    ['npm test || true', '|| true'],
    ['npm test || :', '|| :'],
    ['npm test || exit 0', '|| exit 0'],
    ['npm test || echo failed', '|| echo failed'],
    ['npm test; true', '; true'],
    ['npm test; exit 0', '; exit 0'],
    ['npm test\nexit 0\n', '; exit 0'],
    ['npm test\nnpm run report\ntrue', '; true'],
    ['set +e\nnpm test', 'set +e'],
    ['set +ex; set +e\nnpm test', 'set +e'],
    ['npm test | tee log', '| tee log'],
    ['-npm test', '- before the command'],
    ['@-npm test', '- before the command'],
  ])('%s', (script, text) => {
    expect(traitsOf(script)).toEqual([`failure-ignored: ${text}`]);
  });

  it.each([
    'npm test || exit 1',
    'npm test || npm run report',
    'npm test; npm run report',
    'npm test && true',
    'npm test; true; npm run lint',
    'set -e\nnpm test',
    'set -o pipefail\nnpm test | tee log',
    'exit 0\nnpm test',
    'true || npm test',
    'npm test &',
  ])('not: %s', (script) => {
    expect(traitsOf(script)).toEqual([]);
  });
});

describe('flags belong to their runner', () => {
  it.each([
    ['jest --passWithNoTests', ['failure-ignored: --passWithNoTests']],
    ['jest --passWithNoTests=false', []],
    ['npm test -- -u', ['snapshot-rewritten: -u']],
    ["jest -t 'opens'", ['tests-deselected: -t opens']],
    ['jest --testPathIgnorePatterns=pool', ['tests-deselected: --testPathIgnorePatterns pool']],
    ['vitest --retry 3', ['patience-raised: --retry 3']],
    [
      'pytest -k "not opens" --ignore=a',
      ['tests-deselected: -k not opens', 'tests-deselected: --ignore a'],
    ],
    ['python -m pytest -m unit', ['tests-deselected: -m unit']],
    ['pytest --cov-fail-under=90', ['threshold-lowered: --cov-fail-under 90']],
    ["go test -run '^$' ./...", ['tests-deselected: -run ^$']],
    ['cargo test --no-run', ['tests-deselected: --no-run']],
    ['rspec --tag ~slow', ['tests-deselected: --tag ~slow']],
    [
      'mvn verify -Dmaven.test.failure.ignore=true',
      ['failure-ignored: -Dmaven.test.failure.ignore'],
    ],
    ['gradle build -x test', ['tests-deselected: -x test']],
    ['tox run -e typing', []],
    ['go test -t x', []],
    ['jest -k', []],
    ['pytest -k', ['tests-deselected: -k']],
  ])('%s', (script, traits) => {
    expect(traitsOf(script)).toEqual(traits);
  });

  it('options of a runner have no command', () => {
    expect(optionTraits('pytest', '-q -k slow')).toEqual([
      { kind: 'tests-deselected', text: '-k slow' },
    ]);
  });
});
