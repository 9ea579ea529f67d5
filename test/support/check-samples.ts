import type { Finding } from '../../src/model/finding.ts';
import type { Trust } from '../../src/model/trust-level.ts';
import type { Surroundings } from '../../src/report/check-page.ts';
import type { NotEvaluated } from '../../src/report/check-title.ts';
import type { Integration, OutputDetail } from '../../src/report/report.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { finding, ruleResult, verdict } from './sample-report.ts';

/** Pull requests as people meet them, for the pages that GitHub shows. */

export const SUBJECT = {
  id: '#12',
  task: 'auth-oauth',
  head: 'a1'.repeat(20),
  base: 'b2'.repeat(20),
};

export const TRUST: Trust = {
  level: 'T1',
  because: 'the check is posted by a workflow that pull_request starts',
};

const DETAIL: OutputDetail = {
  output: '#12',
  objective: 'Implement OAuth 2.0 flow in src/auth/oauth.ts',
  authorised: ['src/auth/oauth.ts', 'src/auth/*.spec.ts', 'src/auth/pkce.ts'],
  changed: [
    { path: 'src/auth/oauth.ts', kind: 'modified', inScope: true },
    { path: 'src/auth/auth.spec.ts', kind: 'modified', inScope: true },
    { path: 'src/auth/pkce.ts', kind: 'added', inScope: true },
  ],
  evidence: [
    {
      step: 'OAuth flow implementation',
      ref: 'commit:a3f92bc',
      state: 'resolved',
      grade: 'E2',
      lookedUp: 'a commit of this range that touches src/auth/oauth.ts',
    },
    {
      step: 'Unit tests',
      ref: 'test-run:2026-05-03-auth-12/12',
      state: 'resolved',
      grade: 'E3',
      lookedUp: '12 of 12 tests passed on the head in .github/workflows/handoff-tests.yml',
    },
  ],
};

export const DRIFTED: OutputDetail = {
  ...DETAIL,
  changed: [...DETAIL.changed, { path: 'README.md', kind: 'modified', inScope: false }],
};

const INTEGRATION: Integration = {
  order: [
    { output: '#9', because: 'waits for nobody' },
    { output: '#12', because: 'after #9 (authorised first)' },
    { output: '#15', because: 'waits for nobody' },
  ],
  pairs: [
    {
      a: '#12',
      b: '#9',
      state: 'conflict',
      class: 'content',
      paths: ['src/session.ts', 'src/auth/oauth.ts'],
      holder: '#9',
      because: 'it was authorised first',
    },
    { a: '#12', b: '#15', state: 'shares', paths: ['src/auth/auth.spec.ts'] },
    { a: '#15', b: '#9', state: 'shares', paths: ['src/other.ts'] },
  ],
  unmerged: [],
  evaluated: { outputs: 24, pairs: 23, merges: 2 },
};

export const ALONE: Integration = {
  order: [{ output: '#12', because: 'waits for nobody' }],
  pairs: [],
  unmerged: [],
  evaluated: { outputs: 24, pairs: 23, merges: 0 },
};

export function surroundings(over: Partial<Surroundings['report']> = {}): Surroundings {
  return {
    report: { engine: '0.1.0', outputs: [DETAIL], integration: ALONE, ...over },
    trust: TRUST,
    whole: 'the summary of the workflow run',
  };
}

const PASSED = [
  ruleResult({ saw: '3 changed paths, 3 authorised' }),
  ruleResult({
    rule: 'output/scope-drift',
    to: 'planner',
    holds: 'The share of what lies outside the scope stays within the limit.',
    saw: '0 of 3 files outside, 0 of 14 functions, limit 20 %',
  }),
  ruleResult({
    rule: 'output/refs-resolve',
    holds: 'Every ref resolves to what it claims.',
    saw: '2 refs, 2 resolved',
  }),
  ruleResult({
    rule: 'output/symbol-scope',
    state: 'not-applicable',
    holds: 'Inside a file that is opened by symbols only those functions change.',
    saw: 'the spec names no symbols',
  }),
];

export const HONEST: Verdict = verdict({ subject: SUBJECT, rules: PASSED });

export const OUT_OF_SCOPE: Finding = finding({
  at: { path: 'README.md', line: 3, endLine: 7 },
  expected: 'a path of the scope',
  found: '+14 -2',
});

