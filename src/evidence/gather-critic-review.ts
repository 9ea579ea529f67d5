import { whyReviewDue } from '../analysis/review-due.ts';
import type { RangeCommit } from '../model/change.ts';
import type { CriticReview } from '../model/critic-review.ts';
import { type Evidence, type Gathered, known, missing, valueIfKnown } from '../model/evidence.ts';
import { rubricDigest } from '../model/rubric.ts';
import { parseSha, type Sha } from '../model/sha.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { CriticReviewFacts, ReviewOnRecord, ReviewReading } from './critic-review-facts.ts';
import { outputGatherers } from './gather-output-facts.ts';
import { gatherFacts } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import { once } from './once.ts';
import type { OutputFacts, RefResolution } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';
import { resolveRefs } from './resolve-refs.ts';
import { reviewsIn } from './review-text.ts';
import { type WordsOfCritics, wordsOfCritics } from './words-of-critics.ts';

export interface ReviewRequest extends OutputRequest {
  /** A review that the caller names, besides those that came with the output: it hides none of them (decision K10). */
  readonly review?: { readonly source: string; readonly text: string };
}

const NEEDED = ['head', 'commits', 'changedPaths', 'headTree', 'plan', 'spec', 'contract'] as const;

/** Everything that the rules of the critic gate may name, for one output. */
export async function gatherCriticReview(
  ports: OutputPorts,
  request: ReviewRequest,
): Promise<Gathered<CriticReviewFacts>> {
  const { output, policy } = request;
  const facts = await gatherFacts<OutputFacts>(outputGatherers(ports, request), new Set(NEEDED));
  const spec = sealed(facts.spec);
  const words = once(() => wordsOfCritics(ports, request));
  const reading = await look(async () => readingOf(await words()));
  const review = standingOn([reading], (read) =>
    read.review === undefined ? NO_REVIEW : known(read.review),
  );
  const { head, commits, changedPaths, headTree, plan } = facts;
  return {
    due: await standingOn([spec], (value) =>
      known({ because: whyReviewDue(value, policy, valueIfKnown(facts.plan)) }),
    ),
    reading,
    review: await review,
    spec,
    rubricDigest: await standingOn([spec], (value) => known(rubricDigest(value))),
    head: known(output.head),
    evidence: await standingOn(
      [reading, head, commits, changedPaths, headTree, plan, spec],
      ({ review: found }, ...[top, range, changed, tree, planned, { scope }]) =>
        look(() =>
          evidenceOf(found, ports, {
            head: top,
            commits: range,
            changedPaths: changed,
            headTree: tree,
            plan: planned,
            scope,
          }),
        ),
    ),
    actors: await standingOn([commits], (range) => look(() => actorsOf(ports, request, range))),
    reviews: await standingOn([reading, commits, spec], (_, range, of) =>
      look(async () =>
        reviewsOf(
          ports,
          request,
          (await words()).all,
          range.map(({ sha }) => sha),
          of,
        ),
      ),
    ),
    disputed: known(valueIfKnown(facts.contract)?.disputed ?? []),
  };
}

const NO_REVIEW = missing(
  'there is not one review of the head that can be read',
  'critic-review/verdict-per-criterion',
);

/** A spec that changed after its seal has no sealed rubric; output/spec-current says so at Gate 2. */
function sealed(spec: Evidence<OutputFacts['spec']>): Evidence<TaskSpec> {
  if (spec.state !== 'known') return spec;
  const { seal, digest } = spec.value;
  return seal !== undefined && seal.digest !== digest
    ? missing('the spec changed after it was sealed', 'output/spec-current')
    : known(spec.value.spec);
}

function readingOf({ source, current, problems }: WordsOfCritics): ReviewReading {
  const read = current.map(({ text }) => reviewsIn(text));
  const blocks = read.reduce((sum, one) => sum + one.blocks, 0);
  const [review] = read.flatMap(({ reviews }) => reviews);
  return {
    source,
    blocks,
    problems: [...problems, ...read.flatMap((one) => one.problems)],
    review: blocks === 1 ? review : undefined,
  };
}

async function evidenceOf(
  review: CriticReview | undefined,
  ports: OutputPorts,
  context: Parameters<typeof resolveRefs>[1],
): Promise<readonly RefResolution[]> {
  const steps = (review?.criteria ?? []).map(({ id, evidence }) => ({
    step: id,
    artifact: evidence,
    ref: evidence,
    covers: [],
  }));
  return (await resolveRefs(steps, context, ports)).map(({ resolution }) => resolution);
}

/** Whoever was signed in; else the e-mail addresses of the commits, which prove nothing (threat G11). */
async function actorsOf(
  { signedIn }: OutputPorts,
  { output }: ReviewRequest,
  range: readonly RangeCommit[],
): Promise<readonly string[]> {
  if (signedIn !== undefined) return [(await signedIn.author(output)).login];
  return [...new Set(range.map(({ authorEmail }) => authorEmail))].sort();
}

/**
 * Reviews on the head, on every commit of this output, and on heads that the record knows of the task: a rebased branch
 * does not shed what a critic required. A commit that is not here any more has no changes to show.
 */
async function reviewsOf(
  ports: OutputPorts,
  request: ReviewRequest,
  own: WordsOfCritics['all'],
  range: readonly Sha[],
  spec: TaskSpec,
): Promise<readonly ReviewOnRecord[]> {
  const { output } = request;
  const lines = await ports.record.of(spec['task-id']);
  const recorded = lines.flatMap(({ head }) => parseSha(head) ?? []);
  const earlier = [...new Set([...range, ...recorded])].filter((sha) => sha !== output.head);
  const texts = await ports.outputs.texts(earlier.map((head) => ({ ...output, id: head, head })));
  const ofTask = (review: CriticReview): boolean => review['task-id'] === spec['task-id'];
  const here = own.flatMap(({ text }) => reviewsIn(text).reviews.filter(ofTask));
  const before = earlier.flatMap((sha) =>
    reviewsIn(texts.get(sha) ?? '').reviews.filter((one) => ofTask(one) && one.head === sha),
  );
  return Promise.all(
    [...here, ...before].map(async (review) => ({
      review,
      changedSince: await changedSince(ports, review, output.head),
    })),
  );
}

async function changedSince(
  { history }: OutputPorts,
  review: CriticReview,
  head: Sha,
): Promise<readonly string[]> {
  const reviewed = (await history.resolve([review.head])).get(review.head);
  if (reviewed === undefined || reviewed === head) return [];
  return (await history.changes(reviewed, head)).map(({ path }) => path);
}
