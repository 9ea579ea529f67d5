import {
  type OpenPullRequests,
  openPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { judgeIntegration } from '../../flows/judge-integration.ts';
import { integrationOf } from '../../flows/report-integration.ts';
import { conflictSummary } from '../../report/conflict-summary.ts';
import type { Integration, Report } from '../../report/report.ts';
import { EXIT } from '../exit-codes.ts';
import { openGitHubWorkspace } from '../github/github-workspace.ts';
import { VERSION } from '../package.ts';
import type { Answer } from './answer.ts';
import { type Job, placeOf } from './job.ts';

type Compared = Report & { readonly integration: Integration };

/**
 * Every open pull request against every other one of its base branch: the matrix, who waits for whom, and in which order to
 * land them. A view, not a gate: conflicts do not fail it, what could not be looked at does.
 */
export async function viewConflicts(job: Job): Promise<Answer> {
  const open = await openPullRequests(job.github);
  const bases = new Set([
    open.repository.defaultBranch,
    ...open.pullRequests.map(({ baseBranch }) => baseBranch),
  ]);
  const compared: Compared[] = [];
  for (const base of bases) compared.push(await compareOn(job, open, base));
  const whole = 'the file that the output report-path names';
  const blind = compared
    .flatMap(({ integration }) => [...integration.pairs, ...integration.unmerged])
    .filter(({ state }) => state === 'not-evaluated').length;
  const [page] = compared;
  return {
    kind: 'answer',
    summary: compared
      .map(({ base, integration }) => conflictSummary({ name: base.name, integration }, whole))
      .join('\n'),
    file: { name: 'conflicts.json', text: textOf(compared) },
    lines: compared.map(
      ({ base, integration }) =>
        `${base.name}: ${integration.evaluated.outputs} pull requests, ${conflictsIn(integration)} conflicts`,
    ),
    ...(page && { page }),
    ...(blind > 0 && {
      refused: { code: EXIT.couldNotLook, because: `${blind} comparisons could not be made` },
    }),
  };
}

async function compareOn(job: Job, open: OpenPullRequests, baseBranch: string): Promise<Compared> {
  const workspace = await openGitHubWorkspace(job.github, open, placeOf(job), {
    baseBranch,
    judged: async (all) => all.map(({ number }) => number),
  });
  try {
    const { base, authority } = workspace;
    const { verdicts, survey } = await judgeIntegration(workspace, {
      engine: VERSION,
      base: base.target,
      baseRef: base.name,
      authority: authority.target,
    });
    return {
      engine: VERSION,
      base: { name: base.name, sha: base.target },
      verdicts,
      outputs: [],
      packets: [],
      integration: integrationOf(survey),
    };
  } finally {
    await workspace.close();
  }
}

function conflictsIn({ pairs }: Integration): number {
  return pairs.filter(({ state }) => state === 'conflict').length;
}

/** The default branch as `handoff-gate conflicts --json` prints it, and the other ones beside it. */
function textOf(compared: readonly Compared[]): string {
  const [first, ...others] = compared.map(({ base, integration }) => ({ base, ...integration }));
  const document = { schema: 'handoff-conflicts/v1', ...first, 'other-bases': others };
  return `${JSON.stringify(document, null, 2)}\n`;
}
