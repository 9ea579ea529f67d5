import { GateError } from '../../model/gate-error.ts';
import type { Said, SignedIn } from '../../ports/signed-in.ts';
import { type Comment, isEdited } from './comments.ts';
import { type Details, type FirstPages, FURTHER_COMMENTS } from './details.ts';
import { ask, type GitHub } from './github.ts';
import type { OpenPullRequest } from './open-pull-requests.ts';
import type { People } from './people.ts';
import { pullRequestNumber } from './pull-request-outputs.ts';

interface Options {
  readonly pullRequests: readonly OpenPullRequest[];
  readonly details: () => Promise<ReadonlyMap<number, Details>>;
  readonly people: Pick<People, 'identify'>;
}

/** Authors of pull requests, comments and reviews, by the numeric ids that GitHub signed them in with. */
export function githubSignedIn(
  github: GitHub,
  { pullRequests, details, people }: Options,
): SignedIn {
  const said = async (one: Comment, on: string): Promise<Said> => {
    const by = await people.identify(one.author);
    return {
      source: `a comment on ${on} by ${by.login}`,
      text: one.body,
      by,
      editedBy: isEdited(one) ? await people.identify(one.editor) : undefined,
    };
  };
  return {
    async author({ id }) {
      const number = pullRequestNumber(id);
      const found = pullRequests.find((one) => one.number === number);
      if (found === undefined) throw gone(id);
      return people.identify(found.author);
    },
    async said({ id }) {
      const own = (await details()).get(pullRequestNumber(id));
      if (own === undefined) throw gone(id);
      const all = await allOf(github, own.said, id);
      // Whoever only talks is not looked up; whose words were changed might have said something else.
      const counts = all.filter((one) => one.body.includes(REVIEW) || isEdited(one));
      return Promise.all(counts.map((one) => said(one, id)));
    },
  };
}

/** A review block names its kind. */
const REVIEW = 'handoff-review';

/** 1,000 comments are read. */
const MOST_PAGES = 10;

async function allOf(
  github: GitHub,
  { nodeId, comments, reviews }: FirstPages,
  id: string,
): Promise<readonly Comment[]> {
  if (reviews?.pageInfo.hasNextPage) throw tooMuch(id);
  const pages = [comments];
  for (let page = comments; page.pageInfo.hasNextPage; ) {
    if (pages.length > MOST_PAGES) throw tooMuch(id);
    const { node } = await ask(github, FURTHER_COMMENTS, {
      id: nodeId,
      after: page.pageInfo.endCursor,
    });
    if (node === null) throw gone(id);
    page = node.comments;
    pages.push(page);
  }
  const all = [...pages.flatMap(({ nodes }) => nodes), ...(reviews?.nodes ?? [])];
  return all.filter(({ viewerDidAuthor }) => !viewerDidAuthor);
}

function tooMuch(id: string): GateError {
  return new GateError('access', `${id} has more comments or reviews than are read`, {
    remedy: 'Let the work go on in a new pull request.',
  });
}

function gone(id: string): GateError {
  return new GateError('access', `${id} is not among the open pull requests any more`, {
    remedy: 'Nothing to do: it was merged or closed while it was judged.',
  });
}
