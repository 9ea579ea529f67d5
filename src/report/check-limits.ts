import { GATES, type Gate } from '../model/actor.ts';
import type { Conclusion } from '../verdict/conclusion.ts';

/** The check that a repository requires: the fold of all gates of a commit. It reports on every pull request (M9). */
export const REQUIRED_CHECK = 'handoff-gate';

export type CheckName = typeof REQUIRED_CHECK | `${typeof REQUIRED_CHECK}/${Gate}`;

export function checkName(gate: Gate): CheckName {
  return `${REQUIRED_CHECK}/${gate}`;
}

export const CHECK_NAMES: readonly CheckName[] = [REQUIRED_CHECK, ...GATES.map(checkName)];

/** `neutral` and `skipped` let a required check pass, so no verdict becomes one of them (decision K4). */
export type CheckConclusion = 'success' | 'failure' | 'action_required';

export const CHECK_CONCLUSIONS: Readonly<Record<Conclusion, CheckConclusion>> = {
  pass: 'success',
  fail: 'failure',
  'not-proven': 'action_required',
};

/** What GitHub takes, in bytes unless the name says otherwise. */
export const CHECK_LIMITS = {
  /** REST "create a check run", output.summary and output.text: 65535 characters; counted in bytes (github/docs#35252). */
  summaryBytes: 65_535,
  textBytes: 65_535,
  /** The same page names 255 characters for the title of an annotation; the title of a page keeps to it too. */
  titleBytes: 255,
  /** The same page: at most 50 annotations a request; each update adds to those that are there. */
  annotationsPerRequest: 50,
  /** The same page: the message of an annotation, 64 KB. */
  messageBytes: 65_536,
  /** Ours: two requests. What is over it is counted, named by id, and stands in the summary like every finding. */
  annotations: 100,
  /** "body is too long (maximum is 65536 characters)" of issues and comments (GITHUB-FACTS). */
  commentBytes: 65_536,
  /** Ours, of those: the record that a comment carries. */
  carriedBytes: 24_576,
  /** "Workflow commands", step isolation and limits: "each step is restricted to a maximum size of 1MiB", else nothing of it is shown. */
  jobSummaryBytes: 1_048_576,
  /** REST "create a check run": "limited to 10 warning annotations and 10 error annotations per step". */
  logAnnotationsPerLevel: 10,
} as const;
