import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { attackOnOutput } from '../support/attack.ts';
import { outputFacts, sha, task } from '../support/output-facts.ts';

/** A sibling's contract cites this too; its head is `head`. */
const citedBy = (ref: string, head: string, also: Partial<OutputFacts> = {}) =>
  outputFacts({
    others: {
      scopes: [],
      citations: [
        {
          task: task('data-layer-connection'),
          output: 'handoff/data-layer-connection',
          head: sha(head),
          ref,
        },
      ],
    },
    ...also,
  });
const HEAD = `commit:${sha('head')}`;
/** This output is built on the sibling's head. */
const stacked = {
  commits: [
    ...outputFacts().commits,
    {
      sha: sha('below'),
      parents: [sha('base')],
      authorEmail: 'sibling@example.com',
      subject: 'Sibling',
      paths: [],
    },
  ],
};

attackOnOutput({
  threat: 'C15',
  rule: 'output/evidence-bound',
  attacks: [
    { why: 'one head for two tasks, one commit cited by both', facts: citedBy(HEAD, 'head') },
    { why: 'the sibling writes the commit shorter', facts: citedBy(HEAD.slice(0, 20), 'head') },
    { why: 'one test run for two tasks', facts: citedBy('test-run:auth-1-12/12', 'head') },
    { why: 'the sibling leaves the counts out', facts: citedBy('test-run:auth-1', 'head') },
    {
      why: 'built on a sibling, with its test run',
      facts: citedBy('test-run:auth-1', 'below', stacked),
    },
    { why: 'built on a sibling, with its commit', facts: citedBy(HEAD, 'below', stacked) },
  ],
  twins: [
    {
      why: 'a sibling copied the contract, without the commits: it is red, not this one',
      facts: citedBy(HEAD, 'elsewhere'),
    },
    {
      why: 'built on a sibling, with evidence of its own',
      facts: citedBy('commit:0123456', 'below', stacked),
    },
    { why: 'both name the same file', facts: citedBy('src/auth/pkce.ts', 'head') },
  ],
});
