import type { SettingLine } from '../../model/diagnosis.ts';
import type { RepositorySettings } from '../../model/repository-settings.ts';
import { TRUST_LEVELS, type Trust, type TrustLevel } from '../../model/trust-level.ts';
import {
  allGreen,
  expectedSource,
  noForcePush,
  pullRequestRequired,
  requiredCheck,
  upToDate,
} from './branch-rules.ts';
import { noBypass } from './bypass-rule.ts';
import {
  jobToken,
  labelsThere,
  namesTrue,
  noForeignChecks,
  policyValid,
  versionsNewEnough,
} from './repository-rules.ts';
import type { SettingRule } from './setting-rule.ts';
import {
  gateWorkflow,
  queueHandled,
  workflowsAudited,
  workflowsCurrent,
} from './workflow-rules.ts';

/** Those that decide most come first. */
export const SETTING_RULES: readonly SettingRule[] = [
  requiredCheck,
  gateWorkflow,
  policyValid,
  expectedSource,
  noBypass,
  pullRequestRequired,
  noForcePush,
  upToDate,
  allGreen,
  queueHandled,
  workflowsAudited,
  workflowsCurrent,
  jobToken,
  noForeignChecks,
  labelsThere,
  namesTrue,
  versionsNewEnough,
];

export function linesOf(settings: RepositorySettings): readonly SettingLine[] {
  return SETTING_RULES.map(({ check, ...rule }) => ({ ...rule, ...check(settings) }));
}

/**
 * What verdicts are worth in a repository: T3, unless a line says less. Doubt counts as no (decision K6: never assumed).
 * T0 is what a run on somebody's own machine is worth, whatever the settings are.
 */
export function trustOf(lines: readonly SettingLine[]): Trust {
  const open = lines.filter(({ state }) => state !== 'pass');
  const lowest = open.toSorted((a, b) => rank(a.caps) - rank(b.caps))[0];
  if (lowest === undefined || lowest.caps === 'T3')
    return { level: 'T3', because: 'doctor found every setting that decides it as it must be' };
  const { id, caps, state, saw } = lowest;
  const how = state === 'unknown' ? 'could not be looked at' : 'does not hold';
  return { level: caps, because: `${id} ${how}: ${saw}` };
}

function rank(level: TrustLevel): number {
  return Object.keys(TRUST_LEVELS).indexOf(level);
}
