import { quote } from '../../model/wording.ts';
import type { PlacedJob } from '../../model/workflow-file.ts';
import type { AuditRule } from './audit-rule.ts';

const HOSTED = /^(?:ubuntu|windows|macos)-[\w.-]+$/;

/** A machine that lives on keeps what one pull request left for the next. */
export const hostedRunners: AuditRule = {
  id: 'hosted-runners',
  holds: 'Every job runs on a fresh machine of GitHub, named in the file.',
  check({ jobs }) {
    return jobs
      .filter(({ uses }) => uses === undefined)
      .flatMap((job) => {
        const labels = labelsOf(job);
        const other = labels.find((label) => !HOSTED.test(label));
        if (labels.length > 0 && other === undefined) return [];
        return [
          {
            at: [...job.at, 'runs-on'],
            problem: `The job ${quote(job.id)} runs on ${other === undefined ? 'no machine' : quote(other)}; allowed: ubuntu-…, windows-… or macos-…`,
            fix: 'Name a machine that GitHub hosts, like ubuntu-24.04.',
          },
        ];
      });
  },
};

/** The machines by name; `${{ matrix.os }}` becomes what the matrix of the job has there. */
function labelsOf(job: PlacedJob): readonly string[] {
  const { 'runs-on': machine = [] } = job;
  const labels = 'labels' in machine ? [...machine.group, ...machine.labels] : machine;
  return labels.flatMap((label) => {
    const [, name] = /^\$\{\{ *matrix\.([\w-]+) *\}\}$/.exec(label) ?? [];
    const values = name === undefined ? [] : matrixValues(job, name);
    return values.length > 0 ? values : [label];
  });
}

/** Of its own list and of the rows that `include` adds. */
function matrixValues({ strategy }: PlacedJob, name: string): readonly string[] {
  const matrix = Object(strategy?.matrix) as Readonly<Record<string, unknown>>;
  const added = [matrix['include']].flat().map((row) => Object(row)[name]);
  return [matrix[name], added]
    .flat(2)
    .filter((value) => value !== undefined)
    .map(String);
}

/** A job that hangs costs six hours, and a gate that hangs is a pull request that waits as long. */
export const boundedJobs: AuditRule = {
  id: 'bounded-jobs',
  holds: 'Every job has a time limit.',
  check({ jobs }) {
    return jobs
      .filter((job) => job.uses === undefined && job['timeout-minutes'] === undefined)
      .map(({ id, at }) => ({
        at,
        problem: `The job ${quote(id)} may run for six hours`,
        fix: 'Give it `timeout-minutes`.',
      }));
  },
};

/** Two runs for one thing at the same time write over each other. */
export const oneAtATime: AuditRule = {
  id: 'one-at-a-time',
  holds: 'A workflow says which of its runs may not run together.',
  check({ kind, jobs, concurrency }) {
    if (kind === 'action' || concurrency !== undefined) return [];
    return jobs
      .filter((job) => job.concurrency === undefined)
      .map(({ id, at }) => ({
        at,
        problem: `Two runs of the job ${quote(id)} may run together`,
        fix: 'Give the workflow or the job a `concurrency` group.',
      }));
  },
};
