import { judgeIntegration } from '../src/flows/judge-integration.ts';
import type { Sha } from '../src/model/sha.ts';
import { workspaceOf } from '../test/support/workspace.ts';
import { alternately, middle } from './alternately.ts';
import type { BenchRow } from './bench-row.ts';
import { codeSwarm } from './code-swarm.ts';

const RULE = 'integration/symbols-agree';

/** Gate 3 over 150 branches of TypeScript with the comparison by name, against the same without it. */
export async function run(): Promise<readonly BenchRow[]> {
  return [
    await measure('no name changed', 0, 1.3),
    await measure('every fourth changes a name', 0.25, 2),
  ];
}

async function measure(what: string, changing: number, most: number): Promise<BenchRow> {
  const made = codeSwarm(150, changing);
  const off = made.without(RULE);
  let found = 0;
  const judged = (authority: string) => async (): Promise<number> => {
    const workspace = await workspaceOf(made.dir, made.base);
    const start = performance.now();
    const { verdicts } = await judgeIntegration(workspace, {
      engine: 'bench',
      base: workspace.base,
      baseRef: 'refs/heads/main',
      authority: authority as Sha,
    });
    const took = performance.now() - start;
    await workspace.close();
    const said = verdicts.flatMap(({ rules }) => rules.filter(({ rule }) => rule === RULE));
    if (authority !== off) found = said.filter(({ state }) => state === 'failed').length;
    return took;
  };
  try {
    const [on, without] = await alternately(5, [judged(made.base), judged(off)]);
    return {
      name: `sweep of 150 branches by name, ${what}: ${found} wait`,
      measured: middle(on),
      baseline: middle(without),
      against: 'the same with the rule off',
      goal: `ratio <= ${most}`,
      met: middle(on) <= most * middle(without),
    };
  } finally {
    made.remove();
  }
}
