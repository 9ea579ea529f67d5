import { whyReviewDue } from '../analysis/review-due.ts';
import type { CriticReview } from '../model/critic-review.ts';
import { type Evidence, type Gathered, known, missing, valueIfKnown } from '../model/evidence.ts';
import { rubricDigest } from '../model/rubric.ts';
import { parseSha, type Sha } from '../model/sha.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { CriticReviewFacts, ReviewOnRecord, ReviewReading } from './critic-review-facts.ts';
import { outputGatherers } from './gather-output-facts.ts';
import { gatherFacts } from './gatherers.ts';
import { look, standingOn } from './look.ts';
import type { OutputFacts, RefResolution } from './output-facts.ts';
import type { OutputPorts, OutputRequest } from './output-request.ts';
import { resolveRefs } from './resolve-refs.ts';
import { reviewsIn } from './review-text.ts';

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
  const reading = await look(() => readingOf(ports, request));
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
    actors: await standingOn([commits], (range) =>
      known([...new Set(range.map(({ authorEmail }) => authorEmail))].sort()),
    ),
    reviews: await standingOn([reading, commits, spec], (_, range, of) =>
      look(() =>
        reviewsOf(
          ports,
          request,
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

async function textsOf(
  { outputs }: OutputPorts,
  { output, review }: ReviewRequest,
): Promise<readonly { readonly source: string; readonly text: string }[]> {
  const note = (await outputs.texts([output])).get(output.id);
  return [
    ...(note === undefined ? [] : [{ source: `the text of ${output.id}`, text: note }]),
    ...(review === undefined ? [] : [review]),
  ];
}

async function readingOf(ports: OutputPorts, request: ReviewRequest): Promise<ReviewReading> {
  const texts = await textsOf(ports, request);
  const read = texts.map(({ text }) => reviewsIn(text));
  const blocks = read.reduce((sum, one) => sum + one.blocks, 0);
  const [review] = read.flatMap(({ reviews }) => reviews);
  return {
    source: texts.map(({ source }) => source).join(' and ') || `the text of ${request.output.id}`,
    blocks,
    problems: read.flatMap(({ problems }) => problems),
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

/**
 * Reviews on the head, on every commit of this output, and on heads that the record knows of the task: a rebased branch
 * does not shed what a critic required. A commit that is not here any more has no changes to show.
 */
async function reviewsOf(
  ports: OutputPorts,
  request: ReviewRequest,
  range: readonly Sha[],
  spec: TaskSpec,
): Promise<readonly ReviewOnRecord[]> {
  const { output } = request;
  const lines = await ports.record.of(spec['task-id']);
  const recorded = lines.flatMap(({ head }) => parseSha(head) ?? []);
  const earlier = [...new Set([...range, ...recorded])].filter((sha) => sha !== output.head);
  const [own, texts] = await Promise.all([
    textsOf(ports, request),
    ports.outputs.texts(earlier.map((head) => ({ ...output, id: head, head }))),
  ]);
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
