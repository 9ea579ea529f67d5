import { describe, expect, test } from '@jest/globals';
import { type Awaited, awaitedBy, type WaitingFor } from '../../src/analysis/awaited.ts';
import type { TaskId } from '../../src/model/task-id.ts';
import { task } from '../support/output-facts.ts';

const output = (id: string, of: string | undefined = id) => ({
  id,
  task: of === undefined ? undefined : task(of),
});
const ui = output('ui');
const dependsOn = new Map<TaskId, readonly TaskId[]>([[task('ui'), [task('api')]]]);
const world = (differs: Partial<WaitingFor> = {}): WaitingFor => ({
  outputs: [ui],
  dependsOn,
  stacks: new Map(),
  landed: new Set(),
  ...differs,
});
const pending = (id: string, by: 'plan' | 'stack'): Awaited => ({
  state: 'pending',
  output: id,
  by,
});

describe('what an output waits for', () => {
  test.each<readonly [string, WaitingFor, readonly Awaited[]]>([
    [
      'a task with a pending output',
      world({ outputs: [ui, output('api')] }),
      [pending('api', 'plan')],
    ],
    [
      'every pending attempt of the task, though one has landed',
      world({
        outputs: [ui, output('api/1', 'api'), output('api/2', 'api')],
        landed: new Set([task('api')]),
      }),
      [pending('api/1', 'plan'), pending('api/2', 'plan')],
    ],
    ['nothing when the task has landed', world({ landed: new Set([task('api')]) }), []],
    ['a task that was not seen to land', world(), [{ state: 'not-seen', task: task('api') }]],
    [
      'an output that it stands on, beside the plan',
      world({ stacks: new Map([['ui', ['db']]]), landed: new Set([task('api')]) }),
      [pending('db', 'stack')],
    ],
    [
      'an output that is both once, by the plan',
      world({ outputs: [ui, output('api')], stacks: new Map([['ui', ['api']]]) }),
      [pending('api', 'plan')],
    ],
  ])('%s', (_, facts, expected) => {
    expect(awaitedBy(ui, facts)).toEqual(expected);
  });

  test('nothing for a task that the plan does not know, or an output without a task', () => {
    expect(awaitedBy(output('docs'), world())).toEqual([]);
    expect(awaitedBy({ id: 'x', task: undefined }, world())).toEqual([]);
  });

  test('another attempt of its own task is not waited for', () => {
    const own = new Map([[task('ui'), [task('ui')]]]);
    expect(awaitedBy(ui, world({ dependsOn: own, landed: new Set([task('ui')]) }))).toEqual([]);
  });
});
