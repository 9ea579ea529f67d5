import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { planVersions } from '../../evidence/plan-texts.ts';
import type { NamedPlan } from '../../flows/compare-plans.ts';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import { notValid } from '../../model/not-valid.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import { readPlan } from '../../model/read-plan.ts';
import type { Sha } from '../../model/sha.ts';
import { shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { readInput } from './read-input.ts';
import type { Session } from './session.ts';
import type { Workspace } from './workspace.ts';

/** What a word of the user may name, as the help of a command says it. */
export const PLAN_NAMES =
  'A plan is named by a version (v2) of the default branch, a branch, tag or full commit id, or a file.';

/**
 * A plan by name; without one, the file in the working tree.
 * @throws GateError 'usage': nothing has that name. 'config': what has it is no plan.
 */
export async function namedPlan(
  { cwd }: Session,
  workspace: Workspace,
  name: string | undefined,
): Promise<NamedPlan> {
  if (name === undefined) return planInTree(workspace);
  const number = /^v?([1-9]\d{0,6})$/.exec(name)?.[1];
  if (number !== undefined) return planVersion(workspace, Number(number));
  const commit = (await workspace.history.resolve([name])).get(name);
  if (commit !== undefined) return planAt(workspace, commit, name);
  const file = resolve(cwd, name);
  if (await stat(file).catch(() => undefined))
    return planOf(name, await readInput(file, LIMITS.planBytes));
  throw new GateError('usage', `Nothing is called ${quote(name)}: no branch, tag, commit or file`, {
    remedy: PLAN_NAMES,
  });
}

/** The plan in force, at the tip of the base. */
export async function planInForce(workspace: Workspace): Promise<NamedPlan> {
  const { name, target } = workspace.base;
  return planAt(workspace, target, name.replace(/^refs\/(?:heads|remotes)\//, ''));
}

async function planInTree({ repository: { topLevel } }: Workspace): Promise<NamedPlan> {
  if (topLevel !== undefined)
    return planOf(PLAN_FILE, await readInput(join(topLevel, PLAN_FILE), LIMITS.planBytes));
  throw new GateError('usage', 'The repository has no working tree', { remedy: PLAN_NAMES });
}

async function planVersion(workspace: Workspace, number: number): Promise<NamedPlan> {
  const versions = await planVersions(workspace, workspace.base.target, undefined);
  const found = versions.find(({ plan }) => plan.version === number);
  if (found !== undefined)
    return { source: `version ${number} at ${found.commit.slice(0, 7)}`, plan: found.plan };
  const held = shortList(versions.map(({ plan }) => `v${plan.version}`));
  throw new GateError('usage', `No commit of the base held version ${number} of the plan`, {
    remedy: held === '' ? 'There is no plan on the base yet.' : `Name one of ${held}.`,
  });
}

async function planAt({ plans }: Workspace, commit: Sha, name: string): Promise<NamedPlan> {
  const text = await plans.plan(commit);
  if (text !== undefined) return planOf(`${PLAN_FILE} at ${name}`, text);
  throw new GateError('usage', `There is no ${PLAN_FILE} at ${name}`, { remedy: PLAN_NAMES });
}

function planOf(source: string, text: string): NamedPlan {
  const read = readPlan(text, { format: 'yaml' });
  if (read.ok) return { source, plan: read.value };
  throw notValid(
    `${source} is no plan`,
    read.problems,
    'See every problem with: handoff-gate plan check',
  );
}
