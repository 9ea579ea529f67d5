import { runGit } from '../../../adapters/git/git-process.ts';
import { TASK_FOLDER } from '../../../adapters/git/repository-files.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes.ts';
import { BASE_FILES, type Files } from './world.ts';

/** 2026-05-03 10:00 UTC; each commit is a minute after the one before it, so the first scene was authorised first. */
const START = 1_777_802_400;

/** A real repository: the shop on main, and one branch with one commit for each scene. */
export async function buildRepository(directory: string): Promise<void> {
  await runGit({ args: ['init', '--quiet', '--initial-branch=main', directory] });
  const specs = SCENES.map(
    (scene) => [`${TASK_FOLDER}/${scene.task}.md`, specText(scene)] as const,
  );
  const base = { ...BASE_FILES, ...Object.fromEntries(specs) };
  const script = [
    commit('refs/heads/main', 'The shop, its plan and its tasks', START, base),
    ...SCENES.map((scene, index) =>
      commit(
        `refs/heads/handoff/${scene.task}`,
        scene.objective,
        START + 60 * (index + 1),
        scene.edits,
        'refs/heads/main',
      ),
    ),
    'done\n',
  ];
  await runGit({
    args: ['fast-import', '--quiet', '--done'],
    gitDir: `${directory}/.git`,
    stdin: script.join(''),
  });
}

/** One commit in the words of git fast-import; null deletes a file. */
function commit(
  ref: string,
  message: string,
  at: number,
  edits: Readonly<Record<string, string | null>> | Files,
  from?: string,
): string {
  const files = Object.entries(edits).map(([path, text]) =>
    text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
  );
  const author =
    from === undefined ? 'Planner <planner@example.com>' : 'Executor <executor@example.com>';
  const parent = from === undefined ? '' : `from ${from}\n`;
  return `commit ${ref}\ncommitter ${author} ${at} +0000\n${data(message)}${parent}${files.join('')}\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function specText({ task, objective, constraint, files, create, tests }: Scene): string {
  const spec = {
    schema: 'handoff-task/v1',
    'task-id': task,
    plan: 'plan@2',
    objective,
    constraints: [constraint],
    scope: { files, create },
    'acceptance-criteria': [
      {
        id: 'AC1',
        text: `At least ${tests.min} tests in ${tests.file} pass`,
        verify: { tests: tests.file, min: tests.min },
      },
      { id: 'AC2', text: 'No new package', verify: { unchanged: 'package.json' } },
    ],
  };
  return `# ${task}\n\n\`\`\`json handoff-task\n${JSON.stringify(spec, null, 2)}\n\`\`\`\n`;
}
