import { html, type Markup } from './markup.ts';
import type { PlanNode, PlanPicture } from './plan-picture.ts';

const WIDTH = 220;
const HEIGHT = 44;
const [GAP_X, GAP_Y, MARGIN] = [70, 18, 16];
const LABEL_CHARACTERS = 26;

interface Place {
  readonly node: PlanNode;
  readonly x: number;
  readonly y: number;
  readonly state: 'codex' | 'claude' | 'stuck';
}

/**
 * The graph as a picture that stands alone: a column a layer, each task beside the middle of what it waits for. Ids,
 * domains and objectives are text of others and are escaped (threat F01).
 */
export function graphSvg(picture: PlanPicture): string {
  const places = placesOf(picture);
  const byId = new Map(places.map((place) => [place.node.id, place]));
  // What waits in a circle has edges that turn back.
  const room = picture.stuck.length === 0 ? MARGIN : GAP_X;
  const width = Math.max(0, ...places.map(({ x }) => x + WIDTH)) + room;
  const height = Math.max(0, ...places.map(({ y }) => y + HEIGHT)) + MARGIN;
  const edges = places.flatMap((to) =>
    to.node.waitsFor.flatMap((id) => {
      const from = byId.get(id);
      return from === undefined ? [] : [edge(from, to)];
    }),
  );
  const label = `Plan ${picture.plan}, version ${picture.version}: ${places.length} tasks in ${picture.layers.length} layers`;
  const { markup } =
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<style>${STYLE}</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>
${edges}${places.map(box)}</svg>
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

function placesOf({ layers, stuck }: PlanPicture): readonly Place[] {
  const columns = stuck.length === 0 ? layers : [...layers, stuck];
  const rows = new Map<string, number>();
  return columns.flatMap((nodes, column) => {
    const middle = ({ waitsFor }: PlanNode): number => {
      const found = waitsFor.flatMap((id) => rows.get(id) ?? []);
      return found.length === 0 ? 0 : found.reduce((sum, row) => sum + row, 0) / found.length;
    };
    const sorted = nodes
      .map((node) => ({ node, at: middle(node) }))
      .sort((a, b) => a.at - b.at || (a.node.id < b.node.id ? -1 : 1));
    return sorted.map(({ node }, row): Place => {
      rows.set(node.id, row);
      return {
        node,
        x: MARGIN + column * (WIDTH + GAP_X),
        y: MARGIN + row * (HEIGHT + GAP_Y),
        state: nodes === stuck ? 'stuck' : node.runtime,
      };
    });
  });
}

function edge(from: Place, to: Place): Markup {
  const [x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + HEIGHT / 2];
  const bend = x2 > x1 ? (x2 - x1) / 2 : GAP_X;
  return html`<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" marker-end="url(#tip)"/>
`;
}

function box({ node, x, y, state }: Place): Markup {
  const { id, objective, domain, runtime } = node;
  const below = domain === undefined ? runtime : `${runtime}, ${domain}`;
  return html`<g><title>${objective === undefined ? id : `${id}: ${objective}`}</title><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6" class="${state}"/><text x="${x + 10}" y="${y + 19}">${shortened(id)}</text><text x="${x + 10}" y="${y + 35}" class="soft">${shortened(below)}</text></g>
`;
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= LABEL_CHARACTERS
    ? text
    : `${letters.slice(0, LABEL_CHARACTERS - 1).join('')}…`;
}
