import { Octokit } from '@octokit/core';
import type { GitHub as AsToken } from '../../../src/adapters/github/github.ts';
import type { GitHub } from './git-hub.ts';

/** The repository acme/shop as a token sees it: neither throttled nor asked again, so that a test sees every answer. */
export function asGitHub({ apiUrl, repository }: GitHub, token: string): AsToken {
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl });
  const [owner = '', name = ''] = repository.fullName.split('/');
  return {
    owner,
    name,
    graphql: (query, variables) => octokit.graphql(query, { ...variables }),
    request(route, parameters) {
      const where = route.includes('{owner}') ? { owner, repo: name } : {};
      return octokit.request(route, { ...where, ...parameters });
    },
  };
}
