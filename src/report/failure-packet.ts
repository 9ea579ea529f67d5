import type { FailurePacket } from '../model/failure-packet.ts';
import type { Finding } from '../model/finding.ts';
import type { TaskId } from '../model/task-id.ts';
import { actsFirst } from '../verdict/must-act.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { tokenBound } from './token-bound.ts';
import { visibleJson } from './visible-text.ts';
import { placeOf } from './words.ts';

/** FORMATS §6: what an agent is given must leave room for its work. */
export const PACKET_TOKENS = 600;

/** The shortest findings that a verdict can hold have about 50 tokens each. */
const MOST_FINDINGS = 12;

/** Tokens of one text of a finding: as much as nearly every text has, half of it, and what still tells it apart. */
const TEXT_TOKENS = { whole: 120, half: 60, short: 24 } as const;

export interface FailureContext {
  readonly task: TaskId;
  readonly attempt: number;
  /** How many attempts the task has in all. */
  readonly attempts: number;
  /** Ids of the criteria that are proved. */
  readonly covered: readonly string[];
}

/**
 * What goes back to the one who must act (FORMATS §6): at most PACKET_TOKENS tokens as `packetJson` writes it. Texts get
 * shorter before findings are left out, so that one round can repair as much as possible; the same verdict gives the same
 * packet.
 * @returns undefined for a verdict that has nothing to repair
 */
export function failurePacket(
  verdict: Verdict,
  context: FailureContext,
): FailurePacket | undefined {
  const findings = verdict.rules.flatMap(({ findings, holds }) =>
    findings.filter(({ severity }) => severity === 'block').map((finding) => ({ finding, holds })),
  );
  if (findings.length === 0) return undefined;
  const write = (tokens: number) => packetOf(verdict, context, findings, tokens);
  let packet = write(TEXT_TOKENS.whole);
  if (!fits(packet)) packet = write(TEXT_TOKENS.half);
  if (!fits(packet)) packet = write(TEXT_TOKENS.short);
  // One finding with short texts always fits: task ids, shas and criteria are bounded.
  while (packet.findings.length > 1 && !fits(packet)) packet = withoutLast(packet);
  return packet;
}

/** One line of JSON; what hides or moves other text is escaped. */
export function packetJson(packet: FailurePacket): string {
  return visibleJson(JSON.stringify(packet));
}

function fits(packet: FailurePacket): boolean {
  return tokenBound(packetJson(packet)) <= PACKET_TOKENS;
}

function withoutLast(packet: FailurePacket): FailurePacket {
  return { ...packet, findings: packet.findings.slice(0, -1), more: packet.more + 1 };
}

interface Blocking {
  readonly finding: Finding;
  /** What its rule holds: what is expected where the finding does not say it. */
  readonly holds: string;
}

function packetOf(
  { gate, subject }: Verdict,
  { task, attempt, attempts, covered }: FailureContext,
  findings: readonly Blocking[],
  tokens: number,
): FailurePacket {
  const left = Math.max(0, attempts - attempt);
  return {
    schema: 'handoff-failure/v1',
    'task-id': task,
    attempt,
    'attempts-left': left,
    head: subject.head,
    gate,
    'return-to': left === 0 ? 'planner' : actsFirst(findings.map(({ finding }) => finding.to)),
    findings: findings.slice(0, MOST_FINDINGS).map(({ finding, holds }) => ({
      id: finding.id,
      rule: finding.rule,
      mast: finding.mast,
      at: shortened(placeOf(finding) ?? subject.id, tokens),
      expected: shortened(finding.expected ?? holds, tokens),
      found: shortened(finding.found ?? finding.problem, tokens),
      fix: shortened(finding.fix, tokens),
    })),
    more: Math.max(0, findings.length - MOST_FINDINGS),
    keep: [...covered],
  };
}

/** No piece of text that the bound counts as one token has more characters. */
const LONGEST_TOKEN = 16;

/** The text, or a beginning of it that is at most so many tokens as JSON writes it; never half a character. */
function shortened(text: string, tokens: number): string {
  const bound = (words: string): number => tokenBound(visibleJson(JSON.stringify(words)));
  const longest = tokens * LONGEST_TOKEN;
  if (text.length <= longest && bound(text) <= tokens) return text;
  const characters = [...text.slice(0, longest)];
  let fitting = 0;
  let over = characters.length;
  while (over - fitting > 1) {
    const middle = (fitting + over) >> 1;
    if (bound(`${characters.slice(0, middle).join('')}…`) <= tokens) fitting = middle;
    else over = middle;
  }
  return `${characters.slice(0, fitting).join('')}…`;
}
