import { judgeIntegration } from '../../flows/judge-integration.ts';
import { recordVerdict } from '../../flows/record-verdict.ts';
import { integrationOf } from '../../flows/report-integration.ts';
import type { Integration, Report } from '../../report/report.ts';
import { VERSION } from '../package.ts';
import type { Call } from './entry.ts';
import { withProgress } from './progress.ts';
import { namedOutputs } from './select-outputs.ts';
import { withWorkspace } from './with-repository.ts';

export interface Together {
  /** Only the verdicts of these; empty = all. */
  readonly names: readonly string[];
  readonly record: 'append' | 'leave';
}

/** Gate 3 over the pending outputs of the repository. */
export function judgedTogether(
  { session, text }: Call,
  { names, record }: Together,
): Promise<Report & { readonly integration: Integration }> {
  const refs = text('refs');
  return withWorkspace(
    session,
    (workspace) =>
      withProgress(session, async (tell) => {
        const { base, authority } = workspace;
        tell('merging every pending output with its base and with the others');
        const wanted = names.length === 0 ? undefined : await namedOutputs(workspace, names);
        const [only, second] = wanted ?? [];
        const { verdicts, survey } = await judgeIntegration(workspace, {
          engine: VERSION,
          base: base.target,
          baseRef: base.name,
          authority: authority.target,
          ...(only !== undefined && second === undefined && { only: only.id }),
        });
        const ids = wanted && new Set(wanted.map(({ id }) => id));
        const asked = verdicts.filter(({ subject }) => ids?.has(subject.id) ?? true);
        if (record === 'append')
          for (const verdict of asked) await recordVerdict(workspace, verdict);
        return {
          engine: VERSION,
          base: { name: base.name, sha: base.target },
          verdicts: asked,
          packets: [],
          outputs: [],
          integration: integrationOf(survey),
        };
      }),
    refs === undefined ? {} : { refs: [refs] },
  );
}
