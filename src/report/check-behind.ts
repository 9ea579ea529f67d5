import { counted } from '../model/short-list.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Part } from './fit-page.ts';
import { code, prose } from './markdown-text.ts';
import type { Integration, OutputDetail, PairRow, Report } from './report.ts';
import { PAIR_WORDS } from './words.ts';

/** What lies behind the verdicts of one output, out of the report of the run. */
export function behindParts(
  verdicts: readonly Verdict[],
  { outputs, integration }: Pick<Report, 'outputs' | 'integration'>,
): readonly Part[] {
  return verdicts.flatMap(({ gate, subject }) => {
    if (gate === 'output') return detailParts(outputs.find(({ output }) => output === subject.id));
    return gate === 'integration' ? integrationParts(subject.id, integration) : [];
  });
}

/** What the task authorised, what was changed, what proves it. */
function detailParts(detail: OutputDetail | undefined): readonly Part[] {
  if (detail === undefined) return [];
  const { objective, authorised, changed, evidence } = detail;
  const outside = changed.filter(({ inScope }) => !inScope);
  const resolved = evidence.filter(({ state }) => state === 'resolved').length;
  return [
    {
      heading: `Authorised: ${counted(authorised.length, 'scope pattern')}`,
      items: [
        ...(objective === undefined ? [] : [`- Objective: ${code(objective)}`]),
        ...authorised.map((pattern) => `- ${code(pattern)}`),
      ],
      shown: 'open',
      shrinks: 'middle',
    },
    {
      heading: `Changed: ${counted(changed.length, 'path')}, ${outside.length} outside the scope`,
      items: [...outside, ...changed.filter(({ inScope }) => inScope)].map(
        ({ path, kind, inScope }) =>
          `- ${code(path)} ${prose(kind)}${inScope ? '' : ', **outside the scope**'}`,
      ),
      shown: 'open',
      shrinks: 'early',
    },
    {
      heading: `Evidence: ${resolved} of ${counted(evidence.length, 'ref')} resolved`,
      items: evidence.map(({ step, ref, state, grade, lookedUp }) => {
        const mark = state === 'resolved' ? '✓' : '✗';
        return `- ${mark} ${code(ref)} ${prose(state)} (${code(grade)}): ${prose(
          lookedUp,
          changed.map(({ path }) => path),
        )}. Step: ${code(step)}`;
      }),
      shown: 'open',
      shrinks: 'middle',
    },
  ];
}

/** Whom one output meets, and the order in which these land. */
function integrationParts(output: string, integration: Integration | undefined): readonly Part[] {
  if (integration === undefined) return [];
  const { pairs, unmerged, order, evaluated } = integration;
  const own = pairs.filter(({ a, b }) => a === output || b === output);
  const shares = own.filter(({ state }) => state === 'shares');
  const hard = own.filter(({ state }) => state !== 'shares');
  const near = new Set([output, ...own.flatMap(({ a, b }) => [a, b])]);
  return [
    {
      heading: `Conflicts: ${hard.length}, among ${counted(evaluated.outputs, 'pending output')}`,
      items: [
        ...unmerged
          .filter((one) => one.output === output)
          .map(({ state, because }) => `- ${PAIR_WORDS[state]} with the base: ${prose(because)}`),
        ...hard.map((pair) => pairItem(output, pair)),
      ],
      shown: 'open',
      shrinks: 'late',
    },
    {
      heading: `Shares files with ${counted(shares.length, 'output')}, and merges cleanly`,
      items: shares.map((pair) => pairItem(output, pair)),
      shown: 'folded',
      shrinks: 'early',
    },
    {
      heading: 'Landing order',
      items: near.size === 1 ? [] : orderItems(order.filter((one) => near.has(one.output))),
      shown: 'open',
      shrinks: 'middle',
    },
  ];
}

/** All outputs against each other, in one list each. */
export function togetherParts(integration: Integration | undefined): readonly Part[] {
  if (integration === undefined) return [];
  const { pairs, unmerged, order, evaluated } = integration;
  const hard = pairs.filter(({ state }) => state !== 'shares');
  const shares = pairs.filter(({ state }) => state === 'shares');
  return [
    {
      heading: `Conflicts: ${hard.length} of ${counted(evaluated.pairs, 'pair')}`,
      items: [
        ...unmerged.map(
          ({ output, state, because }) =>
            `- ${code(output)} ${PAIR_WORDS[state]} with the base: ${prose(because)}`,
        ),
        ...hard.map((pair) => pairItem(pair.a, pair, `${code(pair.a)} `)),
      ],
      shown: 'open',
      shrinks: 'late',
    },
    {
      heading: `Pairs that share files, and merge cleanly: ${shares.length}`,
      items: shares.map((pair) => pairItem(pair.a, pair, `${code(pair.a)} `)),
      shown: 'folded',
      shrinks: 'early',
    },
    {
      heading: 'Landing order',
      items: orderItems(order),
      shown: 'open',
      shrinks: 'middle',
    },
  ];
}

/** Most outputs that a line of the landing order names. */
const STEP_OUTPUTS = 20;

/** One line a step: outputs that come one after the other for the same reason share it. */
function orderItems(order: Integration['order']): readonly string[] {
  const steps: { readonly because: string; readonly outputs: string[] }[] = [];
  for (const { output, because } of order) {
    const last = steps.at(-1);
    if (last?.because === because && last.outputs.length < STEP_OUTPUTS) last.outputs.push(output);
    else steps.push({ because, outputs: [output] });
  }
  return steps.map(({ because, outputs }, index) => {
    const each = outputs.length > 1 ? 'each ' : '';
    return `${index + 1}. ${outputs.map(code).join(', ')}: ${each}${prose(because)}`;
  });
}

/** Most paths of one pair that a line names. */
const PAIR_PATHS = 10;

function pairItem(output: string, pair: PairRow, before = ''): string {
  const { a, b, state, paths, holder, because } = pair;
  const other = a === output ? b : a;
  const named = paths.slice(0, PAIR_PATHS).map(code).join(', ');
  const more = paths.length > PAIR_PATHS ? ` and ${paths.length - PAIR_PATHS} more` : '';
  const kind = pair.class === undefined ? '' : ` (${prose(pair.class)})`;
  const first = holder === undefined ? '' : ` ${code(holder)} lands first.`;
  const why = because === undefined ? '' : ` Because: ${prose(because)}`;
  return `- ${before}${PAIR_WORDS[state]}${kind} with ${code(other)}${named === '' ? '' : ` in ${named}`}${more}.${first}${why}`;
}
