/**
 * The name under which a file system that ignores case and Unicode forms would keep a path (macOS, Windows; threat D13).
 * Two paths with one folded name overwrite each other there. Upper case first, so that `ß` and `ss`, `ſ` and `s` meet.
 */
export function foldPath(path: string): string {
  return /^[\x00-\x7f]*$/.test(path)
    ? path.toLowerCase()
    : path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