export const DRIFTING: Verdict = verdict({
  subject: SUBJECT,
  notes: ['no policy file on the default branch: defaults apply'],
  rules: [
    ruleResult({
      state: 'failed',
      saw: '4 changed paths, 3 authorised',
      findings: [OUT_OF_SCOPE],
    }),
    ruleResult({
      rule: 'output/scope-drift',
      to: 'planner',
      state: 'failed',
      holds: 'The share of what lies outside the scope stays within the limit.',
      saw: '1 of 4 files outside, 0 of 14 functions, limit 20 %',
      findings: [
        finding({
          id: 'hg_00000001',
          rule: 'output/scope-drift',
          to: 'planner',
          problem: '1 of 4 changed files is outside the scope (25 %, limit 20 %): README.md.',
          fix: 'Widen the scope in the task spec and seal it again, or let the executor revert README.md.',
        }),
      ],
    }),
    ruleResult({
      rule: 'output/claims-evidenced',
      holds: 'What the text claims has evidence.',
      saw: '1 claim in prose',
      findings: [
        finding({
          id: 'hg_00000003',
          rule: 'output/claims-evidenced',
          severity: 'warn',
          mast: 'FM-2.6',
          problem: 'The text says "all tests pass", and no completed step cites a test-run.',
          fix: 'Cite a test run in completed-steps.',
        }),
      ],
    }),
    ...PASSED.slice(2),
  ],
});

export const FREE: Verdict = verdict({
  gate: 'integration',
  subject: SUBJECT,
  rules: [
    ruleResult({
      rule: 'integration/pairs-merge',
      gate: 'integration',
      to: 'coordinator',
      holds: 'Merges cleanly with every other pending output.',
      saw: '23 other outputs, none in conflict',
    }),
  ],
});

export const WAITING: Verdict = verdict({
  gate: 'integration',
  subject: SUBJECT,
  rules: [
    ruleResult({
      rule: 'integration/pairs-merge',
      gate: 'integration',
      to: 'coordinator',
      state: 'failed',
      holds: 'Merges cleanly with every other pending output.',
      saw: '23 other outputs, 1 conflict',
      findings: [
        finding({
          id: 'hg_00000005',
          rule: 'integration/pairs-merge',
          to: 'coordinator',
          mast: 'FM-2.5',
          problem: 'Conflicts with #9 in src/session.ts and src/auth/oauth.ts.',
          fix: 'Wait until #9 has landed, then rebase onto main.',
          at: { path: 'src/session.ts', line: 40, endLine: 52, output: '#9' },
        }),
      ],
    }),
  ],
});

export const CONFLICTING = surroundings({ integration: INTEGRATION });

export const UNPROVEN: Verdict = verdict({
  subject: SUBJECT,
  rules: [
    ruleResult({
      rule: 'output/refs-resolve',
      state: 'unproven',
      saw: 'the history is shallow',
      remedy: 'Fetch all of it with: git fetch --unshallow',
    }),
    ruleResult({
      rule: 'output/tests-pass',
      to: 'planner',
      state: 'unproven',
      saw: '1 run on the head',
      findings: [
        finding({
          id: 'hg_00000002',
          rule: 'output/tests-pass',
          severity: 'unproven',
          mast: 'FM-3.2',
          problem: 'The run auth-1 is pending.',
          fix: 'Wait for it, or record it with: handoff-gate record-tests junit.xml',
          at: { field: 'completed-steps[1].ref' },
        }),
      ],
    }),
    ...PASSED.slice(0, 1),
  ],
});

export const NOT_APPLICABLE: Verdict = verdict({
  subject: { id: '#7', head: SUBJECT.head, base: SUBJECT.base },
  rules: [],
  outcome: {
    state: 'not-applicable',
    because: "#7 is no executor's output: it belongs to no task and carries no contract",
  },
});

export const BLIND: NotEvaluated = {
  gate: 'integration',
  subject: SUBJECT,
  because: 'GitHub listed 100 of 240 open pull requests before its rate limit',
  remedy: 'Run the workflow again after 14:00 UTC.',
};

/** Findings on so many lines, and so many rules that found one. */
export function crowd(count: number): Verdict {
  return verdict({
    subject: SUBJECT,
    rules: [
      ruleResult({
        state: 'failed',
        saw: `${count + 3} changed paths, 3 authorised`,
        findings: Array.from({ length: count }, (_, index) =>
          finding({
            id: `hg_${(index + 1).toString(16).padStart(8, '0')}`,
            problem: `src/generated/part-${index}.ts is outside the scope.`,
            fix: `Revert src/generated/part-${index}.ts, or stop and ask the planner for a wider scope.`,
            at: { path: `src/generated/part-${index}.ts`, line: index + 1 },
          }),
        ),
      }),
      ...PASSED.slice(1),
    ],
  });
}
