import type { Integration, PairRow, PairState } from './report.ts';
import { type Block, GAP, line, type Span, span } from './terminal-model.ts';
import { PAIR_WORDS } from './words.ts';

/** More columns than this no terminal shows; the pairs below the matrix say the same. */
const MATRIX_LIMIT = 20;

/** Pending outputs against each other: matrix, pairs, landing order. */
export function conflictBlocks(integration: Integration): readonly Block[] {
  const { order, pairs, unmerged, evaluated } = integration;
  const { outputs, merges } = evaluated;
  const of = (state: PairState) => [...pairs, ...unmerged].filter((one) => one.state === state);
  const conflicts = of('conflict').length;
  const doubts = of('not-evaluated').length;
  return [
    line(
      0,
      span(`${count(outputs, 'pending output')}, ${count(evaluated.pairs, 'pair')}: `, 'strong'),
      conflicts === 0 ? span('no conflicts', 'good') : span(count(conflicts, 'conflict'), 'bad'),
      ...(doubts === 0 ? [] : [span(', '), span(`${doubts} not evaluated`, 'doubt')]),
      span(`  (${count(merges, 'trial merge')})`, 'quiet'),
    ),
    ...(pairs.length > 0 && order.length <= MATRIX_LIMIT ? [GAP, matrix(order, pairs)] : []),
    ...(pairs.length > 0 ? [GAP, pairTable(pairs)] : []),
    ...(unmerged.length > 0 ? [GAP, unmergedTable(unmerged)] : []),
    ...(order.length > 0 ? [GAP, line(0, span('Landing order', 'strong'))] : []),
    ...order.map(({ output, because }, index) =>
      line(2, span(`${index + 1}. ${output}`), span(`  ${because}`, 'quiet')),
    ),
  ];
}

const CELLS: Readonly<Record<PairState, Span>> = {
  conflict: span('✗', 'bad'),
  shares: span('!', 'advice'),
  'not-evaluated': span('?', 'doubt'),
};

const STATES: Readonly<Record<PairState, Span>> = {
  conflict: span(PAIR_WORDS.conflict, 'bad'),
  shares: span(PAIR_WORDS.shares, 'advice'),
  'not-evaluated': span(PAIR_WORDS['not-evaluated'], 'doubt'),
};

function matrix(order: Integration['order'], pairs: readonly PairRow[]): Block {
  const cells = new Map(
    pairs.flatMap((pair) => [
      [key(pair.a, pair.b), CELLS[pair.state]],
      [key(pair.b, pair.a), CELLS[pair.state]],
    ]),
  );
  const rows = order.map(({ output }, row) => [
    span(`${row + 1}. ${output}`),
    ...order.map((other, column) =>
      column === row
        ? span('\\', 'quiet')
        : (cells.get(key(output, other.output)) ?? span('·', 'quiet')),
    ),
  ]);
  return { kind: 'table', head: ['', ...order.map((_, index) => String(index + 1))], rows };
}

function pairTable(pairs: readonly PairRow[]): Block {
  const rows = pairs.map((pair) => [
    STATES[pair.state],
    span(pair.a),
    span(pair.b),
    span(pair.class ?? ''),
    span(someOf(pair.paths)),
    span(decision(pair)),
  ]);
  return { kind: 'table', head: ['', 'Output', 'With', 'Class', 'Paths', 'Decision'], rows };
}

function unmergedTable(unmerged: Integration['unmerged']): Block {
  const rows = unmerged.map(({ output, state, because }) => [
    STATES[state],
    span(output),
    span(because),
  ]);
  return { kind: 'table', head: ['', 'Not on the base', 'Why'], rows };
}

function decision({ holder, because = '' }: PairRow): string {
  return holder === undefined ? because : `${holder} lands first: ${because}`;
}

function someOf(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function key(a: string, b: string): string {
  return `${a}\0${b}`;
}
