import { handoffFacts } from '../../src/evidence/gather-handoff.ts';
import type { Get } from '../../src/evidence/gatherers.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { StructuredFormat } from '../../src/model/structured-text.ts';
import type { PendingOutput } from '../../src/ports/pending-outputs.ts';
import { contract, outputFacts, sha, task } from './output-facts.ts';

/** A contract block as an executor writes it into a pull request. */
export function fenced(text: string, format: StructuredFormat = 'json', fence = '```'): string {
  return `${fence}${format} handoff-contract\n${text}\n${fence}\n`;
}

/** The honest contract with other fields, as JSON text. */
export function json(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...contract(), ...fields }, null, 2);
}

/** The same with raw members in front of its own. */
export function jsonWith(members: string): string {
  return json().replace('{', `{${members}`);
}

type HandedOver = 'handoff' | 'reading' | 'contract' | 'claimedAttempt' | 'prose';

/** What the gate gathers of a text; undefined = nothing was handed over. */
export async function gatheredFrom(
  text: string | undefined,
): Promise<{ readonly [Name in HandedOver]: Evidence<OutputFacts[Name]> }> {
  const output: PendingOutput = {
    id: '#12',
    ref: 'refs/pull/12/head',
    head: sha('head'),
    task: task('auth-oauth'),
    since: 0,
  };
  const outputs = {
    list: async () => [output],
    texts: async () => new Map(text === undefined ? [] : [[output.id, text]]),
  };
  const gatherers = handoffFacts({ outputs }, { engine: '0.1.0', output });
  const get = ((name: HandedOver) => gatherers[name](get)) as Get<OutputFacts>;
  const [handoff, reading, contract, claimedAttempt, prose] = [
    await get('handoff'),
    await get('reading'),
    await get('contract'),
    await get('claimedAttempt'),
    await get('prose'),
  ];
  return { handoff, reading, contract, claimedAttempt, prose };
}

/**
 * The facts of a text as the real readers see it, but with the honest contract believed by somebody who reads it in
 * another way. So nothing but the rules stands between the text and a green gate.
 */
export async function handedOver(text: string): Promise<OutputFacts> {
  const { handoff, reading, prose } = await gatheredFrom(text);
  return outputFacts({
    ...(handoff.state === 'known' && { handoff: handoff.value }),
    ...(reading.state === 'known' && { reading: reading.value }),
    ...(prose.state === 'known' && { prose: prose.value }),
  });
}
