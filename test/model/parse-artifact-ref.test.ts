import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ArtifactRef, REF_KINDS } from '../../src/model/artifact-ref.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { parseArtifactRef, REF_FORMS } from '../../src/model/parse-artifact-ref.ts';
import { printArtifactRef } from '../../src/model/print-artifact-ref.ts';
import { artifactRefs } from '../support/artifact-refs.ts';
import { repo } from '../support/repo.ts';

const SHA = 'a3f92bc0a3f92bc0a3f92bc0a3f92bc0a3f92bc0';
const SHA2 = '0123456789abcdef0123456789abcdef01234567';
const DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const READ: readonly { why: string; text: string; ref: unknown }[] = [
  {
    why: 'seed C9: a short commit id',
    text: 'commit:a3f92bc',
    ref: { kind: 'commit', sha: 'a3f92bc' },
  },
  {
    why: 'seed C9: counts are split off at the end of the run id',
    text: 'test-run:2026-05-03-auth-12/12',
    ref: { kind: 'test-run', id: '2026-05-03-auth', counts: { passed: 12, total: 12 } },
  },
  {
    why: 'seed C9: a bare run id',
    text: 'test-2026-05-03-auth',
    ref: { kind: 'test-run', id: 'test-2026-05-03-auth' },
  },
  {
    why: 'seed line 77: "run ID:" before the id',
    text: 'run ID: test-2026-05-03-auth',
    ref: { kind: 'test-run', id: 'test-2026-05-03-auth' },
  },
  {
    why: 'seed C9: a stored patch',
    text: 'diff:auth/pr-23.diff',
    ref: { kind: 'diff', of: { patch: 'auth/pr-23.diff' } },
  },
  {
    why: 'seed C9: lines after a comma',
    text: 'src/auth/oauth.ts, lines 42-67',
    ref: { kind: 'file', path: 'src/auth/oauth.ts', lines: [42, 67] },
  },
  {
    why: 'seed line 134: the range has an en dash',
    text: 'src/auth/oauth.ts, lines 42–67',
    ref: { kind: 'file', path: 'src/auth/oauth.ts', lines: [42, 67] },
  },
  {
    why: 'one line after a comma',
    text: 'src/x.ts, line 7',
    ref: { kind: 'file', path: 'src/x.ts', lines: [7, 7] },
  },
  {
    why: 'seed C8: a bare path',
    text: 'src/auth/oauth.ts',
    ref: { kind: 'file', path: 'src/auth/oauth.ts' },
  },
  {
    why: 'a file in the root',
    text: 'package.json',
    ref: { kind: 'file', path: 'package.json' },
  },
  {
    why: 'lines as GitHub links them',
    text: 'src/x.ts#L10-L40',
    ref: { kind: 'file', path: 'src/x.ts', lines: [10, 40] },
  },
  {
    why: 'lines as FORMATS writes them, and one line only',
    text: 'file:src/x.ts#L10-10',
    ref: { kind: 'file', path: 'src/x.ts', lines: [10, 10] },
  },
  {
    why: 'a digest behind a path, as a task-spec ref has it',
    text: `file:.handoff/tasks/a.md@sha256:${DIGEST}`,
    ref: { kind: 'file', path: '.handoff/tasks/a.md', sha256: DIGEST },
  },
  {
    why: 'lines and digest',
    text: `file:src/x.ts#L3@sha256:${DIGEST}`,
    ref: { kind: 'file', path: 'src/x.ts', lines: [3, 3], sha256: DIGEST },
  },
  {
    why: 'a route of Next.js, with brackets and a space',
    text: 'app/[slug]/my page.tsx',
    ref: { kind: 'file', path: 'app/[slug]/my page.tsx' },
  },
  {
    why: 'a file that is named like a bare run id, written out',
    text: 'file:test-2026-05-03-auth',
    ref: { kind: 'file', path: 'test-2026-05-03-auth' },
  },
  {
    why: 'a colon inside a path that has its kind',
    text: 'file:docs/a:b.md',
    ref: { kind: 'file', path: 'docs/a:b.md' },
  },
  {
    why: 'the last line range counts',
    text: 'src/a#L1#L2',
    ref: { kind: 'file', path: 'src/a#L1', lines: [2, 2] },
  },
  {
    why: 'a full id of a SHA-256 repository',
    text: `commit:${DIGEST}`,
    ref: { kind: 'commit', sha: DIGEST },
  },
  {
    why: 'two commit ids',
    text: `diff:${SHA}...a3f92bc`,
    ref: { kind: 'diff', of: { base: SHA, head: 'a3f92bc' } },
  },
  { why: 'a pull request', text: 'diff:#23', ref: { kind: 'diff', of: { pr: 23 } } },
  {
    why: 'a patch whose name holds three dots',
    text: 'diff:a...b.patch',
    ref: { kind: 'diff', of: { patch: 'a...b.patch' } },
  },
  {
    why: 'no run yet: the tests workflow fills it in',
    text: 'test-run:pending',
    ref: { kind: 'test-run', id: 'pending' },
  },
  {
    why: 'an id that ends in a number without a slash has no counts',
    text: 'test-run:auth-12',
    ref: { kind: 'test-run', id: 'auth-12' },
  },
  {
    why: 'fewer passed than run is a claim that can be read',
    text: 'test-run:auth-9/12',
    ref: { kind: 'test-run', id: 'auth', counts: { passed: 9, total: 12 } },
  },
  {
    why: 'a check with slashes, colons and blanks in its name',
    text: 'check:CI / test: node 20',
    ref: { kind: 'check', name: 'CI / test: node 20' },
  },
  {
    why: 'an artifact',
    text: 'artifact:8123456789/coverage report',
    ref: { kind: 'artifact', run: '8123456789', name: 'coverage report' },
  },
  {
    why: 'an artifact with its digest, bare',
    text: `artifact:1/coverage#${DIGEST}`,
    ref: { kind: 'artifact', run: '1', name: 'coverage', sha256: DIGEST },
  },
  {
    why: 'an artifact with its digest, named',
    text: `artifact:1/coverage#sha256:${DIGEST}`,
    ref: { kind: 'artifact', run: '1', name: 'coverage', sha256: DIGEST },
  },
  {
    why: 'an attestation',
    text: `attestation:sha256:${DIGEST}`,
    ref: { kind: 'attestation', sha256: DIGEST },
  },
  { why: 'a plan', text: 'plan:v2', ref: { kind: 'plan', version: 2 } },
  {
    why: 'a constraint of a plan, without the v',
    text: 'plan:2#C1',
    ref: { kind: 'plan', version: 2, constraint: 'C1' },
  },
  { why: 'an issue without "#"', text: 'issue:12', ref: { kind: 'issue', number: 12 } },
  {
    why: 'a sealed issue',
    text: `issue:#12@sha256:${DIGEST}`,
    ref: { kind: 'issue', number: 12, sha256: DIGEST },
  },
  { why: 'a pull request', text: 'pr:#23', ref: { kind: 'pr', number: 23 } },
  {
    why: 'a merged pull request (FORMATS §5)',
    text: `pr:#41@${SHA}`,
    ref: { kind: 'pr', number: 41, commit: SHA },
  },
  { why: 'a comment', text: 'comment:1234567890', ref: { kind: 'comment', id: '1234567890' } },
  {
    why: 'an address as it stands',
    text: 'https://example.com/run/12',
    ref: { kind: 'url', url: 'https://example.com/run/12' },
  },
  {
    why: 'an address with its kind',
    text: 'url:https://example.com',
    ref: { kind: 'url', url: 'https://example.com' },
  },
  {
    why: 'a ref of exactly the longest length',
    text: `file:${'a'.repeat(LIMITS.refCharacters - 5)}`,
    ref: { kind: 'file', path: 'a'.repeat(LIMITS.refCharacters - 5) },
  },
];

