import type { WordList } from './word-list.ts';

/** A criterion that waits for other work (seed G1e, threat A13). */
export const CONDITIONS: WordList = {
  title: 'conditions',
  why: 'A criterion is judged on the output of its own task. One that holds "once B is merged" can be judged by nobody at that moment. The list looks for other work: a task, a pull request, a team, a rewrite. What the program does at run time ("once the token has expired, …") is no such wait. Name other tasks in `depends-on`; they have landed when this one starts.',
  refuse: [
    '<waits> … <ref>',
    '<waits> <label> is|are|has|have|gets|was been? <done>',
    '<when> … <work> … <done>',
    '<needs> … <work>',
    '<waits> <definite> … <developed>',
    '<when> everyone|everybody|somebody|someone … <done>',
    '<if> that … <done>',
    '^ <if> the|our <work>',
    'after|before rebasing|merging on|onto|with|in the … <work>',
    'by|in|from|of|on|with|to|for a|an|the|some other|later|separate|follow-up|followup|subsequent <work>',
    'by|in|from|of|on|with|to|for another <work>',
    'by|with|from the … task|subtask|ticket|team|agent|executor|colleague',
    'by|with|from <definite> … team|colleague',
    'of|with|by|from|and|for task|tasks|subtask|subtasks|ticket|tickets <letter>',
    'together|along|combination|coordination with <ref>',
    'in the meantime',
    '<foreign>',
  ],
  allow: [
    'a|an|any|each|every|no|one|two|several|its|own|another <work>',
    'when|whenever|if|unless … already <done>',
    'merged with|into|onto the? defaults|default|rest|base|other?',
  ],
  examples: {
    refused: [
      'Passes once B is merged',
      '12 tests pass after task 4 is done',
      'Assuming that the data layer is rewritten, `getUser()` returns a row',
    ],
    passes: [
      'Once the access token has expired, the client gets 401',
      'When a pull request is merged, the webhook posts one message',
      'Dates without a zone are parsed assuming UTC',
    ],
  },
};

/** What the names in the phrases of the list stand for. `<id>` is the id of another task of the plan, `<foreign>` one that no
 * ordinary word could be. */
export const CONDITION_CLASSES: Readonly<Record<string, readonly string[]>> = {
  waits: ['<when>', '<needs>'],
  when: [
    'once|after|when|whenever|until|till|unless|if|while|upon|following',
    'as soon|long as',
    'in case',
    'not|only before|after',
    'by the time',
    '<if>',
  ],
  if: ['assuming|supposing|presuming|providing|provided', 'given that'],
  needs: [
    'depends|depend|depending|dependent|relies|rely|relying|contingent|conditional on|upon',
    'blocked by',
    'subject to',
    'wait|waits|waiting for|on',
    'requires|require|requiring|needs|pending',
    'completion|merge|approval of',
    'not before',
  ],
  ref: [
    'task|tasks|subtask|subtasks|ticket|tickets|issue|story|pr|prs|mr|request <label>',
    '<id> task|subtask|ticket|branch|pr',
    '<number>',
    '<foreign>',
  ],
  work: [
    "task|subtask|ticket|story|epic|pr|mr|branch|refactor|refactoring|rewrite|implementation|work|feature|patch|spike|phase|milestone|sprint|team|team's|agent|executor|colleague|issue",
    "task's|agent's",
    'pull|merge request',
    'the fix',
  ],
  done: [
    'merged|merges|lands|landed|done|complete|completed|finished|finishes|ready|available|implemented|shipped|ships|deployed|released|delivered|delivers|closed|resolved|approved|fixed|published|pushed|written|reviewed|accepted',
    'in place',
    'goes|gets|went in',
    'in main|master|trunk',
  ],
  /** Said of programs only by those who write them. */
  developed: [
    'merged|merges|lands|landed|implemented|rewritten|refactored|reworked',
    'goes|gets|went in',
    'rolled out',
  ],
  definite: ['the|our|my|their|his|her', '<letter>', '<possessive>'],
  label: ['<letter>', '<figure>', '<key>', '<number>', '<id>'],
};
