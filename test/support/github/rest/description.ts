import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { unknownProperties } from './unknown-properties.ts';

/** GitHub's description of the operations that are emulated; cut by scripts/slim-openapi.ts. */
interface Description {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly $defs: Readonly<Record<string, object>>;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly body?: object;
  readonly responses: Readonly<Record<string, object | null>>;
}

const SOURCE = new URL('../schemas/rest.json', import.meta.url);
export const description = JSON.parse(readFileSync(SOURCE, 'utf8')) as Description;

// Each named schema is compiled once, when it is first needed: inlining them would cost three times as much.
const ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false });
ajv.addFormat('uri', (text) => URL.canParse(text));
ajv.addFormat('date-time', (text) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
);
ajv.addFormat('email', /.@./);
ajv.addFormat('int64', true);
ajv.addFormat('repo.nwo', /^[^/]+\/[^/]+$/);
ajv.addSchema({ $id: 'github', ...description });
/** The rows of one operation, for tests and for limits that GitHub's description states. */
export function operation(id: string): Operation {
  const found = description.operations[id];
  if (found === undefined) throw new Error(`GitHub's description has no operation ${id}`);
  return found;
}

/** What GitHub's description says against a value; empty = it agrees. */
function against(pointer: string, value: unknown): readonly string[] {
  const check = ajv.getSchema(`github#/${pointer}`);
  if (check === undefined) throw new Error(`GitHub's description has no ${pointer}`);
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

const escaped = (id: string) => id.replace(/~/g, '~0').replace(/\//g, '~1');

export function againstRequest(
  id: string,
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
): readonly string[] {
  const { parameters, body: expected } = operation(id);
  const wrong = parameters.flatMap(({ name, in: where, required }, index) => {
    const text = where === 'path' ? params[name] : (query.get(name) ?? undefined);
    if (text === undefined) return required ? [`${name} is missing`] : [];
    const pointer = `operations/${escaped(id)}/parameters/${index}/schema`;
    // A parameter is text on the wire; the description speaks of what it means.
    const meanings = [
      text,
      ...(text !== '' && !Number.isNaN(Number(text)) ? [Number(text)] : []),
      ...(/^(true|false)$/.test(text) ? [text === 'true'] : []),
    ];
    const answers = meanings.map((meaning) => against(pointer, meaning));
    return answers.some((one) => one.length === 0) ? [] : [`${name}: ${answers[0]?.join(', ')}`];
  });
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  const unknown = [...query.keys()].filter((name) => !known.has(name));
  return [
    ...wrong,
    ...unknown.map((name) => `${name} is no parameter of ${id}`),
    ...(expected === undefined ? [] : againstBody(id, body)),
  ];
}

/** No body is an empty one; where GitHub takes null, that will do too. */
function againstBody(id: string, body: unknown): readonly string[] {
  const pointer = `operations/${escaped(id)}/body`;
  if (body !== undefined) return against(pointer, body);
  return against(pointer, null).length === 0 ? [] : against(pointer, {});
}

/** Where the description itself is wrong about what github.com answers. */
const FAULTS_OF_THE_DESCRIPTION = [
  // `label.description` is nullable, and its copy in `pull-request-simple` is not: lists of pull requests do hold null.
  /^\/\d+\/labels\/\d+\/description must be string/,
  // `account` of a listed installation is said to be a user and an enterprise at once; alone it is one of them.
  /^\/\d+\/account must (have required property '(name|slug|created_at|updated_at)'|be null|match a schema in anyOf)/,
];

export function againstResponse(id: string, status: number, body: unknown): readonly string[] {
  const { responses } = operation(id);
  const key = String(status);
  if (!(key in responses)) return status >= 400 ? [] : [`${id} never answers ${status}`];
  if (responses[key] === null) return [];
  const schema = responses[key] ?? {};
  const wrong = [
    ...against(`operations/${escaped(id)}/responses/${key}`, body),
    // Errors hold what they hold: `status` is in all of them, and described in some.
    ...(status < 300 ? unknownProperties(schema, description.$defs, body) : []),
  ];
  return wrong.filter((fault) => !FAULTS_OF_THE_DESCRIPTION.some((known) => known.test(fault)));
}
