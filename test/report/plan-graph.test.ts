import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { picturePlan } from '../../src/flows/picture-plan.ts';
import { BOX, layOut } from '../../src/report/plan-graph-layout.ts';
import { graphMermaid } from '../../src/report/plan-graph-mermaid.ts';
import { graphSvg } from '../../src/report/plan-graph-svg.ts';
import { graphBlocks } from '../../src/report/plan-graph-text.ts';
import { paintPlain } from '../../src/shells/cli/paint-plain.ts';
import { plan } from '../support/output-facts.ts';

type Written = Readonly<Record<string, unknown>>;
const picture = (...tasks: readonly Written[]) =>
  picturePlan({ source: 'plan.yaml', plan: plan({ tasks }) });

const AUTH = { id: 'auth', objective: 'Sign in', domain: 'auth' };
const SCHEMA = { id: 'schema', runtime: 'claude' };
const BILLING = { id: 'billing', 'depends-on': ['auth', 'schema', 'auth'] };
const X = { id: 'x', 'depends-on': ['y'] };
const Y = { id: 'y', 'depends-on': ['x', 'gone'] };

/** Well-formed XML, and its elements by name with their attributes. */
function elements(svg: string, name: string): readonly Record<string, string>[] {
  const found: Record<string, string>[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.name === name) found.push(tag.attributes as Record<string, string>);
  });
  parser.write(svg).close();
  return found;
}

describe('as text', () => {
  const text = (...tasks: readonly Written[]) => paintPlain(graphBlocks(picture(...tasks)));

  test('layer by layer, with what is stuck and what is not there', () => {
    expect(text(AUTH, SCHEMA, BILLING, X, Y)).toBe(
      `auth-rework v2: 5 tasks in 2 layers  (plan.yaml)

Layer  Task     Runs on  Domain  Waits for
1      auth     codex    auth
       schema   claude
2      billing  codex            auth, schema
∞      x        codex            y
∞      y        codex            x
✗ in a circle: x → y → x
✗ y waits for gone, which is no task of the plan
`,
    );
  });

  test('a plan without a task', () => {
    expect(text()).toBe('auth-rework v2: 0 tasks in 0 layers  (plan.yaml)\n');
  });
});

describe('as Mermaid', () => {
  test('from what comes first to what waits; the coordinator in another shape', () => {
    expect(graphMermaid(picture(AUTH, SCHEMA, BILLING))).toBe(`flowchart LR
  t0["auth"]
  t1{{"schema"}}
  t2["billing"]
  t0 --> t2
  t1 --> t2
`);
  });

  test('what can never start is marked', () => {
    expect(graphMermaid(picture(X, Y))).toContain('  class t0,t1 stuck\n');
  });

  test('no text of a plan but ids goes in (F01)', () => {
    const hostile = { ...AUTH, objective: '"]; click t0 href "javascript:x"', domain: '--> t9' };
    expect(graphMermaid(picture(hostile))).toBe('flowchart LR\n  t0["auth"]\n');
  });
});

