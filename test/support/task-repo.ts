import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cli, type Ran } from './cli.ts';
import { repo, temporaryFolder } from './repo.ts';

const PLAN = `schema: handoff-plan/v1
plan-id: greetings
version: 1
goal: Greet everybody
constraints:
  - {id: C1, text: "No new dependency"}
tasks:
  - {id: greet, objective: Greet by name in src/greet.ts, scope: [src/greet.ts, test/greet.test.ts]}
  - {id: part, objective: Say goodbye in src/part.ts, scope: [src/part.ts], depends-on: [greet]}
`;

const SPEC = `# Greet

\`\`\`yaml handoff-task
schema: handoff-task/v1
task-id: greet
plan: plan@1
objective: Greet by name in src/greet.ts
constraints:
  - {id: C1, text: "No new dependency"}
scope:
  files: [src/greet.ts]
  create: [test/greet.test.ts]
acceptance-criteria:
  - {id: AC1, text: "2 tests in test/greet.test.ts pass", verify: {tests: test/greet.test.ts, min: 2}}
  - {id: AC2, text: "package.json stays as it is", verify: {unchanged: package.json}}
\`\`\`
`;

export const BASE: Readonly<Record<string, string>> = {
  'package.json': '{"name": "greetings"}\n',
  'README.md': '# Greetings\n',
  'src/greet.ts': "export function greet() {\n  return 'hello';\n}\n",
  '.handoff/policy.yaml': 'schema: handoff-policy/v1\nmode: block\n',
  '.handoff/plan.yaml': PLAN,
  '.handoff/tasks/greet.md': SPEC,
};

export const JUNIT =
  '<testsuite name="test/greet.test.ts" tests="2"><testcase name="a"/><testcase name="b"/></testsuite>';

export interface TaskRepo {
  readonly dir: string;
  git(...args: readonly string[]): string;
  write(path: string, text: string): void;
  commit(message: string): void;
  /** One run of the CLI there. */
  run(...argv: readonly string[]): Promise<Ran>;
}

function at(dir: string): TaskRepo {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: dir, encoding: 'utf8' }).replace(/\n$/, '');
  return {
    dir,
    git,
    write(path, text) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    },
    commit(message) {
      git('add', '-A');
      git('-c', 'user.name=Executor', '-c', 'user.email=e@example.com', 'commit', '-qm', message);
    },
    run: (...argv) => cli(argv, { cwd: dir }),
  };
}

/** Files beside or in place of those of the base; undefined = not there. */
type Files = Readonly<Record<string, string | undefined>>;

/** A repository with a policy that blocks, a plan and the task `greet`, its branch checked out; nothing is done yet. */
export function taskRepo(files: Files = {}): TaskRepo {
  const there = Object.entries({ ...BASE, ...files }).flatMap(([path, text]) =>
    text === undefined ? [] : [[path, text] as const],
  );
  const made = repo(Object.fromEntries(there)).branch('handoff/greet').make();
  made.git('checkout', '-q', '-f', 'handoff/greet');
  return at(made.dir);
}

/** The same with the work done, committed and tested; no contract yet. */
export async function workedRepo(files: Files = {}): Promise<TaskRepo> {
  const made = taskRepo(files);
  made.write('src/greet.ts', GREET);
  made.write('test/greet.test.ts', TESTS);
  made.commit('Greet by name');
  made.write('.git/junit.xml', JUNIT);
  await made.run('record-tests', '.git/junit.xml', '--id', 'greet-1');
  return made;
}

let honest: Promise<TaskRepo> | undefined;

/** The same with an honest contract on its last commit: made once a test file, each caller has a copy. */
export async function honestRepo(): Promise<TaskRepo> {
  honest ??= workedRepo().then(async (made) => {
    await made.run('contract', 'draft', '--note');
    return made;
  });
  const copy = temporaryFolder();
  cpSync((await honest).dir, copy, { recursive: true, preserveTimestamps: true });
  return at(copy);
}

const GREET = `export function greet(name: string) {
  return \`hello \${name}\`;
}
`;

const TESTS = `test('a', () => expect(greet('a')).toBe('hello a'));
test('b', () => expect(greet('b')).toBe('hello b'));
`;
