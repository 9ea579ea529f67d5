import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  getNamedType,
  getOperationAST,
  isAbstractType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Credential } from '../accounts.ts';
import { Refused, type World } from '../world.ts';
import { accountFields } from './account-fields.ts';
import { checkFields } from './check-fields.ts';
import { anyConnection, anyEdge, pageInfo } from './connection.ts';
import { type AnyResolve, type FieldTable, fields } from './fields.ts';
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
    node: (_, { id }: { id: string }, { world }) => world.nodes.get(id) ?? null,
    nodes: (_, { ids }: { ids: readonly string[] }, { world }) =>
      ids.map((id) => world.nodes.get(id) ?? null),
  }),
  Mutation: mutationFields,
  PageInfo: pageInfo,
  ...accountFields,
  ...checkFields,
  ...gitFields,
  ...issueFields,
  ...payloadFields,
  ...pullRequestFields,
  ...repositoryFields,
};

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
  readonly isWrite: boolean;
  readonly missing: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers as api.github.com/graphql does: always 200, errors with a `type`, validated by the schema first. */
export async function answer(
  world: World,
  viewer: Credential,
  asked: GraphQLRequest,
): Promise<Answer> {
  let document: DocumentNode;
  try {
    document = parse(asked.query);
  } catch (error) {
    return { isWrite: false, missing: [], body: { errors: [shape(error as GraphQLError)] } };
  }
  const isWrite = getOperationAST(document, asked.operationName)?.operation === 'mutation';
  const invalid = validate(gitHubSchema(), document);
  if (invalid.length > 0) return { isWrite, missing: [], body: { errors: invalid.map(shape) } };
  const missing = notEmulated(document);
  if (missing.length > 0) return { isWrite, missing, body: {} };
  const result: ExecutionResult = await execute({
    schema: gitHubSchema(),
    document,
    variableValues: asked.variables ?? null,
    operationName: asked.operationName ?? null,
    contextValue: { world, viewer },
    typeResolver: (value) => (value as { readonly node?: string }).node,
    fieldResolver: (source, args, context, { parentType, fieldName }) => {
      const resolve = resolver(parentType.name, fieldName);
      if (resolve) return resolve(source, args, context);
      throw new Error(`The emulated GitHub has no ${parentType.name}.${fieldName}`);
    },
  });
  const { data, errors } = result;
  return {
    isWrite,
    missing: [],
    body: {
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: errors.map(shape) } : {}),
    },
  };
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
