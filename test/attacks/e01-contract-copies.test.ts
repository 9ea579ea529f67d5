import { attackOnOutput } from '../support/attack.ts';
import { fenced, handedOver, json } from '../support/handed-over.ts';

const TRUE = fenced(json());
const OTHER = fenced(json({ discovered: ['another contract'] }));
const after = (text: string) => handedOver(`Adds PKCE.\n\n${TRUE}\n${text}`);

attackOnOutput({
  threat: 'E01',
  rule: 'output/contract-present',
  attacks: [
    { why: 'two blocks: which of them counts?', facts: after(OTHER) },
    { why: 'the same block twice', facts: after(TRUE) },
    { why: 'a copy in an HTML comment', facts: after(`<!--\n${OTHER}\n-->`) },
    { why: 'a copy in a quote', facts: after(OTHER.replace(/^/gm, '> ')) },
    { why: 'a copy in a list', facts: after(`- item\n\n${OTHER.replace(/^/gm, '  ')}`) },
    { why: 'a copy in a longer fence', facts: after(`\`\`\`\`markdown\n${OTHER}\`\`\`\``) },
    { why: 'a copy whose fence is never closed', facts: after(OTHER.slice(0, -4)) },
    {
      why: 'a copy whose info string goes on',
      facts: after(OTHER.replace('handoff-contract', 'handoff-contract v2')),
    },
    { why: 'the only one is in an HTML comment', facts: handedOver(`<!--\n${TRUE}\n-->`) },
    { why: 'none at all', facts: handedOver('Adds PKCE.') },
  ],
  twins: [
    { why: 'one block between words', facts: after('Thanks!') },
    {
      why: 'one block in details, between the marks that replace it in place',
      facts: handedOver(
        `<!-- handoff:begin -->\n<details>\n\n${TRUE}\n</details>\n<!-- handoff:end -->\n`,
      ),
    },
    { why: 'other code beside it', facts: after('```json\n{"task-id": "an example"}\n```') },
    { why: 'words about a contract', facts: after('See the `json handoff-contract` block above.') },
    { why: 'tildes for a fence', facts: handedOver(fenced(json(), 'json', '~~~~')) },
  ],
});

attackOnOutput({
  threat: 'D18',
  rule: 'output/contract-present',
  attacks: [
    {
      why: 'text that runs the other way',
      facts: handedOver(fenced(json({ discovered: ['\u202egnihtoN'] }))),
    },
    {
      why: 'an invisible copy of ASCII, for agents only',
      facts: handedOver(fenced(json({ discovered: ['Nothing\u{e0041}\u{e0042}'] }))),
    },
    {
      why: 'a zero-width space in a field',
      facts: handedOver(fenced(json({ discovered: ['No\u200bthing'] }))),
    },
  ],
  twins: [
    {
      why: 'letters of other scripts, and an emoji of several characters',
      facts: handedOver(fenced(json({ discovered: ['Сессия, セッション 👩‍💻'] }))),
    },
  ],
});
