import type { Role } from './accounts.ts';
import { type CheckChange, type CheckRun, createCheck } from './checks.ts';
import type { Files } from './git-store.ts';
import { addRuleset, type GivenRules } from './given-rules.ts';
import { type Actor, happen } from './happenings.ts';
import {
  addLabels,
  comment,
  deleteComment,
  editComment,
  editText,
  type NewIssue,
  openIssue,
  removeLabels,
} from './issues.ts';
import { enqueue } from './merge-queue.ts';
import { type HowToMerge, merge } from './merging.ts';
import { account, app, newRepository } from './new-world.ts';
import { setState } from './open-and-close.ts';
import { type NewPull, openPull, pushed, retarget, setDraft } from './pull-requests.ts';
import type { Ruleset } from './rulesets.ts';
import { type NewRun, startRun, type WorkflowRun } from './workflows.ts';
import {
  type Comment,
  fullName,
  type Issue,
  identity,
  type PullRequest,
  type Repository,
  type World,
} from './world.ts';

type Conversation = Issue | PullRequest;
/** A login, or `app:<slug>` for what an app's bot does with the app's token. */
type Who = string;

/** What a test says about one repository. Every word takes a second of the emulated time; the API takes none. */
export interface RepositoryWords {
  readonly noun: Repository;
  /** `owner/name` */
  readonly fullName: string;
  /** What `git clone` is given. */
  readonly cloneUrl: string;
  /** The tip of a branch, or of any revision. */
  sha(revision: string): string;
  /** A commit on a branch (made from the default branch when it is new), pushed. @returns its id. */
  push(
    branch: string,
    files: Files,
    how?: { readonly by?: Who; readonly message?: string; readonly parents?: readonly string[] },
  ): string;
  /** Branches as another repository on disk has them, pushed by force. */
  take(dir: string, branches: readonly string[], by?: Who): void;
  pull(given: Partial<NewPull> & { readonly head: string; readonly by?: Who }): PullRequest;
  /** Many pull requests, each with one commit on a branch of its own; git is asked once for all of them. */
  pulls(given: readonly NewWork[], by?: Who): readonly PullRequest[];
  issue(given: NewIssue & { readonly by?: Who }): Issue;
  edit(
    on: Conversation,
    to: { readonly title?: string; readonly body?: string; readonly base?: string },
    by?: Who,
  ): void;
  comment(on: Conversation, body: string, by?: Who): Comment;
  /** A review with that text, which neither approves nor asks for changes. */
  review(on: PullRequest, body: string, by?: Who): void;
  editComment(comment: Comment, body: string, by?: Who): void;
  deleteComment(comment: Comment, by?: Who): void;
  label(on: Conversation, name: string, by?: Who): void;
  unlabel(on: Conversation, name: string, by?: Who): void;
  /** Turns a pull request into a draft, or makes it ready for review. */
  draft(pull: PullRequest, by?: Who): void;
  ready(pull: PullRequest, by?: Who): void;
  /** Deletes a branch; its pull requests are closed. */
  remove(branch: string, by?: Who): void;
  close(on: Conversation, by?: Who): void;
  reopen(on: Conversation, by?: Who): void;
  /** A check run as an app's token would write it. */
  check(sha: string, name: string, change: CheckChange, app?: string): CheckRun;
  /** Somebody presses «Re-run» of a check of an app: nothing changes, the app is told. */
  rerequest(check: CheckRun, by?: Who): void;
  /** A workflow run with its jobs; a job without a conclusion is still going. */
  run(given: Partial<NewRun> & Pick<NewRun, 'sha' | 'jobs'> & { readonly by?: Who }): WorkflowRun;
  /** Merges with the rights of that actor. @throws Refused when a rule forbids it. */
  merge(pull: PullRequest, by?: Who, how?: HowToMerge): string;
  /** Puts it into the merge queue of its base. @throws Refused */
  enqueue(pull: PullRequest, by?: Who): void;
  /** A ruleset of the default branch, made from what is said. */
  require(given: GivenRules): Ruleset;
  /** Gives an account a role; live permission reads see it at once. */
  role(login: string, role: Role): void;
  /** A fork that belongs to that account. */
  fork(owner: string): RepositoryWords;
}

export interface NewWork extends Partial<Omit<NewPull, 'from'>> {
  readonly head: string;
  readonly files: Files;
}

export function actor(world: World, who: Who): Actor {
  if (!who.startsWith('app:')) return { account: account(world, who), app: undefined };
  const known = app(world, who.slice('app:'.length));
  return { account: known.bot, app: known };
}

