import type { GitHub } from './git-hub.ts';
import type { PullRequest } from './world.ts';

export interface ShownCheck {
  readonly conclusion: string | undefined;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: number;
}

/** What people see on a pull request. */
export interface Shown {
  /** The newest run of a check on the head. @throws when there is none */
  check(name: string): ShownCheck;
  /** Names of all checks on the head. */
  readonly checks: readonly string[];
  readonly comments: readonly string[];
}

export function shownOn({ repository }: GitHub, pull: PullRequest): Shown {
  const runs = repository.noun.checkSuites
    .filter(({ sha }) => sha === pull.head.sha)
    .flatMap((suite) => suite.checkRuns);
  return {
    check(name) {
      const run = runs.findLast((one) => one.name === name);
      if (run === undefined) throw new Error(`#${pull.number} has no check ${name}`);
      const { conclusion, title = '', summary = '', text = '', annotations } = run;
      return { conclusion, title, summary, text, annotations: annotations.length };
    },
    checks: [...new Set(runs.map(({ name }) => name))].sort(),
    comments: pull.comments.map(({ body }) => body),
  };
}
