import { attackOnEntry } from '../support/entry-attack.ts';
import { entryOf } from '../support/task-entry-facts.ts';

const opening = (...files: readonly string[]) =>
  entryOf({ scope: { files: ['src/auth/oauth.ts', ...files] } });

attackOnEntry({
  threat: 'E07',
  rule: 'task-entry/scope-bounded',
  attacks: [
    { why: 'braces, 262,144 of them', facts: opening(`src/${'{a,b}'.repeat(18)}`) },
    { why: 'a range of braces', facts: opening('src/{1..1000000}.ts') },
    { why: 'nested extended globs (CVE-2026-27904)', facts: opening('src/*(*(*(*(a))))b') },
    { why: 'many stars (CVE-2026-26996)', facts: opening(`src/${'*a'.repeat(9)}b`) },
    { why: 'many globstars (CVE-2026-27903)', facts: opening(`src/${'**/a/'.repeat(4)}b`) },
  ],
  twins: [{ why: 'ordinary globs', facts: opening('src/auth/*.ts', 'src/db/**/connection.ts') }],
});
