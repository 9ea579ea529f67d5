import type { FailurePacket } from '../model/failure-packet.ts';
import type { NonEmpty } from '../model/rule-result.ts';
import type { ScopeLock } from '../model/scope-lock.ts';
import type { Seal } from '../model/seal.ts';
import { blockJson, type Memory, printCarried } from './carried-block.ts';
import { behindParts } from './check-behind.ts';
import { CHECK_LIMITS, REQUIRED_CHECK } from './check-limits.ts';
import type { Surroundings } from './check-page.ts';
import { gatesPart, isGreen, requiredTitle } from './check-required.ts';
import { findingParts, leadOf, rulesPart, standingPart, trustLines } from './check-sections.ts';
import { inOrder, isEvaluated, type Judged } from './check-title.ts';
import { fitPage, type Part } from './fit-page.ts';
import { code, fenced, prose } from './markdown-text.ts';

/** First line of a comment of ours; only comments that we wrote count, whatever markers others copy (threat G12). */
export const COMMENT_MARKERS = {
  'pull-request': `<!-- ${REQUIRED_CHECK}:pull-request -->`,
  task: `<!-- ${REQUIRED_CHECK}:task -->`,
} as const;

export interface CommentFacts {
  readonly judged: NonEmpty<Judged>;
  /** What goes back to those who must act. */
  readonly packets: readonly FailurePacket[];
  readonly memory: Memory;
}

/** The one comment on a pull request, edited in place: one line when green, who must act and what to do when not. */
export function pullRequestComment(facts: CommentFacts, surroundings: Surroundings): string {
  return comment('pull-request', facts, surroundings);
}

/** The one comment on the issue of a task: what Gate 1 says of the spec, and what was sealed and locked. */
export function taskComment(facts: CommentFacts, surroundings: Surroundings): string {
  return comment('task', facts, surroundings);
}

function comment(
  kind: keyof typeof COMMENT_MARKERS,
  { judged: given, packets, memory }: CommentFacts,
  { report, trust, whole }: Surroundings,
): string {
  const judged = inOrder(given);
  const verdicts = judged.filter(isEvaluated);
  const green = isGreen(judged);
  const lead = [
    COMMENT_MARKERS[kind],
    `### ${green ? '✓' : '✗'} Handoff Gate: ${prose(requiredTitle(judged))}`,
    ...leadOf(judged),
  ];
  const urgent = [...findingParts(verdicts), packetsPart(packets)];
  const background = [
    ...(judged.length > 1 ? [gatesPart(judged)] : []),
    ...approvalParts(memory),
    ...behindParts(verdicts, report),
    ...verdicts.map((verdict) => rulesPart(verdict, 'folded')),
    standingPart(verdicts),
    recordPart(memory),
  ];
  const tail = [trustLines(trust, report.engine)];
  const page = green
    ? {
        lead: [...lead, '<details>\n<summary>What the gates looked at</summary>'],
        parts: [...urgent, ...background],
        tail: ['</details>', ...tail],
      }
    : {
        lead,
        parts: [...urgent, ...background.map((part): Part => ({ ...part, shown: 'folded' }))],
        tail,
      };
  return fitPage(page, CHECK_LIMITS.commentBytes, whole);
}

/** What an agent reads: the same findings as one line of JSON each (FORMATS §6). */
function packetsPart(packets: readonly FailurePacket[]): Part {
  const to = [...new Set(packets.map((packet) => packet['return-to']))].join(', ');
  return {
    heading: `Failure packet for the ${to}`,
    items: packets.map((packet) => fenced('json handoff-failure', blockJson(packet))),
    shown: 'folded',
    shrinks: 'late',
  };
}

/** What a planner's approval left, in words; the record below has it for machines. */
function approvalParts({ seal, lock }: Memory): readonly Part[] {
  return [
    {
      heading: 'Sealed and locked',
      items: [
        ...(seal === undefined ? [] : [sealItem(seal)]),
        ...(lock === undefined ? [] : lockItems(lock)),
      ],
      shown: 'open',
      shrinks: 'middle',
    },
  ];
}

function sealItem({ task, digest, plan, at }: Seal): string {
  return `- Task ${code(task)} is sealed since ${code(at)}: spec ${code(`sha256:${digest}`)}, plan version ${plan}. An edit of the issue makes it stale until a planner approves again.`;
}

function lockItems({ patterns, route, at }: ScopeLock): readonly string[] {
  return [
    `- Its scope is locked for the ${route} since ${code(at)}:`,
    ...patterns.map((pattern) => `- ${code(pattern)}`),
  ];
}

function recordPart(memory: Memory): Part {
  return {
    heading: 'Record of the gates, for machines',
    items: [printCarried(memory)],
    shown: 'folded',
    shrinks: 'never',
  };
}
