import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { o200kTokens } from '../../src/adapters/tokenizer/o200k-tokens.ts';
import type { JudgeOutputPorts } from '../../src/flows/judge-output.ts';
import { packForExecutor } from '../../src/flows/pack-context.ts';
import { digestOf } from '../../src/model/digest.ts';
import { printContract, printPlan, printTaskSpec } from '../../src/model/print-formats.ts';
import { specDigest } from '../../src/model/task-spec.ts';
import type { Seals } from '../../src/ports/seals.ts';
import { memoryRecord, memorySeals, memoryTestRuns } from '../support/memory-stores.ts';
import { contract, path, plan, sha, spec, task } from '../support/output-facts.ts';
import { repo } from '../support/repo.ts';
import { workspaceOf } from '../support/workspace.ts';

const request = {
  engine: '0.0.0',
  base: sha('base'),
  baseRef: 'refs/heads/main',
  authority: sha('base'),
};

describe('the scenario of the seed (X3)', () => {
  const file = (name: string) => readFileSync(`test/fixtures/back-off/${name}`, 'utf8');
  const made = repo({
    'src/db/pool.ts': '1\n',
    '.handoff/plan.yaml': file('plan.yaml'),
    '.handoff/tasks/connection-pool.md': file('connection-pool.md'),
    '.handoff/tasks/mail-relay.md': file('mail-relay.md'),
  })
    .branch('handoff/mail-relay')
    .edit('src/mail/relay.ts', 'const pause = 1_000; // a fixed pause\n')
    .commit('Pause')
    .make();

  test('the pool keeps its back-off, and no word of the other component comes near', async () => {
    const workspace = await workspaceOf(made.dir, made.sha('main'));
    const { text } = await packForExecutor(workspace, {
      ...request,
      authority: workspace.base,
      base: workspace.base,
      task: task('connection-pool'),
    });
    await workspace.close();
    const constraint =
      '- C1: "Reconnect with exponential back-off: 100 ms doubling to 10 s, with jitter"';
    expect(text.split(constraint)).toHaveLength(3);
    expect(text.trimEnd().endsWith(constraint)).toBe(true);
    expect(text.indexOf(constraint)).toBeLessThan(text.indexOf('## Objective'));
    expect(text).toContain('"src/db/connection.ts#L42-L67"');
    expect(text).not.toMatch(/mail|relay|simpl|fixed|pause|cleverer|Tuesday/i);
    expect(await o200kTokens(text)).toBeLessThan(700);
  });
});

test('a well-scoped task of full size stays below 2,000 tokens', async () => {
  const words = 'Sessions expire after 24 hours of inactivity and never on a fixed date';
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
  const large = spec({
    constraints: numbered(6).map((at) => ({ id: `C${at}`, text: `${words} (${at})` })),
    scope: {
      files: numbered(8).map((at) => `src/auth/providers/provider-${at}.ts`),
      create: numbered(4).map((at) => `test/auth/providers/provider-${at}.test.ts`),
      read: ['src/config.ts', 'docs/auth.md'],
    },
    'acceptance-criteria': numbered(6).map((at) => ({
      id: `AC${at}`,
      text: `12 unit tests in provider-${at}.test.ts pass`,
      verify: { tests: `test/auth/providers/provider-${at}.test.ts`, min: 12 },
    })),
    context: numbered(5).map((at) => `src/session-${at}.ts#L10-L40`),
  });
  const { text, budget } = await packForExecutor(portsOf([large]), {
    ...request,
    task: task('auth-oauth'),
  });
  const tokens = await o200kTokens(text);
  expect(budget.tokens).toBe(2_000);
  expect(tokens).toBeLessThan(budget.tokens);
});

/** Texts of one task, all with a mark that no other text has. */
function marked(id: string) {
  const mark = `zq${digestOf(id).slice(0, 12)}`;
  return spec({
    'task-id': id,
    objective: `Build ${mark} in src/${mark}.ts`,
    constraints: [{ id: 'C1', text: `Keep ${mark} as it is` }],
    scope: {
      files: [`src/${mark}.ts`],
      symbols: { [`lib/${mark}.ts`]: [mark] },
      read: [`${mark}.md`],
    },
    'acceptance-criteria': [{ id: 'AC1', text: `${mark} works`, verify: { review: 'R1' } }],
    rubric: [{ id: 'R1', text: `Is ${mark} simple?` }],
    context: [`src/${mark}.ts#L1-L9`],
  });
}

const taskIds = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('auth', 'db', 'mail', 'ui'), fc.nat({ max: 9_999 }))
    .map(([word, number]) => `task-${word}-${number}`),
  { minLength: 2, maxLength: 12 },
);

