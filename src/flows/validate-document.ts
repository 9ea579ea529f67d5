import { readSpecText, sourceOf } from '../analysis/spec-text.ts';
import { auditWorkflow } from '../analysis/workflow-audit/audit-workflow.ts';
import { contractBlocks, handoffIn } from '../evidence/handoff-text.ts';
import * as registry from '../gates/registry.ts';
import type { CompletedStep } from '../model/handoff-contract.ts';
import { parseArtifactRef } from '../model/parse-artifact-ref.ts';
import { readContract } from '../model/read-contract.ts';
import { readPlan } from '../model/read-plan.ts';
import { type KnownRule, readPolicy } from '../model/read-policy.ts';
import type { Checked, Problem } from '../model/schema-problems.ts';
import type { StructuredFormat } from '../model/structured-text.ts';
import { type DocumentKind, kindOf, unknownKind } from './document-kind.ts';

export interface ValidatedDocument {
  /** undefined: neither the name nor the text says what it is. */
  readonly kind: DocumentKind | undefined;
  readonly problems: readonly Problem[];
}

const RULES: readonly KnownRule[] = Object.values(registry).flat();

/** A file by its own words: bounds, syntax, schema, every problem with its line. */
export function validateDocument(path: string, text: string): ValidatedDocument {
  const kind = kindOf(path, text);
  if (kind === undefined) return { kind, problems: unknownKind(path, text) };
  if (kind === 'workflow' || kind === 'action') return { kind, problems: audit(path, text) };
  const read = readers[kind](text, path.endsWith('.json') ? 'json' : 'yaml');
  return { kind, problems: read.ok ? [] : read.problems };
}

/** Valid or not is GitHub's to say; whether it is safe is ours. The one that reports the required check must always run. */
function audit(path: string, text: string): readonly Problem[] {
  const standing = /(?:^|\/)handoff-gate\.ya?ml$/.test(path) ? 'required' : 'optional';
  return auditWorkflow(path, text, standing).map(({ rule, line, problem, fix }) => ({
    field: rule,
    message: `${problem}. ${fix}`,
    line,
  }));
}

const readers: Readonly<
  Record<
    Exclude<DocumentKind, 'workflow' | 'action'>,
    (text: string, format: StructuredFormat) => Checked<unknown>
  >
> = {
  policy: (text, format) => readPolicy(text, { format, rules: RULES }),
  plan: (text, format) => readPlan(text, { format }),
  task: readSpecText,
  contract: readContractText,
};

/** The one visible contract of a text; what output/contract-present and output/contract-schema judge at a gate. */
export function readContractText(text: string): Checked<unknown> {
  const body = handoffIn(text);
  if (!body.ok) return refused(`The text ${body.because}`);
  const [hidden] = body.hidden;
  if (hidden !== undefined)
    return refused(
      `A handoff block stands where it does not count (${hidden.place}); move it to the top level or delete it`,
      hidden.line,
    );
  const blocks = contractBlocks(body);
  const [block, second] = blocks;
  if (block === undefined)
    return refused('There is no block "```json handoff-contract" at the top level of the text');
  if (second !== undefined)
    return refused(`There are ${blocks.length} handoff contracts; allowed is one`, second.line);
  const read = readContract(block.text, sourceOf(block));
  const unread = read.ok ? read.value['completed-steps'].flatMap(unreadRefs) : [];
  return unread.length === 0 ? read : { ok: false, problems: unread };
}

/** A ref that no grammar reads resolves nowhere; its author need not wait for a gate to hear it. */
function unreadRefs(step: CompletedStep, index: number): readonly Problem[] {
  return (['artifact', 'ref'] as const).flatMap((name) => {
    const parsed = parseArtifactRef(step[name]);
    const field = `completed-steps[${index}].${name}`;
    return 'problem' in parsed ? [{ field, message: `${field}: ${parsed.problem}` }] : [];
  });
}

function refused(message: string, line?: number): Checked<never> {
  return { ok: false, problems: [{ field: '', message, ...(line !== undefined && { line }) }] };
}
