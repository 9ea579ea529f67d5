import { describe, expect, test } from '@jest/globals';
import { type LandedWork, resolveJustification } from '../../src/evidence/resolve-justification.ts';
import { sha, testRun, tree } from '../support/output-facts.ts';
import { blindPorts, refPorts } from '../support/ref-ports.ts';

const LANDED = sha('landed');
const OLDER = sha('older');
const PENDING = sha('pending');
const ELSEWHERE = sha('other');
const NONE = sha('none');

/** One commit landed lately, one long ago, one heads a pending output, one lies about. */
const work: LandedWork = {
  base: sha('base'),
  landed: new Set([sha('landed')]),
  pending: new Set([sha('pending')]),
  tree: async () => tree(['docs/sessions.md', '.handoff/tasks/auth.md', 'fix.diff']),
};
const { ports } = refPorts({
  commits: { [OLDER]: OLDER, [ELSEWHERE]: ELSEWHERE },
  mergeBases: [sha('older')],
  blobs: { 'blob docs/sessions.md': 'one\ntwo\n' },
  runs: [
    testRun({ id: 'on-landed', head: sha('landed') }),
    testRun({ id: 'on-pending', head: sha('pending') }),
    testRun({ id: 'on-other', head: sha('other') }),
    testRun({ id: 'red', head: sha('landed'), tests: { passed: 11, failed: 1, skipped: 0 } }),
  ],
});

describe('what justifies a change of the plan (seed G4d)', () => {
  test.each([
    ['a commit that landed since', `commit:${LANDED}`, 'resolved'],
    ['a commit that landed before', `commit:${OLDER}`, 'resolved'],
    [
      'the head of a pending output: an attempt that failed is a reason too',
      `commit:${PENDING}`,
      'resolved',
    ],
    ['a commit that never landed (C02)', `commit:${ELSEWHERE}`, 'mismatched'],
    ['no commit (C01)', `commit:${NONE}`, 'unresolved'],
    [
      'the first digits of one that landed: they may mean another one day (C03)',
      `commit:${LANDED.slice(0, 12)}`,
      'unresolved',
    ],
    ['a pull request with the commit that it landed with', `pr:#41@${LANDED}`, 'resolved'],
    ['a pull request with a commit that never landed', `pr:#41@${ELSEWHERE}`, 'mismatched'],
    ['a pull request by its number', 'pr:#41', 'unverifiable'],
    ['a diff up to what landed', `diff:${OLDER}...${LANDED}`, 'resolved'],
    ['a diff up to what never landed', `diff:${LANDED}...${ELSEWHERE}`, 'mismatched'],
    ['the diff of a pull request', 'diff:#41', 'unverifiable'],
    ['a patch in the base', 'diff:fix.diff', 'resolved'],
    ['lines of a file of the base', 'docs/sessions.md#L1-L2', 'resolved'],
    ['lines that the file does not have', 'docs/sessions.md#L3', 'mismatched'],
    ['a file that the base does not have', 'docs/none.md', 'unresolved'],
    ['a plan file: no plan justifies itself', '.handoff/tasks/auth.md', 'mismatched'],
    ['a plan file in other letters', '.Handoff/plan.yaml', 'mismatched'],
    ['a version of the plan', 'plan:v1#C1', 'mismatched'],
    ['a run on what landed', 'test-run:on-landed-12/12', 'resolved'],
    ['a run on a pending output', 'test-run:on-pending', 'resolved'],
    ['a run on a commit that never landed', 'test-run:on-other', 'mismatched'],
    ['a run with other counts', 'test-run:on-landed-13/13', 'mismatched'],
    ['a run that failed', 'test-run:red', 'mismatched'],
    ['a run that never was', 'test-run:none', 'unresolved'],
    ['a run that is still to come', 'test-run:pending', 'unresolved'],
    ['an address (C14)', 'https://example.com/proof', 'mismatched'],
    ['what only GitHub knows', 'issue:#12', 'unverifiable'],
    ['no ref at all', 'comit:1234567', 'unresolved'],
  ])('%s: %s is %s', async (_, ref, state) => {
    const found = await resolveJustification(ref, work, ports);
    expect(found.state).toBe(state);
    expect(found.grade).toBe(state === 'resolved' ? 'E1' : 'E0');
    expect(found.lookedUp).not.toBe('');
  });

  test('an address is never fetched, and nothing is asked about it', async () => {
    const asking = refPorts();
    await resolveJustification('url:https://example.com', work, asking.ports);
    expect(asking.asked).toEqual([]);
  });

  test('where nobody can look it is doubt, not a lie', async () => {
    const found = await resolveJustification(`commit:${OLDER}`, work, blindPorts());
    expect(found).toMatchObject({
      state: 'unverifiable',
      lookedUp: expect.stringContaining('could not look'),
    });
  });

  test('a file is told as one of the base', async () => {
    const found = await resolveJustification('docs/sessions.md', work, ports);
    expect(found.lookedUp).toContain('of the base tree');
  });
});
