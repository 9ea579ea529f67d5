import { expect, test } from '@jest/globals';
import { trustOfEvent } from '../../../src/shells/action/trust-of-event.ts';

test.each([
  ['pull_request_target', 'T2', 'base trust, and the file of the default branch'],
  ['schedule', 'T2', 'runs on the default branch only'],
  ['issues', 'T2', 'runs on the default branch only'],
  ['issue_comment', 'T2', 'runs on the default branch only'],
  ['workflow_run', 'T2', 'runs on the default branch only'],
  ['check_run', 'T2', 'runs on the default branch only'],
  ['repository_dispatch', 'T2', 'runs on the default branch only'],
  ['pull_request', 'T1', 'the file of the test merge, which the pull request can change'],
  ['pull_request_review', 'T1', 'the same'],
  ['pull_request_review_comment', 'T1', 'the same'],
  ['merge_group', 'T1', 'the file of the group'],
  ['push', 'T1', 'the file of the pushed commit'],
  ['workflow_dispatch', 'T1', 'whoever starts it says from which branch'],
  ['an_event_of_2030', 'T1', 'nobody knows: the lower level'],
  ['', 'T1', 'nobody knows: the lower level'],
])('%s is %s: %s', (name, level) => {
  const trust = trustOfEvent(name);
  expect(trust.level).toBe(level);
  expect(trust.because).toContain(`on ${name} `);
  expect(trust.because).toContain('did not look at the settings, handoff-gate doctor does');
  // The event cannot say that anything requires the check.
  expect(trust.because.includes('It is less where nothing requires the check')).toBe(
    level === 'T2',
  );
});
