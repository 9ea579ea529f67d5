import type { Credential } from '../accounts.ts';
import { Refused, type World } from '../world.ts';
import { actionHandlers } from './actions.ts';
import { appHandlers } from './apps.ts';
import { type Answer, type Call, type Handlers, PATH } from './call.ts';
import { checkHandlers } from './checks.ts';
import { againstRequest, againstResponse } from './description.ts';
import { gitHandlers } from './git.ts';
import { issueHandlers } from './issues.ts';
import { pullHandlers } from './pulls.ts';
import { repositoryHandlers } from './repositories.ts';
import { route } from './routes.ts';
import { ruleHandlers } from './rules.ts';

export const handlers: Handlers = {
  ...actionHandlers,
  ...appHandlers,
  ...checkHandlers,
  ...gitHandlers,
  ...issueHandlers,
  ...pullHandlers,
  ...repositoryHandlers,
  ...ruleHandlers,
};

export interface RestRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly credential: Credential | undefined;
  readonly authorization: string | undefined;
}

/**
 * Answers one REST request. What is sent is held to GitHub's description (422 when it does not fit), and so is what is
 * answered: an answer that GitHub would not give is a bug here. @throws for what is not emulated, and for that bug.
 */
export function answerRest(world: World, asked: RestRequest): Answer {
  const { method, url } = asked;
  const found = route(method, url.pathname);
  const handler = found && handlers[found.id];
  if (found === undefined || handler === undefined)
    throw new Error(`The emulated GitHub has no ${method} ${url.pathname}`);
  const wrong = againstRequest(found.id, found.params, url.searchParams, asked.body);
  if (wrong.length > 0)
    return {
      status: 422,
      body: { message: `Invalid request.\n\n${wrong.join('\n')}`, status: '422', ...DOCS },
    };
  const call: Call = {
    world,
    credential: asked.credential,
    params: { ...found.params, [PATH]: url.pathname },
    query: url.searchParams,
    body: (asked.body ?? {}) as Call['body'],
    authorization: asked.authorization,
  };
  const answer = attempt(handler, call);
  const faults = againstResponse(found.id, answer.status, answer.body);
  if (faults.length > 0)
    throw new Error(
      `The emulator's answer to ${found.id} is not GitHub's: ${faults.slice(0, 8).join('; ')}`,
    );
  return answer;
}

const DOCS = { documentation_url: 'https://docs.github.com/rest' };

function attempt(handler: (call: Call) => Answer, call: Call): Answer {
  try {
    return handler(call);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, message, errors } = error;
    return {
      status,
      body: { message, ...(errors ? { errors } : {}), ...DOCS, status: String(status) },
    };
  }
}
