import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Standing } from '../../../src/analysis/workflow-audit/audit-rule.ts';
import { AUDIT_RULES, auditWorkflow } from '../../../src/analysis/workflow-audit/audit-workflow.ts';

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const STEPS = `      - uses: actions/checkout@${SHA} # v7.0.1
        with:
          persist-credentials: false
      - run: npm test
`;
const CHECKOUT = (input: string) => `      - uses: actions/checkout@${SHA} # v7.0.1
        with:
          persist-credentials: false
          ${input}
`;

interface Parts {
  readonly on?: string;
  readonly top?: string;
  readonly job?: string;
  readonly steps?: string;
}

/** A workflow without a flaw, with one part replaced. */
function workflow({ on = 'pull_request:', top, job, steps = STEPS }: Parts = {}): string {
  return `name: sample
on:
  ${on}

${top ?? 'permissions: {}\nconcurrency: sample'}

jobs:
  test:
${job ?? '    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    permissions:\n      contents: read # to check out the sources'}
    steps:
${steps}`;
}

const BASE_JOB = '    runs-on: ubuntu-24.04\n    timeout-minutes: 5';
const job = (lines: string) => ({ job: `${BASE_JOB}\n${lines}` });
const step = (lines: string) => ({ steps: `      - ${lines.replace(/\n/g, '\n        ')}\n` });
const script = (...lines: readonly string[]) =>
  step(`run: |\n${lines.map((line) => `  ${line}`).join('\n')}`);

const audit = (parts: Parts, standing: Standing = 'required') =>
  auditWorkflow('.github/workflows/sample.yml', workflow(parts), standing);

const MATRIX = (strategy: string) =>
  `    timeout-minutes: 5\n    runs-on: \${{ matrix.os }}\n    strategy: {${strategy}}`;

