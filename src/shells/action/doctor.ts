import { githubSettings } from '../../adapters/github/settings.ts';
import { examineRepository } from '../../flows/examine-repository.ts';
import { diagnosisBlocks, diagnosisJson, diagnosisSummary } from '../../report/diagnosis.ts';
import { EXIT } from '../exit-codes.ts';
import { gitVersion } from '../git-version.ts';
import type { Answer } from './answer.ts';
import type { Job } from './job.ts';

/** How the repository is set up, what its verdicts are worth, and what mends each line; fails when a line does. */
export async function doctor({ github }: Job): Promise<Answer> {
  const versions = { node: process.versions.node, git: await gitVersion() };
  const diagnosis = await examineRepository(githubSettings(github), versions);
  const failed = diagnosis.lines.filter(({ state }) => state === 'fail').map(({ id }) => id);
  return {
    kind: 'answer',
    summary: diagnosisSummary(diagnosis),
    file: { name: 'diagnosis.json', text: diagnosisJson(diagnosis) },
    lines: diagnosisBlocks(diagnosis).flatMap((block) =>
      block.kind === 'line'
        ? [`${' '.repeat(block.indent)}${block.spans.map(({ text }) => text).join('')}`]
        : [],
    ),
    ...(failed.length > 0 && {
      refused: { code: EXIT.refused, because: `Does not hold: ${failed.join(', ')}` },
    }),
  };
}
