import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type ReleaseFacts, releaseProblems } from '../../scripts/release-problems.ts';

const COMMIT = 'c'.repeat(40);
const OTHER = 'd'.repeat(40);
const ACTION = `handoff-gate/handoff-gate@${COMMIT}`;
const READY: ReleaseFacts = {
  version: '1.2.0',
  action: ACTION,
  pages: new Map([['README.md', `uses: ${ACTION} # v1.2.0`]]),
  changelog: '# Changelog\n\n## 1.2.0 (2026-12-01)\n\n- More.\n',
  tagged: COMMIT,
  released: { version: '1.2.0', files: ['dist/action.js', 'dist/cli.js', 'src/a.ts'] },
};

describe('a release that may be published', () => {
  test.each<readonly [string, Partial<ReleaseFacts>]>([
    ['everything is in place', {}],
    ['a heading without a day', { changelog: '## 1.2.0\n' }],
    [
      'a page that shows no commit',
      { pages: new Map([['a.md', 'handoff-gate/handoff-gate@<commit>']]) },
    ],
    [
      'an action under another owner',
      {
        action: `acme/gate@${COMMIT}`,
        pages: new Map([['a.md', 'init']]),
      },
    ],
  ])('%s', (_, facts) => {
    expect(releaseProblems({ ...READY, ...facts })).toEqual([]);
  });
});

describe('one that may not, and what to do', () => {
  test.each<readonly [string, Partial<ReleaseFacts>, RegExp]>([
    [
      'the package does not know its action',
      { action: undefined, pages: new Map() },
      /has no "action".*npm pkg set action=/,
    ],
    [
      'a tag in place of a commit',
      { action: 'handoff-gate/handoff-gate@v1', pages: new Map() },
      /is handoff-gate\/handoff-gate@v1; allowed: owner\/name@<40 digits>/,
    ],
    [
      'a commit that nobody has',
      { released: undefined },
      /no commit c{40}: fetch the tag v1\.2\.0/,
    ],
    ['no tag', { tagged: undefined }, /The tag v1\.2\.0 is not there/],
    ['the tag of another commit', { tagged: OTHER }, /The tag v1\.2\.0 is at d{40}/],
    [
      'the commit of another version',
      { released: { version: '1.1.0', files: ['dist/action.js', 'dist/cli.js'] } },
      /is version 1\.1\.0, the package is 1\.2\.0/,
    ],
    [
      'a commit that is not built',
      { released: { version: '1.2.0', files: ['dist/cli.js'] } },
      /lacks dist\/action\.js/,
    ],
    [
      'changes of no version',
      { changelog: '## Unreleased\n\n- 1.2.0\n' },
      /no heading "## 1\.2\.0"/,
    ],
    ['changes of a longer version', { changelog: '## 1.2.01\n' }, /no heading/],
    [
      'a page with the commit of another release',
      { pages: new Map([['docs/a.md', `uses: handoff-gate/handoff-gate@${OTHER}`]]) },
      /docs\/a\.md shows handoff-gate\/handoff-gate@d{40}/,
    ],
  ])('%s', (_, facts, problem) => {
    expect(releaseProblems({ ...READY, ...facts })).toEqual([expect.stringMatching(problem)]);
  });
});

describe('these sources', () => {
  test('are published by nobody who forgets the check: npm refuses a private package, whatever it runs', () => {
    const { private: closed, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(closed).toBe(true);
    expect(scripts.release).toMatch(/^npm run --silent release-check && .*npm publish/);
    expect(scripts['release-check']).toBe('tsx scripts/release-check.ts');
    const others = Object.entries<string>(scripts).filter(([, text]) =>
      /npm publish|private/.test(text),
    );
    expect(others.map(([name]) => name)).toEqual(['release']);
  });

  test('are no release: the check says what is missing', () => {
    const { status, stderr } = spawnSync('node_modules/.bin/tsx', ['scripts/release-check.ts'], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('release: package.json has no "action"');
    expect(stderr).toContain('release: README.md shows handoff-gate/handoff-gate@0123456789abcdef');
  });
});
