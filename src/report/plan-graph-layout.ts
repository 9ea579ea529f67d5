import type { PlanNode, PlanPicture } from './plan-picture.ts';

export const BOX = { width: 220, height: 44 } as const;
const LANE_HEIGHT = 10;
export const GAP = { x: 70, y: 18 } as const;
export const MARGIN = 16;

export interface Box {
  readonly node: PlanNode;
  readonly column: number;
  /** Of the left and upper edge, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly state: 'codex' | 'claude' | 'stuck';
}

export interface Edge {
  readonly from: Box;
  readonly to: Box;
  /** Height at which it passes each column between the two, beside all boxes of that column. */
  readonly lanes: readonly number[];
}

export interface GraphLayout {
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
}

/** What takes room in a column: a task, or the edges of one that pass to later columns. */
type Item =
  | { readonly kind: 'box'; readonly id: string; readonly node: PlanNode }
  | { readonly kind: 'lane'; readonly id: string };

/**
 * A column a layer, each task beside the middle of what it waits for. An edge over several layers gets a lane of its own
 * in each column that it passes: behind a box it would look like an edge of that box.
 */
export function layOut({ layers, stuck }: PlanPicture): GraphLayout {
  const columns = stuck.length === 0 ? layers : [...layers, stuck];
  const targets = new Map<string, number>();
  for (const [column, nodes] of columns.entries())
    for (const { waitsFor } of nodes) for (const id of waitsFor) targets.set(id, column);

  const boxes = new Map<string, Box>();
  const lanes: Map<string, number>[] = [];
  let before: ReadonlyMap<string, number> = new Map();
  for (const [column, nodes] of columns.entries()) {
    const items: readonly Item[] = [
      ...nodes.map((node) => ({ kind: 'box', id: node.id, node }) as const),
      ...[...before.keys()]
        .filter((id) => (targets.get(id) ?? 0) > column)
        .map((id) => ({ kind: 'lane', id }) as const),
    ];
    const middles = new Map<string, number>();
    const passing = new Map<string, number>();
    let free = MARGIN;
    for (const { item, wish } of inOrder(items, before)) {
      const height = item.kind === 'box' ? BOX.height : LANE_HEIGHT;
      const y = Math.max(free, Math.round(wish - height / 2));
      free = y + height + GAP.y;
      middles.set(item.id, y + height / 2);
      if (item.kind === 'lane') passing.set(item.id, y + height / 2);
      else boxes.set(item.id, { ...place(item.node, column, y), state: stateOf(item.node, stuck) });
    }
    lanes.push(passing);
    before = middles;
  }
  const edges = [...boxes.values()].flatMap((to) =>
    to.node.waitsFor.flatMap((id) => {
      const from = boxes.get(id);
      if (from === undefined) return [];
      const passed = lanes.slice(from.column + 1, Math.max(from.column + 1, to.column));
      return [{ from, to, lanes: passed.flatMap((column) => column.get(id) ?? []) }];
    }),
  );
  return { boxes: [...boxes.values()], edges };
}

/** Beside the middle of where they come from; ids decide between equals. */
function inOrder(items: readonly Item[], before: ReadonlyMap<string, number>) {
  return items
    .map((item) => {
      const from = item.kind === 'lane' ? [item.id] : item.node.waitsFor;
      const found = from.flatMap((id) => before.get(id) ?? []);
      const sum = found.reduce((total, middle) => total + middle, 0);
      return { item, wish: found.length === 0 ? 0 : sum / found.length };
    })
    .sort((a, b) => a.wish - b.wish || (a.item.id < b.item.id ? -1 : 1));
}

function place(node: PlanNode, column: number, y: number) {
  return { node, column, x: MARGIN + column * (BOX.width + GAP.x), y };
}

function stateOf(node: PlanNode, stuck: PlanPicture['stuck']): Box['state'] {
  return stuck.includes(node) ? 'stuck' : node.runtime;
}
