import type { AcceptanceCriterion, Verify } from '../../model/acceptance-criterion.ts';
import type { RefKind } from '../../model/artifact-ref.ts';
import type { ChangedPath, TreeEntry } from '../../model/change.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { RepoPath } from '../../model/repo-path.ts';
import { counted, shortList } from '../../model/short-list.ts';
import type { TaskSpec } from '../../model/task-spec.ts';
import { outputRule } from '../rule.ts';

export const criteriaCovered = outputRule({
  id: 'output/criteria-covered',
  holds:
    'Each acceptance criterion is covered by a completed step with the evidence that it asks for.',
  needs: ['spec', 'contract', 'steps', 'headTree', 'changedPaths'],
  to: 'executor',
  mast: 'FM-3.1',
  seed: ['G2c', 'C8'],
  threats: [],
  saw({ spec, contract }) {
    const ids = spec.spec['acceptance-criteria'].map(({ id }) => id);
    return `${shortList(ids, 8)} against ${counted(contract['completed-steps'].length, 'completed step')}`;
  },
  check({ spec: { spec }, contract, steps, headTree, changedPaths }) {
    const kinds = new Map(steps.map(({ index, ref }) => [index, ref?.kind]));
    const covering = contract['completed-steps'].flatMap(({ covers }, index) =>
      covers.map((id): Covering => ({ id, index, kind: kinds.get(index) })),
    );
    return [
      ...spec['acceptance-criteria'].flatMap((criterion) => [
        ...uncovered(criterion, covering),
        ...absent(criterion, headTree),
        ...touched(criterion, changedPaths),
      ]),
      ...invented(covering, spec),
    ];
  },
});

interface Covering {
  readonly id: string;
  readonly index: number;
  /** undefined: its grammar was refused, which output/refs-resolve tells. */
  readonly kind: RefKind | undefined;
}

const TESTS: readonly RefKind[] = ['test-run', 'check', 'artifact', 'attestation'];
const FILES: readonly RefKind[] = ['commit', 'file', 'diff'];

/** The refs that can prove a criterion; 'any' where the spec does not say how; 'none' where no step could be the proof. */
function provedBy(verify: Verify | undefined): readonly RefKind[] | 'any' | 'none' {
  if (verify === undefined) return 'any';
  if ('tests' in verify || 'command' in verify) return TESTS;
  if ('exists' in verify) return FILES;
  // What is unchanged is seen in the trees, and a review is the critic's.
  return 'none';
}

/** Only the kind is judged here: whether a ref resolves and is bound is told by the rules of that name. */
function uncovered(
  { id, text, verify }: AcceptanceCriterion,
  all: readonly Covering[],
): readonly FindingDraft[] {
  const allowed = provedBy(verify);
  const covering = all.filter((step) => step.id === id);
  const isProof = ({ kind }: Covering) =>
    allowed === 'any' || kind === undefined || allowed.includes(kind);
  if (allowed === 'none' || covering.some(isProof)) return [];
  const kinds = allowed === 'any' ? 'any kind' : shortList(allowed);
  const found = covering.map(({ index, kind }) => `completed-steps[${index}] with a ${kind} ref`);
  return [
    {
      problem:
        found.length === 0
          ? `${id} is covered by no completed step: "${text}".`
          : `${id} is covered by ${shortList(found)}, which cannot prove it: "${text}".`,
      fix: `Add a completed step with "covers": ["${id}"] and a ref that proves it (${kinds}); if it is not done, do it.`,
      at: { field: 'completed-steps' },
      expected: kinds,
      found: found.length === 0 ? 'no step' : shortList(found),
      facts: { criterion: id, allowed, steps: covering.map(({ index }) => index) },
      key: id,
    },
  ];
}

function absent(
  { id, verify }: AcceptanceCriterion,
  headTree: ReadonlyMap<string, TreeEntry>,
): readonly FindingDraft[] {
  if (verify === undefined || !('exists' in verify)) return [];
  const path = verify.exists;
  const mode = headTree.get(path)?.mode;
  if (mode === '100644' || mode === '100755') return [];
  return [
    {
      problem: `${id} asks for the file ${path}; the head has ${mode === undefined ? 'no such path' : 'no regular file there'}.`,
      fix: `Create ${path} as a regular file.`,
      at: { path },
      expected: 'a regular file',
      found: mode ?? 'nothing',
      facts: { criterion: id, path },
      key: `${id} exists`,
    },
  ];
}

function touched(
  { id, verify }: AcceptanceCriterion,
  changedPaths: readonly ChangedPath[],
): readonly FindingDraft[] {
  if (verify === undefined || !('unchanged' in verify)) return [];
  const { unchanged } = verify;
  const isUnder = (path: RepoPath) => path === unchanged || path.startsWith(`${unchanged}/`);
  return changedPaths
    .filter(({ path }) => isUnder(path))
    .map(({ path, kind }) => ({
      problem: `${id} asks that ${unchanged} stays as it is, but ${path} is ${kind}.`,
      fix: `Revert ${path}.`,
      at: { path },
      expected: 'unchanged',
      found: kind,
      facts: { criterion: id, path, change: kind },
      key: `${id} unchanged`,
    }));
}

/** A criterion that nobody asked for would make the work look more complete than it is. */
function invented(covering: readonly Covering[], spec: TaskSpec): readonly FindingDraft[] {
  const ids = spec['acceptance-criteria'].map(({ id }) => id);
  return covering
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, index }) => ({
      problem: `completed-steps[${index}] covers ${id}, which is no criterion of ${spec['task-id']}; allowed: ${shortList(ids, 32)}.`,
      fix: `Take ${id} out of completed-steps[${index}].covers.`,
      at: { field: `completed-steps[${index}].covers` },
      expected: shortList(ids, 32),
      found: id,
      facts: { criterion: id, step: index },
      key: id,
    }));
}
