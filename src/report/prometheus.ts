import type { Statistics } from '../verdict/statistics.ts';

/** Statistics in Prometheus' text format. Label values are names of our own (gates, rules, kinds, modes), never text of others (threat F07). */
export function prometheusText(statistics: Statistics): string {
  const { gates, rules, refs, drift, attempts, mast } = statistics;
  return [
    metric(
      'handoff_gate_verdicts',
      'Verdicts in the record',
      'gauge',
      gates.flatMap(({ gate, passed, failed, unproven, notApplicable }) => [
        sample({ gate, state: 'passed' }, passed),
        sample({ gate, state: 'failed' }, failed),
        sample({ gate, state: 'unproven' }, unproven),
        sample({ gate, state: 'not-applicable' }, notApplicable),
      ]),
    ),
    metric(
      'handoff_gate_blocking_findings',
      'Blocking findings by rule',
      'gauge',
      rules.map(({ rule, blocked }) => sample({ rule }, blocked)),
    ),
    metric(
      'handoff_gate_refs',
      'Refs of completed steps, looked up',
      'gauge',
      refs.flatMap(({ kind, resolved, refused }) => [
        sample({ kind, outcome: 'resolved' }, resolved),
        sample({ kind, outcome: 'refused' }, refused),
      ]),
    ),
    metric(
      'handoff_gate_drift_share',
      'Share of changed units outside the scope, last verdict of each task',
      'gauge',
      [sample({ statistic: 'median' }, drift.median), sample({ statistic: 'most' }, drift.most)],
    ),
    metric(
      'handoff_gate_task_attempts',
      'Tasks by the attempts they took',
      'gauge',
      attempts.map((row) => sample({ attempts: String(row.attempts) }, row.tasks)),
    ),
    metric(
      'handoff_gate_mast_findings',
      'Blocking findings by MAST failure mode',
      'gauge',
      mast.map(({ mode, findings }) => sample({ mode }, findings)),
    ),
  ].join('');
}

interface Sample {
  readonly labels: string;
  readonly value: number;
}

function sample(labels: Readonly<Record<string, string>>, value: number): Sample {
  const pairs = Object.entries(labels).map(
    ([name, text]) => `${name}="${text.replace(/[^\w/.: -]/g, '_')}"`,
  );
  return { labels: `{${pairs.join(',')}}`, value };
}

function metric(name: string, help: string, type: 'gauge', samples: readonly Sample[]): string {
  if (samples.length === 0) return '';
  const lines = samples.map(({ labels, value }) => `${name}${labels} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
