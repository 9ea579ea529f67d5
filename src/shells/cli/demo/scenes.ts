import type { Files } from './world.ts';
import { BASE_FILES, testFile } from './world.ts';

/** What an executor did with its task, and what the gates must say to it. */
export interface Scene {
  readonly task: string;
  /** One line for the table: what this executor did. */
  readonly story: string;
  readonly objective: string;
  readonly constraint: { readonly id: string; readonly text: string };
  readonly files: readonly string[];
  readonly create: readonly string[];
  /** The test file of the task, its suite and the least number of passing tests. */
  readonly tests: { readonly file: string; readonly min: number };
  /** The files of its commit; null = deleted. */
  readonly edits: Readonly<Record<string, string | null>>;
  /** How the contract differs from an honest one. */
  readonly lie?: 'invented-commit' | 'invented-test-run' | 'borrowed-commit' | 'dropped-constraint';
  readonly expected: {
    /** Rules of Gate 2 that must fail, exactly; empty = passes. */
    readonly output: readonly string[];
    /** Rules of Gate 3 that must fail, exactly. */
    readonly integration: readonly string[];
  };
}

const EXPIRY = { id: 'C1', text: 'Session expiry: 24 hours' };
const NO_PACKAGES = { id: 'C2', text: 'No third-party packages' };
const BACKOFF = { id: 'C3', text: 'Login retries wait with exponential backoff' };
const PASS = { output: [], integration: [] };

function base(path: string): string {
  return BASE_FILES[path] ?? '';
}

export const SCENES: readonly Scene[] = [
  {
    task: 'rate-limit',
    story: 'honest',
    objective: 'Limit requests per client in src/limit.mjs',
    constraint: NO_PACKAGES,
    files: ['src/limit.mjs'],
    create: ['test/limit.test.mjs'],
    tests: { file: 'test/limit.test.mjs', min: 2 },
    edits: {
      'src/limit.mjs': 'export function allowed(count, limit) {\n  return count < limit;\n}\n',
      'test/limit.test.mjs': testFile('limit', 'allowed', [
        ['below the limit', 'assert.equal(allowed(1, 2), true)'],
        ['at the limit', 'assert.equal(allowed(2, 2), false)'],
      ]),
    },
    expected: PASS,
  },
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
      'lib/legacy-token.mjs': base('lib/legacy-token.mjs').replace(
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
      'src/token-store.mjs': base('lib/legacy-token.mjs'),
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
    expected: { output: ['output/refs-resolve'], integration: [] },
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
    expected: { output: ['output/refs-resolve'], integration: [] },
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
    expected: { output: ['output/evidence-bound'], integration: [] },
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
  {
    task: 'cart-discount',
    story: 'honest; conflicts with cart-coupons, and was first',
    objective: 'Apply a discount to the total in src/cart.mjs',
    constraint: NO_PACKAGES,
    files: ['src/cart.mjs'],
    create: ['test/discount.test.mjs'],
    tests: { file: 'test/discount.test.mjs', min: 1 },
    edits: {
      'src/cart.mjs': base('src/cart.mjs')
        .replace('total(lines)', 'total(lines, discount = 0)')
        .replace('return sum;', 'return sum * (1 - discount);'),
      'test/discount.test.mjs': testFile('cart', 'total', [
        ['takes a share off', 'assert.equal(total([{ price: 10, count: 1 }], 0.5), 5)'],
      ]).replace('test/cart.test.mjs', 'test/discount.test.mjs'),
    },
    expected: PASS,
  },
  {
    task: 'cart-coupons',
    story: 'honest; conflicts with cart-discount, and waits for it',
    objective: 'Subtract coupons from the total in src/cart.mjs',
    constraint: NO_PACKAGES,
    files: ['src/cart.mjs'],
    create: ['test/coupons.test.mjs'],
    tests: { file: 'test/coupons.test.mjs', min: 1 },
    edits: {
      'src/cart.mjs': base('src/cart.mjs')
        .replace('total(lines)', 'total(lines, coupon = 0)')
        .replace('return sum;', 'return sum - coupon;'),
      'test/coupons.test.mjs': testFile('cart', 'total', [
        ['subtracts a coupon', 'assert.equal(total([{ price: 10, count: 1 }], 3), 7)'],
      ]).replace('test/cart.test.mjs', 'test/coupons.test.mjs'),
    },
    expected: { output: [], integration: ['integration/pairs-merge'] },
  },
  {
    task: 'german-messages',
    story: 'honest; shares a file with shop-name and merges',
    objective: 'Add German messages in src/messages.mjs',
    constraint: NO_PACKAGES,
    files: ['src/messages.mjs'],
    create: ['test/german.test.mjs'],
    tests: { file: 'test/german.test.mjs', min: 1 },
    edits: {
      'src/messages.mjs': base('src/messages.mjs').replace(
        'const TABLES = {\n  english,\n',
        "const TABLES = {\n  english,\n  german: { welcome: 'Willkommen', checkout: 'Zur Kasse' },\n",
      ),
      'test/german.test.mjs': testFile('messages', 'messagesFor', [
        ['speaks German', "assert.equal(messagesFor('german').welcome, 'Willkommen')"],
      ]).replace('test/messages.test.mjs', 'test/german.test.mjs'),
    },
    expected: PASS,
  },
  {
    task: 'shop-name',
    story: 'honest; shares a file with german-messages and merges',
    objective: 'Name the shop in the English welcome of src/messages.mjs',
    constraint: NO_PACKAGES,
    files: ['src/messages.mjs'],
    create: ['test/shop-name.test.mjs'],
    tests: { file: 'test/shop-name.test.mjs', min: 1 },
    edits: {
      'src/messages.mjs': base('src/messages.mjs').replace(
        "welcome: 'Welcome'",
        "welcome: 'Welcome to the shop'",
      ),
      'test/shop-name.test.mjs': testFile('messages', 'english', [
        ['names the shop', "assert.equal(english.welcome, 'Welcome to the shop')"],
      ]).replace('test/messages.test.mjs', 'test/shop-name.test.mjs'),
    },
    expected: PASS,
  },
];

export type { Files };
