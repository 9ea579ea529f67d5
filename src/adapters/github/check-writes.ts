import type { Sha } from '../../model/sha.ts';
import type { Annotation } from '../../report/annotations.ts';
import { saysTheSame } from '../../report/written-digest.ts';
import type { CheckRun } from './check-runs.ts';
import type { Write } from './write.ts';

/** What a check run says, within GitHub's limits already. */
export interface CheckContent {
  readonly name: string;
  readonly conclusion: 'success' | 'failure' | 'action_required';
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** Pages of at most 50; the first goes with the run, each other one is an update that adds to it. */
  readonly annotationPages: readonly (readonly Annotation[])[];
  /** Equal exactly when all of the above and the verdict's inputs are (decision K2). */
  readonly externalId: string;
}

/**
 * The write that makes a check say this; none when it does already (M13). GitHub counts the newest run of each name.
 */
export function checkWrites(
  repository: string,
  head: Sha,
  content: CheckContent,
  before: CheckRun | undefined,
): readonly Write[] {
  const conclusion = content.conclusion.toUpperCase();
  const completed = before?.conclusion !== undefined;
  // Whoever may write checks can copy our id onto a green one (threat G01).
  const same =
    before?.conclusion === conclusion && saysTheSame(before.externalId, content.externalId);
  if (same) return [];
  const [first = [], ...rest] = content.annotationPages;
  const says = {
    repositoryId: repository,
    name: content.name,
    status: 'COMPLETED',
    conclusion,
    // A run without all of its marks is no run that says the same: it is known only once the last page is there.
    externalId: rest.length === 0 ? content.externalId : UNFINISHED,
    output: outputOf(content, first),
  };
  // Annotations are only ever added to a run: a new run of the name begins without those of the old one, and counts instead.
  return before === undefined || completed
    ? [{ mutation: 'createCheckRun', input: { ...says, headSha: head } }]
    : [{ mutation: 'updateCheckRun', input: { ...says, checkRunId: before.nodeId } }];
}

/** Equal to the id of no page. */
const UNFINISHED = '';

/**
 * The pages of annotations after the first, once the run has an id. The last one brings what the run is known by: where a
 * request before it was lost, the next run finds that nothing says the same, and writes all of it anew.
 */
export function furtherAnnotations(
  repository: string,
  checkRunId: string,
  content: CheckContent,
): readonly Write[] {
  const { externalId } = content;
  return content.annotationPages.slice(1).map((page, at, { length }) => ({
    mutation: 'updateCheckRun',
    input: {
      repositoryId: repository,
      checkRunId,
      ...(at === length - 1 && { externalId }),
      output: outputOf(content, page),
    },
  }));
}

function outputOf(
  { title, summary, text }: CheckContent,
  annotations: readonly Annotation[],
): Readonly<Record<string, unknown>> {
  return {
    title,
    summary,
    ...(text !== '' && { text }),
    ...(annotations.length > 0 && {
      annotations: annotations.map(({ path, startLine, endLine, level, ...said }) => ({
        path,
        location: { startLine, endLine },
        annotationLevel: level.toUpperCase(),
        title: said.title,
        message: said.message,
      })),
    }),
  };
}
