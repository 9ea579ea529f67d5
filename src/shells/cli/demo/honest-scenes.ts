import type { Scene } from './scene.ts';
import { baseFile, NO_PACKAGES, testFile } from './world.ts';

const PASS = { output: [], integration: [] };

/** Outputs that do what their task says; two of them cannot both land. */
export const HONEST_SCENES: readonly Scene[] = [
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
    task: 'cart-discount',
    story: 'honest; conflicts with cart-coupons, and was first',
    objective: 'Apply a discount to the total in src/cart.mjs',
    constraint: NO_PACKAGES,
    files: ['src/cart.mjs'],
    create: ['test/discount.test.mjs'],
    tests: { file: 'test/discount.test.mjs', min: 1 },
    edits: {
      'src/cart.mjs': baseFile('src/cart.mjs')
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
      'src/cart.mjs': baseFile('src/cart.mjs')
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
      'src/messages.mjs': baseFile('src/messages.mjs').replace(
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
      'src/messages.mjs': baseFile('src/messages.mjs').replace(
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
