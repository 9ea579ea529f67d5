import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** GitHub's webhooks as @octokit/webhooks-schemas describes them. */
const SOURCE = new URL(
  '../../../node_modules/@octokit/webhooks-schemas/schema.json',
  import.meta.url,
);
const { definitions } = JSON.parse(readFileSync(SOURCE, 'utf8')) as {
  readonly definitions: Readonly<Record<string, object>>;
};

function oracle(removeAdditional: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false, removeAdditional });
  ajv.addFormat('uri', (text) => URL.canParse(text));
  ajv.addFormat('uri-template', true);
  ajv.addFormat(
    'date-time',
    (text) => !Number.isNaN(Date.parse(text)) && /T.*(Z|[+-]\d\d:\d\d)$/.test(text),
  );
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  ajv.addFormat('email', /.@./);
  ajv.addSchema({ $id: 'webhooks', definitions });
  return ajv;
}

/** Webhooks hold less than REST does of the same noun: what GitHub leaves out is cut off here, and nothing else changed. */
const cutting = oracle(true);
const judging = oracle(false);

/** Some events have one form for all actions: the action of a `repository_dispatch` is whatever its sender called it. */
function name(event: string, action: string | undefined): string {
  const one = `${event}$${action}`;
  return one in definitions ? one : `${event}$event`;
}

function faults(
  ajv: Ajv,
  event: string,
  action: string | undefined,
  payload: unknown,
): readonly string[] {
  const pointer = `webhooks#/definitions/${name(event, action).replace('$', '%24')}`;
  const check = ajv.getSchema(pointer);
  if (check === undefined) return [`there is no webhook ${event}${action ? `.${action}` : ''}`];
  if (check(payload)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

/** What GitHub's schema says against a payload, as it is. */
export function webhookFaults(
  event: string,
  payload: { readonly action?: string },
): readonly string[] {
  return faults(judging, event, payload.action, payload);
}

/** Cuts off what GitHub does not send in this webhook. @throws when something is missing or wrong: a bug of the emulator. */
export function cutToSchema<T extends { readonly action?: string | undefined }>(
  event: string,
  payload: T,
): T {
  const wrong = faults(cutting, event, payload.action, payload);
  if (wrong.length > 0)
    throw new Error(
      `The emulator's webhook ${event}.${payload.action} is not GitHub's: ${wrong.slice(0, 8).join('; ')}`,
    );
  return payload;
}