describe('as SVG', () => {
  test('a box a task, an edge a dependency, a column a layer', () => {
    const svg = graphSvg(picture(AUTH, SCHEMA, BILLING));
    const boxes = elements(svg, 'rect');
    expect(boxes.map((box) => box['class'])).toEqual(['codex', 'claude', 'codex']);
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(2);
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
    const edges = elements(svg, 'path').filter((path) => path['marker-end']);
    expect(edges).toHaveLength(2);
    expect(svg).toContain('<title>auth: Sign in</title>');
    expect(svg).toContain('>codex, auth</text>');
  });

  test('each beside what it waits for: no crossing where none is needed', () => {
    const svg = graphSvg(
      picture(
        { id: 'a' },
        { id: 'b' },
        { id: 'of-a', 'depends-on': ['a'] },
        { id: 'alone-with-b', 'depends-on': ['b'] },
      ),
    );
    const rows = elements(svg, 'rect').map(({ y }) => y);
    expect(rows).toEqual([rows[0], rows[1], rows[0], rows[1]]);
    expect(svg.indexOf('>of-a<')).toBeLessThan(svg.indexOf('>alone-with-b<'));
  });

  test('an edge over a layer passes beside its boxes: behind one it would look like an edge of that one', () => {
    const svg = graphSvg(
      picture({ id: 'a' }, { id: 'b', 'depends-on': ['a'] }, { id: 'c', 'depends-on': ['a', 'b'] }),
    );
    const [, second] = elements(svg, 'rect');
    const long = elements(svg, 'path').flatMap(({ d = '' }) => /(\d+)h220C/.exec(d)?.[1] ?? []);
    expect(long).toHaveLength(1);
    expect(Number(long[0])).toBeLessThan(Number(second?.['y']));
  });

  test('whatever the plan: nothing in a column overlaps, every dependency has its edge and its lanes', () => {
    const graph = fc.integer({ min: 1, max: 30 }).chain((count) =>
      fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 60 }).map((pairs) =>
        Array.from({ length: count }, (_, at) => ({
          id: `t${at}`,
          'depends-on': pairs.flatMap(([to, from]) =>
            to === at && from !== at ? [`t${from}`] : [],
          ),
        })),
      ),
    );
    fc.assert(
      fc.property(graph, (tasks) => {
        const { boxes, edges } = layOut(picture(...tasks));
        expect(edges.map(({ from, to }) => `${from.node.id} ${to.node.id}`).sort()).toEqual(
          tasks
            .flatMap(({ id, 'depends-on': on }) => [...new Set(on)].map((from) => `${from} ${id}`))
            .sort(),
        );
        const columns = new Map<number, Map<string, readonly [number, number]>>();
        const take = (column: number, name: string, from: number, to: number) =>
          columns.set(column, (columns.get(column) ?? new Map()).set(name, [from, to]));
        for (const { node, column, y } of boxes) take(column, node.id, y, y + BOX.height);
        for (const { from, to, lanes } of edges) {
          expect(lanes).toHaveLength(Math.max(0, to.column - from.column - 1));
          for (const [index, y] of lanes.entries())
            take(from.column + 1 + index, `lane of ${from.node.id}`, y - 4, y + 4);
        }
        for (const taken of columns.values()) {
          const sorted = [...taken.values()].sort(([a], [b]) => a - b);
          for (const [index, [start]] of sorted.slice(1).entries())
            expect(start).toBeGreaterThan(sorted[index]?.[1] as number);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a circle is drawn, and all of it is inside the picture', () => {
    const svg = graphSvg(picture(X, Y));
    expect(elements(svg, 'rect').map((box) => box['class'])).toEqual(['stuck', 'stuck']);
    expect(elements(svg, 'path').filter((path) => path['marker-end'])).toHaveLength(2);
    const [size] = elements(svg, 'svg');
    for (const { x } of elements(svg, 'rect'))
      expect(Number(x) + 220).toBeLessThan(Number(size?.['width']));
  });

  test('a plan without a task is a picture too', () => {
    expect(elements(graphSvg(picture()), 'svg')).toHaveLength(1);
  });

  test('text of others stays text (F01)', () => {
    const svg = graphSvg(
      picture({
        id: 'a'.repeat(64),
        objective: '</title><script>alert(1)</script>',
        domain: `"><image href="x" onerror='y'>\u202e`,
      }),
    );
    expect(elements(svg, 'script')).toEqual([]);
    expect(elements(svg, 'image')).toEqual([]);
    expect(svg).not.toContain('\u202e');
    expect(svg).toContain(`>${'a'.repeat(25)}…</text>`);
  });
});

test('200 tasks are drawn in no time to speak of', () => {
  const tasks = Array.from({ length: 200 }, (_, at) => ({
    id: `t${at}`,
    'depends-on': at < 10 ? [] : [`t${at - 10}`, `t${at - 7}`],
  }));
  const start = performance.now();
  expect(elements(graphSvg(picture(...tasks)), 'rect')).toHaveLength(200);
  expect(performance.now() - start).toBeLessThan(2_000);
});
