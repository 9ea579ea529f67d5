import type { Diagnosis, SettingLine } from '../model/diagnosis.ts';
import { counted } from '../model/short-list.ts';
import { TRUST_LEVELS } from '../model/trust-level.ts';
import { code, fenced, prose } from './markdown-text.ts';
import { type Block, GAP, line, type Span, span } from './terminal-model.ts';

const MARKS: Readonly<Record<SettingLine['state'], Span>> = {
  pass: span('✓', 'good'),
  fail: span('✗', 'bad'),
  unknown: span('?', 'doubt'),
};

/** For a terminal, and for the log of a job: each line, and under one that does not hold why it matters and what mends it. */
export function diagnosisBlocks({ repository, branch, trust, lines }: Diagnosis): readonly Block[] {
  return [
    ...lines.flatMap((one) => [
      line(0, MARKS[one.state], span(` ${one.id.padEnd(22)}`, 'strong'), span(one.saw)),
      ...(isOpen(one) ? [line(4, span(one.why, 'quiet')), line(4, span(one.fix, 'advice'))] : []),
    ]),
    GAP,
    line(0, span(`${repository} (${branch}): ${trust.level}`, 'strong')),
    line(0, span(`${TRUST_LEVELS[trust.level]}. Because: ${trust.because}`)),
  ];
}

/** For the summary of a job. */
export function diagnosisSummary({ repository, branch, trust, lines }: Diagnosis): string {
  const open = lines.filter(isOpen);
  const failed = open.filter(({ state }) => state === 'fail');
  const rows = lines.map(
    ({ state, id, saw, holds }) =>
      `| ${MARKS[state].text} | ${code(id)} | ${cell(holds)} | ${cell(saw)} |`,
  );
  return [
    `## ${failed.length === 0 ? '✓' : '✗'} Handoff Gate doctor: ${trust.level}`,
    `${code(repository)}, branch ${code(branch)}: ${TRUST_LEVELS[trust.level]}. Because: ${prose(trust.because)}`,
    ['|  | Setting | What must hold | Found |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...(open.length === 0 ? [] : [`### ${counted(open.length, 'setting')} to look at`]),
    ...open.map(
      (one) => `${MARKS[one.state].text} ${code(one.id)}: ${prose(one.why)}\n\n${mendsIt(one)}`,
    ),
    '',
  ].join('\n\n');
}

type OpenLine = Exclude<SettingLine, { readonly state: 'pass' }>;

function isOpen(one: SettingLine): one is OpenLine {
  return one.state !== 'pass';
}

/** A command to copy; what a token lacks is no command. */
function mendsIt(one: OpenLine): string {
  return one.state === 'fail' ? fenced('sh', one.fix) : prose(one.fix);
}

/** A bar would end the cell. */
function cell(text: string): string {
  return prose(text).replaceAll('|', '\\|');
}

/** For programs. */
export function diagnosisJson(diagnosis: Diagnosis): string {
  return `${JSON.stringify({ schema: 'handoff-diagnosis/v1', ...diagnosis }, null, 2)}\n`;
}
