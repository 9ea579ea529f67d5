import type { HandoffBlock } from '../analysis/handoff-blocks.ts';
import { hiddenCharacters } from '../analysis/hidden-characters.ts';
import { sourceOf } from '../analysis/spec-text.ts';
import { digestOf } from '../model/digest.ts';
import { known, missing } from '../model/evidence.ts';
import type { HandoffContract } from '../model/handoff-contract.ts';
import { LIMITS } from '../model/limits.ts';
import { readContract } from '../model/read-contract.ts';
import type { Checked } from '../model/schema-problems.ts';
import type { Gatherers } from './gatherers.ts';
import { contractBlocks, handoffIn } from './handoff-text.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { OutputFacts } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';

type Names = 'engine' | 'handoff' | 'reading' | 'contract' | 'claimedAttempt' | 'prose';

/** What the executor hands over: claims, never authority. */
export function handoffFacts(
  { outputs }: Pick<OutputPorts, 'outputs'>,
  request: Pick<OutputRequest, 'engine' | 'output' | 'text'>,
): Gatherers<OutputFacts, Names> {
  const { output } = request;
  const given = once(async () => {
    if (request.text !== undefined) return request.text;
    const text = (await outputs.texts([output])).get(output.id);
    return text === undefined ? undefined : { source: `text of ${output.id}`, text };
  });
  const read = once(async () => handoffIn((await given())?.text ?? ''));
  const only = once(async () => {
    const [block, ...more] = contractBlocks(await read());
    if (block === undefined || more.length > 0) return undefined;
    return Buffer.byteLength(block.text) > LIMITS.blockBytes ? undefined : block;
  });
  const checked = once(async () => {
    const block = await only();
    return block && readContract(block.text, sourceOf(block));
  });

  return {
    engine: async () => known(request.engine),
    handoff: () =>
      look(async () => {
        const [text, body] = [await given(), await read()];
        const block = await only();
        return {
          source: text?.source ?? `text of ${output.id}`,
          digest: text && digestOf(text.text),
          characters: text?.text.length ?? 0,
          unread: body.ok ? undefined : body.because,
          blocks: contractBlocks(body).map(({ line, text: block }) => ({
            line,
            bytes: Buffer.byteLength(block),
          })),
          hidden: body.ok ? body.hidden.map(({ line, place }) => ({ line, construct: place })) : [],
          invisible: block === undefined ? [] : hiddenIn(block, await checked()),
        };
      }),
    reading: async (get) =>
      standingOn([await get('handoff')], async () => {
        const read = await checked();
        if (read === undefined) return NO_BLOCK;
        return known({ problems: read.ok ? [] : read.problems });
      }),
    contract: async (get) =>
      standingOn([await get('reading')], async () => {
        const read = await checked();
        if (read?.ok) return known(read.value);
        return missing('the contract does not fit its schema', 'output/contract-schema');
      }),
    claimedAttempt: async (get) => {
      const contract = await get('contract');
      return known(contract.state === 'known' ? contract.value.attempt : undefined);
    },
    prose: async (get) =>
      standingOn([await get('handoff')], async () => {
        const body = await read();
        return known(body.ok ? body.prose : '');
      }),
  };
}

/** In the text as it stands, else in its values: a JSON escape hides a character from the text (threat D18). */
function hiddenIn(
  { text, line }: HandoffBlock,
  checked: Checked<HandoffContract> | undefined,
): OutputFacts['handoff']['invisible'] {
  const inText = hiddenCharacters(text).map(({ line: at, name }) => ({ line: line + at, name }));
  if (inText.length > 0 || !checked?.ok) return inText;
  return hiddenCharacters(JSON.stringify(checked.value)).map(({ name }) => ({ line, name }));
}

const NO_BLOCK = missing(
  'there is not one contract block within the limits',
  'output/contract-present',
);
