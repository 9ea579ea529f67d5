import { describe, expect, test } from '@jest/globals';
import { readSpecText } from '../../src/analysis/spec-text.ts';
import { type ElsewhereRef, resolveElsewhere } from '../../src/evidence/resolve-elsewhere.ts';
import { resolveRefs } from '../../src/evidence/resolve-refs.ts';
import { specDigest } from '../../src/model/task-spec.ts';
import type { SeenArtifact, SeenCheck } from '../../src/ports/conversation.ts';
import { fakeConversation, type SaidWorld } from '../support/fake-conversation.ts';
import { specBody } from '../support/github/task-hub.ts';
import { sha } from '../support/output-facts.ts';
import { refContext, refPorts } from '../support/ref-ports.ts';

const HEAD = refContext().head.sha;
const OTHER = sha('another head');
const read = readSpecText(specBody('greet'));
const DIGEST = read.ok ? specDigest(read.value) : '';
const sum = (digit: string) => digit.repeat(64);

const GREEN: SeenCheck = { by: 'github-actions', conclusion: 'success', grade: 'E3' };
const check = (over: Partial<SeenCheck>): SeenCheck => ({ ...GREEN, grade: 'E2', ...over });
const LEFT: SeenArtifact = { head: HEAD, sha256: sum('a'), conclusion: 'success', grade: 'E3' };

const WORLD: SaidWorld = {
  checks: {
    [`${HEAD} build`]: [GREEN],
    [`${HEAD} two apps`]: [check({ by: 'other' }), GREEN],
    [`${HEAD} strong first`]: [GREEN, check({ by: 'other' })],
    [`${HEAD} weak`]: [check({})],
    [`${HEAD} red`]: [check({ conclusion: 'failure' })],
    [`${HEAD} skipped`]: [check({ conclusion: 'skipped' })],
    [`${HEAD} neutral`]: [check({ conclusion: 'neutral' })],
    [`${HEAD} hidden red`]: [GREEN, check({ by: 'other', conclusion: 'failure' })],
    [`${HEAD} going`]: [GREEN, check({ conclusion: undefined })],
    [`${HEAD} going and red`]: [
      check({ conclusion: undefined }),
      check({ conclusion: 'cancelled' }),
    ],
    [`${OTHER} elsewhere`]: [GREEN],
    [`${HEAD} handoff-gate`]: [GREEN],
    [`${HEAD} Handoff-Gate/output`]: [GREEN],
    [`${HEAD} handoff-tests`]: [GREEN],
    [`${HEAD} handoff-gateway`]: [GREEN],
  },
  issues: { 12: specBody('greet'), 13: 'The greeting is too short.' },
  pulls: {
    23: { head: HEAD, base: sha('base'), merged: undefined },
    24: { head: OTHER, base: sha('base'), merged: sha('landed') },
  },
  comments: { 42: 12 },
  artifacts: {
    '7/coverage': LEFT,
    '8/coverage': { ...LEFT, head: OTHER },
    '9/coverage': { ...LEFT, conclusion: 'failure' },
    '10/coverage': { ...LEFT, conclusion: undefined },
    '11/coverage': { ...LEFT, sha256: undefined, grade: 'E2' },
  },
};

async function resolve(ref: string) {
  const { ports } = refPorts({
    commits: { [sha('base')]: sha('base') },
    mergeBases: [...refContext().head.mergeBases],
  });
  const step = { step: 'Work', artifact: 'src/auth/pkce.ts', ref, covers: [] };
  const [found] = await resolveRefs([step], refContext(), {
    ...ports,
    conversation: fakeConversation(WORLD),
  });
  return found?.resolution;
}

