import { expect, test } from '@jest/globals';
import { tasksBehind } from '../../src/analysis/tasks-behind.ts';
import { task } from '../support/output-facts.ts';

const of = (id: string, ...needs: string[]) => ({ id: task(id), 'depends-on': needs.map(task) });

test('counts whoever waits, directly and through others, each once', () => {
  const tasks = [
    of('schema'),
    of('auth', 'schema'),
    of('api', 'auth', 'schema', 'gone'),
    of('docs'),
  ];
  expect([...tasksBehind(tasks)]).toEqual([
    ['schema', 2],
    ['auth', 1],
    ['api', 0],
    ['docs', 0],
  ]);
});

test('ends in a circle, in which nobody waits for itself', () => {
  const tasks = [of('a', 'b'), of('b', 'a'), of('c', 'a'), of('d', 'd')];
  expect([...tasksBehind(tasks)]).toEqual([
    ['a', 2],
    ['b', 2],
    ['c', 0],
    ['d', 0],
  ]);
});
