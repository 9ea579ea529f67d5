import { attackOnRevision } from '../support/attack-on-revision.ts';
import { proposing } from '../support/plan-revision-facts.ts';

type Written = Readonly<Record<string, unknown>>;
const EXPIRY = 'Session expiry: 24 hours';
const C1 = { id: 'C1', text: EXPIRY };
const C7 = { id: 'C7', text: 'Session expiry: 8 hours' };
const superseded = {
  ...C1,
  status: 'superseded',
  by: 'C7',
  reason: 'audit',
  because: 'commit:found',
};

/** Every change is justified by an artifact that is there: only the words are wrong. */
const saying = (...constraints: readonly Written[]) =>
  proposing({
    constraints,
    revision: {
      by: 'planner',
      changes: ['C1', ...constraints.map(({ id }) => String(id))].map((target) => ({
        target,
        because: 'commit:found',
      })),
    },
  });
const reworded = (text: string) => saying({ ...C1, text });

attackOnRevision({
  threat: 'A10',
  rule: 'plan-revision/constraints-carry-forward',
  attacks: [
    { why: 'another unit', facts: reworded('Session expiry: 24 days') },
    { why: 'one word that softens it', facts: reworded('Session expiry: about 24 hours') },
    { why: 'a Cyrillic letter', facts: reworded(EXPIRY.replace('e', '\u0435')) },
    { why: 'a no-break space', facts: reworded(EXPIRY.replace('24 ', '24\u00a0')) },
    { why: 'a zero-width space at the end', facts: reworded(`${EXPIRY}\u200b`) },
    { why: 'dropped', facts: saying() },
    {
      why: 'dropped, and said again in other words under a new id',
      facts: saying({ id: 'C2', text: 'Sessions expire' }),
    },
    { why: 'replaced under its own id', facts: reworded('Cache every answer') },
    { why: 'kept, for no task', facts: saying({ ...C1, 'applies-to': [] }) },
    {
      why: 'kept, for the one task that keeps it anyway',
      facts: saying({ ...C1, 'applies-to': ['auth-oauth'] }),
    },
    { why: 'superseded by nobody', facts: saying({ ...superseded, by: undefined }) },
    { why: 'superseded by itself', facts: saying({ ...superseded, by: 'C1' }) },
    {
      why: 'superseded by one that is superseded as well',
      facts: saying(superseded, { ...C7, status: 'superseded' }),
    },
    { why: 'superseded without a reason', facts: saying({ ...superseded, reason: undefined }, C7) },
    {
      why: 'superseded, with its words bent on the way out',
      facts: saying({ ...superseded, text: `${EXPIRY}.` }, C7),
    },
  ],
  twins: [
    { why: 'to the byte', facts: saying(C1) },
    { why: 'superseded by name, with reason and evidence', facts: saying(superseded, C7) },
    { why: 'another one beside it', facts: saying(C1, C7) },
  ],
});
