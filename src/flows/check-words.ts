import { specTextFacts } from '../evidence/gather-spec-text.ts';
import type { Gatherers } from '../evidence/gatherers.ts';
import { gatherFacts } from '../evidence/gatherers.ts';
import { standingOn } from '../evidence/look.ts';
import type { TaskEntryFacts } from '../evidence/task-entry-facts.ts';
import { judge } from '../gates/judge.ts';
import { taskEntryRules } from '../gates/registry.ts';
import type { AnyRule } from '../gates/rule.ts';
import { known, unknown, valueIfKnown } from '../model/evidence.ts';
import type { Plan } from '../model/plan.ts';
import type { Policy } from '../model/policy.ts';
import { planVersionOf, specDigest } from '../model/task-spec.ts';
import type { Clock } from '../ports/clock.ts';
import type { Tokenizer } from '../ports/tokenizer.ts';
import type { CheckedTask } from '../report/checked-task.ts';
import { fold } from '../verdict/fold.ts';
import type { DraftedTask } from './check-task.ts';
import { measurePack } from './measure-pack.ts';
import { readinessOf } from './readiness-of.ts';

/** What lies beside a spec that is in no repository. */
export interface Beside {
  readonly plan: Plan | undefined;
  readonly policy: Policy;
}

/** Known without a repository; the files of the base count as none, so a glob reaches nothing yet. */
const OF_WORDS: ReadonlySet<keyof TaskEntryFacts> = new Set([
  ...(['text', 'reading', 'spec', 'digest', 'authority', 'plan', 'namedPlan'] as const),
  ...(['baseTree', 'packTokens'] as const),
]);

/** The rules that a spec can be held to by its words and its plan alone; without a plan there is nothing to compare with. */
function rulesOfWords(plan: Plan | undefined): readonly AnyRule<TaskEntryFacts>[] {
  return taskEntryRules.filter(
    ({ id, needs }) =>
      needs.every((name: keyof TaskEntryFacts) => OF_WORDS.has(name)) &&
      (plan !== undefined || id !== 'task-entry/constraints-verbatim'),
  );
}

/** As much of Gate 1 as the words of a spec decide, where no repository is. */
export async function checkWords(
  { clock, tokenizer }: { readonly clock: Clock; readonly tokenizer: Tokenizer },
  { plan, policy }: Beside,
  { draft, task }: DraftedTask,
): Promise<CheckedTask> {
  const rules = rulesOfWords(plan);
  const measure = measurePack(tokenizer, policy);
  const gatherers: Partial<Gatherers<TaskEntryFacts>> = {
    ...specTextFacts(async () => draft, policy.words),
    authority: async () => known({ kind: 'draft' }),
    plan: async () => known(plan),
    namedPlan: async (get) =>
      standingOn([await get('spec')], (spec) =>
        planVersionOf(spec) === plan?.version
          ? known(plan)
          : unknown(
              `the spec derives from ${spec.plan}; the plan beside it is at version ${plan?.version}`,
              `Compare the spec with plan v${plan?.version}, then write "plan: plan@${plan?.version}".`,
            ),
      ),
    baseTree: async () => known(new Map()),
    packTokens: async (get) =>
      standingOn([await get('spec')], async (spec) => known(await measure(spec))),
  };
  const needed = new Set<PropertyKey>(rules.flatMap((rule) => [...rule.needs]));
  const facts = await gatherFacts(gatherers as Gatherers<TaskEntryFacts>, needed);
  const spec = valueIfKnown(facts.spec);
  const found = spec?.['task-id'] ?? task;
  const judged = judge<TaskEntryFacts>(rules, facts, {
    ...{ policy, subject: found ?? draft.source, today: clock.now().slice(0, 10) },
  });
  const { state, because } = readinessOf({ outcome: fold(judged) });
  return {
    source: draft.source,
    task: found,
    state: state === 'ready' ? 'passed' : state,
    because:
      state === 'ready'
        ? 'by its words; what is around it needs a repository with a commit'
        : because,
    digest: spec && specDigest(spec),
    rules: judged,
  };
}
