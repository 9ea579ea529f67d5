import type { Finding } from '../../src/model/finding.ts';
import type { RuleResult } from '../../src/model/rule-result.ts';
import type { Report } from '../../src/report/report.ts';
import { fold } from '../../src/verdict/fold.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: 'hg_1a2b3c4d',
    rule: 'output/scope-compliance',
    severity: 'block',
    to: 'executor',
    mast: 'FM-2.3',
    problem: '1 of 4 changed paths is outside the scope: README.md',
    fix: 'Revert README.md, or stop and ask the planner for a wider scope.',
    facts: { path: 'README.md' },
    ...overrides,
  };
}

/** A rule result; `remedy` says of an unproven one what would let it look. */
export function ruleResult(
  overrides: Partial<Omit<RuleResult, 'state'>> & {
    readonly state?: RuleResult['state'];
    readonly remedy?: string;
  } = {},
): RuleResult {
  const { state = 'passed', remedy = 'Record it.', ...rest } = overrides;
  const base = {
    rule: 'output/scope-compliance',
    gate: 'output',
    holds: 'Every changed path is authorised by the sealed spec.',
    to: 'executor',
    saw: '3 changed paths, 3 authorised',
    findings: [],
    ...rest,
  } as const;
  return state === 'unproven' ? { ...base, state, remedy } : { ...base, state };
}

export function verdict(overrides: Partial<Verdict> = {}): Verdict {
  const rules = overrides.rules ?? [ruleResult()];
  return {
    schema: 'handoff-verdict/v1',
    engine: '0.1.0',
    gate: 'output',
    subject: { id: 'handoff/auth', task: 'auth', head: 'a1'.repeat(20), base: 'b2'.repeat(20) },
    mode: 'block',
    outcome: fold(rules),
    rules,
    key: 'c3'.repeat(32),
    notes: [],
    ...overrides,
  };
}

/** One of everything that a report can show. */
export function sampleReport(): Report {
  const failed = verdict({
    notes: ['no plan file: constraints are compared with the spec only'],
    rules: [
      ruleResult({ rule: 'output/objective-preserved', saw: '45 characters of objective' }),
      ruleResult({
        rule: 'output/refs-resolve',
        state: 'unproven',
        saw: 'the history is shallow',
        remedy: 'Fetch all of it with: git fetch --unshallow',
      }),
      ruleResult({
        state: 'failed',
        saw: '4 changed paths, 3 authorised',
        findings: [
          finding({
            at: { path: 'README.md', line: 3, endLine: 7 },
            expected: 'no change',
            found: '+14 -2',
          }),
        ],
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
            fix: 'Record it with: handoff-gate record-tests junit.xml',
            at: { field: 'completed-steps[1].ref' },
          }),
        ],
      }),
      ruleResult({
        rule: 'output/claims-evidenced',
        saw: '2 claims in prose',
        findings: [
          finding({
            id: 'hg_00000003',
            rule: 'output/claims-evidenced',
            severity: 'warn',
            mast: 'FM-2.6',
            problem: '"all tests pass" has no evidence.',
            fix: 'Cite a test run in completed-steps.',
          }),
          finding({
            id: 'hg_00000004',
            rule: 'output/claims-evidenced',
            severity: 'waived',
            mast: 'FM-2.6',
            problem: '"works on Windows" has no evidence.',
            fix: 'Cite a test run in completed-steps.',
          }),
        ],
      }),
      ruleResult({
        rule: 'output/symbol-scope',
        state: 'not-applicable',
        saw: 'the spec names no symbols',
      }),
    ],
  });
  const collides = verdict({
    gate: 'integration',
    rules: [
      ruleResult({
        rule: 'integration/pairs-merge',
        gate: 'integration',
        holds: 'Merges cleanly with every other pending output.',
        to: 'coordinator',
        state: 'failed',
        saw: '2 other outputs, 1 conflict',
        findings: [
          finding({
            id: 'hg_00000005',
            rule: 'integration/pairs-merge',
            to: 'coordinator',
            mast: 'FM-2.5',
            problem: 'Conflicts with handoff/data in src/session.ts.',
            fix: 'Wait until handoff/data has landed, then rebase.',
            at: { path: 'src/session.ts', output: 'handoff/data' },
          }),
        ],
      }),
    ],
  });
  const data = { id: 'handoff/data', head: 'd4'.repeat(20), base: 'b2'.repeat(20) };
  return {
    engine: '0.1.0',
    base: { name: 'main', sha: 'b2'.repeat(20) },
    verdicts: [
      failed,
      collides,
      verdict({ subject: data }),
      verdict({
        gate: 'integration',
        subject: data,
        mode: 'warn',
        rules: [],
        outcome: { state: 'not-applicable', because: 'it is the only output with this base' },
      }),
    ],
    packets: [
      {
        schema: 'handoff-failure/v1',
        'task-id': 'auth',
        attempt: 1,
        'attempts-left': 2,
        head: 'a1'.repeat(20),
        gate: 'output',
        'return-to': 'executor',
        findings: [
          {
            id: 'hg_1a2b3c4d',
            rule: 'output/scope-compliance',
            mast: 'FM-2.3',
            at: 'README.md:3-7',
            expected: 'no change',
            found: '+14 -2',
            fix: 'Revert README.md, or stop and ask the planner for a wider scope.',
          },
        ],
        more: 0,
        keep: ['AC1'],
      },
    ],
    outputs: [
      {
        output: 'handoff/auth',
        objective: 'Implement OAuth 2.0 flow in src/auth/oauth.ts',
        authorised: ['src/auth/oauth.ts', 'src/auth/*.spec.ts'],
        changed: [
          { path: 'src/auth/oauth.ts', kind: 'modified', inScope: true },
          { path: 'README.md', kind: 'modified', inScope: false },
        ],
        evidence: [
          {
            step: 'OAuth flow',
            ref: 'commit:a1a1a1a',
            state: 'resolved',
            grade: 'E2',
            lookedUp: 'commit of this range',
          },
          {
            step: 'Unit tests',
            ref: 'test-run:auth-1-12/12',
            state: 'pending',
            grade: 'E0',
            lookedUp: 'no run recorded',
          },
        ],
      },
    ],
    integration: {
      order: [
        { output: 'handoff/data', because: 'authorised first' },
        { output: 'handoff/auth', because: 'waits for handoff/data' },
        { output: 'handoff/docs', because: 'conflicts with nobody' },
      ],
      pairs: [
        {
          a: 'handoff/auth',
          b: 'handoff/data',
          state: 'conflict',
          class: 'content',
          paths: ['src/session.ts', 'src/a.ts', 'src/b.ts', 'src/c.ts'],
          holder: 'handoff/data',
          because: 'authorised first',
        },
        { a: 'handoff/data', b: 'handoff/docs', state: 'shares', paths: ['README.md'] },
        {
          a: 'handoff/auth',
          b: 'handoff/docs',
          state: 'not-evaluated',
          paths: [],
          because: 'an object is missing',
        },
      ],
      unmerged: [
        {
          output: 'handoff/stale',
          state: 'conflict',
          because: 'conflicts with the base in src/a.ts',
        },
        {
          output: 'handoff/gone',
          state: 'not-evaluated',
          because: 'the head is not in this clone',
        },
      ],
      evaluated: { outputs: 3, pairs: 3, merges: 2 },
    },
  };
}
