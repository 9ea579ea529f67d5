import { expect, test } from '@jest/globals';
import { namesArtefact } from '../../../src/analysis/words/named-artefact.ts';

const scope = (
  files: readonly string[],
  symbols: Readonly<Record<string, string[]>> = {},
  create: readonly string[] = [],
) => ({ files: [...files], create: [...create], symbols, read: [] });

test.each<[string, string, ReturnType<typeof scope>]>([
  ['a path', 'Add OAuth in src/auth/oauth.ts', scope([])],
  ['code', 'Return a row from `getUser`', scope([])],
  ['an identifier', 'Return a row from getUser', scope([])],
  ['a call', 'Return a row from load()', scope([])],
  ['a flag', 'Add --json', scope([])],
  ['a quoted title', 'Add the entry "Copy" to a menu', scope([])],
  ['a word of a path', 'Add a connection limit', scope(['src/db/connection.ts'])],
  ['its plural', 'Expire sessions after 24 hours', scope(['src/session.mjs'])],
  ['a part of a camelCase name', 'Write receipts', scope(['src/receiptPrinter.ts'])],
  ['a word of a hyphened one', 'Keep tokens', scope(['src/token-store.mjs'])],
  ['a hyphened word', 'Add an order-book', scope(['src/book.ts'])],
  ['a new file', 'Write the glossary', scope([], {}, ['docs/glossary.md'])],
  ['a symbol', 'Register providers', scope([], { 'src/index.ts': ['registerProviders'] })],
  ['a file without an ending', 'Update the license', scope(['LICENSE'])],
  ['a short name', 'Add a new CLI', scope(['src/cli.ts'])],
])('named by %s', (_, objective, where) => expect(namesArtefact(objective, where)).toBe(true));

test.each<[string, string, ReturnType<typeof scope>]>([
  ['an ability', 'Support single sign-on', scope(['src/auth.ts'])],
  ['a folder that says only where', 'Add the app to src', scope(['src/app/main.ts'])],
  ['two letters in common', 'Add user accounts', scope(['src/usage.ts'])],
  ['a short word that begins alike', 'Do a thing', scope(['src/dog.ts'])],
  ['a number', 'Add i18n', scope(['src/texts.ts'])],
  ['an empty scope', 'Add OAuth', scope([])],
])('not named by %s', (_, objective, where) => expect(namesArtefact(objective, where)).toBe(false));
