import { describe, expect, test } from '@jest/globals';
import { authorityFacts } from '../../src/evidence/gather-authority.ts';
import type { Get } from '../../src/evidence/gatherers.ts';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import type { OutputPorts, OutputRequest } from '../../src/evidence/output-request.ts';
import { known } from '../../src/model/evidence.ts';
import type { TaskId } from '../../src/model/task-id.ts';
import type { PendingOutput } from '../../src/ports/pending-outputs.ts';
import { contract, plan, sha, spec, task } from '../support/output-facts.ts';

const AUTH = task('auth-oauth');
const DATA = task('data-layer');
const output = (id: string, of: TaskId | undefined, more: Partial<PendingOutput> = {}) => ({
  id,
  ref: `refs/heads/${id}`,
  head: sha(id),
  task: of,
  since: 10,
  ...more,
});
const OWN = output('#5', AUTH);

/** Facts about the output among the others, whatever else the world holds. */
function facts(
  own: PendingOutput,
  others: readonly PendingOutput[],
  claimed: string = AUTH,
): Get<OutputFacts> {
  const asked: TaskId[] = [];
  const specs = new Map(
    [AUTH, DATA].map((id) => [
      id,
      {
        id,
        source: `.handoff/tasks/${id}.md`,
        text: `\`\`\`json handoff-task\n${JSON.stringify(spec({ 'task-id': id }))}\n\`\`\`\n`,
      },
    ]),
  );
  const ports = {
    outputs: { list: async () => [own, ...others], texts: async () => new Map() },
    tasks: {
      read: async (_: unknown, ids: readonly TaskId[]) => {
        asked.push(...ids);
        return new Map([...specs].filter(([id]) => ids.includes(id)));
      },
    },
    seals: { find: async () => undefined },
    plans: { plan: async () => JSON.stringify(plan()), policy: async () => undefined },
  } as unknown as OutputPorts;
  const request = { output: own, authority: sha('main'), base: sha('main') };
  const gatherers = authorityFacts(ports, request as OutputRequest);
  const get = ((name: keyof typeof gatherers | 'contract') =>
    name === 'contract'
      ? known(contract({ 'task-id': claimed }))
      : gatherers[name](get)) as Get<OutputFacts>;
  return get;
}

describe('of two outputs of one task exactly one is before the other (threat A02)', () => {
  test.each<readonly [why: string, other: PendingOutput, rivals: readonly string[]]>([
    ['an earlier one', output('#9', AUTH, { since: 9 }), ['#9']],
    ['a later one', output('#1', AUTH, { since: 11 }), []],
    ['the same moment: the id that comes first', output('#4', AUTH), ['#4']],
    ['the same moment, and its id comes later', output('#6', AUTH), []],
    ['an earlier one of another task', output('#1', DATA, { since: 1 }), []],
    ['an earlier one of no task', output('#1', undefined, { since: 1 }), []],
  ])('%s', async (_, other, rivals) => {
    expect(await facts(OWN, [other])('binding')).toEqual(
      known({ output: '#5', bound: AUTH, claimed: AUTH, rivals }),
    );
    // Never both, never none.
    if (other.task === AUTH) {
      const back = await facts(other, [OWN])('binding');
      expect(back).toMatchObject({ value: { rivals: rivals.length === 0 ? ['#5'] : [] } });
    }
  });

  test('what belongs to no task is nobody’s rival, and has none', async () => {
    const stray = output('#5', undefined, { stranger: 'user 7 opened it' });
    expect(await facts(stray, [output('#1', undefined, { since: 1 })])('binding')).toEqual(
      known({
        ...{ output: '#5', bound: undefined, claimed: AUTH, rivals: [] },
        stranger: 'user 7 opened it',
      }),
    );
  });
});

describe('a claim chooses no scope (threat A02)', () => {
  test('the spec is the one of the task that the output was started for', async () => {
    expect(await facts(OWN, [], DATA)('specReading')).toMatchObject({ value: { task: AUTH } });
  });

  test('without one the claim says what is looked up, so that the finding can say what is missing', async () => {
    const stray = output('#5', undefined);
    expect(await facts(stray, [], DATA)('specReading')).toMatchObject({ value: { task: DATA } });
  });

  test('other outputs of its own task are no other work; those of the claimed one are', async () => {
    const others = [output('#6', AUTH), output('#7', DATA), output('#8', undefined)];
    const found = await facts(OWN, others, DATA)('others');
    expect(found).toMatchObject({ state: 'known', value: { scopes: [{ task: DATA }] } });
  });
});