const REFUSED: readonly { why: string; text: string; names: readonly string[] }[] = [
  {
    why: 'an unknown kind names the nearest and all allowed ones',
    text: 'comit:a3f92bc',
    names: ['Unknown ref kind "comit"', 'did you mean commit?', 'test-run'],
  },
  {
    why: 'a kind in capitals',
    text: 'PR:#3',
    names: ['Unknown ref kind "PR"', 'allowed: commit, file'],
  },
  {
    why: 'path:line, the way compilers print it, learns the right form',
    text: 'src/x.ts:42',
    names: ['Unknown ref kind "src/x.ts"', '#L10-L40'],
  },
  { why: 'nothing at all', text: '', names: ['is empty'] },
  { why: 'a kind without a locator', text: 'commit:', names: ['is not a commit id'] },
  { why: 'no path after the kind', text: 'file:', names: ['is empty'] },
  { why: 'an empty check', text: 'check:', names: ['is not a name'] },
  { why: 'blanks around a check', text: 'check: test', names: ['is not a name'] },
  {
    why: 'a check of 101 characters',
    text: `check:${'x'.repeat(101)}`,
    names: ['longer than 100'],
  },
  { why: 'line 0', text: 'src/x.ts#L0', names: ['ends in no line numbers'] },
  { why: 'a last line 0', text: 'src/x.ts#L1-L0', names: ['ends in no line numbers'] },
  {
    why: 'a range that ends before it begins',
    text: 'src/x.ts#L40-L10',
    names: ['ends before it begins (40 > 10)'],
  },
  { why: 'a digest of 63 digits', text: `file:a@sha256:${DIGEST.slice(1)}`, names: ['no digest'] },
  { why: 'more passed than run', text: 'test-run:a-13/12', names: ['(13/12)'] },
  { why: 'counts of zero prove nothing', text: 'test-run:a-0/12', names: ['no passed test'] },
  { why: 'counts with leading zeros (C04)', text: 'test-run:a-1/012', names: ['no passed test'] },
  { why: 'a pending run has no counts', text: 'test-run:pending-1/1', names: ['pending'] },
  { why: 'an id with a slash', text: 'test-run:a/b', names: ['is not the id of a test run'] },
  { why: 'plan version 0', text: 'plan:v0', names: ['is not a plan version'] },
  { why: 'a task id where a constraint belongs', text: 'plan:v2#auth', names: ['plan:v<version>'] },
  { why: 'issue 0', text: 'issue:#0', names: ['is not an issue number'] },
  { why: 'a cut digest', text: 'issue:#12@sha256:abc', names: ['is not an issue number'] },
  { why: 'a branch behind a pull request', text: 'pr:#23@main', names: ['is not a pull request'] },
  { why: 'a comment by its URL fragment', text: 'comment:#issuecomment-1', names: ['comment id'] },
  { why: 'an attestation without its algorithm', text: `attestation:${DIGEST}`, names: ['digest'] },
  { why: 'an artifact without a run', text: 'artifact:coverage', names: ['<run>/<name>'] },
  { why: 'an artifact that climbs', text: 'artifact:1/..', names: ['<run>/<name>'] },
  { why: 'an artifact of a run with a blank', text: 'artifact:1 2/x', names: ['<run>/<name>'] },
  { why: 'a patch outside the repository', text: 'diff:/tmp/a.diff', names: ['is absolute'] },
  { why: 'three commits', text: `diff:${SHA}...${SHA}...${SHA}`, names: ['two commit ids'] },
  { why: 'a branch may move', text: 'diff:main...a3f92bc', names: ['two commit ids'] },
  { why: 'an empty address', text: 'url:', names: ['is not an address'] },
  { why: 'a blank in an address', text: 'https://a b', names: ['is not an address'] },
  {
    why: 'one character too long',
    text: 'a'.repeat(LIMITS.refCharacters + 1),
    names: ['501 characters', 'allowed: 500'],
  },
  {
    why: 'a bidirectional override that shows another path (D18)',
    text: 'src/\u202Est.x',
    names: ['U+202E', '\\u{202e}'],
  },
  { why: 'a zero-width space (D18)', text: 'commit:a3f92bc\u200B', names: ['U+200B'] },
  { why: 'an invisible tag character (D18)', text: 'src/x.ts\u{E0041}', names: ['U+E0041'] },
  { why: 'a line break (D10)', text: 'src/x.ts\n', names: ['U+000A'] },
  { why: 'a NUL', text: 'src/x.ts\0', names: ['U+0000'] },
];

