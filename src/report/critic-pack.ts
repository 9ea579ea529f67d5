import type { HandoffContract } from '../model/handoff-contract.ts';
import { rubricDigest, rubricOf } from '../model/rubric.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import { QUOTES, quoted, section } from './quoted.ts';
import { visible } from './visible-text.ts';

/** What a critic is given: rubric, spec, contract, and where to look. Never the actor's thread (seed P11, P12). */
export interface CriticPackFacts {
  readonly spec: TaskSpec;
  readonly digest: string;
  readonly head: string;
  /** Where the output left the base; several in criss-cross histories. */
  readonly mergeBases: readonly string[];
  /** Changed paths. */
  readonly changed: readonly string[];
  /** undefined = there is none that can be read. */
  readonly contract: HandoffContract | undefined;
  /** What became of each ref of the contract, in the order of its steps. */
  readonly looked: readonly { readonly state: string; readonly lookedUp: string }[];
}

/** More changed paths than this say "look at the diff", not "look at each". */
const LISTED = 60;

/** What one critic needs for one output, as Markdown, with the rubric word for word and the form of the answer. */
export function criticPack(facts: CriticPackFacts): string {
  const { spec, digest, head, mergeBases, changed, contract, looked } = facts;
  const lines = [
    `# Review of task ${spec['task-id']}`,
    `Judge commit ${head} by the rubric alone. Spec sha256:${digest}. ${QUOTES}`,
    ...section(`Rubric, sha256:${rubricDigest(spec)}`, rubricOf(spec).flatMap(rubricEntry)),
    ...section('Spec', [
      `- objective: ${quoted(spec.objective)}`,
      ...spec.constraints.map(({ id, text }) => `- ${id}: ${quoted(text)}`),
      ...spec['acceptance-criteria'].map(({ id, text }) => `- ${id}: ${quoted(text)}`),
      `- scope: ${scopeOf(spec).map(quoted).join(', ')}`,
    ]),
    ...section('What the executor claims', claims(contract, looked)),
    ...section('Where to look', [
      ...mergeBases.map((base) => `- diff:${base}...${head}`),
      ...changed.slice(0, LISTED).map((path) => `- ${quoted(path)}`),
      ...(changed.length > LISTED ? [`- and ${changed.length - LISTED} more files`] : []),
    ]),
    ...section('Answer', [
      'One block, each entry of the rubric once. `pass` and `fail` need a ref that resolves; `fail` needs one required change; `unknown` is a legal answer. Prose is not.',
      ...answerForm(facts),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Word for word, behind an indentation that no fence, heading or comment of its own survives; unseen characters are shown. */
function rubricEntry({ id, text }: { readonly id: string; readonly text: string }) {
  return ['', `${id}:`, '', ...text.split('\n').map((line) => `    ${visible(line)}`)];
}

function scopeOf({ scope }: TaskSpec): readonly string[] {
  return [...scope.files, ...scope.create, ...Object.keys(scope.symbols)];
}

function claims(
  contract: HandoffContract | undefined,
  looked: CriticPackFacts['looked'],
): readonly string[] {
  if (contract === undefined) return ['There is no contract that can be read.'];
  return [
    ...contract['completed-steps'].map(({ step, artifact, ref, covers }, index) => {
      const proves = covers.length > 0 ? ` for ${covers.join(', ')}` : '';
      const found = looked[index];
      const state = found === undefined ? '' : ` — ${found.state}: ${quoted(found.lookedUp)}`;
      return `- ${quoted(step)}${proves}: ${quoted(artifact)}, ${quoted(ref)}${state}`;
    }),
    ...contract['open-questions'].map((entry) => `- open: ${quoted(JSON.stringify(entry))}`),
    ...contract.disputed.map((id) => `- disputes ${id}`),
  ];
}

function answerForm({ spec, head }: CriticPackFacts): readonly string[] {
  return [
    '```yaml handoff-review',
    'schema: handoff-review/v1',
    `task-id: ${spec['task-id']}`,
    `head: ${head}`,
    `rubric-sha256: ${rubricDigest(spec)}`,
    'critic: <who reviews>',
    'criteria:',
    ...rubricOf(spec).map(
      ({ id }) =>
        `  - {id: ${id}, verdict: <pass|fail|unknown>, evidence: "<file:path#L1-L9 or commit:sha>"}`,
    ),
    '```',
    'A fail also has `required-change: "<one change>"` and `at: <path>`. Work beyond the task goes to `follow-ups: [{objective: …, scope: […]}]`.',
  ];
}
