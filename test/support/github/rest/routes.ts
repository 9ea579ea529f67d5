import { description } from './description.ts';

export interface Route {
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
}

/** These parameters may hold slashes: a ref, a branch, a path. */
const LONG = new Set(['ref', 'branch', 'path', 'base', 'head']);

/** The root of the contents is an empty path, whose slash clients leave out. */
function parameter(text: string, name: string): string {
  const slash = text.startsWith('/') ? '/' : '';
  if (name === 'path') return `(?:/(?<path>.*))?`;
  return `${slash}(?<${name}>${LONG.has(name) ? '.+' : '[^/]+'})`;
}

const routes = Object.entries(description.operations)
  .map(([id, { method, path }]) => ({
    id,
    method,
    // What is said literally goes before what is a parameter: `/rulesets/rule-suites` before `/rulesets/{ruleset_id}`.
    literal: path.replace(/\{[^}]+\}/g, '').length,
    pattern: new RegExp(`^${path.replace(/\./g, '\\.').replace(/\/?\{([^}]+)\}/g, parameter)}$`),
  }))
  .sort((a, b) => b.literal - a.literal);

/** The operation of GitHub's description that a request is; undefined = none that is emulated. */
export function route(method: string, path: string): Route | undefined {
  for (const { id, method: own, pattern } of routes) {
    const found = own === method ? pattern.exec(path) : null;
    if (found === null) continue;
    const params = Object.entries(found.groups ?? {});
    return {
      id,
      params: Object.fromEntries(
        params.map(([name, text = '']) => [name, decodeURIComponent(text)]),
      ),
    };
  }
  return undefined;
}
