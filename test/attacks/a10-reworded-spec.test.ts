import { attackOnEntry } from '../support/entry-attack.ts';
import { plan, spec } from '../support/output-facts.ts';
import { taskEntryFacts } from '../support/task-entry-facts.ts';

const EXPIRY = 'Session expiry: 24 hours';
const saying = (...texts: readonly string[]) =>
  taskEntryFacts({
    spec: spec({ constraints: texts.map((text, at) => ({ id: `C${at + 1}`, text })) }),
  });

attackOnEntry({
  threat: 'A10',
  rule: 'task-entry/constraints-verbatim',
  attacks: [
    { why: 'another unit', facts: saying('Session expiry: 24 days (verbatim from plan v2)') },
    { why: 'a Cyrillic letter', facts: saying(EXPIRY.replace('e', '\u0435')) },
    { why: 'a no-break space', facts: saying(EXPIRY.replace('24 ', '24\u00a0')) },
    { why: 'a zero-width space at the end', facts: saying(`${EXPIRY}\u200b`) },
    { why: 'one more that nobody decided', facts: saying(EXPIRY, 'Sessions may be extended') },
    {
      why: 'a plan version that it is not from',
      facts: saying(`${EXPIRY} (verbatim from plan v1)`),
    },
    {
      why: 'a version of the plan in which it was weaker',
      facts: taskEntryFacts({
        spec: spec({ plan: 'plan@1', constraints: [{ id: 'C1', text: 'Session expiry: 7 days' }] }),
        namedPlan: plan({
          version: 1,
          constraints: [{ id: 'C1', text: 'Session expiry: 7 days' }],
        }),
      }),
    },
  ],
  twins: [
    { why: 'to the byte', facts: saying(EXPIRY) },
    {
      why: 'annotated, with a space at the end',
      facts: saying(`${EXPIRY} (verbatim from plan v2) `),
    },
  ],
});

const LOGS = { id: 'C2', text: 'Never log tokens' };
const underLogs = (constraints: readonly object[], fields: object = {}) =>
  taskEntryFacts({
    spec: spec({ constraints }),
    plan: plan({
      constraints: [
        { id: 'C1', text: EXPIRY },
        { ...LOGS, ...fields },
      ],
    }),
  });

attackOnEntry({
  threat: 'A10',
  rule: 'task-entry/constraints-carried',
  attacks: [
    { why: 'dropped', facts: underLogs([{ id: 'C1', text: EXPIRY }]) },
    {
      why: 'dropped, though it names this task',
      facts: underLogs([{ id: 'C1', text: EXPIRY }], { 'applies-to': ['auth-oauth'] }),
    },
    {
      why: 'all dropped: the spec is shorter and looks finished',
      facts: underLogs([]),
    },
    { why: 'the first dropped, the second kept', facts: underLogs([LOGS]) },
  ],
  twins: [
    { why: 'both', facts: underLogs([{ id: 'C1', text: EXPIRY }, LOGS]) },
    {
      why: 'one that applies to another task',
      facts: underLogs([{ id: 'C1', text: EXPIRY }], { 'applies-to': ['data-layer-connection'] }),
    },
  ],
});
