import { counted } from '../model/short-list.ts';
import { togetherParts } from './check-behind.ts';
import { CHECK_LIMITS } from './check-limits.ts';
import { fitPage, type Part } from './fit-page.ts';
import { code } from './markdown-text.ts';
import type { Integration, PairState } from './report.ts';

/** Pending outputs of one base branch, compared with each other. */
export interface ComparedBase {
  readonly name: string;
  readonly integration: Integration;
}

/** More columns than this no page of GitHub shows; the list of pairs below says the same. */
const MATRIX_LIMIT = 20;

/** The summary of a workflow run for a coordinator: matrix, pairs and landing order of one base branch. */
export function conflictSummary({ name, integration }: ComparedBase, whole: string): string {
  const { outputs } = integration.evaluated;
  const page = {
    lead: [`## Handoff Gate: ${counted(outputs, 'pending output')} on ${code(name)}`],
    parts: [...matrixPart(integration), ...togetherParts(integration)],
    tail: [],
  };
  return fitPage(page, CHECK_LIMITS.jobSummaryBytes, whole);
}

const CELLS: Readonly<Record<PairState, string>> = {
  conflict: '✗',
  shares: '!',
  'not-evaluated': '?',
};

function matrixPart({ order, pairs }: Integration): readonly Part[] {
  if (pairs.length === 0 || order.length > MATRIX_LIMIT) return [];
  const cells = new Map(
    pairs.flatMap(({ a, b, state }) => [
      [`${a}\0${b}`, CELLS[state]],
      [`${b}\0${a}`, CELLS[state]],
    ]),
  );
  const rows = order.map(({ output }, row) => [
    `${row + 1}. ${code(output)}`,
    ...order.map((other, column) =>
      row === column ? '\\\\' : (cells.get(`${output}\0${other.output}`) ?? '·'),
    ),
  ]);
  const head = ['', ...order.map((_, index) => String(index + 1))];
  const lines = [head, head.map(() => '---'), ...rows].map((cell) => `| ${cell.join(' | ')} |`);
  return [
    {
      heading: 'Matrix (✗ conflict, ! shares files and merges cleanly, ? not evaluated)',
      items: [lines.join('\n')],
      shown: 'open',
      shrinks: 'early',
    },
  ];
}
