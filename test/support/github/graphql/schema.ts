import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** GitHub's own schema, as @octokit/graphql-schema publishes it (its entry would also parse 5 MB of JSON that nobody needs). */
const SOURCE = new URL(
  '../../../../node_modules/@octokit/graphql-schema/schema.graphql',
  import.meta.url,
);

let schema: GraphQLSchema | undefined;

export function gitHubSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(SOURCE, 'utf8'), { assumeValidSDL: true });
  return schema;
}
