/** The repository of the demo before any executor starts: a small shop, its policy and its plan. */
import { POLICY_FILE } from '../../../adapters/git/repository-files.ts';
import { PLAN_FILE } from '../../../model/protected-paths.ts';

export type Files = Readonly<Record<string, string>>;

/** A test file whose suite is named as the file, so that a JUnit report says which file it was. */
export function testFile(
  module: string,
  names: string,
  cases: readonly (readonly [string, string])[],
): string {
  return [
    "import assert from 'node:assert/strict';",
    "import { describe, test } from 'node:test';",
    `import { ${names} } from '../src/${module}.mjs';`,
    '',
    `describe('test/${module}.test.mjs', () => {`,
    ...cases.map(([name, body]) => `  test('${name}', () => ${body});`),
    '});',
    '',
  ].join('\n');
}

const CART = `export function total(lines) {
  let sum = 0;
  for (const line of lines) sum += line.price * line.count;
  return sum;
}

export function count(lines) {
  return lines.length;
}
`;

const MESSAGES = `export const english = {
  welcome: 'Welcome',
  checkout: 'Check out',
};

/** The messages of a language, or English. */
export function messagesFor(language) {
  return TABLES[language] ?? english;
}

const TABLES = {
  english,
};
`;

const LEGACY_TOKEN = `const tokens = new Map();

export function put(user, token) {
  tokens.set(user, token);
}

export function get(user) {
  return tokens.get(user);
}
`;

export const BASE_FILES: Files = {
  'README.md': '# Shop\n\nA small shop.\n',
  'package.json': `${JSON.stringify({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`,
  'lib/legacy-token.mjs': LEGACY_TOKEN,
  'src/audit.mjs': 'export function record(log, entry) {\n  log.push(entry);\n}\n',
  'src/cart.mjs': CART,
  'src/csv.mjs': "export function row(cells) {\n  return cells.join(',');\n}\n",
  'src/limit.mjs': 'export function allowed() {\n  return true;\n}\n',
  'src/messages.mjs': MESSAGES,
  'src/price.mjs': 'export function round(amount) {\n  return amount;\n}\n',
  'src/session.mjs': 'export function expired() {\n  return false;\n}\n',
  'src/session-clock.mjs': 'export function hours(ms) {\n  return ms / 3_600_000;\n}\n',
  'src/session-store.mjs': 'export const sessions = new Map();\n',
  'src/throttle.mjs': 'export function wait() {\n  return 0;\n}\n',
  [POLICY_FILE]: `schema: handoff-policy/v1
mode: block
shared: [package.json]
evidence: {commits: E2, tests: E2}
`,
  [PLAN_FILE]: `schema: handoff-plan/v1
plan-id: shop-hardening
version: 2
supersedes: {version: 1, sha256: "${'0'.repeat(63)}1"}
goal: Make the shop safe to open to the public
constraints:
  - {id: C1, text: "Session expiry: 24 hours", applies-to: [session-expiry]}
  - id: C2
    text: No third-party packages
    applies-to: [rate-limit, audit-log, token-store, price-rounding, csv-export, pdf-export, cart-discount, cart-coupons, german-messages, shop-name]
  - {id: C3, text: "Login retries wait with exponential backoff", applies-to: [login-throttle]}
shared: [package.json]
tasks:
  - {id: rate-limit, scope: [src/limit.mjs, test/limit.test.mjs]}
  - {id: session-expiry, scope: [src/session.mjs, src/session-clock.mjs, src/session-store.mjs, test/session.test.mjs, docs/session.md]}
  - {id: audit-log, scope: [src/audit.mjs, test/audit.test.mjs]}
  - {id: token-store, scope: [src/token-store.mjs, test/token-store.test.mjs]}
  - {id: price-rounding, scope: [src/price.mjs, test/price.test.mjs]}
  - {id: csv-export, scope: [src/csv.mjs, test/csv.test.mjs]}
  - {id: pdf-export, scope: [src/pdf.mjs, test/pdf.test.mjs]}
  - {id: login-throttle, scope: [src/throttle.mjs, test/throttle.test.mjs]}
  - {id: cart-discount, scope: [src/cart.mjs, test/discount.test.mjs]}
  - {id: cart-coupons, scope: [src/cart.mjs, test/coupons.test.mjs]}
  - {id: german-messages, scope: [src/messages.mjs, test/german.test.mjs]}
  - {id: shop-name, scope: [src/messages.mjs, test/shop-name.test.mjs]}
revision: {by: planner, changes: [{target: C3, because: "plan:v1"}]}
`,
};

/** A file as the demo begins. */
export function baseFile(path: string): string {
  return BASE_FILES[path] ?? '';
}

/** The constraint that most tasks carry. */
export const NO_PACKAGES = { id: 'C2', text: 'No third-party packages' };
