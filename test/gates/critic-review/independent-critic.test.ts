import { independentCritic } from '../../../src/gates/critic-review/independent-critic.ts';
import { review, reviewFacts } from '../../support/critic-review-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const ACTORS = ['codex@example.com', 'Dana@Example.com'];
const by = (critic: string, actors = ACTORS) => reviewFacts(review({ critic }), { actors });

ruleTable(independentCritic, {
  passes: [
    { why: 'another name', facts: by('claude-critic') },
    { why: 'another address of the same domain', facts: by('Critic <critic@example.com>') },
    { why: 'a name that only begins like the author', facts: by('codex-reviewer') },
    { why: 'nobody is known to have produced it', facts: by('claude', []) },
    { why: 'an author without an address', facts: by('claude', ['', '@']) },
  ],
  fails: [
    {
      why: 'the author, by address',
      facts: by('codex@example.com'),
      findings: [{ at: { field: 'critic' }, found: 'codex@example.com' }],
    },
    { why: 'in other case (G11)', facts: by('dana@EXAMPLE.com'), findings: [{}] },
    { why: 'by name before the @', facts: by('Codex'), findings: [{}] },
    {
      why: 'behind a display name',
      facts: by('Neutral Critic <codex@example.com>'),
      findings: [{}],
    },
    { why: 'as a display name', facts: by('dana <other@example.org>'), findings: [{}] },
    { why: 'with an invisible character', facts: by('co\u200bdex'), findings: [{}] },
    { why: 'in full-width letters', facts: by('ｃｏｄｅｘ'), findings: [{}] },
    { why: 'the executor by its role', facts: by('executor', []), findings: [{}] },
  ],
});
