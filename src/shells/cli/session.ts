import { resolve } from 'node:path';
import type { Io } from './io.ts';

/** One run: the world, and what the global options say. */
export interface Session {
  readonly io: Io;
  /** Where the user stands, `-C` applied; relative paths of other options start here. */
  readonly cwd: string;
  readonly output: 'text' | 'json';
  readonly detail: 'full' | 'brief';
  readonly colour: 'colour' | 'no-colour';
  /** Name of the base; undefined: the default branch. */
  readonly base: string | undefined;
  /** Absolute paths. */
  readonly contract: string | undefined;
  readonly sarif: string | undefined;
  readonly report: string | undefined;
  /** Work that nobody who waits for the answer needs: it is done, last said first, when everything is printed. */
  later(work: () => Promise<void>): void;
}

/** A session that its command has left. */
export interface OpenedSession {
  readonly session: Session;
  close(): Promise<void>;
}

export type Options = Readonly<Record<string, unknown>>;

export function openSession(io: Io, options: Options): OpenedSession {
  const work: (() => Promise<void>)[] = [];
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const cwd = resolve(io.cwd, text('C') ?? '.');
  const file = (name: string): string | undefined => {
    const path = text(name);
    return path === undefined ? undefined : resolve(cwd, path);
  };
  const session: Session = {
    io,
    cwd,
    output: options['json'] === true ? 'json' : 'text',
    detail: options['quiet'] === true ? 'brief' : 'full',
    colour: coloured(io, options['color'] !== false) ? 'colour' : 'no-colour',
    base: text('base'),
    contract: file('contract'),
    sarif: file('sarif'),
    report: file('report'),
    later: (one) => void work.unshift(one),
  };
  return {
    session,
    async close() {
      for (const one of work) await one();
    },
  };
}

/** no-color.org and force-color.org; the flag of this run outranks the environment. */
function coloured({ out, env }: Io, allowed: boolean): boolean {
  if (!allowed || env['NO_COLOR'] || env['TERM'] === 'dumb') return false;
  return out.terminal !== undefined || Boolean(env['FORCE_COLOR']);
}
