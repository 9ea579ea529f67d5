import type { Delivery, Route } from './webhooks.ts';
import type { World } from './world.ts';

/** What goes wrong on the way, by chance from a seed: the same seed is the same trouble. All shares are from 0 to 1. */
export interface WebhookFaults {
  /** Never sent. */
  drop: number;
  /** Sent twice, with one GUID. */
  duplicate: number;
  /** Sent later, by up to that many seconds of the emulated clock: `clock.advance` brings it. */
  delaySeconds: number;
  /** Held back until that many are there, then sent in any order; what is held at the end comes by `flush`. */
  shuffle: number;
}

export interface ApiFault {
  /** Which requests: a part of the path (`/check-runs`), of the GraphQL text (`createCheckRun`), or all. */
  readonly on?: string;
  /** Only requests whose text is longer than so many characters: a query that asks for too much. */
  readonly longerThan?: number;
  /** How many of them; default all from now on. */
  readonly times?: number;
  /** How many go well before. */
  readonly after?: number;
  readonly what:
    | { readonly status: 500 | 502 | 503 | 504 }
    /** A query ran into the time limit of 10 seconds, which GitHub says with either status. It costs its points. */
    | { readonly timeout: 200 | 502 }
    /** A query was stopped half-way: what was found so far, and an error beside it. */
    | { readonly half: true }
    /** Secondary limit, as GitHub answers it: with `retry-after`, or without. */
    | { readonly status: 403 | 429; readonly retryAfter?: number }
    /** The request was carried out, and the connection broke before the answer. */
    | { readonly lost: 'answer' }
    /** The connection broke before the request was carried out. */
    | { readonly lost: 'request' }
    /** Half of the answer's bytes arrive. */
    | { readonly cut: true }
    /** A read is answered as it was so many writes ago, as from a replica that lags. */
    | { readonly stale: true };
}

/** Something that happens while a request is on its way: what the answer shows, it shows after that. */
export interface Meanwhile {
  /** Before which request: parts of its path (`git-upload-pack`) or of its GraphQL text (`createCheckRun`); default any. */
  readonly on?: readonly string[];
  /** How many of them go before; default none. */
  readonly after?: number;
  /** How often it happens; default once. */
  readonly times?: number;
  /** The request waits for it. Requests that it sends itself count as well. */
  readonly act: (request: Arrived) => unknown;
}

/** A request that has arrived: its path, and its text where it is one of the API. */
export interface Arrived {
  readonly path: string;
  readonly text: string;
}

export interface Faults {
  readonly webhooks: WebhookFaults;
  /** From now on that goes wrong; the returned function ends it. */
  api(fault: ApiFault): () => void;
  /** Somebody acts right before a request is carried out, of the API or of git. The returned function ends it. */
  meanwhile(happens: Meanwhile): () => void;
  /** Sends what was held back to be shuffled. */
  flush(): void;
}

export interface FaultSource extends Faults {
  readonly route: Route;
  /** What this request meets. */
  next(path: string, query: string): ApiFault['what'] | undefined;
  /** A request has arrived, and nothing was done with it yet. */
  arrived(request: Arrived): Promise<void>;
}

export function faultSource(world: World, seed = 1): FaultSource {
  const chance = random(seed);
  const knobs: WebhookFaults = { drop: 0, duplicate: 0, delaySeconds: 0, shuffle: 0 };
  const armed: { readonly fault: ApiFault; seen: number }[] = [];
  const waiting: { readonly happens: Meanwhile; seen: number }[] = [];
  let held: (() => void)[] = [];
  const flush = () => {
    const sending = held;
    held = [];
    for (let left = sending.length; left > 0; left--) {
      const at = Math.floor(chance() * left);
      sending[at]?.();
      sending.splice(at, 1);
    }
  };
  const later = (act: () => void) => {
    const seconds = knobs.delaySeconds > 0 ? chance() * knobs.delaySeconds : 0;
    if (seconds > 0) world.clock.after(seconds, act);
    else if (knobs.shuffle > 0) {
      held.push(act);
      if (held.length >= knobs.shuffle) flush();
    } else act();
  };
  return {
    webhooks: knobs,
    flush,
    route(delivery: Delivery, send) {
      if (chance() < knobs.drop) return;
      later(() => send(delivery));
      if (chance() < knobs.duplicate) later(() => send(delivery));
    },
    api(fault) {
      const entry = { fault, seen: 0 };
      armed.push(entry);
      return () => void armed.splice(armed.indexOf(entry), armed.includes(entry) ? 1 : 0);
    },
    meanwhile(happens) {
      const entry = { happens, seen: 0 };
      waiting.push(entry);
      return () => void waiting.splice(waiting.indexOf(entry), waiting.includes(entry) ? 1 : 0);
    },
    async arrived(request) {
      for (const entry of [...waiting]) {
        const { on = [''], after = 0, times = 1, act } = entry.happens;
        const { path, text } = request;
        if (!on.some((part) => path.includes(part) || text.includes(part))) continue;
        entry.seen += 1;
        if (entry.seen > after && entry.seen <= after + times) await act(request);
      }
    },
    next(path, query) {
      for (const entry of armed) {
        const {
          on = '',
          longerThan = 0,
          times = Number.POSITIVE_INFINITY,
          after = 0,
        } = entry.fault;
        if (!path.includes(on) && !query.includes(on)) continue;
        if (query.length < longerThan) continue;
        entry.seen += 1;
        if (entry.seen > after && entry.seen <= after + times) return entry.fault.what;
      }
      return undefined;
    },
  };
}

/** mulberry32: small, seeded, even enough for faults. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
