import type { Gatherers } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import type { OutputFacts } from './output-facts.ts';
import type { OutputPorts } from './output-request.ts';
import { resolveRefs } from './resolve-refs.ts';

/** Every completed step of the contract, its artifact and its ref looked up (seed D8). */
export function stepFacts(ports: OutputPorts): Gatherers<OutputFacts, 'steps'> {
  return {
    steps: async (get) => {
      const facts = await Promise.all([
        get('contract'),
        get('head'),
        get('commits'),
        get('changedPaths'),
        get('headTree'),
        get('plan'),
      ]);
      const spec = await get('spec');
      const scope = spec.state === 'known' ? spec.value.spec.scope : undefined;
      return standingOn(facts, (contract, head, commits, changedPaths, headTree, plan) =>
        look(() =>
          resolveRefs(
            contract['completed-steps'],
            { head, commits, changedPaths, headTree, plan, scope },
            ports,
          ),
        ),
      );
    },
  };
}
