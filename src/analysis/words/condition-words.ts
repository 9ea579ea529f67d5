import type { WordList } from './word-list.ts';

/** A criterion that waits for other work (seed G1e, threat A13). */
export const CONDITIONS: WordList = {
  why: 'A criterion is judged on the output of its own task. One that holds "once B is merged" can be judged by nobody at that moment. The list looks for other work: a task, a pull request, a team, a rewrite. What the program does at run time ("once the token has expired, …") is no such wait, nor is what it does with a pull request, an issue or a task as its subject ("when a pull request is merged, …"). Name other tasks in `depends-on`; they have landed when this one starts.',
  refuse: [
    '<waits> … <ref>',
    '<waits> <label> is|are|has|have|gets|was been? <done>',
    '<when> … <work> … <done>',
    '<needs> … <work>',
    '<requires> … <ref>',
    '<requires> … <work> to? be|being|been <done>',
    '<waits> <definite> … <developed>',
    '<waits> everyone|everybody|somebody|someone|others else? … <done>',
    '<waits> everything|anything|all|the? rest|else else? is|are|has|have been? <developed>',
    '<waits> … finish|finishes|finished|complete|completes|completed|deliver|delivers|delivered|done with? his|her|their part|parts|work|share|side|half|piece',
    '<if> that … <done>',
    '<if> that … <developed>',
    '<if> the|our <work>',
    'contingent|conditional on|upon',
    'after|before|upon|following|with|on rebasing|merging|integrating|integration|landing|completion|completing … <work>',
    '<waits> … previous|preceding|prior|earlier|other|sibling|second|next step|stage|part|phase|half|piece … <done>',
    'by|in|from|of|on|with|to|for a|an|the|some|any? other|another|later|separate|follow-up|followup|subsequent|sibling <work>',
    '<other> <work>',
    'by the … task|subtask|ticket',
    'by|with|from <definite> … team|agent|executor|colleague|specialist|squad',
    '<waits> … landed|lands',
    'be tested|ticked only? once|after|when|later',
    'once|after rebased|rebasing',
    'merging everything|all',
    '^ no|not merge before',
    'by|from|of team <word>',
    'of|with|by|from|and|for task|tasks|subtask|subtasks|ticket|tickets <letter>',
    'together|along|combination|coordination|integration with the? … <work>',
    'together|along|combination|coordination with <ref>',
    'compatible|consistent with the … <work>',
    '<when> run|executed|tested|checked against|on|with|in the … <work>',
    '<when> … first|second|third|next|last|previous task|subtask succeeds|passes|succeeded|passed',
    'wait|waits|waiting for … approval|sign-off|decision $',
    '<when> … by the coordinator|planner',
    'after|once <letter> $',
    'by|of|from|with agent <letter>',
    'on top of <ref>',
    'after|until the next|coming sprint|milestone|release',
    'assumes|assume|supposes that … <done>',
    'in the meantime',
    '<foreign>',
  ],
  allow: [
    '<when> the <thing> is|are|was|were|has|have|gets|get been? already? <done>',
    '<work> id|ids|name|names|title|number|label|list|file|url|key|column|page|field|form|template|type|status|state|queue|runner',
    'merged with|into|onto the? defaults|default|rest|base|other?',
    'no other <work>',
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

/**
 * What the names in the phrases of the list stand for. `<id>` is the id of another task of the plan, `<foreign>` one that
 * no ordinary word could be.
 */
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
  if: ['assuming|supposing|presuming|providing|provided', 'given that?'],
  needs: [
    'depends|depend|depending|dependent|relies|rely|relying on|upon',
    'blocked|unblocked|blocking by|on',
    'subject to',
    'wait|waits|waiting for|on',
    'pending',
    'completion|merge|approval of',
    'not before',
  ],
  requires: ['requires|require|requiring|needs|need|expects'],
  ref: [
    'task|tasks|subtask|subtasks|ticket|tickets|issue|story|pr|prs|mr|request <label>',
    '<id> task|subtask|ticket|branch|pr',
    '<number>',
    '<foreign>',
  ],
  work: [
    'task|subtask|ticket|story|epic|pr|mr|branch|refactor|refactoring|rewrite|implementation|work|feature|patch|spike|phase|milestone|sprint|team|agent|executor|colleague|issue|upstream|squad|specialist',
    "task's|agent's|team's|colleague's",
    'tasks|subtasks|tickets|prs|branches|agents|teams|colleagues|executors',
    'pull|merge request|requests',
    'the fix',
  ],
  /** Work that is also what many programs are about: unnamed, it is the program's own. */
  thing: [
    'task|ticket|story|epic|pr|mr|branch|feature|patch|phase|milestone|sprint|team|agent|issue',
    'tasks|tickets|prs|branches|agents|teams',
    'pull|merge request|requests',
  ],
  other: ['the|all|by|from|of|with other|sibling'],
  done: [
    'merged|merges|land|lands|landed|done|complete|completed|finished|finishes|ready|available|implemented|shipped|ships|deployed|released|delivered|delivers|closed|resolved|approved|fixed|published|pushed|written|reviewed|accepted',
    'in place',
    'signed off',
    'goes|gets|went in',
    'in main|master|trunk',
    'in ,',
    'in $',
  ],
  /** Said of programs only by those who write them. */
  developed: [
    'merged|merges|land|lands|landed|implemented|rewritten|refactored|reworked',
    'goes|gets|went in',
    'rolled out',
  ],
  definite: ['the|our|my|their|his|her', '<letter>', '<possessive>'],
  label: ['<letter>', '<figure>', '<key>', '<number>', '<id>'],
};
