import type { NonEmpty } from '../model/rule-result.ts';
import { behindParts, togetherParts } from './check-behind.ts';
import { CHECK_LIMITS } from './check-limits.ts';
import type { Surroundings } from './check-page.ts';
import { gatesPart, isGreen, requiredTitle } from './check-required.ts';
import { findingParts, leadOf, rulesPart, standingPart, trustLines } from './check-sections.ts';
import { inOrder, isEvaluated, type Judged } from './check-title.ts';
import { fitPage } from './fit-page.ts';
import { byOutput, tablePart, tableTitle } from './gate-table.ts';
import { prose } from './markdown-text.ts';

/**
 * The summary of a workflow run: everything, for whom the checks are too short and for pull requests of forks, which get no
 * checks. Of a run over several outputs it shows how they stand together; each one's checks show the rest.
 */
export function jobSummary(given: NonEmpty<Judged>, surroundings: Surroundings): string {
  const { report, trust, whole } = surroundings;
  const judged = inOrder(given);
  const verdicts = judged.filter(isEvaluated);
  const outputs = byOutput(judged);
  const several = outputs.length > 1;
  const page = {
    lead: [
      `## ${isGreen(judged) ? '✓' : '✗'} Handoff Gate: ${several ? tableTitle(outputs) : prose(requiredTitle(judged))}`,
      ...leadOf(judged),
    ],
    parts: [
      several ? tablePart(outputs) : gatesPart(judged),
      ...findingParts(verdicts),
      ...(several
        ? togetherParts(report.integration)
        : [
            ...behindParts(verdicts, report),
            ...verdicts.map((verdict) => rulesPart(verdict, 'folded')),
          ]),
      standingPart(verdicts),
    ],
    tail: [trustLines(trust, report.engine)],
  };
  return fitPage(page, CHECK_LIMITS.jobSummaryBytes, whole);
}
