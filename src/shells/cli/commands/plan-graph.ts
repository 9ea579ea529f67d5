import { type Command, Option } from 'commander';
import { picturePlan } from '../../../flows/picture-plan.ts';
import { graphMermaid } from '../../../report/plan-graph-mermaid.ts';
import { graphSvg } from '../../../report/plan-graph-svg.ts';
import { graphBlocks } from '../../../report/plan-graph-text.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { namedPlan, PLAN_NAMES } from '../named-plan.ts';
import { printBlocks, printJson } from '../print.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('[plan]', 'left out: the one in the working tree')
    .addOption(
      new Option('--format <format>', 'how to draw it')
        .choices(['text', 'mermaid', 'svg'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Who waits for whom: what may run at the same time stands in one layer.
${PLAN_NAMES}

Examples:
  $ handoff-gate plan graph
  $ handoff-gate plan graph v3 --format mermaid
  $ handoff-gate plan graph --format svg > plan.svg`,
    );
}

export async function run({ session, args: [name], text }: Call): Promise<ExitCode> {
  const picture = picturePlan(
    await withWorkspace(session, (workspace) => namedPlan(session, workspace, name)),
  );
  if (session.output === 'json')
    printJson(session, { schema: 'handoff-plan-graph/v1', ...picture });
  else if (text('format') === 'mermaid') session.io.out.write(graphMermaid(picture));
  else if (text('format') === 'svg') session.io.out.write(graphSvg(picture));
  else await printBlocks(session, graphBlocks(picture));
  return EXIT.pass;
}
