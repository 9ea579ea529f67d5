import { describe, expect, test } from '@jest/globals';
import { isAmong, type Person, Principal } from '../../src/model/principal.ts';

const person: Person = { kind: 'user', id: 7, login: 'planner', teams: ['acme/planners'] };

describe('who is among the principals of a policy (threat G11)', () => {
  test.each<[string, readonly unknown[], Partial<Person>, boolean]>([
    ['by user id', [{ user: 7 }], {}, true],
    ['by user id, whatever the login says', [{ user: 7, login: 'somebody' }], {}, true],
    ['by app id', [{ app: 7 }], { kind: 'app', login: 'planner[bot]' }, true],
    ['by team', [{ team: 'acme/planners' }], { id: 8 }, true],
    ['one of several', [{ user: 1 }, { app: 7 }, { user: 7 }], {}, true],
    ['nobody is named', [], {}, false],
    ['the login of a planner, another id', [{ user: 7, login: 'planner' }], { id: 8 }, false],
    ['an app with the id of a user', [{ user: 7 }], { kind: 'app' }, false],
    ['a user with the id of an app', [{ app: 7 }], {}, false],
    ['another team', [{ team: 'acme/planner' }], {}, false],
    ['a team in another organisation', [{ team: 'evil/planners' }], {}, false],
  ])('%s', (_, principals, overrides, expected) => {
    const read = principals.map((one) => Principal.parse(one));
    expect(isAmong(read, { ...person, ...overrides })).toBe(expected);
  });
});
