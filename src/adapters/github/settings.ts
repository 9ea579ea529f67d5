import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import {
  cannotSee,
  type DemandLayer,
  type RepositorySettings,
  type Seen,
  seen,
} from '../../model/repository-settings.ts';
import type { SettingsSource } from '../../ports/settings-source.ts';
import { classicDemands, classicLayer, Protection } from './classic-protection.ts';
import { type GitHub, statusOf } from './github.ts';
import { recentChecks } from './recent-checks.ts';
import { demandsOf, Rule, Ruleset, sparedByRuleset } from './ruleset-demands.ts';

const Repository = z.object({ default_branch: z.string() });

const JobToken = z.object({
  default_workflow_permissions: z.enum(['read', 'write']),
  can_approve_pull_request_reviews: z.boolean(),
});
const Label = z.object({ name: z.string() });
const Entry = z.object({ path: z.string(), type: z.string() });
const File = z.object({ content: z.string(), encoding: z.literal('base64') });
const Numbered = z.object({ id: z.number() });

/** More rules, rulesets, labels or workflow files than a repository has; what is over it is unknown, never left out. */
const PAGE = 100;

/** Settings through REST, each read by itself: a token that may see only some of them still says those. */
export function githubSettings(github: GitHub): SettingsSource {
  const { owner, name } = github;
  return {
    async read() {
      const branch = await defaultBranch(github);
      const rules = await list(github, Rule, 'metadata: read', RULES, { branch });
      const classic = await classicOf(github, branch);
      return {
        repository: `${owner}/${name}`,
        branch,
        rulesets: map(rules, demandsOf),
        classic: map(classic, (one) => one && classicDemands(one)),
        layers: {
          rulesets: await rulesetLayers(github, rules),
          classic: map(classic, (one) => one && classicLayer(one)),
        },
        jobToken: map(
          await get(github, JobToken, ADMINISTRATION, JOB_TOKEN, {}),
          ({
            default_workflow_permissions: level,
            can_approve_pull_request_reviews: mayApprove,
          }) => ({
            level,
            mayApprove,
          }),
        ),
        labels: map(await list(github, Label, 'issues: read', LABELS, {}), (all) =>
          all.map((label) => label.name),
        ),
        workflows: await workflowsOf(github),
        policyText: await fileAt(github, '.handoff/policy.yaml'),
        checks: await recentChecks(github),
      };
    },
    idOf: async (kind, wanted) =>
      map(
        kind === 'user'
          ? await find(github, Numbered, 'metadata: read', USER, { username: wanted })
          : await find(github, Numbered, 'metadata: read', APP, { app_slug: wanted }),
        (one) => one?.id,
      ),
  };
}

/** @throws GateError 'access': a repository that cannot be seen has no settings to tell */
async function defaultBranch(github: GitHub): Promise<string> {
  const found = await get(github, Repository, 'metadata: read', 'GET /repos/{owner}/{repo}', {});
  if (found.state === 'known') return found.value.default_branch;
  const what = `The repository ${github.owner}/${github.name} could not be read: ${found.because}`;
  throw new GateError('access', what, { remedy: found.remedy });
}

const RULES = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
const RULESET = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}';
const PROTECTION = 'GET /repos/{owner}/{repo}/branches/{branch}/protection';
const JOB_TOKEN = 'GET /repos/{owner}/{repo}/actions/permissions/workflow';
const LABELS = 'GET /repos/{owner}/{repo}/labels';
const CONTENT = 'GET /repos/{owner}/{repo}/contents/{path}';
const USER = 'GET /users/{username}';
const APP = 'GET /apps/{app_slug}';
/** No workflow can be given it: an app or a person has it. */
const ADMINISTRATION = 'administration: read';

type Rules = Seen<readonly z.infer<typeof Rule>[]>;

async function classicOf(github: GitHub, branch: string): Promise<Seen<Protection | undefined>> {
  // To whoever may not see it a protection is "Not Found"; only these words say that there is none.
  const none = (cause: unknown): boolean =>
    cause instanceof Error && cause.message.includes('Branch not protected');
  return find(github, Protection, ADMINISTRATION, PROTECTION, { branch }, none);
}

async function rulesetLayers(
  github: GitHub,
  rules: Rules,
): Promise<RepositorySettings['layers']['rulesets']> {
  if (rules.state !== 'known') return rules;
  const layers: DemandLayer[] = [];
  for (const id of new Set(rules.value.map(({ ruleset_id }) => ruleset_id))) {
    const ruleset = await get(github, Ruleset, ADMINISTRATION, RULESET, { ruleset_id: id });
    if (ruleset.state !== 'known') return ruleset;
    const spared = sparedByRuleset(id, ruleset.value);
    if (spared.state !== 'known') return spared;
    const own = rules.value.filter(({ ruleset_id }) => ruleset_id === id);
    layers.push({ demands: demandsOf(own), spared: spared.value });
  }
  return seen(layers);
}

async function workflowsOf(github: GitHub): Promise<RepositorySettings['workflows']> {
  const entries = await find(github, z.array(Entry), 'contents: read', CONTENT, {
    path: '.github/workflows',
  });
  if (entries.state !== 'known') return entries;
  const files: { readonly path: string; readonly text: string }[] = [];
  for (const { path, type } of entries.value ?? []) {
    if (type !== 'file' || !/\.ya?ml$/.test(path)) continue;
    const text = await fileAt(github, path);
    if (text.state !== 'known') return text;
    if (text.value !== undefined) files.push({ path, text: text.value });
  }
  return seen(files);
}

async function fileAt(github: GitHub, path: string): Promise<Seen<string | undefined>> {
  return map(
    await find(github, File, 'contents: read', CONTENT, { path }),
    (file) => file && Buffer.from(file.content, 'base64').toString('utf8'),
  );
}

async function list<T>(
  github: GitHub,
  item: z.ZodType<T>,
  permission: string,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Seen<readonly T[]>> {
  const found = await get(github, z.array(item), permission, route, {
    ...parameters,
    per_page: PAGE,
  });
  return found.state === 'known' && found.value.length === PAGE
    ? cannotSee(`${route} has more than ${PAGE} entries`, 'Remove those that nobody needs.')
    : found;
}

/** What must be there. */
async function get<T>(
  github: GitHub,
  answer: z.ZodType<T>,
  permission: string,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Seen<T>> {
  const found = await find(github, answer, permission, route, parameters);
  if (found.state !== 'known') return found;
  return found.value === undefined ? notSeen(`${route}: 404`, permission) : seen(found.value);
}

/** What may be absent. */
async function find<T>(
  github: GitHub,
  answer: z.ZodType<T>,
  permission: string,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  absent = (cause: unknown): boolean => statusOf(cause) === 404,
): Promise<Seen<T | undefined>> {
  try {
    const read = answer.safeParse((await github.request(route, parameters)).data);
    return read.success ? seen(read.data) : notSeen(`${route}: not as documented`, permission);
  } catch (cause) {
    return absent(cause)
      ? seen(undefined)
      : notSeen(`${route}: ${statusOf(cause) ?? cause}`, permission);
  }
}

function notSeen(because: string, permission: string): Seen<never> {
  return cannotSee(because, `Use a token with ${permission}.`);
}

function map<T, U>(fact: Seen<T>, change: (value: T) => U): Seen<U> {
  return fact.state === 'known' ? seen(change(fact.value)) : fact;
}