/** Each habit: files that break it, and ones that look alike and do not. */
const TABLE: readonly (readonly [rule: string, bad: readonly Parts[], benign: readonly Parts[]])[] =
  [
    [
      'pinned-actions',
      [
        step('uses: actions/checkout@v7'),
        step('uses: actions/checkout@main'),
        step(`uses: actions/checkout@${SHA.slice(0, 12)} # v7.0.1`),
        step(`uses: actions/checkout@${SHA}`),
        step(`uses: actions/checkout@${SHA} # the best`),
        step('uses: docker://alpine:3'),
        { steps: '      - run: npm test\n  other:\n    uses: octo/r/.github/workflows/w.yml@v1\n' },
      ],
      [
        step(`uses: octo/r/sub/folder@${SHA} # v1`),
        step('uses: ./.github/actions/mine'),
        step(`uses: docker://alpine@sha256:${'a'.repeat(64)}`),
      ],
    ],
    [
      'no-grants-at-top',
      [
        { top: 'concurrency: x' },
        { top: 'concurrency: x\npermissions: read-all' },
        { top: 'concurrency: x\npermissions:\n  contents: read # to read' },
      ],
      [{ top: 'permissions: {}\nconcurrency: {group: x}' }],
    ],
    [
      'explained-grants',
      [
        job('    permissions: write-all'),
        job('    permissions: read-all'),
        job('    permissions:\n      contents: read'),
        job('    permissions:\n      contents: read # to read\n      checks: write #'),
      ],
      [
        job('    permissions: {}'),
        job('    permissions:\n      contents: none'),
        { job: BASE_JOB },
      ],
    ],
    [
      'named-secrets',
      [{ steps: '      - run: npm test\n  other:\n    uses: ./w.yml\n    secrets: inherit\n' }],
      [
        {
          steps: `      - run: npm test\n  other:\n    uses: ./w.yml\n    secrets: {KEY: "\${{ secrets.KEY }}"}\n`,
        },
      ],
    ],
    [
      'no-pasted-expressions',
      [
        step(`run: echo "\${{ github.event.issue.title }}"`),
        script('set -euo pipefail', `# \${{ github.head_ref }}`, 'npm test'),
        step(`run: echo \${{ inputs.a`),
        step(
          `uses: actions/github-script@${SHA} # v8\nwith:\n  script: console.log("\${{ github.actor }}")`,
        ),
      ],
      [
        step(`env:\n  TITLE: \${{ github.event.issue.title }}\nrun: echo "$TITLE"`),
        step(`if: \${{ github.actor == 'x' }}\nrun: npm test`),
        step(`run: echo "\${HOME}" "$((1 + 1))"`),
      ],
    ],
    [
      'strict-scripts',
      [
        script('npm ci', 'npm test'),
        step('run: npm test | tee log'),
        script('set -e', 'npm test'),
        step('shell: bash\nrun: a | b'),
      ],
      [
        script('set -euo pipefail', 'npm ci', 'npm test'),
        script('# why', 'set -euo pipefail', 'npm test | tee log'),
        script('# one command', 'npm test'),
        step('run: npm test || exit 7'),
        step('shell: pwsh\nrun: |\n  a\n  b | c'),
      ],
    ],
    [
      'no-privileged-heads',
      [
        {
          on: 'pull_request_target:',
          steps: CHECKOUT(`ref: \${{ github.event.pull_request.head.sha }}`),
        },
        { on: 'pull_request_target:', steps: CHECKOUT(`ref: refs/pull/1/merge`) },
        { on: 'pull_request_target:', steps: CHECKOUT('allow-unsafe-pr-checkout: true') },
        {
          on: 'workflow_run:',
          steps: CHECKOUT(
            `repository: \${{ github.event.workflow_run.head_repository.full_name }}`,
          ),
        },
        { on: 'workflow_run:', steps: CHECKOUT(`ref: \${{ steps.any.outputs.sha }}`) },
        { on: 'issue_comment:', ...step('run: gh pr checkout 12') },
        {
          on: 'pull_request_target:',
          ...step(
            `env:\n  SHA: \${{ github.event.pull_request.head.sha }}\nrun: git checkout "$SHA"`,
          ),
        },
        { on: 'pull_request_target:', ...step('run: git pull origin pull/1/head') },
        {
          on: 'pull_request_target:',
          ...step(`env: {B: "\${{ github.head_ref }}"}\nrun: git clone --branch "$B" x`),
        },
      ],
      [
        { on: 'pull_request:', steps: CHECKOUT(`ref: \${{ github.event.pull_request.head.sha }}`) },
        { on: 'pull_request_target:', steps: CHECKOUT('ref: main') },
        { on: 'workflow_run:', steps: CHECKOUT('fetch-depth: 0') },
        {
          on: 'workflow_run:',
          ...step(`env:\n  SHA: \${{ github.event.workflow_run.head_sha }}\nrun: echo "$SHA"`),
        },
        { on: 'issues:', ...step('run: git switch -c handoff/x') },
      ],
    ],
    [
      'no-kept-credentials',
      [
        step(`uses: actions/checkout@${SHA} # v7`),
        step(`uses: Actions/Checkout@${SHA} # v7\nwith:\n  persist-credentials: true`),
      ],
      [{ steps: STEPS }, step(`uses: actions/setup-node@${SHA} # v7\nwith:`)],
    ],
    [
      'hosted-runners',
      [
        { job: '    timeout-minutes: 5\n    runs-on: self-hosted' },
        { job: '    timeout-minutes: 5\n    runs-on: [ubuntu-24.04, gpu]' },
        { job: '    timeout-minutes: 5\n    runs-on: {group: ours, labels: ubuntu-24.04}' },
        { job: `    timeout-minutes: 5\n    runs-on: \${{ inputs.machine }}` },
        { job: MATRIX('matrix: {os: [ubuntu-24.04, self-hosted]}') },
        { job: MATRIX('matrix: {os: [windows-2025], include: [{os: gpu}, {node: 24}]}') },
        { job: MATRIX('matrix: {node: [24]}') },
        { job: MATRIX(`matrix: "\${{ fromJSON(needs.plan.outputs.matrix) }}"`) },
        { job: MATRIX('fail-fast: false') },
        { job: '    timeout-minutes: 5' },
      ],
      [
        { job: '    timeout-minutes: 5\n    runs-on: [windows-2025]' },
        { job: '    timeout-minutes: 5\n    runs-on: {labels: macos-15}' },
        { job: MATRIX('matrix: {os: [ubuntu-24.04, windows-2025]}') },
        { job: MATRIX('matrix: {include: [{os: macos-15, node: 24}]}') },
      ],
    ],
    [
      'bounded-jobs',
      [{ job: '    runs-on: ubuntu-24.04' }],
      [{ steps: '      - run: npm test\n  other:\n    uses: ./w.yml\n' }],
    ],
    [
      'one-at-a-time',
      [{ top: 'permissions: {}' }],
      [{ top: 'permissions: {}', ...job('    concurrency: x') }],
    ],
    [
      'unfiltered-triggers',
      [
        { on: 'pull_request:\n    paths: [src/**]' },
        { on: 'pull_request_target:\n    types: [opened]\n    branches: [main]' },
        { on: 'merge_group:\n    branches-ignore: [x]' },
      ],
      [
        { on: 'pull_request_target:\n    types: [opened]' },
        { on: 'push:\n    branches: [main]' },
        { on: 'schedule:\n    - cron: "17 * * * *"' },
        { on: 'pull_request: []' },
      ],
    ],
    [
      'unskippable-jobs',
      [
        job("    if: github.actor != 'x'"),
        job(`    if: \${{ always() && github.actor != 'x' }}`),
        job('    needs: other'),
        job('    needs: [a, b]\n    if: success()'),
        job('    continue-on-error: true'),
      ],
      [
        job('    needs: other\n    if: always()'),
        job(`    if: \${{ always() }}`),
        job('    continue-on-error: false'),
      ],
    ],
  ];

test('the sample has no flaw', () => {
  expect(audit({})).toEqual([]);
});

