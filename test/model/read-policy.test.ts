import { describe, expect, test } from '@jest/globals';
import { defaultPolicy, Policy } from '../../src/model/policy.ts';
import { readPolicy } from '../../src/model/read-policy.ts';

const rules = [
  { id: 'output/scope-drift' },
  { id: 'output/scope-compliance', integrity: true },
] as const;

describe('readPolicy', () => {
  test('an empty file is a valid policy: every field has a safe default', () => {
    expect(readPolicy('', { format: 'yaml', rules })).toEqual({
      ok: true,
      value: Policy.parse({}),
    });
    expect(Policy.parse({})).toMatchObject({
      mode: 'block',
      attempts: 3,
      drift: { limit: 0.2 },
      scope: { 'max-files': 20 },
      evidence: { commits: 'E2', tests: 'E2' },
    });
    expect(defaultPolicy()).toEqual({ ...Policy.parse({}), mode: 'warn' });
  });

  test('rules that there are, and may be lowered', () => {
    const text = 'rules:\n  output/scope-drift: warn\n  output/scope-compliance: block\n';
    expect(readPolicy(text, { format: 'yaml', rules }).ok).toBe(true);
  });

  test.each([
    [
      'a wrong key names the nearest right one',
      'mod: warn',
      'mod',
      'Unknown field "mod" (did you mean mode?)',
    ],
    [
      'a rule that there is none names the nearest',
      'rules: {output/scope-drft: warn}',
      'rules["output/scope-drft"]',
      'it must stand under the id of a rule (did you mean output/scope-drift?)',
    ],
    [
      'an integrity rule cannot be turned off',
      'rules: {output/scope-compliance: off}',
      'rules["output/scope-compliance"]',
      'is "off"; it must be block: an integrity rule cannot be lowered',
    ],
    [
      'an integrity rule cannot be turned down',
      'rules: {output/scope-compliance: warn}',
      'rules["output/scope-compliance"]',
      'cannot be lowered',
    ],
    [
      'a mode that there is none',
      'rules: {output/scope-drift: of}',
      'rules["output/scope-drift"]',
      'did you mean off?',
    ],
    [
      'a login is not an identity',
      'roles: {planners: [{login: octocat}]}',
      'roles.planners[0].user',
      'is missing',
    ],
    [
      'a principal with a typo',
      'roles: {planners: [{usr: 1}]}',
      'roles.planners[0].usr',
      'did you mean user?',
    ],
    [
      'a team without its organisation',
      'roles: {planners: [{team: planners}]}',
      'roles.planners[0].team',
      'organisation/team',
    ],
    ['a share of more than all', 'drift: {limit: 20}', 'drift.limit', 'must be a share like 0.2'],
    ['a share just over one', 'drift: {limit: 1.1}', 'drift.limit', 'at most 1'],
    [
      'a waiver without an end',
      'waivers: [{finding: hg_1a2b3c4d, reason: x, by: {user: 1}}]',
      'waivers[0].expires',
      'is missing',
    ],
    [
      'a waiver of a name',
      'waivers: [{finding: drift, reason: x, by: {user: 1}, expires: 2026-12-31}]',
      'waivers[0].finding',
      'like hg_1a2b3c4d',
    ],
  ])('%s', (_, text, field, words) => {
    const checked = readPolicy(`# policy\n${text}\n`, { format: 'yaml', rules });
    expect(checked).toMatchObject({ ok: false, problems: [{ field, line: 2 }] });
    expect(!checked.ok && checked.problems[0]?.message).toContain(words);
  });
});