describe('parseArtifactRef', () => {
  test.each(READ.map((row) => [row.why, row] as const))('reads %s', (_, { text, ref }) => {
    expect(parseArtifactRef(text)).toEqual({ ref });
    expect(parseArtifactRef(printArtifactRef(ref as ArtifactRef))).toEqual({ ref });
  });

  test.each(REFUSED.map((row) => [row.why, row] as const))('refuses %s', (_, { text, names }) => {
    const problem = problemOf(text);
    for (const name of names) expect(problem).toContain(name);
    expect(problem).toContain('allowed: ');
  });

  test('every kind has a form to show and a row that reads', () => {
    const read = new Set(READ.map(({ ref }) => (ref as ArtifactRef).kind));
    expect([...read].sort()).toEqual([...REF_KINDS].sort());
    expect(Object.keys(REF_FORMS)).toEqual([...REF_KINDS]);
  });

  test('printed and parsed, a ref is the same ref', () => {
    fc.assert(
      fc.property(artifactRefs(), (ref) => {
        expect(parseArtifactRef(printArtifactRef(ref))).toEqual({ ref });
      }),
      { numRuns: 2_000 },
    );
  });

  test('no text throws, and what can be read prints to what reads the same (C13)', () => {
    const parts = fc.constantFrom(
      ...['commit:', 'file:', 'diff:', 'test-run:', 'plan:v', 'pr:#', 'issue:#', 'url:', 'a3f92bc'],
      ...['#L', '@sha256:', DIGEST, '-', '/', '...', '..', '1/1', ', lines ', '42', ':', ' ', 'é'],
      ...['0', '\u202E', '\\', '.diff', 'run ID:', 'https://', 'test-2026-05-03', '\uD800'],
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(parts).map((x) => x.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseArtifactRef(text);
        if ('ref' in parsed) expect(parseArtifactRef(printArtifactRef(parsed.ref))).toEqual(parsed);
        else expect(parsed.problem).toContain('allowed: ');
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('commit ids (threat C03)', () => {
  const wrappers = ['commit:ID', 'diff:ID...a3f92bc', 'diff:a3f92bc...ID', 'pr:#1@ID'];
  const names = [
    ...[
      'HEAD',
      'HEAD~1',
      'HEAD^',
      '@',
      '@{u}',
      '@{-1}',
      'main',
      'main@{1}',
      'v1.0.0',
      'origin/main',
    ],
    ...['refs/pull/1/head', 'refs/heads/a3f92bc', 'tags/a3f92bc', 'FETCH_HEAD', 'stash@{0}'],
    ...['-', '--', '-x', '--upload-pack=x', '--exec=x', '--output=/etc/passwd', '-n1', '--all'],
    ...[':/fix', ':0:README.md', 'a3f92bc:README.md', 'a3f92bc^{tree}', 'a3f92bc~1', 'a3f92bc^!'],
    ...['a3f92bc..a3f92bc', '^a3f92bc', 'a3f92bc;id', '$(id)', '`id`', 'a3f92bc|sh', 'a3f92bc&'],
  ];
  const ids = [
    ...['', 'a3f92b', 'A3F92BC', 'a3f92bC', '0xa3f92bc', 'a3f92bg', 'a3f92bс', '１２３４５６７'],
    ...[`${SHA}0`, SHA.toUpperCase(), DIGEST.slice(1), `${DIGEST}0`, ` ${SHA}`, `${SHA} `],
    ...[`+${SHA}`, `${SHA}\n`, `${SHA}\0`, `${SHA}\u200B`, '123e456.0', '1_234_567', '-1234567'],
    ...[
      'Infinity',
      'NaN',
      'null',
      '{}',
      '[object Object]',
      '%61%33f92bc',
      '../a3f92bc',
      'a3 f92bc',
    ],
  ];
  const corpus = wrappers.flatMap((wrapper) =>
    [...names, ...ids].map((id) => wrapper.replace('ID', () => id)),
  );

  test.each(corpus)('%j is refused', (text) => {
    expect(problemOf(text)).toContain('allowed: ');
  });

  const honest = [7, 8, 12, 20, 39, 40].map((digits) => SHA2.slice(0, digits)).concat(DIGEST);
  const typed = ['1234567', '0012345', '123e456', '1e10000'];
  const readable = wrappers.flatMap((wrapper) =>
    [...honest, ...typed].map((id) => wrapper.replace('ID', id)),
  );
  test.each(readable)(
    '%j is read as it stands, a number never becomes another text (C04)',
    (text) => {
      const parsed = parseArtifactRef(text);
      expect('ref' in parsed && printArtifactRef(parsed.ref)).toBe(text);
    },
  );

  test('without the grammar, git itself takes names for commits', () => {
    const made = repo({ 'README.md': 'a\n' }).edit('README.md', 'b\n').commit('Change').make();
    const taken = names.filter((name) => {
      try {
        return made.git('rev-parse', '--verify', '--quiet', '--end-of-options', name) !== '';
      } catch {
        return false;
      }
    });
    expect(taken).toEqual(expect.arrayContaining(['HEAD', 'HEAD~1', '@', 'main']));
  });

  test('the corpus has 300 spellings', () => {
    expect(new Set([...corpus, ...readable]).size).toBeGreaterThanOrEqual(300);
  });
});

describe('addresses (threat C14)', () => {
  const schemes = [
    'http',
    'https',
    'HTTPS',
    'ftp',
    'file',
    'gopher',
    'git',
    'ssh',
    'git+ssh',
    'ws',
    'ldap',
    'dict',
  ];
  const hosts = [
    ...['169.254.169.254', '2852039166', '0xA9FEA9FE', '0251.0376.0251.0376', '[::1]', '127.1'],
    ...['[::ffff:169.254.169.254]', 'localhost', 'metadata.google.internal', '0', 'user@evil.com'],
    ...[
      'github.com.evil',
      'github.com@evil.com',
      'github.com%2eevil',
      'gіthub.com',
      'xn--gthub-cta.com',
    ],
    ...['github.com\\@evil.com', 'evil.com#github.com', 'evil.com?github.com', 'github.com:80'],
    ...[
      'a:b@evil.com:8080',
      'EVIL。com',
      '１６９.254.169.254',
      '127.0.0.1:22',
      '..',
      '-oProxyCommand=x',
    ],
  ];
  const corpus = schemes.flatMap((scheme) => hosts.map((host) => `${scheme}://${host}/a.diff`));
  const tricks = [
    ...[
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.com/x',
      '\\\\evil\\share',
      'http:evil.com',
    ],
    ...[
      'https:/evil.com',
      'git@github.com:o/r',
      'ext::sh -c id',
      'view-source:https://x',
      'http\t://x',
    ],
  ];

  test('the corpus has 300 addresses', () => {
    expect(new Set([...corpus, ...tricks]).size).toBeGreaterThanOrEqual(300);
  });

  test.each([...corpus, ...tricks])('%j is an address or refused, never a file', (text) => {
    for (const kind of ['', 'url:', 'commit:', 'diff:', 'file:', 'check:', 'pr:', 'issue:']) {
      const parsed = parseArtifactRef(`${kind}${text}`);
      if ('problem' in parsed) expect(parsed.problem).toContain('allowed: ');
      else expect(parsed.ref.kind).toBe(kind === '' ? 'url' : kind.slice(0, -1));
    }
  });
});

function problemOf(text: string): string {
  const parsed = parseArtifactRef(text);
  if ('ref' in parsed) throw new Error(`read as ${JSON.stringify(parsed.ref)}`);
  return parsed.problem;
}
