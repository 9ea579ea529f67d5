import { html, type Markup } from './markup.ts';
import type { Integration, PairRow } from './report.ts';

/** Beyond this a matrix is no picture any more; the outputs that meet others come first. */
const MATRIX_LIMIT = 60;
const CELL = 18;
const LABEL = 300;
const TOP = 28;
const LABEL_CHARACTERS = 36;

/** Outputs × outputs as a picture; each cell says in its title what it shows. */
export function conflictMatrix({ order, pairs }: Integration): Markup {
  const meeting = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const outputs = order.map(({ output }) => output);
  const shown =
    outputs.length <= MATRIX_LIMIT
      ? outputs
      : outputs.filter((output) => meeting.has(output)).slice(0, MATRIX_LIMIT);
  const byOutputs = new Map(
    pairs.flatMap((pair) => [
      [`${pair.a}\0${pair.b}`, pair],
      [`${pair.b}\0${pair.a}`, pair],
    ]),
  );
  const width = LABEL + shown.length * CELL + 1;
  const height = TOP + shown.length * CELL + 1;
  const left = outputs.length - shown.length;
  return html`<div class="scroll"><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Conflict matrix">
${shown.map((_, index) => html`<text x="${LABEL + (index + 0.5) * CELL}" y="${TOP - 8}" text-anchor="middle">${index + 1}</text>`)}
${shown.map((output, row) => matrixRow(output, row, shown, byOutputs))}
</svg></div>${left > 0 ? html`<p class="soft">${left} more outputs are left out of the picture.</p>` : ''}`;
}

function matrixRow(
  output: string,
  row: number,
  shown: readonly string[],
  pairs: ReadonlyMap<string, PairRow>,
): Markup {
  const y = TOP + row * CELL;
  return html`<text x="${LABEL - 8}" y="${y + CELL - 5}" text-anchor="end">${shortened(output)} ${row + 1}</text>${shown.map(
    (other, column) => {
      const pair = pairs.get(`${output}\0${other}`);
      const state = column === row ? 'self' : (pair?.state ?? 'none');
      return html`<rect x="${LABEL + column * CELL + 1}" y="${y + 1}" width="${CELL - 2}" height="${CELL - 2}" rx="3" class="${state}">${
        pair === undefined ? '' : html`<title>${titleOf(pair)}</title>`
      }</rect>`;
    },
  )}
`;
}

function titleOf({ a, b, state, class: kind, paths }: PairRow): string {
  return `${a} and ${b}: ${state}${kind === undefined ? '' : ` (${kind})`} in ${paths.join(', ')}`;
}

function shortened(output: string): string {
  const letters = [...output];
  return letters.length <= LABEL_CHARACTERS
    ? output
    : `${letters.slice(0, LABEL_CHARACTERS - 1).join('')}…`;
}
