import type { RepoPath } from './repo-path.ts';

/**
 * - `automation`: runs with the repository's rights, or decides what runs.
 * - `ownership`: who must review what.
 * - `git`: how git reads, fetches or merges.
 * - `instructions`: what agents are told and which tools they get.
 * - `dependencies`: which code of others is fetched and run.
 * - `tests`: how a test runner picks and judges tests.
 */
export type ProtectedGroup =
  | 'automation'
  | 'ownership'
  | 'git'
  | 'instructions'
  | 'dependencies'
  | 'tests';

/**
 * What planners write and gates read (FORMATS §1): plan, task specs, policy. No spec can open them to an executor; the
 * workflows of `evidence.workflows` in the policy belong to them.
 */
export const CONTROL_PATHS: readonly string[] = ['.handoff/**'];

export const PLAN_FILE = '.handoff/plan.yaml' as RepoPath;

/** All that a revision of the plan may hold; a change of the policy is a change of its own (threat A04). */
export const PLAN_PATHS: readonly string[] = [PLAN_FILE, '.handoff/tasks/**'];

/**
 * Files that decide what others run, see or trust (THREATS 1.2): no drift budget, and a glob of a scope does not open
 * them; the sealed spec has to name such a file itself. Patterns of the scope grammar, matched after case folding.
 * Lock files are not listed again: analysis/mechanical-files.ts knows them.
 */
export const PROTECTED_PATHS: Readonly<Record<ProtectedGroup, readonly string[]>> = {
  automation: [
    ...['.github/**', '**/action.yml', '**/action.yaml'],
    ...['.gitlab-ci.yml', '.gitlab/**', '.circleci/**', '.buildkite/**', 'azure-pipelines*.yml'],
    ...['.travis.yml', 'appveyor.yml', '.drone.yml', '**/Jenkinsfile', 'bitbucket-pipelines.yml'],
    ...['.husky/**', '.githooks/**', '.pre-commit-config.yaml', 'lefthook.yml', '.lefthook.yml'],
    ...['.devcontainer/**', '.devcontainer.json', '.vscode/**', '.idea/**', '**/.envrc'],
  ],
  ownership: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
  git: ['**/.gitattributes', '.gitmodules', '**/.gitconfig', '.lfsconfig'],
  instructions: [
    ...['**/AGENTS.md', '**/AGENTS.*.md', '**/CLAUDE.md', '**/CLAUDE.*.md', '**/GEMINI.md'],
    ...['**/SKILL.md', '**/.claude/**', '**/.codex/**', '**/.agents/**', '**/.gemini/**'],
    ...['**/.claude-plugin/**', '**/.cursor/**', '**/.cursorrules', '**/.windsurf/**'],
    ...['**/.windsurfrules', '**/.clinerules', '**/.clinerules/**', '**/.aider.conf.yml'],
    ...['**/.mcp.json', '**/mcp.json', '**/.mcp/**'],
  ],
  dependencies: [
    ...['**/package.json', '**/.npmrc', '**/.yarnrc', '**/.yarnrc.yml', '**/.pnpmfile.cjs'],
    ...['**/bunfig.toml', '**/pip.conf', '**/.cargo/config.toml', '**/.cargo/config'],
  ],
  tests: [
    ...['**/jest.config.*', '**/vitest.config.*', '**/vitest.workspace.*', '**/.mocharc*'],
    ...['**/karma.conf.*', '**/ava.config.*', '**/playwright.config.*', '**/cypress.config.*'],
    ...['**/pytest.ini', '**/.pytest.ini', '**/conftest.py', '**/tox.ini', '**/noxfile.py'],
    ...['**/setup.cfg', '**/pyproject.toml', '**/.coveragerc', '**/.nycrc*', '**/.c8rc*'],
    ...['**/.rspec', '**/phpunit.xml*', '**/codecov.yml', '**/.codecov.yml'],
    ...['**/jest.setup.*', '**/vitest.setup.*', '**/setupTests.*'],
  ],
};
