import type { Scene } from './scene.ts';
import { baseFile, NO_PACKAGES, testFile } from './world.ts';

const EXPIRY = { id: 'C1', text: 'Session expiry: 24 hours' };
const BACKOFF = { id: 'C3', text: 'Login retries wait with exponential backoff' };

/** Outputs that stray or lie, each in one way. */
export const DISHONEST_SCENES: readonly Scene[] = [
  {
    task: 'session-expiry',
    story: 'out of scope, within 20 %: one of six files',
    objective: 'Expire sessions after 24 hours in src/session.mjs',
    constraint: EXPIRY,
    files: ['src/session.mjs', 'src/session-clock.mjs', 'src/session-store.mjs'],
    create: ['test/session.test.mjs', 'docs/session.md'],
    tests: { file: 'test/session.test.mjs', min: 1 },
    edits: {
      'src/session.mjs':
        "import { hours } from './session-clock.mjs';\n\nexport function expired(startedMs, nowMs) {\n  return hours(nowMs - startedMs) >= 24;\n}\n",
      'src/session-clock.mjs':
        'export function hours(ms) {\n  return Math.floor(ms / 3_600_000);\n}\n',
      'src/session-store.mjs':
        'export const sessions = new Map();\n\nexport function drop(id) {\n  sessions.delete(id);\n}\n',
      'docs/session.md': '# Sessions\n\nA session ends after 24 hours.\n',
      'test/session.test.mjs': testFile('session', 'expired', [
        ['after a day', 'assert.equal(expired(0, 86_400_000), true)'],
      ]),
      'README.md': '# Shop\n\nA small shop with sessions.\n',
    },
    expected: { output: ['output/scope-compliance'], integration: [] },
  },
  {
    task: 'audit-log',
    story: 'over 20 %: rewrote a neighbour while it was there',
    objective: 'Stamp audit entries in src/audit.mjs',
    constraint: NO_PACKAGES,
    files: ['src/audit.mjs'],
    create: ['test/audit.test.mjs'],
    tests: { file: 'test/audit.test.mjs', min: 1 },
    edits: {
      'src/audit.mjs': 'export function record(log, entry, at) {\n  log.push({ at, entry });\n}\n',
      'test/audit.test.mjs': testFile('audit', 'record', [
        [
          'keeps the time',
          '{ const log = []; record(log, 1, 2); assert.deepEqual(log, [{ at: 2, entry: 1 }]); }',
        ],
      ]),
      'lib/legacy-token.mjs': baseFile('lib/legacy-token.mjs').replace(
        'new Map()',
        'Object.create(null)',
      ),
    },
    expected: { output: ['output/scope-compliance', 'output/scope-drift'], integration: [] },
  },
  {
    task: 'token-store',
    story: 'escaped its scope by a rename',
    objective: 'Keep tokens in src/token-store.mjs',
    constraint: NO_PACKAGES,
    files: [],
    create: ['src/token-store.mjs', 'test/token-store.test.mjs'],
    tests: { file: 'test/token-store.test.mjs', min: 1 },
    edits: {
      'lib/legacy-token.mjs': null,
      'src/token-store.mjs': baseFile('lib/legacy-token.mjs'),
      'test/token-store.test.mjs': testFile('token-store', 'get, put', [
        ['gives back what was put', "{ put('ada', 'x'); assert.equal(get('ada'), 'x'); }"],
      ]),
    },
    expected: {
      output: ['output/scope-compliance', 'output/scope-drift'],
      integration: [],
    },
  },
  {
    task: 'price-rounding',
    story: 'cites a commit that does not exist',
    objective: 'Round prices to cents in src/price.mjs',
    constraint: NO_PACKAGES,
    files: ['src/price.mjs'],
    create: ['test/price.test.mjs'],
    tests: { file: 'test/price.test.mjs', min: 1 },
    edits: {
      'src/price.mjs':
        'export function round(amount) {\n  return Math.round(amount * 100) / 100;\n}\n',
      'test/price.test.mjs': testFile('price', 'round', [
        ['to cents', 'assert.equal(round(1.006), 1.01)'],
      ]),
    },
    lie: 'invented-commit',
    expected: {
      output: ['output/refs-resolve'],
      integration: ['integration/evidence-still-holds'],
    },
  },
  {
    task: 'csv-export',
    story: 'cites a test run that never happened',
    objective: 'Quote cells in src/csv.mjs',
    constraint: NO_PACKAGES,
    files: ['src/csv.mjs'],
    create: ['test/csv.test.mjs'],
    tests: { file: 'test/csv.test.mjs', min: 1 },
    edits: {
      'src/csv.mjs':
        'export function row(cells) {\n  return cells.map((cell) => JSON.stringify(cell)).join(",");\n}\n',
      'test/csv.test.mjs': testFile('csv', 'row', [['quotes', `assert.equal(row(['a']), '"a"')`]]),
    },
    lie: 'invented-test-run',
    expected: {
      output: ['output/refs-resolve'],
      integration: ['integration/evidence-still-holds'],
    },
  },
  {
    task: 'pdf-export',
    story: "cites another branch's commit as its own",
    objective: 'Write receipts in src/pdf.mjs',
    constraint: NO_PACKAGES,
    files: [],
    create: ['src/pdf.mjs', 'test/pdf.test.mjs'],
    tests: { file: 'test/pdf.test.mjs', min: 1 },
    edits: {
      'src/pdf.mjs': "export function receipt(lines) {\n  return lines.join('\\n');\n}\n",
      'test/pdf.test.mjs': testFile('pdf', 'receipt', [
        ['joins lines', "assert.equal(receipt(['a', 'b']), 'a\\nb')"],
      ]),
    },
    lie: 'borrowed-commit',
    expected: {
      output: ['output/evidence-bound'],
      integration: ['integration/evidence-still-holds'],
    },
  },
  {
    task: 'login-throttle',
    story: 'dropped a constraint of the plan',
    objective: 'Slow down failed logins in src/throttle.mjs',
    constraint: BACKOFF,
    files: ['src/throttle.mjs'],
    create: ['test/throttle.test.mjs'],
    tests: { file: 'test/throttle.test.mjs', min: 1 },
    edits: {
      'src/throttle.mjs': 'export function wait(failures) {\n  return failures * 100;\n}\n',
      'test/throttle.test.mjs': testFile('throttle', 'wait', [
        ['waits', 'assert.equal(wait(2), 200)'],
      ]),
    },
    lie: 'dropped-constraint',
    expected: { output: ['output/constraints-preserved'], integration: [] },
  },
];
