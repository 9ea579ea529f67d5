import { attackOnOutput } from '../support/attack.ts';
import { changedOutput, moduleScope } from '../support/changed-output.ts';
import { changed } from '../support/output-facts.ts';

/** A spec whose pattern reaches far in other glob dialects, and a change of what it would reach there. */
const reached = (pattern: string, path: string) =>
  changedOutput([changed(path)], { scope: moduleScope({ files: [pattern] }) });

attackOnOutput({
  threat: 'D15',
  rule: 'output/scope-compliance',
  attacks: [
    { why: 'a negation', facts: reached('!src/auth/**', 'infra/main.tf') },
    { why: 'a comment', facts: reached('#infra/**', 'infra/main.tf') },
    { why: 'braces', facts: reached('{src,infra}/**', 'infra/main.tf') },
    { why: 'an extended glob', facts: reached('@(src|infra)/*', 'infra/main.tf') },
    { why: 'a globstar inside a segment', facts: reached('in**', 'infra/deep/main.tf') },
    { why: 'a backslash', facts: reached('infra\\main.tf', 'infra/main.tf') },
    { why: 'a folder alone', facts: reached('infra', 'infra/main.tf') },
    { why: 'a folder that is climbed out of', facts: reached('src/../infra/**', 'infra/main.tf') },
  ],
  twins: [
    { why: 'a glob of the grammar', facts: reached('infra/**', 'infra/deep/main.tf') },
    { why: 'a star in a segment', facts: reached('infra/*.tf', 'infra/main.tf') },
  ],
});

attackOnOutput({
  threat: 'D14',
  rule: 'output/scope-compliance',
  attacks: [
    { why: 'the character class of a route', facts: reached('src/[id].tsx', 'src/i.tsx') },
    { why: 'a range', facts: reached('src/[a-z].tsx', 'src/q.tsx') },
    { why: 'a catch-all route', facts: reached('src/[...slug].tsx', 'src/s.tsx') },
  ],
  twins: [
    { why: 'the route itself', facts: reached('src/[id].tsx', 'src/[id].tsx') },
    { why: 'a catch-all route itself', facts: reached('src/[...slug].tsx', 'src/[...slug].tsx') },
    { why: 'a file whose name holds a star', facts: reached('src/*.tsx', 'src/*.tsx') },
  ],
});
