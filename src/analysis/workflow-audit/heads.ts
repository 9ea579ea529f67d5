import { oneOf, quote } from '../../model/wording.ts';
import type { PlacedStep, WorkflowFile } from '../../model/workflow-file.ts';
import type { AuditRule, Flaw } from './audit-rule.ts';

/** Their jobs have the rights and secrets of the default branch, whoever caused them (threat G04). */
const PRIVILEGED: ReadonlySet<string> = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
]);
const HEAD =
  /github\.head_ref|\bhead\.(?:sha|ref|repo)|\bhead_(?:sha|branch|commit|repository)|merge_commit_sha|refs\/pull\//;
const TAKES = /\bgit\b[^\n]*\b(?:checkout|switch|reset|merge|pull|clone|worktree|restore)\b/;
const TAKES_A_HEAD = /\bgh\s+pr\s+checkout\b|\bpull\/\S+\/(?:head|merge)\b/;
const OF_ACTIONS = /^actions\/checkout@/i;

/** A checkout of a pull request under such an event runs its author's code with those rights ("pwn request"). */
export const noPrivilegedHeads: AuditRule = {
  id: 'no-privileged-heads',
  holds:
    'A workflow with the rights of the default branch never checks out the head of a pull request.',
  check({ triggers, steps }) {
    const events = [...triggers.keys()].filter((name) => PRIVILEGED.has(name));
    if (events.length === 0) return [];
    return steps.flatMap((step): readonly Flaw[] => {
      const found = headTaken(step);
      if (found === undefined) return [];
      return [
        {
          ...found,
          problem: `${found.problem}, with the rights that ${oneOf(events)} gives`,
          fix: 'Read the change as data (git objects, the API), or do this under pull_request.',
        },
      ];
    });
  },
};

function headTaken({
  uses,
  with: given,
  env,
  run = '',
  at,
}: PlacedStep): Omit<Flaw, 'fix'> | undefined {
  if (OF_ACTIONS.test(uses ?? '')) {
    const input = ['ref', 'repository', 'allow-unsafe-pr-checkout'].find((name) =>
      /\$\{\{|refs\/pull\/|^true$/.test(given[name] ?? ''),
    );
    return input === undefined
      ? undefined
      : {
          at: [...at, 'with', input],
          problem: `${quote(given[input])} may be the head of a pull request, and it is checked out`,
        };
  }
  const names = Object.values(env).some((value) => HEAD.test(value)) || HEAD.test(run);
  return TAKES_A_HEAD.test(run) || (names && TAKES.test(run))
    ? { at: [...at, 'run'], problem: 'The script checks out the head of a pull request' }
    : undefined;
}

/** The token that a checkout leaves in .git/config is read by whatever runs later in the job. */
export const noKeptCredentials: AuditRule = {
  id: 'no-kept-credentials',
  holds: 'A checkout leaves no token behind.',
  check({ steps }: WorkflowFile) {
    return steps
      .filter(
        ({ uses = '', with: given }) =>
          OF_ACTIONS.test(uses) && given['persist-credentials'] !== 'false',
      )
      .map(({ at }) => ({
        at: [...at, 'uses'],
        problem: 'The checkout leaves the token of the job in .git/config',
        fix: 'Give it `persist-credentials: false`.',
      }));
  },
};
