import { readHandoffBody } from '../../src/analysis/handoff-blocks.ts';
import { hiddenCharacters } from '../../src/analysis/hidden-characters.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { readContract } from '../../src/model/read-contract.ts';
import type { StructuredFormat } from '../../src/model/structured-text.ts';
import { contract, outputFacts } from './output-facts.ts';

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

/**
 * The facts of a text: blocks, hidden copies and problems as the real readers see them, and the honest contract as it is
 * believed by somebody who reads it in another way. So nothing but the rules stands between the text and a green gate.
 */
export function handedOver(text: string): OutputFacts {
  const body = readHandoffBody(text);
  if (!body.ok) throw new Error(body.because);
  const blocks = body.visible.filter(({ kind }) => kind === 'contract');
  const [block] = blocks;
  const read =
    block === undefined || Buffer.byteLength(block.text) > LIMITS.blockBytes
      ? undefined
      : readContract(block.text, { format: block.format, firstLine: block.line + 1 });
  return outputFacts({
    handoff: {
      source: 'body of #12',
      digest: undefined,
      characters: text.length,
      blocks: blocks.map((one) => ({ line: one.line, bytes: Buffer.byteLength(one.text) })),
      hidden: body.hidden.map(({ line, place }) => ({ line, construct: place })),
      invisible: hiddenCharacters(block?.text ?? '').map(({ line, name }) => ({ line, name })),
    },
    reading: { problems: read === undefined || read.ok ? [] : read.problems },
    prose: body.prose,
  });
}
