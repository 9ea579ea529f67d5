import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './repo.ts';
import { readManifest } from './runner/action-manifest.ts';
import { type Contexts, fill, holds, type JobStatus } from './runner/expressions.ts';
import { type Annotation, jobLog } from './runner/job-log.ts';
import { type Done, runScript } from './runner/run-script.ts';

export interface CompositeJob {
  /** Folder of the action, with its action.yml. */
  readonly action: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** The `github` context besides the event: repository, sha, ref, token, api_url, … Those that runners export become GITHUB_*. */
  readonly github?: Readonly<Record<string, string>>;
  /** Of the job; PATH is that of this process unless it is given. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where steps start; an empty folder unless it is given. */
  readonly workspace?: string;
  /** What a step with `uses:` does, by the name before its @: its outputs. Left out: such a step may not be reached. */
  readonly uses?: Readonly<
    Record<string, (inputs: Readonly<Record<string, string>>) => Readonly<Record<string, string>>>
  >;
}

export interface CompositeRun {
  /** 0, or the exit code of the first step that failed the action. */
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown of all steps. */
  readonly summary: string;
  readonly log: string;
  readonly annotations: readonly Annotation[];
  /** Workflow commands that the runner obeyed besides annotations. */
  readonly obeyed: readonly string[];
  readonly steps: readonly StepRun[];
  /** What the steps left for the rest of the job, which our own action never does (threat F04). */
  readonly left: {
    readonly env: Readonly<Record<string, string>>;
    readonly path: readonly string[];
  };
}

export interface StepRun {
  readonly name: string;
  readonly outcome: 'success' | 'failure' | 'skipped';
}

/** Of the `github` context these are not exported to steps, for they hold the token or the whole event (GitHubContext.cs). */
const NOT_EXPORTED: ReadonlySet<string> = new Set(['event', 'token']);

/**
 * A composite action as a runner would run it: expressions by GitHub's own evaluator, steps in real bash with the
 * environment files of actions/runner, in a folder of its own. Steps see no variable of this process but PATH.
 */
export async function runComposite(job: CompositeJob): Promise<CompositeRun> {
  const manifest = readManifest(job.action);
  const home = temporaryFolder();
  const folder = (name: string): string => {
    mkdirSync(join(home, name));
    return join(home, name);
  };
  const temp = folder('temp');
  const eventPath = join(home, 'event.json');
  writeFileSync(eventPath, JSON.stringify(job.event.payload));
  const github = {
    event_name: job.event.name,
    event_path: eventPath,
    workspace: job.workspace ?? folder('workspace'),
    action_path: job.action,
    ...job.github,
  };
  const runner = { os: 'Linux', arch: 'X64', temp, tool_cache: folder('tools') };
  const log = jobLog([job.github?.['token'] ?? '']);
  const contexts = { github: { ...github, event: job.event.payload }, runner };
  const inputs = Object.fromEntries(
    Object.entries(manifest.inputs).map(([name, input]) => [
      name,
      job.inputs?.[name] ?? fill(input.default, contexts, 'success'),
    ]),
  );
  const unknown = Object.keys(job.inputs ?? {}).filter((name) => !(name in manifest.inputs));
  if (unknown.length > 0) throw new Error(`The action has no input ${unknown.join(', ')}`);

  const state = {
    exitCode: 0,
    summary: '',
    env: {} as Record<string, string>,
    path: [] as string[],
    outputs: {} as Record<
      string,
      { outputs: Record<string, string>; outcome: string; conclusion: string }
    >,
    steps: [] as StepRun[],
  };
  for (const [index, step] of manifest.runs.steps.entries()) {
    const name = step.name ?? step.run?.split('\n')[0] ?? step.uses ?? String(index);
    const status: JobStatus = state.exitCode === 0 ? 'success' : 'failure';
    const seen: Contexts = {
      ...contexts,
      inputs,
      env: { ...job.env, ...state.env },
      steps: state.outputs,
    };
    if (!holds(step.if, seen, status)) {
      state.steps.push({ name, outcome: 'skipped' });
      if (step.id)
        state.outputs[step.id] = { outputs: {}, outcome: 'skipped', conclusion: 'skipped' };
      continue;
    }
    const stepEnv = fillAll(step.env, seen, status);
    const withEnv: Contexts = { ...seen, env: { ...job.env, ...state.env, ...stepEnv } };
    const done =
      step.uses === undefined
        ? await runScript(step, {
            files: folder(`step-${index}`),
            fill: (text) => fill(text, withEnv, status),
            env: { ...baseEnv(job, home, github, runner), ...state.env, ...stepEnv },
            path: state.path,
            workspace: github.workspace,
            log,
          })
        : useOther(step.uses, fillAll(step.with, withEnv, status), job);
    const tolerated = done.exitCode !== 0 && step['continue-on-error'] === 'true';
    if (done.exitCode !== 0 && !tolerated) state.exitCode ||= done.exitCode;
    const outcome = done.exitCode === 0 ? 'success' : 'failure';
    state.steps.push({ name, outcome });
    if (step.id)
      state.outputs[step.id] = {
        outputs: done.outputs,
        outcome,
        conclusion: tolerated ? 'success' : outcome,
      };
    state.summary += done.summary;
    Object.assign(state.env, done.env);
    state.path = [...done.path, ...state.path];
  }
  const final: Contexts = { ...contexts, inputs, steps: state.outputs };
  return {
    exitCode: state.exitCode,
    outputs: Object.fromEntries(
      Object.entries(manifest.outputs).map(([name, { value }]) => [
        name,
        fill(value, final, 'success'),
      ]),
    ),
    summary: state.summary,
    log: log.text(),
    annotations: log.annotations(),
    obeyed: log.obeyed(),
    steps: state.steps,
    left: { env: state.env, path: state.path },
  };
}

function useOther(uses: string, inputs: Readonly<Record<string, string>>, job: CompositeJob): Done {
  const other = job.uses?.[uses.split('@')[0] ?? ''];
  if (other === undefined) throw new Error(`The step "uses: ${uses}" was reached`);
  return { exitCode: 0, outputs: { ...other(inputs) }, env: {}, path: [], summary: '' };
}

function baseEnv(
  job: CompositeJob,
  home: string,
  github: Readonly<Record<string, string>>,
  runner: Readonly<Record<string, string>>,
): Record<string, string> {
  const exported = (prefix: string, context: Readonly<Record<string, string>>) =>
    Object.entries(context)
      .filter(([name]) => !NOT_EXPORTED.has(name))
      .map(([name, value]) => [`${prefix}_${name.toUpperCase()}`, value]);
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    ...Object.fromEntries([...exported('GITHUB', github), ...exported('RUNNER', runner)]),
    ...job.env,
  };
}

function fillAll(
  texts: Readonly<Record<string, string>>,
  contexts: Contexts,
  status: JobStatus,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, fill(text, contexts, status)]),
  );
}
