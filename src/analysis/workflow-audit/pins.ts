import { quote } from '../../model/wording.ts';
import type { AuditRule, Flaw } from './audit-rule.ts';

const FULL = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const IMAGE = /^docker:\/\/[^@\s]+@sha256:[0-9a-f]{64}$/;

/** A tag can be moved to other code: tj-actions/changed-files and reviewdog did, in 2025 (threat H09). */
export const pinnedActions: AuditRule = {
  id: 'pinned-actions',
  holds: 'Actions of others are named by a full commit id, with the version as a comment.',
  check({ jobs, steps, lineOf, commentOn }) {
    const used = [...jobs, ...steps].flatMap(({ uses, at }) =>
      uses === undefined ? [] : [{ uses, at: [...at, 'uses'] }],
    );
    return used.flatMap(({ uses, at }): readonly Flaw[] => {
      if (uses.startsWith('./') || IMAGE.test(uses)) return [];
      if (!FULL.test(uses))
        return [
          {
            at,
            problem: `${quote(uses)} can become other code at any time; allowed: owner/name@ and a commit id of 40 digits`,
            fix: 'Name the commit id of the release that you have read, and put its version behind it as a comment.',
          },
        ];
      const version = commentOn(lineOf(at));
      if (version !== undefined && /^v\d/.test(version)) return [];
      return [
        {
          at,
          problem: `${quote(uses)} does not say which version its commit is`,
          fix: 'Put the version behind the commit id, like: # v1.2.3',
        },
      ];
    });
  },
};
