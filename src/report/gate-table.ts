import { GATES } from '../model/actor.ts';
import type { NonEmpty } from '../model/rule-result.ts';
import { counted } from '../model/short-list.ts';
import { mustAct } from '../verdict/must-act.ts';
import { checkName } from './check-limits.ts';
import { isGreen } from './check-required.ts';
import { isEvaluated, type Judged, stateInWords } from './check-title.ts';
import type { Part } from './fit-page.ts';
import { code, prose } from './markdown-text.ts';

/** What the gates said of one pull request. */
type Row = NonEmpty<Judged>;

/** One row a pull request, in the order given. */
export function byOutput(judged: readonly Judged[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const one of judged) {
    const before = rows.get(one.subject.id);
    rows.set(one.subject.id, before === undefined ? [one] : [...before, one]);
  }
  return [...rows.values()];
}

export function tableTitle(rows: readonly Row[]): string {
  const green = rows.filter(isGreen).length;
  return `${green} of ${counted(rows.length, 'pull request')} green`;
}

/** Pull requests against gates, those that are not green first. The head of the table belongs to its first row. */
export function tablePart(rows: readonly Row[]): Part {
  const gates = GATES.filter((gate) => rows.some((row) => row.some((one) => one.gate === gate)));
  const head = ['Pull request', 'Task', ...gates.map(checkName), 'Must act'];
  const lines = [...rows.filter((row) => !isGreen(row)), ...rows.filter(isGreen)].map((row) => {
    const verdicts = row.filter(isEvaluated);
    const task = verdicts.find(({ subject }) => subject.task !== undefined)?.subject.task;
    return [
      `${isGreen(row) ? '✓' : '✗'} ${code(row[0].subject.id)}`,
      task === undefined ? '' : code(task),
      ...gates.map((gate) => cellOf(row.find((one) => one.gate === gate))),
      mustAct(verdicts.flatMap(({ rules }) => rules)).join(', '),
    ];
  });
  const [first, ...rest] = lines.map(line);
  return {
    heading: 'Gates',
    items: [[line(head), line(head.map(() => '---')), first].join('\n'), ...rest],
    shown: 'open',
    shrinks: 'late',
  };
}

function cellOf(judged: Judged | undefined): string {
  if (judged === undefined) return '';
  const says = isEvaluated(judged) ? stateInWords(judged) : 'was not evaluated';
  return `${isGreen([judged]) ? '✓' : '✗'} ${prose(says)}`;
}

/** A bar ends a cell, even one in a code span. */
function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
