import type { Plan } from '../model/plan.ts';

/** A plan file as one commit of the default branch left it. */
export interface PlanVersion {
  readonly commit: string;
  /** Of the file's bytes, as git keeps them. */
  readonly sha256: string;
  readonly plan: Plan;
}

export interface PlanChain {
  /** The version that the next one supersedes; undefined = there is none yet. */
  readonly tip: PlanVersion | undefined;
  /**
   * Texts that were put in the place of a version without superseding it: the history of the plan was rewritten by them.
   * They are no versions, so whatever they changed has to be justified by the revision that comes after them.
   */
  readonly strays: readonly PlanVersion[];
}

/**
 * The hash chain through what the default branch really held (seed D6). The beginning may be written anew until something
 * supersedes it; from there on only a text that names the tip's digest and has the next number goes on.
 * @param history newest first
 */
export function planChain(history: readonly PlanVersion[]): PlanChain {
  let tip: PlanVersion | undefined;
  let links = 0;
  let strays: PlanVersion[] = [];
  for (const version of [...history].reverse()) {
    const linked = tip !== undefined && supersedes(version.plan, tip);
    if (linked || links === 0) {
      tip = version;
      links += linked ? 1 : 0;
      strays = [];
    } else if (version.sha256 !== tip?.sha256)
      strays = [version, ...strays.filter(({ sha256 }) => sha256 !== version.sha256)];
  }
  return { tip, strays };
}

/** The version that a plan goes on from: none or one. */
export function versionBefore(history: readonly PlanVersion[]): readonly PlanVersion[] {
  return [planChain(history).tip ?? []].flat();
}

/** Does a plan go on from a version: same plan, next number, digest of those bytes? */
export function supersedes(plan: Plan, { plan: before, sha256 }: PlanVersion): boolean {
  return (
    plan['plan-id'] === before['plan-id'] &&
    plan.version === before.version + 1 &&
    plan.supersedes?.version === before.version &&
    plan.supersedes.sha256 === sha256
  );
}
