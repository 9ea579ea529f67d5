import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { gitHubSchema } from './schema.ts';

export interface Cost {
  /** How many nodes the request may bring at most. */
  readonly nodes: number;
  /** What it takes of the hour's points. */
  readonly points: number;
}

/** «Individual calls cannot request more than 500,000 total nodes»: docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
export const MAX_NODES = 500_000;
/** «Divide the number by 100 and round the result to the nearest whole number», «the minimum cost … is 1» (same page). */
const REQUESTS_A_POINT = 100;

type Variables = Readonly<Record<string, unknown>>;

/** Counts as that page does: each connection is one request for each node that it is asked under. */
export function costOf(document: DocumentNode, variables: Variables, operation?: string): Cost {
  const main = getOperationAST(document, operation);
  const root = main && gitHubSchema().getRootType(main.operation);
  if (!main || !root) return { nodes: 0, points: 1 };
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const { requests, nodes } = under(main.selectionSet, root, 1, { fragments, variables });
  return { nodes, points: Math.max(1, Math.round(requests / REQUESTS_A_POINT)) };
}

interface Scope {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
}

function under(set: SelectionSetNode, type: GraphQLNamedType, times: number, scope: Scope) {
  let [requests, nodes] = [0, 0];
  const add = (more: { requests: number; nodes: number }) => {
    requests += more.requests;
    nodes += more.nodes;
  };
  for (const part of set.selections) {
    if (part.kind === Kind.FIELD) add(field(part, type, times, scope));
    else {
      const named =
        part.kind === Kind.FRAGMENT_SPREAD ? scope.fragments.get(part.name.value) : part;
      const on = named?.typeCondition && gitHubSchema().getType(named.typeCondition.name.value);
      if (named) add(under(named.selectionSet, on ?? type, times, scope));
    }
  }
  return { requests, nodes };
}

function field(node: FieldNode, parent: GraphQLNamedType, times: number, scope: Scope) {
  const none = { requests: 0, nodes: 0 };
  if (!node.selectionSet || !(isObjectType(parent) || isInterfaceType(parent))) return none;
  const definition = parent.getFields()[node.name.value];
  if (!definition) return none;
  const type = getNamedType(definition.type);
  if (!type.name.endsWith('Connection')) return under(node.selectionSet, type, times, scope);
  const asked = sizeOf(node, scope.variables);
  const inner = under(node.selectionSet, type, times * asked, scope);
  return { requests: inner.requests + times, nodes: inner.nodes + times * asked };
}

function sizeOf(node: FieldNode, variables: Variables): number {
  const given = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
  if (given?.value.kind === Kind.INT) return Number(given.value.value);
  return given?.value.kind === Kind.VARIABLE ? Number(variables[given.value.name.value] ?? 0) : 0;
}
