import { coverOf } from '../analysis/scope-cover.ts';
import { known, missing } from '../model/evidence.ts';
import type { Policy } from '../model/policy.ts';
import { isAmong } from '../model/principal.ts';
import { planVersionOf } from '../model/task-spec.ts';
import type { Acted } from '../ports/tasks.ts';
import type { EntryWorld } from './entry-world.ts';
import { earlierThan } from './gather-earlier-tasks.ts';
import { openedSymbols } from './gather-opened-symbols.ts';
import { overlapsOf } from './gather-overlaps.ts';
import { readSpecSource, type SpecSource, specTextFacts } from './gather-spec-text.ts';
import type { Gatherers } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { Authority, TaskEntryFacts } from './task-entry-facts.ts';
import type { TaskEntryPorts, TaskEntryRequest } from './task-entry-request.ts';

/** How every fact of Gate 1 is gathered for one task of a world that many tasks share. */
export function taskEntryGatherers(
  ports: TaskEntryPorts,
  world: EntryWorld,
  request: TaskEntryRequest,
): Gatherers<TaskEntryFacts> {
  const { asked, authority, policy, packTokens } = request;
  const source = once(() => sourceOf(ports, request));
  const written = specTextFacts(source, policy.words);
  /** A spec under the name of another task would be sealed and started under that name. */
  const misnamed = once(async () => {
    const { spec } = readSpecSource(await source(), policy.words);
    const found = spec?.ok ? spec.value['task-id'] : undefined;
    if (found === undefined || asked.task === undefined || found === asked.task) return undefined;
    return { field: 'task-id', message: `task-id is ${found}; this is the place of ${asked.task}` };
  });

  return {
    text: written.text,
    digest: written.digest,
    reading: async (get) =>
      standingOn([await written.reading(get)], async (reading) => {
        const wrong = await misnamed();
        return known(wrong === undefined ? reading : { problems: [wrong] });
      }),
    spec: async (get) =>
      standingOn([await get('reading')], async () =>
        (await misnamed()) === undefined
          ? written.spec(get)
          : missing('the spec is that of another task', 'task-entry/spec-complete'),
      ),
    authority: async () => {
      const { people } = await source();
      if (people !== undefined) return look(async () => whoAsked(await people(), policy));
      return known(
        asked.kind === 'draft' ? { kind: 'draft' } : { kind: 'default-branch', commit: authority },
      );
    },
    plan: () => look(world.plan),
    namedPlan: async (get) =>
      standingOn([await get('spec'), await get('plan')], (spec, plan) => {
        const named = planVersionOf(spec);
        if (plan?.version === named) return known(plan);
        return look(async () => {
          const versions = await world.versions();
          return versions.find(({ plan: one }) => one.version === named)?.plan;
        });
      }),
    baseTree: () => look(world.tree),
    symbols: async (get) =>
      standingOn([await get('spec'), await get('baseTree')], (spec, tree) =>
        look(() => openedSymbols(ports, Object.keys(spec.scope.symbols), tree)),
      ),
    overlaps: async (get) =>
      standingOn([await get('spec')], (spec) => look(() => overlapsOf(world, spec))),
    earlier: async (get) =>
      standingOn([await get('spec')], (spec) =>
        look(async () => earlierThan(await world.known(), spec['task-id'])),
      ),
    landed: () => look(world.landed),
    importers: async (get) =>
      standingOn([await get('spec'), await get('baseTree')], (spec, tree) =>
        look(async () => {
          const counts = await world.importers();
          const { existing } = coverOf(spec.scope, tree);
          return new Map(existing.map((path) => [path, counts.get(path) ?? 0]));
        }),
      ),
    packTokens: async (get) =>
      standingOn([await get('spec')], (spec) => look(() => packTokens(spec))),
  };
}

function whoAsked(people: readonly Acted[], { roles }: Policy): Authority {
  return {
    kind: 'people',
    people: people.map(({ what, person, permission }) => ({
      ...{ what, id: person.id, login: person.login, permission },
      planner: isAmong(roles.planners, person),
    })),
  };
}

async function sourceOf(
  { tasks }: TaskEntryPorts,
  { asked, authority }: TaskEntryRequest,
): Promise<SpecSource> {
  if (asked.kind === 'draft') return asked.draft;
  const found = (await tasks.read(authority, [asked.task])).get(asked.task);
  return found ?? { source: `the spec of ${asked.task} on the default branch`, text: '' };
}
