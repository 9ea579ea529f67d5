/** One defence of the action, and how it is switched off. */
export interface Defence {
  /** Row of THREATS.md, or a decision of it. */
  readonly threat: string;
  /** What is no longer done. */
  readonly off: string;
  readonly file: string;
  /** Text that stands in the file once, and what takes its place. */
  readonly from: string;
  readonly to: string;
  /** The attack that must be noticed, end to end. */
  readonly test: string;
}

const CRITIC = 'test/shells/action/critic-on-github.test.ts';
const FORGED = 'test/shells/action/forged-comments.test.ts';
const APPROVAL = 'test/shells/action/approval.test.ts';
const OPENED = 'test/shells/action/who-opened-it.test.ts';
const LIFE = 'test/shells/action/life-of-a-task.test.ts';
const LOCKS = 'test/adapters/github/github-scope-locks.test.ts';
const REFS = 'test/shells/action/refs-on-github.test.ts';

/** What stands between an attack and a green check on GitHub; rules have mutants of their own (rule-mutants.ts). */
export const DEFENCES: readonly Defence[] = [
  {
    threat: 'F01',
    off: 'a comment is ours by who wrote it, not by its marker',
    file: 'src/adapters/github/comments.ts',
    from: 'viewerDidAuthor && body.startsWith(marker)',
    to: 'body.startsWith(marker)',
    test: FORGED,
  },
  {
    threat: 'G12',
    off: 'our comment that somebody else edited is not our word',
    file: 'src/adapters/github/comments.ts',
    from: 'return editor === undefined || editor.id !== author?.id || editor.kind !== author?.kind;',
    to: 'return false;',
    test: FORGED,
  },
  {
    threat: 'G12',
    off: 'an editor whose account is gone is somebody else',
    file: 'src/adapters/github/comments.ts',
    from: 'editor === undefined || editor.id !== author?.id',
    to: 'editor !== undefined && editor.id !== author?.id',
    test: FORGED,
  },
  {
    threat: 'G12',
    off: 'what says the same is not written again',
    file: 'src/report/written-digest.ts',
    from: 'return before !== undefined && before.digest === now?.digest;',
    to: 'return false;',
    test: FORGED,
  },
  {
    threat: 'G09',
    off: 'whoever asks for an executor is a planner',
    file: 'src/shells/action/judge-task.ts',
    from: 'if (isAmong(planners, by.person)) return true;',
    to: 'return true;',
    test: APPROVAL,
  },
  {
    threat: 'G09',
    off: 'and may write now',
    file: 'src/shells/action/judge-task.ts',
    from: 'if (by === undefined || !WRITES.has(by.permission)) return false;',
    to: 'if (by === undefined) return false;',
    test: APPROVAL,
  },
  {
    threat: 'A03',
    off: 'an executor starts on what was sealed',
    file: 'src/shells/action/judge-task.ts',
    from: 'seal?.digest === specDigest(read.value)',
    to: 'seal !== undefined',
    test: APPROVAL,
  },
  {
    threat: 'A03',
    off: 'the last editor of a spec is its author',
    file: 'src/adapters/github/task-issues.ts',
    from: 'node.lastEditedAt === null ? node.author : node.editor',
    to: 'node.author',
    test: APPROVAL,
  },
  {
    threat: 'A02',
    off: "only an executor's pull request belongs to a task",
    file: 'src/adapters/github/pull-request-outputs.ts',
    from: 'named === undefined ? undefined : await whyNo(author)',
    to: 'undefined as string | undefined',
    test: OPENED,
  },
  {
    threat: 'A03',
    off: 'a spec in an issue authorises nothing before it is sealed',
    file: 'src/gates/output/spec-current.ts',
    from: "if (seal !== undefined || writers === 'planners') return [];",
    to: 'return [];',
    test: OPENED,
  },
  {
    threat: 'A11',
    off: 'only planners revise the plan',
    file: 'src/gates/plan-revision/planner-only.ts',
    from: '.filter((person) => !isAmong(planners, person))',
    to: '.filter(() => false)',
    test: OPENED,
  },
  {
    threat: 'C01',
    off: 'a check that is cited is there',
    file: 'src/evidence/resolve-run-of-head.ts',
    from: 'if (first === undefined) return unresolved(',
    to: "if (first === undefined) return ((what: string) => resolved(what, 'E2'))(",
    test: REFS,
  },
  {
    threat: 'C11',
    off: 'a skipped check is no success',
    file: 'src/evidence/resolve-run-of-head.ts',
    from: "conclusion !== undefined && conclusion !== 'success'",
    to: "conclusion === 'failure'",
    test: REFS,
  },
  {
    threat: 'C15',
    off: 'what a gate says is no evidence for a gate',
    file: 'src/evidence/resolve-run-of-head.ts',
    from: 'if (OUR_OWN.test(name))',
    to: "if (name === '')",
    test: REFS,
  },
  {
    threat: 'A03',
    off: 'the spec in an issue has the digest that is claimed',
    file: 'src/evidence/resolve-elsewhere.ts',
    from: 'return found === sha256\n',
    to: "return found !== ''\n",
    test: REFS,
  },
  {
    threat: 'E06',
    off: 'what is cited is asked for together',
    file: 'src/adapters/github/conversation.ts',
    from: 'const batch = [asked, ...more].slice(0, PER_REQUEST);',
    to: 'const batch = [asked, ...more].slice(0, 1);',
    test: REFS,
  },
  {
    threat: 'K10',
    off: 'only words of roles.critics are a review',
    file: 'src/evidence/words-of-critics.ts',
    from: 'isAmong(policy.roles.critics, by) && !isSame(by, author)',
    to: '!isSame(by, author)',
    test: CRITIC,
  },
  {
    threat: 'K10',
    off: 'nobody reviews what he opened',
    file: 'src/evidence/words-of-critics.ts',
    from: 'isAmong(policy.roles.critics, by) && !isSame(by, author)',
    to: 'isAmong(policy.roles.critics, by)',
    test: CRITIC,
  },
  {
    threat: 'K10',
    off: 'words that somebody else changed count for nothing',
    file: 'src/adapters/github/signed-in.ts',
    from: 'editedBy: isEdited(one) ? await people.identify(one.editor) : undefined,',
    to: 'editedBy: undefined,',
    test: CRITIC,
  },
  {
    threat: 'K10',
    off: 'two reviews of one head are no guess',
    file: 'src/evidence/gather-critic-review.ts',
    from: 'review: blocks === 1 ? review : undefined,',
    to: 'review,',
    test: CRITIC,
  },
  {
    threat: 'B01',
    off: 'a review of an older head is not of this one',
    file: 'src/evidence/words-of-critics.ts',
    from: 'all.filter(({ text }) => !isOfEarlierHead(text, output.head))',
    to: 'all',
    test: CRITIC,
  },
  {
    threat: 'A10',
    off: 'a review names the rubric that was sealed',
    file: 'src/gates/critic-review/rubric-verbatim.ts',
    from: 'if (named === rubricDigest) return [];',
    to: 'return [];',
    test: CRITIC,
  },
  {
    threat: 'K3',
    off: 'a comment on a pull request has it judged again',
    file: 'src/shells/action/targets.ts',
    from: "event.on === 'pull-request'",
    to: "event.on === 'issue'",
    test: CRITIC,
  },
  {
    threat: 'K3',
    off: 'so does one that is changed or deleted',
    file: 'src/model/read-github-event.ts',
    from: "['created', 'edited', 'deleted']",
    to: "['created']",
    test: CRITIC,
  },
  {
    threat: 'K3',
    off: 'and a review',
    file: 'src/model/read-github-event.ts',
    from: "  ['pull_request_review', review],\n",
    to: '',
    test: CRITIC,
  },
  {
    threat: 'A12',
    off: 'no label has a say in whether a scope is locked',
    file: 'src/adapters/github/github-scope-locks.ts',
    from: "return issue.state === 'open' ?",
    to: "return issue.state === 'open' && issue.labels.includes('handoff:queued') ?",
    test: LOCKS,
  },
  {
    threat: 'A12',
    off: 'nor what the spec says by now',
    file: 'src/adapters/github/github-scope-locks.ts',
    from: "return issue.state === 'open' ?",
    to: "return issue.state === 'open' && issuesByTask(new Map([[0, issue]])).size > 0 ?",
    test: LOCKS,
  },
  {
    threat: 'A12',
    off: 'a lock is not written over by that of another task',
    file: 'src/adapters/github/github-scope-locks.ts',
    from: 'has.task !== lock.task',
    to: 'false',
    test: LOCKS,
  },
  {
    threat: 'A12',
    off: 'an issue that lost its label is looked for among those that were touched last',
    file: 'src/adapters/github/task-issue-numbers.ts',
    from: 'timelineItems.nodes.some(',
    to: 'timelineItems.nodes.slice(0, 0).some(',
    test: LOCKS,
  },
  {
    threat: 'A12',
    off: 'a claim is looked for behind the comments of others',
    file: 'src/adapters/github/comments-of-issue.ts',
    from: 'pageInfo.hasNextPage && !isFound(nodes)',
    to: 'pageInfo.hasNextPage && sought === undefined',
    test: LOCKS,
  },
  {
    threat: 'A12',
    off: 'a label that was taken off is set again',
    file: 'src/shells/action/restore-labels.ts',
    from: 'if (isHidden(issue)) {',
    to: 'if (isHidden(issue) && issue.number < 0) {',
    test: LIFE,
  },
  {
    threat: 'G09',
    off: 'a spec that is refused leaves the scope of what was started',
    file: 'src/shells/action/judge-task.ts',
    from: '...(carried?.lock && {',
    to: "...(carried?.lock && verdict.outcome.state === 'passed' && {",
    test: LIFE,
  },
];
