import { specTextFacts } from '../../src/evidence/gather-spec-text.ts';
import type { Get } from '../../src/evidence/gatherers.ts';
import type { TaskEntryFacts } from '../../src/evidence/task-entry-facts.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { Policy } from '../../src/model/policy.ts';
import type { StructuredFormat } from '../../src/model/structured-text.ts';
import { spec } from './output-facts.ts';
import { taskEntryFacts } from './task-entry-facts.ts';

/** A task spec block as a planner writes it into an issue. */
export function specBlock(text: string, format: StructuredFormat = 'json', fence = '```'): string {
  return `${fence}${format} handoff-task\n${text}\n${fence}\n`;
}

/** The honest spec with other fields, as JSON text. */
export function specJson(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...spec(), ...fields }, null, 2);
}

/** The same with raw members in front of its own. */
export function specJsonWith(members: string): string {
  return specJson().replace('{', `{${members}`);
}

type OfText = 'text' | 'reading' | 'spec' | 'digest';

/** What Gate 1 gathers of a text. */
export async function gatheredFromSpec(
  text: string,
  words: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly [Name in OfText]: Evidence<TaskEntryFacts[Name]> }> {
  const given = { source: '.handoff/tasks/auth-oauth.md', text };
  const gatherers = specTextFacts(async () => given, Policy.parse({ words }).words);
  const get = ((name: OfText) => gatherers[name](get)) as Get<TaskEntryFacts>;
  return {
    text: await get('text'),
    reading: await get('reading'),
    spec: await get('spec'),
    digest: await get('digest'),
  };
}

/**
 * The facts of a text as the real reader sees it, but with the honest spec believed by somebody who reads it in another
 * way. So nothing but the rules stands between the text and a green gate.
 */
export async function handedSpec(text: string): Promise<TaskEntryFacts> {
  const { text: seen, reading } = await gatheredFromSpec(text);
  return taskEntryFacts({
    ...(seen.state === 'known' && { text: seen.value }),
    ...(reading.state === 'known' && { reading: reading.value }),
  });
}