describe('refs that only a forge can answer (FORMATS §4)', () => {
  test.each<[string, string, string, string]>([
    ['a job of an allow-listed workflow', 'check:build', 'resolved', 'E3'],
    ['two apps agree: the better proof counts', 'check:two apps', 'resolved', 'E3'],
    ['whichever comes first', 'check:strong first', 'resolved', 'E3'],
    ['written by somebody: bound to the head, no more', 'check:weak', 'resolved', 'E2'],
    ['our name begins it, but it is another', 'check:handoff-gateway', 'resolved', 'E3'],
    ['an issue', 'issue:#13', 'resolved', 'E1'],
    ['an issue whose spec is that one', `issue:#12@sha256:${DIGEST}`, 'resolved', 'E1'],
    ['its own pull request', 'pr:#23', 'resolved', 'E2'],
    ['its own pull request at this head', `pr:#23@${HEAD.slice(0, 12)}`, 'resolved', 'E2'],
    ['another pull request', 'pr:#24', 'resolved', 'E1'],
    ['another one as it landed', `pr:#24@${sha('landed')}`, 'resolved', 'E1'],
    ['its own diff', 'diff:#23', 'resolved', 'E2'],
    ['a comment', 'comment:42', 'resolved', 'E1'],
    ['a file that a run of the head left', 'artifact:7/coverage', 'resolved', 'E3'],
    ['the same with its digest', `artifact:7/coverage#${sum('a')}`, 'resolved', 'E3'],
  ])('%s: %s', async (_, ref, state, grade) => {
    expect(await resolve(ref)).toMatchObject({ state, grade });
  });

  test.each<[string, string, string]>([
    ['no check of that name', 'check:lint', 'unresolved'],
    ['it failed', 'check:red', 'mismatched'],
    ['skipped: nobody looked (C11)', 'check:skipped', 'mismatched'],
    ['neutral: nobody said yes (C11)', 'check:neutral', 'mismatched'],
    ['a second workflow says no (C10)', 'check:hidden red', 'mismatched'],
    ['it still runs', 'check:going', 'pending'],
    ['one still runs, one is red already', 'check:going and red', 'mismatched'],
    ['green on another commit (C05)', 'check:elsewhere', 'unresolved'],
    ["the gates' own verdict (C15)", 'check:handoff-gate', 'mismatched'],
    ['the same in other letters', 'check:Handoff-Gate/output', 'mismatched'],
    ['recorded tests have a ref of their own', 'check:handoff-tests', 'mismatched'],
    ['no issue of that number', 'issue:#99', 'unresolved'],
    ['an issue that says something else', `issue:#12@sha256:${sum('0')}`, 'mismatched'],
    ['an issue without a spec', `issue:#13@sha256:${sum('0')}`, 'mismatched'],
    ['no pull request of that number', 'pr:#99', 'unresolved'],
    ['a commit that is not of it', `pr:#24@${HEAD}`, 'mismatched'],
    ['a commit that is not of it, which has not landed', `pr:#23@${OTHER}`, 'mismatched'],
    ['a piece out of the middle of its head', `pr:#23@${HEAD.slice(4, 16)}`, 'mismatched'],
    ['the diff of another pull request', 'diff:#24', 'mismatched'],
    ['the diff of none', 'diff:#99', 'unresolved'],
    ['no comment of that number', 'comment:43', 'unresolved'],
    ['no artifact of that name', 'artifact:7/logs', 'unresolved'],
    ['a run of another commit (C05)', 'artifact:8/coverage', 'mismatched'],
    ['a run that failed (C08)', 'artifact:9/coverage', 'mismatched'],
    ['a run that is not over', 'artifact:10/coverage', 'pending'],
    ['another digest', `artifact:7/coverage#${sum('b')}`, 'mismatched'],
    ['a digest where GitHub keeps none', `artifact:11/coverage#${sum('a')}`, 'mismatched'],
    ['attestations are not looked up', `attestation:sha256:${sum('a')}`, 'unverifiable'],
    ['an address, forge or not (C14)', 'url:https://example.com', 'unverifiable'],
  ])('%s: %s is %s', async (_, ref, state) => {
    expect(await resolve(ref)).toMatchObject({ state, grade: 'E0' });
  });
});

describe('who cannot look says so, and never resolves (fail closed)', () => {
  const kinds = {
    check: { kind: 'check', name: 'build' },
    artifact: { kind: 'artifact', run: '7', name: 'coverage' },
    attestation: { kind: 'attestation', sha256: sum('a') },
    issue: { kind: 'issue', number: 12 },
    pr: { kind: 'pr', number: 23 },
    comment: { kind: 'comment', id: '42' },
    url: { kind: 'url', url: 'https://example.com' },
  } as unknown as Readonly<Record<ElsewhereRef['kind'], ElsewhereRef>>;
  const conversation = fakeConversation(WORLD);

  test.each(Object.values(kinds))('no forge: $kind', async (ref) => {
    expect(await resolveElsewhere(ref, HEAD, {})).toMatchObject({
      state: 'unverifiable',
      grade: 'E0',
    });
  });

  test.each([kinds.check, kinds.artifact])('no head to be of, as in a plan: $kind', async (ref) => {
    expect(await resolveElsewhere(ref, undefined, { conversation })).toMatchObject({
      state: 'unverifiable',
      grade: 'E0',
    });
  });
});
