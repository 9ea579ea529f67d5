import type {
  BranchDemands,
  Bypass,
  DemandLayer,
  RepositorySettings,
} from '../../model/repository-settings.ts';
import { shortList } from '../../model/short-list.ts';
import { REQUIRED } from './branch-rules.ts';
import { fail, pass, type SettingRule, whenKnown } from './setting-rule.ts';

/** Something that keeps changes without a verdict out. */
interface Demand {
  readonly what: string;
  readonly isMadeBy: (demands: BranchDemands) => boolean;
  readonly bypasses: readonly Bypass['of'][];
}

const DEMANDS: readonly Demand[] = [
  {
    what: 'the required check',
    isMadeBy: ({ checks }) => checks.some(({ name }) => name === REQUIRED),
    bypasses: ['everything'],
  },
  {
    what: 'pull requests',
    isMadeBy: ({ pullRequest }) => pullRequest,
    bypasses: ['everything', 'pull-request'],
  },
  {
    what: 'the ban on force pushes',
    isMadeBy: ({ noForcePush }) => noForcePush,
    bypasses: ['everything'],
  },
];

/** Each layer that makes the demand, by whom it spares. */
function sparedOf(
  { isMadeBy, bypasses }: Demand,
  layers: readonly DemandLayer[],
): readonly (readonly Bypass[])[] {
  return layers
    .filter(({ demands }) => isMadeBy(demands))
    .map(({ spared }) => spared.filter(({ of }) => bypasses.includes(of)));
}

/** One layer that spares nobody is enough. */
function holdsForAll(demand: Demand, layers: readonly DemandLayer[]): boolean {
  return sparedOf(demand, layers).some((spared) => spared.length === 0);
}

export const noBypass: SettingRule = {
  id: 'no-bypass',
  holds: 'Nobody may bypass the rules of the default branch.',
  why: 'Whoever may bypass them lands without a verdict (threat G08).',
  caps: 'T2',
  check: (settings) =>
    whenKnown(settings.layers.rulesets, (rulesets) => {
      const left = DEMANDS.filter((demand) => !holdsForAll(demand, rulesets));
      if (left.length === 0) return pass('nobody');
      return whenKnown(settings.layers.classic, (classic) => {
        const layers = classic === undefined ? rulesets : [...rulesets, classic];
        const open = left
          .filter((demand) => !holdsForAll(demand, layers))
          .map((demand) => ({ ...demand, spared: sparedOf(demand, layers).flat() }))
          .filter(({ spared }) => spared.length > 0);
        if (open.length === 0) return pass('nobody');
        const each = open.map(
          ({ what, spared }) => `${what}: ${shortList([...new Set(spared.map(({ who }) => who))])}`,
        );
        const places = new Set(open.flatMap(({ spared }) => spared.map(({ by }) => by)));
        const commands = [...places].map((by) => takenOff(settings, by));
        return fail(`may bypass ${each.join('; ')}`, commands.join(' && '));
      });
    }),
};

function takenOff({ repository, branch }: RepositorySettings, by: Bypass['by']): string {
  const protection = `repos/${repository}/branches/${branch}/protection`;
  switch (by) {
    case 'administrators':
      return `gh api --method POST ${protection}/enforce_admins`;
    case 'pull-request-reviews':
      return `gh api --method PATCH ${protection}/required_pull_request_reviews --input - <<< '{"bypass_pull_request_allowances":{"users":[],"teams":[],"apps":[]}}'`;
    default:
      return `gh api --method PUT repos/${repository}/rulesets/${by} --input - <<< '{"bypass_actors":[]}'`;
  }
}
