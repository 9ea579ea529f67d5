import { attackOnEntry } from '../support/entry-attack.ts';
import { handedSpec, specBlock, specJson } from '../support/handed-spec.ts';

const TRUE = specBlock(specJson());
const WIDER = specBlock(specJson({ scope: { files: ['src/**'] } }));
const after = (text: string) => handedSpec(`Implements OAuth.\n\n${TRUE}\n${text}`);
const FORM = `### Task ID

auth-oauth

### Plan version

2

### Objective

Implement OAuth 2.0 flow in src/auth/oauth.ts

### Scope

src/**

### Acceptance criteria

12 tests in auth.spec.ts pass
`;

attackOnEntry({
  threat: 'E01',
  rule: 'task-entry/spec-present',
  attacks: [
    { why: 'two blocks: which of them counts?', facts: after(WIDER) },
    { why: 'the same block twice', facts: after(TRUE) },
    { why: 'a copy in an HTML comment', facts: after(`<!--\n${WIDER}\n-->`) },
    { why: 'a copy in a quote', facts: after(WIDER.replace(/^/gm, '> ')) },
    { why: 'a copy in a list', facts: after(`- item\n\n${WIDER.replace(/^/gm, '  ')}`) },
    { why: 'a copy in a longer fence', facts: after(`\`\`\`\`markdown\n${WIDER}\`\`\`\``) },
    { why: 'a copy whose fence is never closed', facts: after(WIDER.slice(0, -4)) },
    {
      why: 'a copy whose info string goes on',
      facts: after(WIDER.replace('handoff-task', 'handoff-task v2')),
    },
    { why: 'a form around it that opens more', facts: handedSpec(`${TRUE}\n${FORM}`) },
    { why: 'the only one is in an HTML comment', facts: handedSpec(`<!--\n${TRUE}\n-->`) },
    { why: 'none at all', facts: handedSpec('Please implement OAuth.') },
  ],
  twins: [
    { why: 'one block between words', facts: after('Thanks!') },
    { why: 'one block in details', facts: handedSpec(`<details>\n\n${TRUE}\n</details>\n`) },
    { why: 'other code beside it', facts: after('```json\n{"task-id": "an example"}\n```') },
    {
      why: 'headings that people write',
      facts: after('### Scope\n\nOnly OAuth.\n\n### Context\n\nSee #3.'),
    },
    { why: 'words about a spec', facts: after('See the `yaml handoff-task` block above.') },
    { why: 'tildes for a fence', facts: handedSpec(specBlock(specJson(), 'json', '~~~~')) },
  ],
});

attackOnEntry({
  threat: 'D18',
  rule: 'task-entry/spec-present',
  attacks: [
    {
      why: 'text that runs the other way',
      facts: handedSpec(specBlock(specJson({ context: ['\u202egnihtoN'] }))),
    },
    {
      why: 'an invisible copy of ASCII, for agents only',
      facts: handedSpec(specBlock(specJson({ context: ['a\u{e0041}'] }))),
    },
    {
      why: 'a zero-width space in a field',
      facts: handedSpec(specBlock(specJson({ context: ['a\u200bb'] }))),
    },
    {
      why: 'behind an escape',
      facts: handedSpec(specBlock(specJson({ context: ['a_b'] }).replace('a_b', 'a\\u200bb'))),
    },
  ],
  twins: [
    {
      why: 'letters of other scripts, and an emoji of several characters',
      facts: handedSpec(specBlock(specJson({ context: ['Сессия, セッション 👩‍💻'] }))),
    },
  ],
});