export function repositoryWords(world: World, noun: Repository): RepositoryWords {
  const { git } = noun;
  const does = (who: Who) => {
    world.clock.advance(1);
    return actor(world, who);
  };
  const branch = (name: string) => `refs/heads/${name}`;
  return {
    noun,
    get fullName() {
      return fullName(noun);
    },
    get cloneUrl() {
      return `${world.url}/${fullName(noun)}.git`;
    },
    sha(revision) {
      const sha = git.resolve(revision);
      if (sha === undefined) throw new Error(`${fullName(noun)} has no ${revision}`);
      return sha;
    },
    push(name, files, { by = 'executor', message = `Change ${name}`, parents } = {}) {
      const who = does(by);
      const before = git.resolve(branch(name));
      const from = before ?? git.resolve(branch(noun.defaultBranch));
      const [after = ''] = git.commit({
        refs: [branch(name)],
        parents: parents ?? (from ? [from] : []),
        message,
        author: `${who.account.login} <${who.account.login}@example.com>`,
        at: world.clock.now() / 1000,
        files,
      });
      pushed(world, noun, who, { ref: branch(name), before, after });
      return after;
    },
    take(dir, branches, by = 'executor') {
      const who = does(by);
      const before = git.refs();
      git.run('fetch', '-q', dir, ...branches.map((name) => `+${branch(name)}:${branch(name)}`));
      for (const ref of branches.map(branch)) {
        const after = git.resolve(ref);
        if (before.get(ref) !== after)
          pushed(world, noun, who, { ref, before: before.get(ref), after });
      }
    },
    pull({ by = 'executor', title = `Merge ${fullName(noun)}`, ...given }) {
      return openPull(world, noun, does(by), { title, ...given });
    },
    pulls(works, by = 'executor') {
      const who = does(by);
      const base = git.resolve(branch(noun.defaultBranch)) ?? '';
      const shas = git.commit(
        ...works.map(({ head, files }) => ({
          refs: [branch(head)],
          parents: [base],
          message: `Change ${head}`,
          author: `${who.account.login} <${who.account.login}@example.com>`,
          at: world.clock.now() / 1000,
          files,
        })),
      );
      return works.map(({ files: _, ...given }, index) => {
        const ref = branch(given.head);
        pushed(world, noun, who, { ref, before: undefined, after: shas[index] });
        return openPull(world, noun, who, { title: `Change ${given.head}`, ...given });
      });
    },
    issue({ by = 'planner', ...given }) {
      return openIssue(world, noun, does(by), given);
    },
    edit(on, { base, ...text }, by = 'planner') {
      const who = does(by);
      if (base !== undefined && on.node === 'PullRequest') retarget(world, on, who, base);
      editText(world, on, who, text);
    },
    comment: (on, body, by = 'planner') => comment(world, on, does(by), body),
    editComment: (made, body, by = 'planner') => editComment(world, made, does(by), body),
    deleteComment: (made, by = 'planner') => deleteComment(world, made, does(by)),
    review(on, body, by = 'planner') {
      const { account: author } = does(by);
      const createdAt = world.clock.iso();
      const made = { ...identity(world, 'PRR'), on, author, body, createdAt };
      on.reviews.push({ node: 'PullRequestReview', ...made });
    },
    label: (on, name, by = 'planner') => addLabels(world, on, does(by), [name]),
    unlabel: (on, name, by = 'planner') => removeLabels(world, on, does(by), [name]),
    draft: (pull, by = 'planner') => setDraft(world, pull, does(by), true),
    ready: (pull, by = 'planner') => setDraft(world, pull, does(by), false),
    remove(name, by = 'executor') {
      const who = does(by);
      const before = git.resolve(branch(name));
      git.move(new Map([[branch(name), undefined]]));
      pushed(world, noun, who, { ref: branch(name), before, after: undefined });
    },
    close: (on, by = 'planner') => setState(world, on, does(by), 'closed'),
    reopen: (on, by = 'planner') => setState(world, on, does(by), 'open'),
    check: (sha, name, change, slug = 'handoff-gate') =>
      createCheck(world, noun, does(`app:${slug}`), sha, { ...change, name }),
    rerequest: (checkRun, by = 'executor') =>
      happen(world, {
        event: 'check_run',
        action: 'rerequested',
        repository: noun,
        by: does(by),
        checkRun,
      }),
    run({ by = 'executor', sha, ...given }) {
      const who = does(by);
      const defaults = {
        workflow: '.github/workflows/test.yml',
        event: 'pull_request',
        branch: noun.defaultBranch,
      };
      return startRun(world, noun, who, { ...defaults, ...given, sha });
    },
    merge: (pull, by = 'planner', how = {}) => merge(world, pull, does(by), how),
    enqueue: (pull, by = 'planner') => enqueue(world, pull, does(by)),
    require: (given) => addRuleset(world, noun, given),
    role(login, role) {
      noun.roles.set(account(world, login).id, role);
    },
    fork(owner) {
      const given = { owner, name: noun.name, forkOf: noun, roles: { [owner]: 'admin' } } as const;
      return repositoryWords(world, newRepository(world, given));
    },
  };
}
