import { OPEN_TASK_LABELS, stateLabel } from '../../../src/model/task-labels.ts';
import { type GitHub, gitHub } from './git-hub.ts';
import { labelNamed } from './issues.ts';
import type { Issue, PullRequest } from './world.ts';

const PLAN = `schema: handoff-plan/v1
plan-id: greetings
version: 1
goal: Greet everybody
constraints:
  - {id: C1, text: "No new dependency"}
tasks: []
`;

/** The spec of a task as a planner writes it into an issue. */
export function specBody(task: string, over: { readonly objective?: string } = {}): string {
  const { objective = `Greet by name in src/${task}.ts` } = over;
  return `# ${task}

\`\`\`yaml handoff-task
schema: handoff-task/v1
task-id: ${task}
plan: plan@1
objective: ${objective}
constraints:
  - {id: C1, text: "No new dependency"}
scope:
  files: [src/${task}.ts]
  create: [test/${task}.test.ts]
acceptance-criteria:
  - {id: AC1, text: "2 tests in test/${task}.test.ts pass", verify: {tests: test/${task}.test.ts, min: 2}}
  - {id: AC2, text: "package.json stays as it is", verify: {unchanged: package.json}}
runtime: codex
\`\`\`
`;
}

/** What an executor hands over before its tests ran. */
export function contractBody(
  task: string,
  head: string,
  over: Readonly<Record<string, unknown>> = {},
): string {
  const contract = {
    schema: 'handoff-contract/v1',
    'task-id': task,
    objective: `Greet by name in src/${task}.ts`,
    constraints: ['No new dependency'],
    'completed-steps': [
      { step: 'Greeting', artifact: `src/${task}.ts`, ref: `commit:${head}`, covers: ['AC2'] },
      { step: 'Tests', artifact: `test/${task}.test.ts`, ref: 'test-run:pending', covers: ['AC1'] },
    ],
    'next-step': { status: 'none', reason: 'the planner decides what comes next' },
    'open-questions': [],
    ...over,
  };
  return `Done.\n\n\`\`\`json handoff-contract\n${JSON.stringify(contract, null, 2)}\n\`\`\`\n`;
}

export function junit(task: string, failed = 0): string {
  const cases = [
    '<testcase name="a"/>',
    failed > 0 ? '<testcase name="b"><failure/></testcase>' : '<testcase name="b"/>',
  ];
  return `<testsuite name="test/${task}.test.ts" tests="2" failures="${failed}">${cases.join('')}</testsuite>`;
}

/** What .github/handoff-labels.sh makes. */
export function makeLabels({ world, repository }: GitHub): void {
  for (const name of [...OPEN_TASK_LABELS, stateLabel('done')])
    labelNamed(world, repository.noun, name);
}

/** A repository with a policy that blocks and the labels of tasks, whose planner is `planner`; its tasks are issues. */
export async function taskHub(files: Readonly<Record<string, string>> = {}): Promise<GitHub> {
  const hub = await gitHub({ files: { 'package.json': '{"name": "greetings"}\n' } });
  const planner = hub.world.accounts.get('planner')?.id;
  hub.repository.push(
    'main',
    {
      'src/greet.ts': "export function greet() {\n  return 'hello';\n}\n",
      'src/part.ts': "export function part() {\n  return 'bye';\n}\n",
      '.github/workflows/handoff-tests.yml': 'name: handoff-tests\n',
      '.handoff/plan.yaml': PLAN,
      '.handoff/policy.yaml': `schema: handoff-policy/v1
mode: block
roles: {planners: [{user: ${planner}, login: planner}]}
evidence: {tests: E3}
`,
      ...files,
    },
    { by: 'admin' },
  );
  makeLabels(hub);
  return hub;
}

export function taskIssue(hub: GitHub, task: string): Issue {
  return hub.repository.issue({ title: task, body: specBody(task) });
}

/** The executor's branch and pull request, with an honest contract. */
export function taskPull(
  hub: GitHub,
  task: string,
  files: Readonly<Record<string, string>> = {},
): PullRequest {
  const head = hub.repository.push(`handoff/${task}`, {
    [`src/${task}.ts`]: `export function ${task}(name: string) {\n  return \`hello \${name}\`;\n}\n`,
    [`test/${task}.test.ts`]: `test('a', () => ${task}('a'));\ntest('b', () => ${task}('b'));\n`,
    ...files,
  });
  return hub.repository.pull({ head: `handoff/${task}`, body: contractBody(task, head) });
}
