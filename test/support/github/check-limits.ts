import type { CheckChange, CheckRun } from './checks.ts';
import { Refused } from './world.ts';

/** `maxLength` of `summary` and `text` in REST `checks/create`: «Only 65535 characters are allowed; 250684 were supplied.» */
export const MAX_OUTPUT_CHARACTERS = 65_535;
/**
 * What is not documented: the same number counts bytes too. A summary over it is refused («summary exceeds a maximum
 * bytesize of 65535», github/docs#35252), a text over it is cut without a word (as others measured).
 */
export const MAX_OUTPUT_BYTES = 65_535;
/** «limits the number of annotations to a maximum of 50 per API request»: REST `checks/create`. */
export const MAX_ANNOTATIONS = 50;
/** «The maximum size is 64 KB» of a message, «255 characters» of a title: REST `checks/create`. */
export const MAX_ANNOTATION = { messageBytes: 65_536, titleCharacters: 255 } as const;

/** @throws Refused 422 */
export function refuseTooMuch(check: CheckRun, change: CheckChange): void {
  const { output } = change;
  for (const part of ['summary', 'text'] as const) {
    const length = [...(output?.[part] ?? '')].length;
    if (length > MAX_OUTPUT_CHARACTERS)
      throw invalid(
        `Only ${MAX_OUTPUT_CHARACTERS} characters are allowed; ${length} were supplied in \`${part}\`.`,
      );
  }
  if (Buffer.byteLength(output?.summary ?? '') > MAX_OUTPUT_BYTES) {
    const message = `summary exceeds a maximum bytesize of ${MAX_OUTPUT_BYTES}`;
    const error = { resource: 'CheckRun', code: 'custom', field: 'summary', message };
    throw new Refused(422, 'Validation Failed', [error]);
  }
  const annotations = output?.annotations ?? [];
  if (annotations.length > MAX_ANNOTATIONS)
    throw invalid(
      `No more than ${MAX_ANNOTATIONS} annotations are allowed; ${annotations.length} were supplied.`,
    );
  for (const { message, title, startLine, endLine, startColumn } of annotations) {
    if (Buffer.byteLength(message) > MAX_ANNOTATION.messageBytes || message === '')
      throw invalid('`message` of an annotation has 1 to 65536 bytes.');
    if ([...(title ?? '')].length > MAX_ANNOTATION.titleCharacters)
      throw invalid('`title` of an annotation has at most 255 characters.');
    if (startColumn !== undefined && startLine !== endLine)
      throw invalid('Columns are allowed only where the annotation starts and ends on one line.');
  }
  if (change.conclusion === 'stale') throw invalid('`stale` is set by GitHub only.');
  if (change.status === 'completed' && (change.conclusion ?? check.conclusion) === undefined)
    throw invalid('`conclusion` is required when `status` is completed.');
}

/** As much of a text as fits, in whole characters. */
export function cutToBytes(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_OUTPUT_BYTES) return text;
  // A character that was cut in two decodes to U+FFFD at the end.
  return bytes
    .subarray(0, MAX_OUTPUT_BYTES)
    .toString()
    .replace(/\ufffd+$/, '');
}

function invalid(message: string): Refused {
  return new Refused(422, 'Invalid request.', [{ resource: 'CheckRun', code: 'invalid', message }]);
}