test('every rule stands in the table, and says what holds', () => {
  expect(AUDIT_RULES.map(({ id }) => id)).toEqual(TABLE.map(([rule]) => rule));
  for (const { holds } of AUDIT_RULES) expect(holds).toMatch(/^[A-Z].*\.$/);
});

describe.each(TABLE)('%s', (rule, bad, benign) => {
  test.each(bad.map((parts, index) => [index, parts] as const))(
    'bad example %#: found once, by its line, with a fix',
    (_index, parts) => {
      const found = audit(parts).filter((finding) => finding.rule === rule);
      expect(found).toHaveLength(1);
      const [{ line, fix, path } = { line: 0, fix: '', path: '' }] = found;
      expect(path).toBe('.github/workflows/sample.yml');
      expect(fix).toMatch(/^[A-Z].*[^ ]$/s);
      expect(line).toBeGreaterThan(0);
      expect(line).toBeLessThanOrEqual(workflow(parts).split('\n').length);
    },
  );

  test.each(benign.map((parts, index) => [index, parts] as const))(
    'benign twin %#',
    (_index, parts) => {
      expect(audit(parts).filter((finding) => finding.rule === rule)).toEqual([]);
    },
  );
});

describe('lines and standing', () => {
  test('a finding names the line of what is wrong', () => {
    const parts = step('uses: actions/checkout@v7');
    const text = workflow(parts);
    const [finding] = audit(parts).filter(({ rule }) => rule === 'pinned-actions');
    expect(text.split('\n')[Number(finding?.line) - 1]).toContain('actions/checkout@v7');
  });

  test('findings come by line, then in the order of the rules', () => {
    const found = audit({ top: '', ...step('uses: actions/checkout@v7') });
    expect(found.map(({ rule, line }) => [line, rule])).toEqual([
      [1, 'no-grants-at-top'],
      [8, 'one-at-a-time'],
      [14, 'pinned-actions'],
      [14, 'no-kept-credentials'],
    ]);
  });

  test.each([
    { on: 'pull_request:\n    paths: [src/**]' },
    job('    needs: other'),
    job("    if: github.actor != 'x'"),
  ])('a workflow that no check hangs on may be skipped: %#', (parts) => {
    expect(audit(parts, 'optional')).toEqual([]);
    expect(audit(parts, 'required')).not.toEqual([]);
  });

  test.each(['on: [push, pull_request_target]', 'on: pull_request_target'])(
    'triggers without filters are read as well: %s',
    (on) => {
      const text = workflow({ steps: CHECKOUT(`ref: \${{ github.head_ref }}`) }).replace(
        'on:\n  pull_request:',
        on,
      );
      expect(auditWorkflow('w.yml', text, 'required').map(({ rule }) => rule)).toEqual([
        'no-privileged-heads',
      ]);
    },
  );
});

describe('actions', () => {
  const action = (steps: string) =>
    `name: a\ndescription: b\nruns:\n  using: composite\n  steps:\n${steps}`;

  test('their steps are audited, and nothing that only workflows have', () => {
    const found = auditWorkflow(
      'sub/action.yml',
      action(`    - shell: bash\n      run: echo "\${{ inputs.a }}"\n`),
      'required',
    );
    expect(found).toMatchObject([{ rule: 'no-pasted-expressions', line: 7 }]);
  });

  test('a script in quotes passes', () => {
    const text = action(
      `    - shell: bash\n      env: {A: "\${{ inputs.a }}"}\n      run: echo "$A"\n`,
    );
    expect(auditWorkflow('action.yaml', text, 'required')).toEqual([]);
  });

  test('an action in JavaScript has no steps', () => {
    const text = 'name: a\ndescription: b\nruns:\n  using: node24\n  main: dist/index.js\n';
    expect(auditWorkflow('action.yml', text, 'required')).toEqual([]);
  });
});

describe('what cannot be read is a finding, never nothing', () => {
  test.each([
    ['an anchor', 'on: &x push\njobs: {}\n'],
    ['a key twice', 'on: push\non: pull_request\njobs: {}\n'],
    ['no jobs', 'on: push\n'],
    ['jobs in a list', 'on: push\njobs: []\n'],
    ['steps in a map', 'on: push\njobs: {a: {steps: {run: x}}}\n'],
    ['no YAML', 'on: [\n'],
    ['a list', '- a\n'],
    ['256 KB of steps', `on: push\njobs:\n  a:\n    steps:\n${'      - run: x\n'.repeat(20_000)}`],
  ])('%s', (_why, text) => {
    const found = auditWorkflow('w.yml', text, 'optional');
    expect(found.map(({ rule }) => rule)).toContain('readable');
    for (const { line } of found) expect(line).toBeGreaterThan(0);
  });

  test('an action without steps to run', () => {
    expect(auditWorkflow('action.yml', 'name: a\n', 'optional')).toMatchObject([
      { rule: 'readable' },
    ]);
  });

  test('whatever the text is, the audit answers', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(auditWorkflow('w.yml', text, 'required').length).toBeGreaterThan(0);
      }),
    );
  });
});
