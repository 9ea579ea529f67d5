import { judgeIntegration } from '../../flows/judge-integration.ts';
import { judgeOutput } from '../../flows/judge-output.ts';
import type { Finding } from '../../model/finding.ts';
import { GateError } from '../../model/gate-error.ts';
import { VERSION } from '../package.ts';
import { givenContract } from './given-contract.ts';
import { currentOutput } from './select-outputs.ts';
import type { Session } from './session.ts';
import { withWorkspace } from './with-repository.ts';

/**
 * A finding by its id. An id is a digest and leads back to nothing, so both gates are asked about the branch that is
 * checked out.
 * @throws GateError 'usage' when neither has it.
 */
export async function currentFinding(session: Session, id: string): Promise<Finding> {
  return withWorkspace(session, async (workspace) => {
    const { base, authority } = workspace;
    const output = await currentOutput(workspace);
    const text = await givenContract(session);
    const request = {
      engine: VERSION,
      base: base.target,
      baseRef: base.name,
      authority: authority.target,
    };
    const [own, together] = await Promise.all([
      judgeOutput(workspace, { ...request, output, ...(text && { text }) }),
      judgeIntegration(workspace, { ...request, only: output.id }),
    ]);
    const finding = [own.verdict, ...together.verdicts]
      .flatMap(({ rules }) => rules.flatMap(({ findings }) => findings))
      .find((one) => one.id === id);
    if (finding !== undefined) return finding;
    throw new GateError('usage', `Neither gate finds ${id} on ${output.id}`, {
      remedy: 'See what they find with: handoff-gate check, handoff-gate gate integration',
    });
  });
}
