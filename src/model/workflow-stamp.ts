import { digestOf } from './digest.ts';

/** The last line of a workflow that `init` wrote, as it is found later. */
export interface WorkflowStamp {
  /** Of the program that wrote it. */
  readonly version: string;
  /** Digest of what that version writes, whatever action and command of tests it is given. */
  readonly template: string;
  /** Is the text above still the one that was stamped? */
  readonly isUntouched: boolean;
}

const STAMP = /^# handoff-gate init (\S{1,32}), template ([0-9a-f]{12}), text ([0-9a-f]{12})$/;

/** 12 hex digits: they tell texts apart, and prove nothing against whoever can write the file. */
export function shortDigest(text: string): string {
  return digestOf(text.replace(/\r\n?/g, '\n').trim()).slice(0, 12);
}

/** The text with its stamp below it. */
export function withStamp(
  text: string,
  { version, template }: Omit<WorkflowStamp, 'isUntouched'>,
): string {
  return `${text.trimEnd()}\n\n# handoff-gate init ${version}, template ${template}, text ${shortDigest(text)}\n`;
}

/** @returns undefined for a file without a stamp: somebody wrote it by hand */
export function readStamp(file: string): WorkflowStamp | undefined {
  const lines = file.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  const [, version, template, digest] = STAMP.exec(String(lines.at(-1))) ?? [];
  if (version === undefined || template === undefined) return undefined;
  return { version, template, isUntouched: shortDigest(lines.slice(0, -1).join('\n')) === digest };
}
