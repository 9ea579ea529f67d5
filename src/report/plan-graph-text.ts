import type { PlanNode, PlanPicture } from './plan-picture.ts';
import { type Block, GAP, line, type Span, span } from './terminal-model.ts';

/** Layer by layer: what may run at the same time stands together. */
export function graphBlocks(picture: PlanPicture): readonly Block[] {
  const { source, plan, version, layers, stuck, cycles, unknown } = picture;
  const tasks = layers.flat().length + stuck.length;
  const rows = [
    ...layers.flatMap((layer, at) =>
      layer.map((node, place) => rowOf(node, place === 0 ? `${at + 1}` : '')),
    ),
    ...stuck.map((node) => rowOf(node, '∞')),
  ];
  return [
    line(
      0,
      span(`${plan} v${version}: `, 'strong'),
      span(`${count(tasks, 'task')} in ${count(layers.length, 'layer')}`),
      span(`  (${source})`, 'quiet'),
    ),
    ...(rows.length === 0
      ? []
      : [
          GAP,
          {
            kind: 'table',
            head: ['Layer', 'Task', 'Runs on', 'Domain', 'Waits for'],
            rows,
          } as const,
        ]),
    ...cycles.map((cycle) =>
      line(0, span(`✗ in a circle: ${[...cycle, ...cycle.slice(0, 1)].join(' → ')}`, 'bad')),
    ),
    ...unknown.map(({ task, dependsOn }) =>
      line(0, span(`✗ ${task} waits for ${dependsOn}, which is no task of the plan`, 'bad')),
    ),
  ];
}

function rowOf({ id, runtime, domain = '', waitsFor }: PlanNode, layer: string): readonly Span[] {
  return [
    span(layer, 'quiet'),
    span(id, 'strong'),
    span(runtime),
    span(domain),
    span(waitsFor.join(', ')),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
