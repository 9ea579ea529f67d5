import { createHash, createHmac } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import type { App } from './accounts.ts';
import type { Happening } from './happenings.ts';
import { payloadOf } from './payloads.ts';
import type { Repository, World } from './world.ts';

/** «If your payload is larger than 25 MB, then the event will not be delivered»: docs «Webhook events and payloads». */
export const MAX_PAYLOAD_BYTES = 25 * 1024 * 1024;
/** «your server should respond with a 2XX response within 10 seconds»: docs «Best practices for using webhooks». */
export const MAX_ANSWER_MS = 10_000;

export interface Hook {
  readonly id: number;
  readonly url: string;
  readonly secret: string;
  /** Names of events; undefined = all. */
  readonly events: readonly string[] | undefined;
  /** The app whose hook it is; undefined = a hook of the repository. */
  readonly app: App | undefined;
  readonly repository: Repository | undefined;
}

export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`: a redelivery has the same. */
  readonly guid: string;
  readonly hook: Hook;
  readonly event: string;
  readonly action: string | undefined;
  readonly body: string;
  readonly repository: Repository;
  readonly isRedelivery: boolean;
  readonly at: string;
  /** What the listener answered; 0 = nothing in time, undefined = not sent yet, or lost. */
  status: number | undefined;
}

export interface Webhooks {
  readonly deliveries: readonly Delivery[];
  /** From now on what happens is sent there, signed. */
  to(
    url: string,
    hook: {
      readonly secret: string;
      readonly events?: readonly string[];
      readonly app?: App;
      readonly repository?: Repository;
    },
  ): Hook;
  /** Sends a delivery again, with the same GUID and body; GitHub never does so by itself. */
  redeliver(delivery: Delivery): void;
  /** Resolves when everything that was sent has been answered. What is due later stays so. */
  settled(): Promise<void>;
}

/** What becomes of a delivery on its way; the default is to send it once, at once. */
export type Route = (delivery: Delivery, send: (delivery: Delivery) => void) => void;

export function webhooks(
  world: World,
  route: Route = (delivery, send) => send(delivery),
): Webhooks {
  const hooks: Hook[] = [];
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const send = (delivery: Delivery) => {
    const sending = post(delivery).finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  const dispatch = (given: Omit<Delivery, 'id' | 'at' | 'status'>) => {
    const delivery = { ...given, id: world.nextId(), at: world.clock.iso(), status: undefined };
    deliveries.push(delivery);
    return delivery;
  };
  world.listeners.push((told) => {
    for (const hook of hooks) {
      if (!wants(hook, told)) continue;
      const body = JSON.stringify(payloadOf(world, told, hook.app));
      if (Buffer.byteLength(body) > MAX_PAYLOAD_BYTES) continue;
      const guid = uuid(`${hook.id} ${deliveries.length}`);
      const { event, action, repository } = told;
      route(dispatch({ guid, hook, event, action, body, repository, isRedelivery: false }), send);
    }
  });
  const made: Webhooks = {
    deliveries,
    to(url, { secret, events, app, repository }) {
      const hook = { id: world.nextId(), url, secret, events, app, repository };
      hooks.push(hook);
      return hook;
    },
    redeliver: (delivery) => send(dispatch({ ...delivery, isRedelivery: true })),
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
  world.webhooks = made;
  return made;
}

function wants({ events, app, repository }: Hook, told: Happening): boolean {
  if (repository && repository !== told.repository) return false;
  // A check run is told to the app that made it, and to repository hooks (docs: check_run).
  if (app && told.event === 'check_run' && told.checkRun?.suite.app !== app) return false;
  if (told.event === 'workflow_dispatch')
    return app !== undefined && (events?.includes(told.event) ?? true);
  return events?.includes(told.event) ?? true;
}

async function post(delivery: Delivery): Promise<void> {
  const { hook, body, event, guid, repository } = delivery;
  const target = hook.app
    ? { id: hook.app.id, type: 'integration' }
    : { id: repository.id, type: 'repository' };
  try {
    const answer = await fetch(hook.url, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(MAX_ANSWER_MS),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/0000000',
        'x-github-event': event,
        'x-github-delivery': guid,
        'x-github-hook-id': String(hook.id),
        'x-github-hook-installation-target-id': String(target.id),
        'x-github-hook-installation-target-type': target.type,
        'x-hub-signature': `sha1=${createHmac('sha1', hook.secret).update(body).digest('hex')}`,
        'x-hub-signature-256': await sign(hook.secret, body),
      },
    });
    await answer.arrayBuffer();
    delivery.status = answer.status;
  } catch {
    delivery.status = 0; // Nobody is there, or was too slow: a failed delivery, which nobody repeats.
  }
}

/** The same world gives the same ids. */
function uuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
