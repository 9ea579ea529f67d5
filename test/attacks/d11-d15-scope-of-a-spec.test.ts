import { attackOnEntry } from '../support/entry-attack.ts';
import { path, tree } from '../support/output-facts.ts';
import { entryOf } from '../support/task-entry-facts.ts';

/** The honest scope with one more entry, over a tree in which an honest reader finds what the entry seems to say. */
const opening = (...entries: readonly string[]) =>
  scoped({ files: ['src/auth/oauth.ts', ...entries] });
const making = (...entries: readonly string[]) =>
  scoped({ files: ['src/auth/oauth.ts'], create: entries });

function scoped(scope: Readonly<Record<string, readonly string[]>>, files = TREE) {
  return {
    ...entryOf({ scope }),
    baseTree: tree(files),
    importers: new Map([[path('src/auth/oauth.ts'), 1]]),
  };
}
const TREE = ['infra/main.tf', 'src/auth/oauth.ts', 'src/auth/session.ts', 'src/i.tsx'];

attackOnEntry({
  threat: 'D11',
  rule: 'task-entry/scope-bounded',
  attacks: [
    { why: 'climbs out of the repository', facts: opening('../../etc/passwd') },
    {
      why: 'begins in its folder and ends elsewhere',
      facts: opening('src/auth/../../infra/main.tf'),
    },
    { why: 'hides a step', facts: opening('src/./../infra/main.tf') },
    { why: 'is absolute', facts: opening('/infra/main.tf') },
    { why: 'is a path of Windows', facts: opening('infra\\main.tf') },
    { why: 'has a drive', facts: opening('C:/infra/main.tf') },
    { why: 'ends with a slash', facts: opening('src/auth/') },
    { why: 'has more bytes than a pattern may have', facts: opening(`src/${'é'.repeat(200)}`) },
  ],
  twins: [
    { why: 'dots in names', facts: making('src/..a/b...ts') },
    { why: 'an encoded slash, which is none to git', facts: making('src/%2e%2e%2fa.ts') },
  ],
});

attackOnEntry({
  threat: 'D12',
  rule: 'task-entry/scope-bounded',
  attacks: [
    { why: 'a Cyrillic letter', facts: making('src/\u0430uth/login.ts') },
    { why: 'text that runs backwards', facts: making('src/auth/\u202egnp.ts') },
    { why: 'a zero-width space', facts: making('src/auth\u200b/login.ts') },
    { why: 'full-width dots and slashes', facts: making('\uff0e\uff0e\uff0finfra') },
    { why: 'an accent beside its letter', facts: making('src/cafe\u0301.ts') },
  ],
  twins: [
    { why: 'an accent in its letter', facts: making('src/caf\u00e9.ts') },
    { why: 'a Japanese name', facts: making('docs/日本語.md') },
  ],
});

attackOnEntry({
  threat: 'D13',
  rule: 'task-entry/scope-exists',
  attacks: [
    { why: 'a second spelling of a file', facts: making('src/auth/OAuth.ts') },
    { why: 'a second spelling of a folder', facts: making('src/Auth/oauth.ts') },
    {
      why: 'two new files that are one elsewhere',
      facts: making('src/auth/F1.ts', 'src/auth/f1.ts'),
    },
    {
      why: 'a letter and its accent, apart in the tree',
      facts: scoped({ files: ['src/auth/oauth.ts'], create: ['src/caf\u00e9.ts'] }, [
        ...TREE,
        'src/cafe\u0301.ts',
      ]),
    },
  ],
  twins: [
    { why: 'another name', facts: making('src/auth/oauth2.ts') },
    { why: 'capitals where no other file is', facts: making('src/auth/README.md') },
  ],
});

attackOnEntry({
  threat: 'D14',
  rule: 'task-entry/scope-exists',
  attacks: [
    { why: 'a route that reaches another file in other dialects', facts: opening('src/[id].tsx') },
    { why: 'a range', facts: opening('src/[a-z].tsx') },
    { why: 'a negated class', facts: opening('src/auth/[!o]*.ts') },
  ],
  twins: [
    {
      why: 'the route itself',
      facts: scoped({ files: ['src/auth/oauth.ts', 'src/[id].tsx'] }, [...TREE, 'src/[id].tsx']),
    },
    {
      why: 'a file whose name holds a star',
      facts: scoped({ files: ['src/auth/oauth.ts', 'src/*.sql'] }, [...TREE, 'src/*.sql']),
    },
  ],
});

attackOnEntry({
  threat: 'D15',
  rule: 'task-entry/scope-bounded',
  attacks: [
    { why: 'everything', facts: opening('**') },
    { why: 'everything in some folder', facts: opening('*/**') },
    { why: 'every file of one kind', facts: opening('**/*.ts') },
    { why: 'all but one folder', facts: opening('!src/auth/**') },
    { why: 'a comment', facts: opening('#src/**') },
    { why: 'braces', facts: opening('{src,infra}/**') },
    { why: 'an extended glob', facts: opening('@(src|infra)/**') },
    { why: 'a globstar inside a segment', facts: opening('sr**') },
  ],
  twins: [
    { why: 'one level of a folder', facts: opening('src/auth/*.ts') },
    { why: 'all of a folder', facts: opening('src/auth/**') },
  ],
});
