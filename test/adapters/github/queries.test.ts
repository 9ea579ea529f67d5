import { describe, expect, test } from '@jest/globals';
import { schema as github } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { FURTHER_ISSUE_COMMENTS } from '../../../src/adapters/github/comments-of-issue.ts';
import { conversationQuery } from '../../../src/adapters/github/conversation-query.ts';
import { currentStateQuery } from '../../../src/adapters/github/current-state.ts';
import { detailsQuery, FURTHER_COMMENTS } from '../../../src/adapters/github/details.ts';
import { openPullRequestsQuery } from '../../../src/adapters/github/open-pull-requests.ts';
import { furtherSuitesQuery, ownChecksQuery } from '../../../src/adapters/github/own-checks.ts';
import {
  furtherTaskIssuesQuery,
  TASK_ISSUES,
} from '../../../src/adapters/github/task-issue-numbers.ts';
import { numberedIssuesQuery } from '../../../src/adapters/github/task-issues.ts';
import {
  commentsOfQuery,
  taskPullRequestsQuery,
} from '../../../src/adapters/github/task-pull-requests.ts';
import { WORKFLOW_RUNS } from '../../../src/adapters/github/workflow-runs.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TaskId } from '../../../src/model/task-id.ts';

const CHECKS = { head: 'a'.repeat(40) as Sha, names: ['handoff-gate'] } as const;
const schema = buildSchema(github.idl, { assumeValid: true });

describe('every query is one that GitHub answers', () => {
  test.each([
    openPullRequestsQuery('first'),
    openPullRequestsQuery('further'),
    WORKFLOW_RUNS,
    detailsQuery([
      { number: 1, ...CHECKS },
      { number: 23, ...CHECKS, names: ['handoff-tests', 'handoff-gate/critic-review'] },
    ]),
    ownChecksQuery([CHECKS]),
    furtherSuitesQuery([{ head: CHECKS.head, name: 'handoff-gate', after: 'Y3Vyc29y' }]),
    FURTHER_COMMENTS,
    TASK_ISSUES,
    furtherTaskIssuesQuery([{ label: 'handoff:queued', after: 'Y3Vyc29y' }]),
    FURTHER_ISSUE_COMMENTS,
    numberedIssuesQuery([4, 5]),
    currentStateQuery({
      pullRequests: [
        { number: 1, ...CHECKS },
        { number: 23, ...CHECKS, names: ['handoff-gate/output'] },
      ],
      issues: [4],
      branches: ['main', 'next'],
    }),
    currentStateQuery({ pullRequests: [{ number: 1, ...CHECKS }], issues: [], branches: [] }),
    conversationQuery([
      { kind: 'number', number: 4 },
      { kind: 'check', head: 'a'.repeat(40) as Sha, name: 'build' },
    ]),
    commentsOfQuery([7, 8]),
    taskPullRequestsQuery(['auth' as TaskId, 'data-layer' as TaskId]),
  ])('$name', ({ text }) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });
});
