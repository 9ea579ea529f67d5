import { type ArtifactRef, PENDING_RUN, REF_KINDS, type RefKind } from './artifact-ref.ts';
import { codePointName } from './control-characters.ts';
import { LIMITS } from './limits.ts';
import { parseRepoPath, whyNotRepoPath } from './repo-path.ts';
import { didYouMean, quote } from './wording.ts';

export type ParsedRef = { readonly ref: ArtifactRef } | { readonly problem: string };

/** A string says why the locator is not one of its kind. */
type Reading = ArtifactRef | string;

/** Controls, format characters (bidi, zero-width, tags), halves of surrogate pairs, line separators: a ref shows what it is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const COMMIT = /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/;
const SHA256 = /^[0-9a-f]{64}$/;
const RUN_ID = /^[A-Za-z0-9][\w.-]{0,99}$/;
/** The seed writes a run's id without a kind: `test-2026-05-03-auth` (seed C9). A file of such a name needs `file:`. */
const BARE_RUN_ID = /^test-\d{4}-\d{2}-\d{2}[\w-]*$/;
const URL_START = /^[a-z][a-z0-9+.-]*:\/\//i;

/** The forms of each kind, for messages and for the reference page. */
export const REF_FORMS: Readonly<Record<RefKind, string>> = {
  commit: 'commit:<sha>, 7 to 40 or 64 lower-case hex digits',
  file: 'file:<path>[#L10-L40][@sha256:<64 hex digits>], a bare path, or "path, lines 10-40"',
  diff: 'diff:<base sha>...<head sha>, diff:#23, or diff:<path>.diff',
  'test-run': 'test-run:<id>[-<passed>/<total>], or test-run:pending',
  check: 'check:<name of the check run>',
  artifact: 'artifact:<run>/<name>[#<64 hex digits>]',
  attestation: 'attestation:sha256:<64 hex digits>',
  plan: 'plan:v<version>[#C1]',
  issue: 'issue:#<number>[@sha256:<64 hex digits>]',
  pr: 'pr:#<number>[@<sha>]',
  comment: 'comment:<number>',
  url: 'url:<address>, which is never evidence',
};

