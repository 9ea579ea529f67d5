import { z } from 'zod';
import { GateError } from '../../model/gate-error.ts';
import { cannotSee, type Seen, type SeenCheck, seen } from '../../model/repository-settings.ts';
import { ask, type GitHub, type Operation } from './github.ts';
import { ObjectId } from './object-id.ts';

const Answer = z.object({
  repository: z.object({
    pullRequests: z.object({
      nodes: z.array(
        z.object({
          headRefOid: ObjectId,
          commits: z.object({
            nodes: z.array(
              z.object({
                commit: z.object({
                  checkSuites: z
                    .object({
                      nodes: z.array(
                        z.object({
                          app: z.object({ databaseId: z.number(), slug: z.string() }).nullable(),
                          checkRuns: z
                            .object({ nodes: z.array(z.object({ name: z.string() })) })
                            .nullable(),
                        }),
                      ),
                    })
                    .nullable(),
                }),
              }),
            ),
          }),
        }),
      ),
    }),
  }),
});

/** Heads of the 20 newest pull requests, open or not. One request, about 8 points. */
export const RECENT_CHECKS: Operation<z.infer<typeof Answer>> = {
  name: 'RecentChecks',
  answer: Answer,
  text: `query RecentChecks($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: 20, orderBy: {field: CREATED_AT, direction: DESC}) { nodes {
      headRefOid
      commits(last: 1) { nodes { commit {
        checkSuites(first: 30) { nodes {
          app { databaseId slug }
          checkRuns(first: 50, filterBy: {checkType: LATEST}) { nodes { name } }
        } }
      } } }
    } }
  }
}`,
};

/** Who wrote which check lately: a check of our name by another app passes for ours (threat G01). */
export async function recentChecks(github: GitHub): Promise<Seen<readonly SeenCheck[]>> {
  try {
    const { repository } = await ask(github, RECENT_CHECKS, {});
    return seen(
      repository.pullRequests.nodes.flatMap(({ headRefOid: head, commits }) =>
        commits.nodes
          .flatMap(({ commit }) => commit.checkSuites?.nodes ?? [])
          .flatMap(({ app, checkRuns }) =>
            app === null
              ? []
              : (checkRuns?.nodes ?? []).map(({ name }) => ({
                  name,
                  app: { id: app.databaseId, slug: app.slug },
                  head,
                })),
          ),
      ),
    );
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return cannotSee(error.message, 'Use a token with checks: read and pull-requests: read.');
  }
}
