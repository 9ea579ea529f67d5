import { describe, expect, test } from '@jest/globals';
import { resolveRefs } from '../../src/evidence/resolve-refs.ts';
import type { CompletedStep } from '../../src/model/handoff-contract.ts';
import { path, sha, testRun, tree } from '../support/output-facts.ts';
import { blindPorts, refContext, refPorts } from '../support/ref-ports.ts';

const step = (ref: string, artifact = 'src/auth/pkce.ts'): CompletedStep => ({
  step: 'Work',
  artifact,
  ref,
  covers: [],
});
const PORTS = () => refPorts({ runs: [testRun()], mergeBases: [sha('base')] });
const only = async (ref: string, artifact?: string, ports = PORTS().ports) => {
  const [found] = await resolveRefs([step(ref, artifact)], refContext(), ports);
  if (found === undefined) throw new Error('no step');
  return found;
};

describe('resolve-refs', () => {
  test.each<[string, string]>([
    [`commit:${sha('head')}`, 'resolved'],
    ['file:src/auth/pkce.ts', 'resolved'],
    ['src/auth/pkce.ts', 'resolved'],
    ['test-run:auth-1-12/12', 'resolved'],
    // A run is recorded on the head.
    ['test-run:pending', 'resolved'],
    ['plan:v2#C1', 'resolved'],
    ['diff:auth/pr-23.diff', 'unresolved'],
    [`diff:${sha('base')}...${sha('head')}`, 'unresolved'],
    ['diff:#23', 'unverifiable'],
    ['check:build', 'unverifiable'],
    ['artifact:123/coverage', 'unverifiable'],
    [`attestation:sha256:${'0'.repeat(64)}`, 'unverifiable'],
    ['issue:#12', 'unverifiable'],
    ['pr:#23', 'unverifiable'],
    ['comment:42', 'unverifiable'],
    ['https://example.com/proof', 'unverifiable'],
  ])('%s is %s', async (ref, state) => {
    const found = await only(ref);
    expect(found.resolution.state).toBe(state);
    expect(found.refProblem).toBeUndefined();
  });

  test('a ref that its grammar refuses', async () => {
    const found = await only('comit:a3f92bc');
    expect(found).toMatchObject({ ref: undefined, resolution: { state: 'unresolved' } });
    expect(found.refProblem).toContain('did you mean commit?');
  });

  test.each<[string, string, string]>([
    ['a path', 'src/auth/pkce.ts', 'resolved'],
    ['a path that is not there', 'src/auth/gone.ts', 'unresolved'],
    ['another kind of ref', 'plan:v2', 'unresolved'],
    ['prose', 'the OAuth flow: see branch', 'unresolved'],
    ['a path that climbs out', '../secrets', 'unresolved'],
  ])('the artifact is %s', async (_, artifact, state) => {
    const found = await only('plan:v2', artifact);
    expect(found.artifact.state).toBe(state);
  });

  test('artifact lines are looked up too (X11)', async () => {
    const context = refContext({ headTree: tree(['src/auth/pkce.ts']) });
    const { ports } = refPorts({ blobs: { 'blob src/auth/pkce.ts': 'one\ntwo\n' } });
    const steps = ['src/auth/pkce.ts, lines 1-2', 'src/auth/pkce.ts, lines 1-3'];
    const found = await resolveRefs(
      steps.map((text) => step('plan:v2', text)),
      context,
      ports,
    );
    expect(found.map(({ artifact }) => artifact.state)).toEqual(['resolved', 'mismatched']);
    expect(found.map(({ artifact }) => artifact.path)).toEqual([
      path('src/auth/pkce.ts'),
      path('src/auth/pkce.ts'),
    ]);
  });

  test('where nothing can be looked at, nothing is refuted either', async () => {
    const refs = [
      'commit:deadbeef',
      'test-run:auth-1',
      'file:README.md#L1',
      `diff:${sha('tip')}...${sha('head')}`,
    ];
    const found = await resolveRefs(
      refs.map((ref) => step(ref)),
      refContext(),
      blindPorts(),
    );
    expect(found.map(({ resolution }) => resolution.state)).toEqual(refs.map(() => 'unverifiable'));
  });

  test('a bug of a port stays a bug', async () => {
    const ports = PORTS().ports;
    const bug = () => Promise.reject(new TypeError('bug'));
    const broken = { ...ports, testRuns: { find: bug, on: bug } };
    await expect(only('test-run:auth-1', undefined, broken)).rejects.toThrow('bug');
  });

  test('steps keep their order and index', async () => {
    const steps = [step('plan:v2'), step('test-run:auth-1'), step('commit:deadbeef')];
    const found = await resolveRefs(steps, refContext(), PORTS().ports);
    expect(found.map(({ index, ref }) => [index, ref?.kind])).toEqual([
      [0, 'plan'],
      [1, 'test-run'],
      [2, 'commit'],
    ]);
  });
});
