import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  getNamedType,
  isAbstractType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Credential } from '../accounts.ts';
import { maySee } from '../permissions.ts';
import { type Noun, Refused, type Repository, type World } from '../world.ts';
import { accountFields } from './account-fields.ts';
import { checkFields } from './check-fields.ts';
import { anyConnection, anyEdge, failed, pageInfo } from './connection.ts';
import { type Cost, MAX_NODES } from './cost.ts';
import { type AnyResolve, type Context, type FieldTable, fields } from './fields.ts';
import { gitFields } from './git-fields.ts';
import { issueFields } from './issue-fields.ts';
import { mutationFields, payloadFields } from './mutations.ts';
import { pullRequestFields } from './pull-request-fields.ts';
import { repositoryFields, repositoryNamed } from './repository-fields.ts';
import { gitHubSchema } from './schema.ts';

const TABLES: Readonly<Record<string, FieldTable>> = {
  Query: fields<unknown>([], {
    repository: (_, { owner, name }: { owner: string; name: string }, context) =>
      repositoryNamed(context.world, owner, name, context),
    viewer: (_, __: never, { viewer }) => viewer.account,
    node: (_, { id }: { id: string }, context) => nodeWith(id, context),
    // What is not there is null with an error of its own; the others are answered.
    nodes: (_, { ids }: { ids: readonly string[] }, context) =>
      ids.map((id) => {
        try {
          return nodeWith(id, context);
        } catch (error) {
          return error;
        }
      }),
    rateLimit: (_, __: never, { world, viewer, cost }) => {
      const { limit, used, remaining, reset } = world.limits.standing(viewer, 'graphql');
      const resetAt = new Date(reset * 1000).toISOString();
      return { cost: cost.points, nodeCount: cost.nodes, limit, used, remaining, resetAt };
    },
  }),
  Mutation: mutationFields,
  PageInfo: pageInfo,
  RateLimit: fields<Readonly<Record<string, unknown>>>(
    ['cost', 'limit', 'nodeCount', 'remaining', 'resetAt', 'used'],
    {},
  ),
  ...accountFields,
  ...checkFields,
  ...gitFields,
  ...issueFields,
  ...payloadFields,
  ...pullRequestFields,
  ...repositoryFields,
};

/** A node of a repository that the viewer must not see is not there. */
function nodeWith(id: string, { world, viewer }: Context): Noun {
  const found = world.nodes.get(id);
  const repository = found && repositoryOf(found);
  if (found && (repository === undefined || maySee(repository, viewer))) return found;
  throw failed('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function repositoryOf(noun: Noun): Repository | undefined {
  switch (noun.node) {
    case 'Repository':
      return noun;
    case 'Issue':
    case 'PullRequest':
    case 'CheckSuite':
    case 'Workflow':
      return noun.repository;
    case 'IssueComment':
    case 'LabeledEvent':
    case 'UnlabeledEvent':
      return noun.on.repository;
    case 'CheckRun':
      return noun.suite.repository;
    case 'WorkflowRun':
      return noun.workflow.repository;
    default:
      return undefined;
  }
}

function resolver(type: string, field: string): AnyResolve | undefined {
  if (field === '__typename' || type.startsWith('__')) return () => undefined;
  const table = TABLES[type];
  const own = table?.get(field);
  if (own) return own;
  if (type.endsWith('Connection')) return anyConnection.get(field);
  return type.endsWith('Edge') ? anyEdge.get(field) : undefined;
}

/** The fields of GitHub's schema that this request asks for and that the emulator has not got. */
export function notEmulated(document: DocumentNode): readonly string[] {
  const schema = gitHubSchema();
  const info = new TypeInfo(schema);
  const missing = new Set<string>();
  const enter = {
    Field() {
      const [parent, field] = [info.getParentType(), info.getFieldDef()];
      if (!parent || !field) return;
      // A field of an interface is answered by whichever type comes: one that has it will do.
      const types = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
      if (!types.some((type) => resolver(type.name, field.name)))
        missing.add(`${getNamedType(parent).name}.${field.name}`);
    },
  };
  visit(document, visitWithTypeInfo(info, enter));
  return [...missing];
}

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

export interface Answer {
  readonly missing: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers as api.github.com/graphql does: always 200, errors with a `type`, validated by the schema first. */
export async function answer(
  world: World,
  viewer: Credential,
  asked: GraphQLRequest,
  cost: Cost,
): Promise<Answer> {
  let document: DocumentNode;
  try {
    document = parse(asked.query);
  } catch (error) {
    return { missing: [], body: { errors: [shape(error as GraphQLError)] } };
  }
  const invalid = validate(gitHubSchema(), document);
  if (invalid.length > 0) return { missing: [], body: { errors: invalid.map(shape) } };
  const missing = notEmulated(document);
  if (missing.length > 0) return { missing, body: {} };
  if (cost.nodes > MAX_NODES)
    return { missing: [], body: { errors: [shape(tooMany(cost.nodes))] } };
  const result: ExecutionResult = await execute({
    schema: gitHubSchema(),
    document,
    variableValues: asked.variables ?? null,
    operationName: asked.operationName ?? null,
    contextValue: { world, viewer, cost },
    typeResolver: (value) => (value as { readonly node?: string }).node,
    fieldResolver: (source, args, context, { parentType, fieldName }) => {
      const resolve = resolver(parentType.name, fieldName);
      if (resolve) return resolve(source, args, context);
      throw new Error(`The emulated GitHub has no ${parentType.name}.${fieldName}`);
    },
  });
  const { data, errors } = result;
  return {
    missing: [],
    body: {
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: errors.map(shape) } : {}),
    },
  };
}

function tooMany(nodes: number): GraphQLError {
  return failed(
    'MAX_NODE_LIMIT_EXCEEDED',
    `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of ${MAX_NODES}.`,
  );
}

/** REST's statuses have names in GraphQL. */
const TYPES: Readonly<Record<number, string>> = {
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  422: 'UNPROCESSABLE',
};

function shape(error: GraphQLError): Readonly<Record<string, unknown>> {
  const { originalError: from, extensions, message, locations, path } = error;
  if (from && !(from instanceof Refused) && !('extensions' in from)) throw from;
  const type = from instanceof Refused ? TYPES[from.status] : extensions['type'];
  const details =
    from instanceof Refused && from.errors ? { extensions: { errors: from.errors } } : {};
  return { ...(type ? { type } : {}), message, ...(path ? { path } : {}), locations, ...details };
}
