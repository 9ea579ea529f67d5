import { describe, expect, test } from '@jest/globals';
import { secondOutcomes } from '../../../src/analysis/words/second-outcomes.ts';

describe('secondOutcomes', () => {
  test.each<[string, readonly string[]]>([
    ['Implement OAuth and refactor the store', ['refactor the store']],
    ['Implement OAuth, then remove the old routes', ['remove the old']],
    ['Rewrite src/a.ts; rename b', ['rename b']],
    ['Fix the login in src/a.ts. Remove the old code.', ['Remove the old']],
    ['Tidy src/a.ts & split src/b.ts', ['split src/b.ts']],
    ['Add search plus write a migration', ['write a migration']],
    [
      'Upgrade React, adapt all components and remove Enzyme',
      ['adapt all components', 'remove Enzyme'],
    ],
    ['Add tests and write tests for src/server.ts', ['write tests for']],
    ['Extend src/a.ts to read CSV, and also redesign the page', ['redesign the page']],
    ['Add a check that fails early, and update the docs', ['update the docs']],
  ])('more than one: %s', (text, expected) => expect(secondOutcomes(text)).toEqual(expected));

  test.each([
    ['one', 'Implement OAuth in src/a.ts'],
    ['a name of two operations', 'Add a search and replace dialog'],
    ['operations on one thing', 'Implement create, update and delete of invoices'],
    ['two verbs of one object', 'Add and document the flag'],
    ['a noun that is spelled like a verb', 'Implement drag and drop in the table'],
    ['a verb at the end', 'Keep read and write'],
    ['a verb before a mark', 'Let users read, write, and comment'],
    ['the same thing again', 'Add the flag and document it in docs/cli.md'],
    ['its proof', 'Add the flag and add unit tests'],
    ['its proof, of what was named', 'Add the flag and write tests for it'],
    ['a clause about the artefact', 'Add a script that can build docs and deploy the site'],
    ['names beside each other', 'Split src/a.ts into src/b.ts and src/c.ts'],
    ['a verb in the middle', 'Let the worker write rows'],
    ['a verb in a name', 'Add `a` and `remove` to src/a.ts'],
    ['where, then what', 'For builds on macOS, add a heap counter to src/heap.zig'],
    ['nothing', ''],
    ['only joints', ', and , then add'],
  ])('not more than one: %s', (_, text) => expect(secondOutcomes(text)).toEqual([]));
});
