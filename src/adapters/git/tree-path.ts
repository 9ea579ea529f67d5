import { isUtf8 } from 'node:buffer';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { RepoPath } from '../../model/repo-path.ts';

/**
 * A path that git lists in a tree. To git a backslash and `C:` are ordinary letters, so they are here; the rest of the
 * canonical form holds, because a forged tree may hold a name such as `..` or `src/../lib` that would be read as another path.
 * @throws GateError 'access': not UTF-8 (threat D10), too long, or not the path of a file.
 */
export function treePath(bytes: Buffer): RepoPath {
  const why = whyUnreadable(bytes);
  if (why !== undefined) throw unreadablePath(bytes, why);
  return bytes.toString() as RepoPath;
}

/** Anything but ASCII, or a segment that is empty, `.` or `..`. */
const NOT_PLAIN = /[^\0-\x7f]|(?:^|\/)\.{0,2}(?:\/|$)/;

/** The same of a path that is given one character a byte (latin1): nearly all of them need no second look. */
export function treePathOf(latin1: string): RepoPath {
  const plain = latin1.length <= LIMITS.pathBytes && !NOT_PLAIN.test(latin1);
  return plain ? (latin1 as RepoPath) : treePath(Buffer.from(latin1, 'latin1'));
}

/** Why a path in a tree cannot be judged, or undefined when it can. */
export function whyUnreadable(bytes: Buffer): string | undefined {
  if (!isUtf8(bytes)) return 'is not UTF-8';
  if (bytes.length > LIMITS.pathBytes) return `is longer than ${LIMITS.pathBytes} bytes`;
  const odd = /(?:^|\/)(\.{0,2})(?:\/|$)/.exec(bytes.toString());
  return odd === null ? undefined : `holds the segment "${odd[1]}"`;
}

export function unreadablePath(bytes: Buffer, why: string): GateError {
  const shown = bytes
    .toString('latin1')
    .replace(/[^ !#-[\]-~]/g, hex)
    .slice(0, 200);
  return new GateError('access', `The tree holds a path that cannot be judged: "${shown}" ${why}`, {
    remedy: 'Rename the file, or remove it.',
  });
}

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