/** A world that holds every secret of every task; whoever asks for code gets an error, not code. */
function portsOf(specs: readonly ReturnType<typeof spec>[], own = specs[0]?.['task-id']) {
  const texts = new Map(
    specs.map((one) => [
      one['task-id'],
      { id: one['task-id'], source: 'a file', text: printTaskSpec(one) },
    ]),
  );
  const planText = printPlan(
    plan({
      goal: specs
        .map(({ objective }) => objective)
        .join('; ')
        .slice(0, 1_000),
      constraints: specs.map((one, at) => ({
        id: `C${at + 1}`,
        text: String(one.constraints[0]?.text),
      })),
      tasks: specs.map((one) => ({
        id: one['task-id'],
        objective: one.objective,
        scope: one.scope.files,
        'depends-on': specs.map((other) => other['task-id']).filter((id) => id !== one['task-id']),
      })),
    }),
  );
  const others = specs.filter((one) => one['task-id'] !== own);
  const pending = others.map((one) => ({
    id: `handoff/${one['task-id']}`,
    ref: `refs/heads/handoff/${one['task-id']}`,
    head: sha(one['task-id']),
    task: one['task-id'],
    since: 0,
  }));
  const never = async (): Promise<never> => {
    throw new Error('a pack looked at code');
  };
  const ports: JudgeOutputPorts & { readonly seals: Seals } = {
    tasks: { read: async (_, ids) => new Map([...texts].filter(([id]) => ids.includes(id))) },
    plans: { plan: async () => planText, policy: async () => undefined },
    outputs: {
      list: async () => pending,
      texts: async (asked) =>
        new Map(
          asked.map(({ id, task: of }) => [
            id,
            printContract(contract({ 'task-id': of, objective: `contract of ${of}` })),
          ]),
        ),
    },
    seals: memorySeals(),
    record: memoryRecord(),
    testRuns: memoryTestRuns(),
    history: new Proxy({} as JudgeOutputPorts['history'], { get: () => never }),
    blobs: { read: never, file: never },
    syntax: new Proxy({} as JudgeOutputPorts['syntax'], { get: () => never }),
    clock: { now: () => '2026-05-03T10:00:00.000Z' },
  };
  return ports;
}

describe('leakage (X7)', () => {
  test('over random plans: nothing of another task, neither id nor spec nor contract, in a pack', async () => {
    await fc.assert(
      fc.asyncProperty(taskIds, async (ids) => {
        const specs = ids.map(marked);
        const [own, ...others] = specs as [ReturnType<typeof spec>, ...ReturnType<typeof spec>[]];
        own['depends-on'] = others.map((other) => other['task-id']);
        const { text } = await packForExecutor(portsOf(specs), {
          ...request,
          task: own['task-id'],
        });
        expect(text).toContain(own.objective);
        for (const other of others) {
          expect(text.split(/[^a-z0-9-]+/)).not.toContain(other['task-id']);
          expect(text).not.toContain(digestOf(other['task-id']).slice(0, 12));
          expect(text).not.toContain(specDigest(other));
          expect(text).not.toContain(sha(other['task-id']));
        }
        expect(text).not.toContain('contract of');
      }),
      { numRuns: 60 },
    );
  });

  test('a refusal that names other tasks does not name them in the pack', async () => {
    const made = repo({
      '.handoff/policy.yaml': 'mode: block\n',
      '.handoff/plan.yaml': printPlan(plan()),
      '.handoff/tasks/auth-oauth.md': printTaskSpec(spec()),
      'src/auth/oauth.ts': '1\n',
      'src/auth/auth.spec.ts': '1\n',
    })
      .branch('handoff/auth-oauth')
      .edit('src/auth/oauth.ts', '2\n')
      .commit('Work')
      .make();
    const head = made.sha('handoff/auth-oauth');
    const wrong = contract({
      'next-step': {
        task: 'data-layer-conection',
        scope: ['src/db/connection.ts'],
        'acceptance-criteria': 'x passes',
      },
    });
    made.git('notes', '--ref=handoff', 'add', '-m', printContract(wrong), head);
    const workspace = await workspaceOf(made.dir, made.sha('main'));
    const { text } = await packForExecutor(workspace, {
      ...request,
      authority: workspace.base,
      base: workspace.base,
      task: task('auth-oauth'),
    });
    await workspace.close();
    expect(text).toContain('output/next-step-planned');
    expect(text).not.toContain('data-layer-connection');
    expect(text).toContain('another task');
  });
});

describe('sealed', () => {
  const asked = { ...request, task: task('auth-oauth') };
  const seal = (digest: string) => ({
    schema: 'handoff-seal/v1' as const,
    task: task('auth-oauth'),
    digest,
    plan: 2,
    at: '2026-05-03T09:00:00.000Z',
  });

  test('a spec that is not sealed says so; a sealed one does not', async () => {
    const ports = portsOf([spec()]);
    expect((await packForExecutor(ports, asked)).notes).toEqual([
      expect.stringContaining('not sealed'),
    ]);
    await ports.seals.put(seal(specDigest(spec())));
    expect((await packForExecutor(ports, asked)).notes).toEqual([]);
  });

  test('a spec that changed since is given to nobody (A03)', async () => {
    const ports = portsOf([spec()]);
    await ports.seals.put(seal(specDigest(spec({ objective: 'Implement more' }))));
    await expect(packForExecutor(ports, asked)).rejects.toMatchObject({ kind: 'config' });
  });

  test('nor is the spec of another task under this name', async () => {
    const ports = portsOf([spec({ 'task-id': 'auth' })]);
    const text = printTaskSpec(spec());
    const tasks = {
      read: async () => new Map([[task('auth'), { id: task('auth'), source: path('a.md'), text }]]),
    };
    await expect(
      packForExecutor({ ...ports, tasks }, { ...request, task: task('auth') }),
    ).rejects.toMatchObject({
      kind: 'config',
    });
  });
});
