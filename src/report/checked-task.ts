import type { RuleResult } from '../model/rule-result.ts';
import { counted } from '../model/short-list.ts';
import { type Block, findingBlocks, line, span, type Tone } from './terminal-model.ts';
import { findingMembers } from './verdict-json.ts';

/** What Gate 1 would say about a spec. */
export interface CheckedTask {
  /** Where it was read. */
  readonly source: string;
  readonly task: string | undefined;
  /** waits: the spec is good, and its executor may not start yet. landed: nobody starts by it any more. */
  readonly state: 'passed' | 'waits' | 'landed' | 'refused' | 'unproven';
  readonly because: string;
  /** Of a spec that can be read. */
  readonly digest: string | undefined;
  readonly rules: readonly RuleResult[];
}

const MARKS: Readonly<Record<CheckedTask['state'], readonly [string, Tone]>> = {
  passed: ['✓', 'good'],
  waits: ['✓', 'good'],
  landed: ['✓', 'good'],
  refused: ['✗', 'bad'],
  unproven: ['?', 'doubt'],
};

/** One line a spec, and below it what has to be repaired; advice too, unless brief. */
export function checkedBlocks(checked: CheckedTask, detail: 'full' | 'brief'): readonly Block[] {
  const { source, state, rules } = checked;
  const good = state === 'passed' || state === 'waits' || state === 'landed';
  if (good && detail === 'brief') return [];
  const [mark, tone] = MARKS[state];
  const findings = rules.flatMap(({ findings: found }) => found);
  // What a good spec waits for is told by its line; the same with a cross before it would look like a fault.
  const shown = findings.filter(({ severity }) =>
    severity === 'block' ? !good : detail === 'full',
  );
  const doubts = rules.filter((rule) => rule.state === 'unproven');
  return [
    line(
      0,
      span(`${mark} `, tone),
      span(source, 'strong'),
      span(`  ${state}: ${told(checked)}`, 'quiet'),
    ),
    ...shown.flatMap(findingBlocks),
    ...doubts.flatMap(({ rule, saw }) => [
      line(0, span('? ', 'doubt'), span(rule, 'strong'), span(`  ${saw}`)),
    ]),
  ];
}

/** Findings stand in full below the line, so it only counts them. */
function told({ state, because, rules }: CheckedTask): string {
  if (state !== 'refused') return because;
  const findings = rules.flatMap(({ findings: found }) => found);
  return counted(findings.filter(({ severity }) => severity === 'block').length, 'finding');
}

export function checkedMembers({ source, task, state, because, digest, rules }: CheckedTask) {
  return {
    source,
    ...(task !== undefined && { task }),
    state,
    because,
    ...(digest !== undefined && { digest }),
    findings: rules.flatMap(({ findings }) => findings.map(findingMembers)),
    unproven: rules
      .filter((rule) => rule.state === 'unproven')
      .map(({ rule, saw }) => ({ rule, because: saw })),
  };
}
