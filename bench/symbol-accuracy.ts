/**
 * What Gate 3's comparison by name says about the past of a real repository that carries pull requests:
 *   npx tsx bench/symbol-accuracy.ts <git dir> --at <date>… [--base <ref>] [--limit <n>] [--days <n>]
 * One JSON line a moment (see past-moments.ts), then one a finding: whether it is right, a person has to read. Nothing of
 * the repository is written anywhere.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gitBlobs } from '../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../src/adapters/git/git-history.ts';
import { gitTrialMerges } from '../src/adapters/git/git-trial-merges.ts';
import { gitWordSearch } from '../src/adapters/git/git-word-search.ts';
import { openRepository, type Repository } from '../src/adapters/git/open-repository.ts';
import { bundledGrammars } from '../src/adapters/grammars/bundled-grammars.ts';
import type { SymbolBreak } from '../src/analysis/symbols/symbol-breaks.ts';
import { createSyntax } from '../src/analysis/syntax.ts';
import { gatherSymbols } from '../src/evidence/gather-symbols.ts';
import { type Survey, surveyPending } from '../src/evidence/survey-pending.ts';
import type { Sha } from '../src/model/sha.ts';
import { type PastOutput, pastMoment } from './past-moments.ts';

const syntax = createSyntax(bundledGrammars());

/** Every finding among the outputs on a base, and how many milliseconds each part took. */
export async function brokenNames(
  repository: Repository,
  base: Sha,
  outputs: readonly PastOutput[],
): Promise<{
  survey: Survey;
  breaks: readonly SymbolBreak[];
  took: { survey: number; symbols: number };
}> {
  const merges = gitTrialMerges(repository);
  const start = performance.now();
  const survey = await surveyPending(merges, {
    base,
    outputs: outputs.map(({ output, head, time }) => ({
      id: output,
      ref: output,
      head,
      task: undefined,
      since: time,
    })),
    dependsOn: new Map(),
    stacks: new Map(),
    landed: new Set(),
  });
  const surveyed = performance.now();
  const ports = {
    blobs: gitBlobs(repository),
    history: gitHistory(repository),
    merges,
    words: gitWordSearch(repository),
    syntax,
  };
  const found = await gatherSymbols(ports, survey);
  if (found.state !== 'known') throw new Error(found.because);
  const took = { survey: surveyed - start, symbols: performance.now() - surveyed };
  return { survey, breaks: found.value.breaks, took };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      base: { type: 'string', default: 'HEAD' },
      limit: { type: 'string', default: '150' },
      at: { type: 'string', multiple: true, default: [] },
      days: { type: 'string', default: '90' },
    },
  });
  const gitDir = resolve(positionals[0] ?? '.');
  const [limit, days] = [Number(values.limit), Number(values.days)];
  for (const at of values.at) {
    const moment = pastMoment(gitDir, { at, ref: values.base, days, limit });
    if (moment === undefined) continue;
    const repository = await openRepository(gitDir);
    const { survey, breaks, took } = await brokenNames(repository, moment.base, moment.outputs);
    const merging = survey.index.outputs.length;
    const pairs = (merging * (merging - 1)) / 2;
    console.log(
      JSON.stringify({
        at,
        base: moment.base,
        outputs: moment.outputs.length,
        merging,
        pairs,
        ...took,
      }),
    );
    for (const found of breaks) console.log(JSON.stringify({ at, ...found }));
    await repository.close();
  }
}
