import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { type GitHub, timeOf } from '../../adapters/github/github.ts';

interface Repository {
  readonly owner: string;
  readonly name: string;
  /** https://api.github.com, or that of GitHub Enterprise Server. */
  readonly apiUrl: string;
}

/** Waiting longer than this for a limit to pass costs more minutes of a job than the next run does. */
const MOST_SECONDS = 90;

/** GitHub by a token: throttled and asked again as GitHub's documentation wants it. */
export function connect(
  { owner, name, apiUrl }: Repository,
  token: string,
  tell: (line: string) => void,
): GitHub {
  const again = (what: string) => (seconds: number, _: object, __: object, tries: number) => {
    tell(`GitHub's ${what} is reached; it asks to wait ${seconds} s`);
    return tries < 2 && seconds <= MOST_SECONDS;
  };
  const throttle = {
    onRateLimit: again('rate limit'),
    onSecondaryRateLimit: again('secondary rate limit'),
  };
  const lessLeft = tellOnce(tell);
  const octokit = (queue: string, repeats: { readonly enabled: boolean }) => {
    const made = getOctokit(
      token,
      { baseUrl: apiUrl, retry: repeats, throttle: { ...throttle, id: queue } },
      retry,
      throttling,
    );
    made.hook.after('request', ({ headers }) => lessLeft(headers));
    return made;
  };
  // Whose answer is lost may have been carried out: sent again, it would be a second comment (THREATS §5).
  const writer = octokit('writes', { enabled: false });
  const reader = octokit('reads', { enabled: true });
  let questions = 0;
  return {
    owner,
    name,
    graphql(query, variables, tries = 'several') {
      if (query.startsWith('mutation')) return writer.graphql(query, variables);
      // GitHub asks for a second between writes; the plugin would keep it between questions of GraphQL as well.
      questions += 1;
      const repeats = { enabled: tries === 'several' };
      return octokit(`question ${questions}`, repeats).graphql(query, variables);
    },
    request: (route, parameters) =>
      (route.startsWith('GET ') ? reader : writer).request(route, {
        ...(route.includes('{owner}') && { owner, repo: name }),
        ...parameters,
      }),
  };
}

/** Says once of each allowance that it is nearly used up: then runs begin to fail, and every verdict waits for the next hour. */
function tellOnce(tell: (line: string) => void): (headers: Headers) => void {
  const told = new Set<string>();
  return (headers) => {
    const resource = String(headers['x-ratelimit-resource']);
    const [left, limit, reset] = ['remaining', 'limit', 'reset'].map((name) =>
      Number(headers[`x-ratelimit-${name}`]),
    );
    if (told.has(resource) || !(Number(left) < Number(limit) / 10)) return;
    told.add(resource);
    const unit = resource === 'graphql' ? 'points' : 'requests';
    tell(
      `GitHub: ${left} of ${limit} ${unit} are left to this token until ${timeOf(Number(reset))}`,
    );
  };
}

type Headers = Readonly<Record<string, string | number | undefined>>;
