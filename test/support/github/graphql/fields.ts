import type { Credential } from '../accounts.ts';
import type { World } from '../world.ts';
import type { Cost } from './cost.ts';

export interface Context {
  readonly world: World;
  readonly viewer: Credential;
  readonly cost: Cost;
}

type Resolve<Source> = (source: Source, args: never, context: Context) => unknown;
export type AnyResolve = (source: unknown, args: unknown, context: Context) => unknown;
export type FieldTable = ReadonlyMap<string, AnyResolve>;

/**
 * What one GraphQL type answers: fields that the noun has under the same name, and those that are worked out. A field of
 * GitHub's schema that is in no table is refused by name before anything runs.
 */
export function fields<Source>(
  same: readonly (keyof Source & string)[],
  worked: Readonly<Record<string, Resolve<Source>>>,
): FieldTable {
  const table = new Map<string, AnyResolve>();
  for (const name of same) table.set(name, (source) => (source as Source)[name] ?? null);
  for (const [name, resolve] of Object.entries(worked))
    table.set(name, (source, args, context) => resolve(source as Source, args as never, context));
  return table;
}
