import { html, type Markup } from './markup.ts';
import { BOX, type Box, type Edge, GAP, layOut, MARGIN } from './plan-graph-layout.ts';
import type { PlanPicture } from './plan-picture.ts';

const LABEL_CHARACTERS = 26;

/**
 * The graph as a picture that stands alone. Ids, domains and objectives are text of others and are escaped (threat F01).
 */
export function graphSvg(picture: PlanPicture): string {
  const { boxes, edges } = layOut(picture);
  // What waits in a circle has edges that turn back.
  const room = picture.stuck.length === 0 ? MARGIN : GAP.x;
  const width = Math.max(0, ...boxes.map(({ x }) => x + BOX.width)) + room;
  const lowest = [...boxes.map(({ y }) => y + BOX.height), ...edges.flatMap(({ lanes }) => lanes)];
  const height = Math.max(0, ...lowest) + MARGIN;
  const label = `Plan ${picture.plan}, version ${picture.version}: ${boxes.length} tasks in ${picture.layers.length} layers`;
  const { markup } =
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<style>${STYLE}</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>
${edges.map(line)}${boxes.map(box)}</svg>
`;
  return markup;
}

/** Our own words, and none that escaping would change. */
const STYLE = [
  'svg{font:13px system-ui,sans-serif;background:#fff}',
  'text{fill:#1f2328}.soft{fill:#59636e;font-size:11px}',
  'rect{fill:#fff;stroke:#59636e}.claude{fill:#ddf4ff;stroke:#0969da}.stuck{fill:#ffebe9;stroke:#cf222e;stroke-width:2}',
  'path{fill:none;stroke:#59636e}.tip{fill:#59636e;stroke:none}',
].join('');

/** Straight through a column that it passes, a bend between two columns. */
function line({ from, to, lanes }: Edge): Markup {
  const start = { x: from.x + BOX.width, y: from.y + BOX.height / 2 };
  const through = lanes.map((y, index) => ({
    x: from.x + (index + 1) * (BOX.width + GAP.x),
    y,
    on: BOX.width,
  }));
  let at = start;
  let path = `M${at.x} ${at.y}`;
  for (const { x, y, on } of [...through, { x: to.x, y: to.y + BOX.height / 2, on: 0 }]) {
    const bend = x > at.x ? (x - at.x) / 2 : GAP.x;
    path += `C${at.x + bend} ${at.y} ${x - bend} ${y} ${x} ${y}${on === 0 ? '' : `h${on}`}`;
    at = { x: x + on, y };
  }
  return html`<path d="${path}" marker-end="url(#tip)"/>
`;
}

function box({ node, x, y, state }: Box): Markup {
  const { id, objective, domain, runtime } = node;
  const below = domain === undefined ? runtime : `${runtime}, ${domain}`;
  return html`<g><title>${objective === undefined ? id : `${id}: ${objective}`}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" class="${state}"/><text x="${x + 10}" y="${y + 19}">${shortened(id)}</text><text x="${x + 10}" y="${y + 35}" class="soft">${shortened(below)}</text></g>
`;
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= LABEL_CHARACTERS
    ? text
    : `${letters.slice(0, LABEL_CHARACTERS - 1).join('')}…`;
}
