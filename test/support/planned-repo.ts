import { createHash } from 'node:crypto';
import { judgeIntegration } from '../../src/flows/judge-integration.ts';
import { recordOutput, recordVerdict } from '../../src/flows/record-verdict.ts';
import type { Sha } from '../../src/model/sha.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { testRun } from './output-facts.ts';
import { type MadeRepo, repo } from './repo.ts';
import { type TestWorkspace, workspaceOf } from './workspace.ts';

type Written = Readonly<Record<string, unknown>>;

export const PLAN_PATH = '.handoff/plan.yaml';
export const EXPIRY = { id: 'C1', text: 'Session expiry: 24 hours' };

/** Version 1: three tasks, one constraint. JSON is YAML. */
export const V1 = {
  schema: 'handoff-plan/v1',
  'plan-id': 'sessions',
  version: 1,
  goal: 'Sessions that end',
  constraints: [EXPIRY],
  shared: ['package.json'],
  tasks: [
    { id: 'auth', objective: 'Return the session of a token in src/a.ts', scope: ['src/a.ts'] },
    { id: 'billing', scope: ['src/billing.ts'], 'depends-on': ['auth'] },
    { id: 'docs', scope: ['docs/**'] },
  ],
};

export function planText(plan: Written): string {
  return `${JSON.stringify(plan, null, 1)}\n`;
}

/** The plan that supersedes one, as an honest planner writes it. */
export function revised(before: Written, overrides: Written = {}): Written {
  const { revision: _, ...rest } = before;
  const sha256 = createHash('sha256').update(planText(before)).digest('hex');
  const version = Number(before['version']);
  return { ...rest, version: version + 1, supersedes: { version, sha256 }, ...overrides };
}

export function revision(changes: Written, more: Written = {}): Written {
  const list = Object.entries(changes).map(([target, because]) => ({ target, because }));
  return { by: 'planner', changes: list, ...more };
}

const SPEC = {
  schema: 'handoff-task/v1',
  'task-id': 'auth',
  plan: 'plan@1',
  objective: 'Return the session of a token in src/a.ts',
  constraints: [EXPIRY],
  scope: { files: ['src/a.ts'] },
  'acceptance-criteria': [
    { id: 'AC1', text: '2 tests in a.test.ts pass', verify: { tests: 'a.test.ts', min: 2 } },
  ],
};

/** A repository with that plan, its policy, and a spec of `auth`, told on. */
export function plannedStory(files: Readonly<Record<string, string>> = {}) {
  return repo({
    '.handoff/policy.yaml': 'mode: block\nevidence: {commits: E2, tests: E2}\n',
    [PLAN_PATH]: planText(V1),
    '.handoff/tasks/auth.md': `\`\`\`json handoff-task\n${JSON.stringify(SPEC)}\n\`\`\`\n`,
    'src/a.ts': 'export function session(token: string) {\n  return token;\n}\n',
    'package.json': '{}\n',
    'docs/sessions.md': 'Sessions\n\nThey end.\n',
    ...files,
  });
}

export interface Planned {
  readonly story: ReturnType<typeof repo>;
  readonly made: MadeRepo;
  readonly workspace: TestWorkspace;
  /** Tells on and opens the repository again, with what was recorded. */
  goOn(tell: (story: ReturnType<typeof repo>) => unknown): Promise<Planned>;
}

const opened: TestWorkspace[] = [];
export const closeAll = () => Promise.all(opened.splice(0).map((workspace) => workspace.close()));

export async function planned(
  story: ReturnType<typeof repo>,
  kept?: Parameters<typeof workspaceOf>[2],
): Promise<Planned> {
  const made = story.make();
  const workspace = await workspaceOf(made.dir, made.sha('main'), kept);
  opened.push(workspace);
  return {
    story,
    made,
    workspace,
    async goOn(tell) {
      tell(story);
      const { record, seals, testRuns } = workspace;
      return planned(story, { record, seals, testRuns });
    },
  };
}

/** The same with `auth` worked off on its branch, with a contract and a test run; nothing judged yet. */
export async function worked(): Promise<Planned> {
  const story = plannedStory()
    .branch('handoff/auth')
    .edit('src/a.ts', 'export function session(token: string) {\n  return { token };\n}\n')
    .commit('Work')
    .on('main');
  const first = await planned(story);
  const head = first.made.sha('handoff/auth');
  const contract = {
    'task-id': 'auth',
    objective: SPEC.objective,
    constraints: ['Session expiry: 24 hours (verbatim from plan v1)'],
    'completed-steps': [
      { step: 'Session', artifact: 'src/a.ts', ref: `commit:${head}` },
      { step: 'Tests', artifact: 'src/a.ts', ref: 'test-run:auth-1-2/2', covers: ['AC1'] },
    ],
    'next-step': { status: 'none', reason: 'nothing is left' },
    'open-questions': [],
  };
  const note = `\`\`\`json handoff-contract\n${JSON.stringify(contract, null, 1)}\n\`\`\`\n`;
  first.made.git('notes', '--ref=handoff', 'add', '-m', note, head);
  await first.workspace.testRuns.record(
    testRun({
      head: head as Sha,
      tests: { passed: 2, failed: 0, skipped: 0 },
      files: [{ name: 'a.test.ts', passed: 2, failed: 0, skipped: 0 }],
    }),
  );
  return first;
}

/** Judges what is pending by Gates 2 and 3 and puts the verdicts into the record, as the command line does. */
export async function judgePending({ made, workspace }: Planned): Promise<readonly Verdict[]> {
  const judged = await Promise.all(
    (await workspace.outputs.list()).map(({ id }) => workspace.judge(id)),
  );
  for (const { verdict, facts, policy } of judged)
    if (facts) await recordOutput(workspace, verdict, facts, policy);
  const base = made.sha('main') as Sha;
  const request = { engine: '0.0.0', base, baseRef: 'refs/heads/main', authority: base };
  const { verdicts } = await judgeIntegration(workspace, request);
  for (const verdict of verdicts) await recordVerdict(workspace, verdict);
  return [...judged.map(({ verdict }) => verdict), ...verdicts];
}

/** `auth` judged and merged, as it should be. */
export async function landed(): Promise<Planned> {
  const pending = await worked();
  await judgePending(pending);
  return pending.goOn((story) => story.on('main').merge('handoff/auth', 'Land auth'));
}