const READERS: Readonly<Record<RefKind, (locator: string) => Reading>> = {
  commit: (sha) => (isCommit(sha) ? { kind: 'commit', sha } : 'is not a commit id'),
  file: readFile,
  diff: readDiff,
  'test-run': readTestRun,
  check: (name) => {
    if (name.trim() !== name || name === '') return 'is not a name';
    return name.length <= 100 ? { kind: 'check', name } : 'is longer than 100 characters';
  },
  artifact: readArtifact,
  attestation(locator) {
    const sha256 = /^sha256:([0-9a-f]{64})$/.exec(locator)?.[1];
    return sha256 === undefined ? 'is not a digest' : { kind: 'attestation', sha256 };
  },
  plan(locator) {
    const [, version, constraint] = /^v?(\d+)(?:#(C\d{1,3}))?$/.exec(locator) ?? [];
    if (!isCount(version)) return 'is not a plan version';
    return { kind: 'plan', version: Number(version), ...(constraint && { constraint }) };
  },
  issue(locator) {
    const [, number, sha256] = /^#?(\d+)(?:@sha256:([0-9a-f]{64}))?$/.exec(locator) ?? [];
    if (!isCount(number)) return 'is not an issue number';
    return { kind: 'issue', number: Number(number), ...(sha256 && { sha256 }) };
  },
  pr(locator) {
    const [, number, commit] = /^#?(\d+)(?:@([0-9a-f]{7,40}|[0-9a-f]{64}))?$/.exec(locator) ?? [];
    if (!isCount(number)) return 'is not a pull request number';
    return { kind: 'pr', number: Number(number), ...(commit && { commit }) };
  },
  comment: (id) => (/^[1-9]\d{0,19}$/.test(id) ? { kind: 'comment', id } : 'is not a comment id'),
  url: (url) => (/^\S+$/.test(url) ? { kind: 'url', url } : 'is not an address'),
};

/**
 * One ref out of a contract, spec or plan. Only its text is read: nothing is looked up, and a URL is never fetched
 * (threats C03, C13, C14; seed C9).
 * @returns the ref, or one sentence that says what was found, what is allowed, and the nearest kind.
 */
export function parseArtifactRef(text: string): ParsedRef {
  const unseen = UNSEEN.exec(text)?.[0];
  if (unseen !== undefined) {
    return {
      problem: `Ref ${quote(text)} holds the character ${codePointName(unseen)}; allowed: characters that are seen`,
    };
  }
  if (text.length > LIMITS.refCharacters) {
    return {
      problem: `Ref ${quote(text)} is ${text.length} characters long; allowed: ${LIMITS.refCharacters}`,
    };
  }
  if (BARE_RUN_ID.test(text)) return read('test-run', text, text);
  const [, kind, locator = ''] =
    /^([^:]*):(.*)$/.exec(text.replace(/^run ID: ?/, 'test-run:')) ?? [];
  if (kind === undefined) return read('file', text, text);
  if (isKind(kind)) return read(kind, locator, text);
  if (URL_START.test(text)) return read('url', text, text);
  return {
    problem: `Unknown ref kind ${quote(kind)}; allowed: ${REF_KINDS.join(', ')}${didYouMean(kind, REF_KINDS)}; a path is written ${REF_FORMS.file}`,
  };
}

function read(kind: RefKind, locator: string, text: string): ParsedRef {
  const reading = READERS[kind](locator);
  if (typeof reading !== 'string') return { ref: reading };
  return {
    problem: `Ref ${quote(text)} cannot be read: ${quote(locator)} ${reading}; allowed: ${REF_FORMS[kind]}`,
  };
}

function readFile(locator: string): Reading {
  const digest = /@sha256:(.*)$/.exec(locator);
  const sha256 = digest?.[1];
  if (sha256 !== undefined && !SHA256.test(sha256)) return 'ends in no digest';
  const place = locator.slice(0, digest?.index);
  // The seed writes the range with a hyphen and with an en dash.
  const lines = /(?:#L|, lines? )(\d+)(?:[-–]L?(\d+))?$/.exec(place);
  const path = place.slice(0, lines?.index);
  const canonical = parseRepoPath(path);
  if (canonical === undefined) return String(whyNotRepoPath(path));
  const file = { kind: 'file', path: canonical, ...(sha256 && { sha256 }) } as const;
  if (lines === null) return file;
  const [, first, last = first] = lines;
  if (!isCount(first) || !isCount(last)) return 'ends in no line numbers';
  if (Number(first) > Number(last)) return `ends before it begins (${first} > ${last})`;
  return { ...file, lines: [Number(first), Number(last)] };
}

/** Ids only, no names: a branch or a tag of the executor may look like anything and may move (threat C03). */
function readDiff(locator: string): Reading {
  if (/\.(?:diff|patch)$/.test(locator)) {
    const patch = parseRepoPath(locator);
    return patch === undefined ? String(whyNotRepoPath(locator)) : { kind: 'diff', of: { patch } };
  }
  const [, pr] = /^#(\d+)$/.exec(locator) ?? [];
  if (isCount(pr)) return { kind: 'diff', of: { pr: Number(pr) } };
  const [base, head, ...more] = locator.split('...');
  if (!isCommit(base) || !isCommit(head) || more.length > 0)
    return 'is neither two commit ids nor a number nor a patch';
  return { kind: 'diff', of: { base, head } };
}

/** An id holds no "/", so the counts at the end cannot be taken for a part of it (`2026-05-03-auth-12/12`). */
function readTestRun(locator: string): Reading {
  const counted = /-(\d+)\/(\d+)$/.exec(locator);
  const id = locator.slice(0, counted?.index);
  if (!RUN_ID.test(id)) return 'is not the id of a test run';
  if (counted === null) return { kind: 'test-run', id };
  const [, passed, total] = counted;
  if (id === PENDING_RUN) return 'has counts, but a pending run has none yet';
  if (!isCount(passed) || !isCount(total)) return 'counts no passed test';
  if (Number(passed) > Number(total)) return `counts more passed than run (${passed}/${total})`;
  return { kind: 'test-run', id, counts: { passed: Number(passed), total: Number(total) } };
}

/** Names that GitHub's upload action accepts; "#" begins the digest. */
function readArtifact(locator: string): Reading {
  const [, run = '', name = '', sha256] =
    /^([^/]+)\/([^/\\:*?"<>|#]+)(?:#(?:sha256:)?([0-9a-f]{64}))?$/.exec(locator) ?? [];
  if (!RUN_ID.test(run) || /^\.*$/.test(name)) return 'is not <run>/<name>';
  return { kind: 'artifact', run, name, ...(sha256 && { sha256 }) };
}

function isKind(text: string): text is RefKind {
  return REF_KINDS.some((kind) => kind === text);
}

/** 1 to 999999999, without leading zeros: one number has one spelling (threat C04). */
function isCount(digits: string | undefined): digits is string {
  return digits !== undefined && /^[1-9]\d{0,8}$/.test(digits);
}

function isCommit(text: string | undefined): text is string {
  return text !== undefined && COMMIT.test(text);
}
