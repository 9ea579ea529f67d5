import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { judgeCriticReview } from '../../../flows/judge-critic-review.ts';
import { recordVerdict } from '../../../flows/record-verdict.ts';
import { GateError } from '../../../model/gate-error.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Verdict } from '../../../verdict/verdict.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import type { GivenText } from '../given-contract.ts';
import { publish } from '../print-report.ts';
import { withProgress } from '../progress.ts';
import { readInput } from '../read-input.ts';
import { namedOutputs } from '../select-outputs.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('[outputs...]', 'branches or tasks; left out: every pending output')
    .option('--review <file>', 'a review of the one output named, besides the note on its head')
    .option('--dry-run', 'judge without a line in the record')
    .addHelpText(
      'after',
      `
Is a review due by policy or spec, is it a verdict on each criterion by the sealed rubric, and was done what it requires?
A review is a visible block \`yaml handoff-review\` beside the contract. It only tightens: no other gate reads it.

Examples:
  $ handoff-gate pack --role critic auth > rubric.md
  $ handoff-gate gate critic-review auth --review review.md --dry-run
  $ git notes --ref=handoff append -F review.md handoff/auth && handoff-gate gate critic-review auth`,
    );
}

export async function run({ session, args, flag, text }: Call): Promise<ExitCode> {
  const review = await givenReview(session.cwd, text('review'));
  if (review !== undefined && args.length !== 1)
    throw new GateError('usage', '--review is the review of one output', {
      remedy: 'Name the output: handoff-gate gate critic-review <branch> --review <file>',
    });
  const report = await withWorkspace(session, (workspace) =>
    withProgress(session, async (tell) => {
      const { base, authority } = workspace;
      const verdicts: Verdict[] = [];
      for (const output of await namedOutputs(workspace, args)) {
        tell(`judging the review of ${output.id}`);
        const verdict = await judgeCriticReview(workspace, {
          engine: VERSION,
          output,
          base: base.target,
          baseRef: base.name,
          authority: authority.target,
          ...(review && { review }),
        });
        verdicts.push(verdict);
        if (!flag('dryRun')) await recordVerdict(workspace, verdict);
      }
      return {
        engine: VERSION,
        base: { name: base.name, sha: base.target },
        verdicts,
        packets: [],
        outputs: [],
      };
    }),
  );
  return publish(session, report);
}

async function givenReview(cwd: string, name: string | undefined): Promise<GivenText | undefined> {
  if (name === undefined) return undefined;
  const path = resolve(cwd, name);
  const text = await readInput(path, LIMITS.bodyCharacters * 4);
  return { source: relative(cwd, path), text };
}
