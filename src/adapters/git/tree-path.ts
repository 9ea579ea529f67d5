import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { RepoPath } from '../../model/repo-path.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A path that git lists in a tree. To git a backslash and `C:` are ordinary letters, so they are here; the rest of the
 * canonical form holds, because a forged tree may hold a name such as `..` or `src/../lib` that would be read as another path.
 * @throws GateError 'access': not UTF-8 (threat D10), too long, or not the path of a file.
 */
export function treePath(bytes: Buffer): RepoPath {
  const path = decoded(bytes);
  if (path === undefined) throw unreadable(bytes, 'is not UTF-8');
  if (bytes.length > LIMITS.pathBytes)
    throw unreadable(bytes, `is longer than ${LIMITS.pathBytes} bytes`);
  const odd = path
    .split('/')
    .find((segment) => segment === '' || segment === '.' || segment === '..');
  if (odd !== undefined) throw unreadable(bytes, `holds the segment "${odd}"`);
  return path as RepoPath;
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadable(bytes: Buffer, why: string): GateError {
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
