/** Git's own limit is the file system's; a longer name is no name that anybody gave a branch. */
const LONGEST = 1_024;

/**
 * Why a text cannot be the name of a branch, tag or ref (git check-ref-format), or undefined when it can. What passes is
 * no option, no expression (`HEAD~1`, `@{u}`, `:/text`, `a..b`) and no pattern, wherever git meets it (threat C03).
 */
export function whyNotRefName(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (Buffer.byteLength(text) > LONGEST) return `is longer than ${LONGEST} bytes`;
  const sign = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\uFFFD/.exec(text);
  if (sign) return `holds ${JSON.stringify(sign[0])}`;
  if (text.startsWith('-')) return 'starts with "-", as an option does';
  if (text === '@' || /^[0-9a-f]{7,64}$/i.test(text)) return 'reads as a commit, not as a name';
  if (text.endsWith('.')) return 'ends with "."';
  const segment = text.split('/').find((part) => /^$|^\.|\.lock$/.test(part));
  return segment === undefined ? undefined : `holds the part "${segment}"`;
}
