import { nodesOf, type PlanPicture } from './plan-picture.ts';

/**
 * A Mermaid flowchart, from what comes first to what waits for it. A task of the coordinator is a hexagon. Only ids of
 * tasks go in, and they are kebab-case: no text of others can become syntax or markup (threat F01).
 */
export function graphMermaid(picture: PlanPicture): string {
  const nodes = nodesOf(picture);
  const names = new Map(nodes.map(({ id }, at) => [id, `t${at}`]));
  const stuck = picture.stuck.map(({ id }) => names.get(id));
  const lines = [
    'flowchart LR',
    ...nodes.map(({ id, runtime }) =>
      runtime === 'claude' ? `  ${names.get(id)}{{"${id}"}}` : `  ${names.get(id)}["${id}"]`,
    ),
    ...nodes.flatMap(({ id, waitsFor }) =>
      waitsFor.map((other) => `  ${names.get(other)} --> ${names.get(id)}`),
    ),
    ...(stuck.length === 0
      ? []
      : ['  classDef stuck stroke:#c00,stroke-width:2px', `  class ${stuck.join(',')} stuck`]),
  ];
  return `${lines.join('\n')}\n`;
}
