import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Cuts GitHub's own description of its REST API down to the operations that the emulator answers, in the JSON Schema that
 * ajv reads. The package is 385 MB, so it is no dependency: it is unpacked somewhere else when the list below changes.
 *
 *     cd "$(mktemp -d)" && npm pack @octokit/openapi && tar xzf *.tgz
 *     tsx scripts/slim-openapi.ts "$OLDPWD/package/generated/api.github.com.json"
 */
const OPERATIONS = [
  'apps/get-authenticated apps/list-installations apps/get-installation apps/get-repo-installation',
  'apps/create-installation-access-token apps/list-webhook-deliveries apps/redeliver-webhook-delivery',
  'users/get-authenticated users/get-by-username rate-limit/get',
  'apps/get-by-slug teams/get-membership-for-user-in-org',
  'repos/get repos/get-branch repos/get-content repos/get-commit repos/compare-commits',
  'repos/check-collaborator repos/get-collaborator-permission-level',
  'repos/get-branch-rules repos/get-repo-rulesets repos/get-repo-ruleset repos/get-branch-protection',
  'repos/create-commit-status repos/get-combined-status-for-ref repos/create-dispatch-event',
  'git/get-ref git/list-matching-refs git/create-ref git/update-ref git/delete-ref',
  'issues/get issues/create issues/update issues/list-for-repo issues/list-events',
  'issues/list-comments issues/create-comment issues/get-comment issues/update-comment issues/delete-comment',
  'issues/list-labels-for-repo issues/create-label issues/get-label',
  'issues/list-labels-on-issue issues/add-labels issues/remove-label',
  'pulls/list pulls/get pulls/create pulls/update pulls/list-files pulls/list-commits pulls/merge pulls/check-if-merged',
  'pulls/list-reviews pulls/list-review-comments pulls/list-requested-reviewers',
  'checks/create checks/update checks/get checks/list-annotations checks/list-for-ref checks/list-suites-for-ref',
  'actions/list-repo-workflows actions/get-workflow actions/create-workflow-dispatch',
  'actions/list-workflow-runs-for-repo actions/get-workflow-run actions/list-jobs-for-workflow-run',
  'actions/list-workflow-run-artifacts actions/download-artifact',
  'actions/get-github-actions-default-workflow-permissions-repository',
].flatMap((line) => line.split(' '));

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

const TARGET = 'test/support/github/schemas/rest.json';
/** What is said for people, or for other tools. */
const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'default',
  'deprecated',
]);
/** What holds schemas by name: there `title` and `description` are names, not prose. */
const NAMED = new Set(['properties', 'patternProperties']);

const [source = ''] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(source, 'utf8')) as JsonObject;
const schemas = at(whole, 'components', 'schemas');
const defs = new Map<string, Json>();

const operations = Object.entries(at(whole, 'paths')).flatMap(([path, methods]) =>
  Object.entries(methods as JsonObject).flatMap(([method, given]) => {
    const operation = given as JsonObject;
    const id = String(operation['operationId']);
    return OPERATIONS.includes(id) ? [[id, slimOperation(method, path, operation)] as const] : [];
  }),
);
const missing = OPERATIONS.filter((id) => !operations.some(([found]) => found === id));
if (missing.length > 0) throw new Error(`GitHub's description has no ${missing.join(', ')}`);
const version = String(at(whole, 'info')['version']);
const slim = {
  source: `@octokit/openapi ${version}, generated/api.github.com.json, cut by scripts/slim-openapi.ts`,
  operations: Object.fromEntries(operations.sort(([a], [b]) => (a < b ? -1 : 1))),
  $defs: Object.fromEntries([...defs].sort(([a], [b]) => (a < b ? -1 : 1))),
};
writeFileSync(TARGET, `${JSON.stringify(slim)}\n`);
console.log(`${TARGET}: ${operations.length} operations, ${defs.size} schemas`);

function slimOperation(method: string, path: string, operation: JsonObject): Json {
  const parameters = ((operation['parameters'] ?? []) as readonly Json[]).map((given) => {
    const { name, in: where, required = false, schema = {} } = resolved(given);
    return { name: name ?? '', in: where ?? '', required, schema: slimSchema(schema) };
  });
  const responses = Object.entries(at(operation, 'responses')).map(([status, given]) => {
    const body = content(resolved(given));
    return [status, body === undefined ? null : slimSchema(body)] as const;
  });
  const body = operation['requestBody'] && content(resolved(operation['requestBody']));
  return {
    method: method.toUpperCase(),
    path,
    parameters,
    ...(body ? { body: slimSchema(body) } : {}),
    responses: Object.fromEntries(responses),
  };
}

function content(message: JsonObject): Json | undefined {
  const json = (message['content'] as JsonObject | undefined)?.['application/json'] as
    | JsonObject
    | undefined;
  return json?.['schema'];
}

/** A schema without prose; OpenAPI 3.0's `nullable` written as JSON Schema's null. */
function slimSchema(given: Json): Json {
  if (Array.isArray(given)) return given.map(slimSchema);
  if (given === null || typeof given !== 'object') return given;
  const schema = given as JsonObject;
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].split('/').at(-1) ?? '';
    if (!defs.has(name)) {
      defs.set(name, null); // Known before it is looked into: schemas name each other.
      defs.set(name, slimSchema(at(schemas, name)));
    }
    return { $ref: `#/$defs/${name}` };
  }
  const kept = Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
    if (PROSE.has(key) || key.startsWith('x-') || key === 'nullable') return [];
    if (!NAMED.has(key)) return [[key, slimSchema(value)]];
    const named = Object.entries(value as JsonObject).map(([name, one]) => [name, slimSchema(one)]);
    return [[key, Object.fromEntries(named) as Json]];
  });
  const slimmed = Object.fromEntries(kept);
  if (schema['nullable'] !== true) return slimmed;
  const { type, enum: values } = slimmed;
  if (typeof type !== 'string' || slimmed['allOf'] || slimmed['anyOf'] || slimmed['oneOf'])
    return { anyOf: [slimmed, { type: 'null' }] };
  return {
    ...slimmed,
    type: [type, 'null'],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}

/** Follows a reference to a parameter, a response or a body. */
function resolved(given: Json): JsonObject {
  const { $ref } = given as JsonObject;
  return typeof $ref === 'string' ? at(whole, ...$ref.slice(2).split('/')) : (given as JsonObject);
}

function at(json: JsonObject, ...keys: readonly string[]): JsonObject {
  return keys.reduce<JsonObject>((inner, key) => {
    const found = inner[key];
    if (found === undefined) throw new Error(`GitHub's description has no ${keys.join('/')}`);
    return found as JsonObject;
  }, json);
}
