import { type GitHub, gitHub } from './git-hub.ts';
import { contractBody } from './task-hub.ts';
import type { PullRequest } from './world.ts';

const POLICY = 'schema: handoff-policy/v1\nmode: block\n';
const PLAN = `schema: handoff-plan/v1
plan-id: words
version: 1
goal: Say more
constraints:
  - {id: C1, text: "No new dependency"}
tasks: []
`;

function spec(task: string, files: readonly string[]): string {
  return `# ${task}

\`\`\`yaml handoff-task
schema: handoff-task/v1
task-id: ${task}
plan: plan@1
objective: Greet by name in src/${task}.ts
constraints:
  - {id: C1, text: "No new dependency"}
scope:
  files: [${files.join(', ')}]
acceptance-criteria:
  - {id: AC1, text: "package.json stays as it is", verify: {unchanged: package.json}}
\`\`\`
`;
}

/** A task on the default branch; its files may be changed, and nothing is tested, so an honest pull request is green at once. */
export interface FiledTask {
  readonly task: string;
  /** Default: src/<task>.ts. */
  readonly scope?: readonly string[];
}

/** A repository whose tasks are files on main and whose policy blocks. */
export function filedTasks(
  tasks: readonly FiledTask[],
  files: Readonly<Record<string, string>> = {},
): Promise<GitHub> {
  return gitHub({
    files: {
      'package.json': '{"name": "words"}\n',
      '.handoff/plan.yaml': PLAN,
      '.handoff/policy.yaml': POLICY,
      ...Object.fromEntries(
        tasks.map(({ task, scope = [`src/${task}.ts`] }) => [
          `.handoff/tasks/${task}.md`,
          spec(task, scope),
        ]),
      ),
      ...files,
    },
  });
}

/** What an honest executor says of a commit that changed one of its files. */
export function honestBody(
  task: string,
  head: string,
  artifact = `src/${task}.ts`,
  over: Readonly<Record<string, unknown>> = {},
): string {
  const step = { step: 'Words', artifact, ref: `commit:${head}`, covers: ['AC1'] };
  return contractBody(task, head, { 'completed-steps': [step], ...over });
}

/** The branch of a task with these files, and its pull request with an honest contract. */
export function filedPull(
  hub: GitHub,
  task: string,
  files: Readonly<Record<string, string>> = { [`src/${task}.ts`]: `export const ${task} = 1;\n` },
): PullRequest {
  const head = hub.repository.push(`handoff/${task}`, files);
  const [artifact] = Object.keys(files);
  return hub.repository.pull({ head: `handoff/${task}`, body: honestBody(task, head, artifact) });
}
