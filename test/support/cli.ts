import type { Io, Sink } from '../../src/shells/cli/io.ts';
import { run } from '../../src/shells/cli/run.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface World {
  readonly cwd?: string;
  readonly env?: Io['env'];
  /** Left out: both streams are pipes. */
  readonly terminal?: { readonly columns: number };
}

/** One run of the CLI in this process. */
export async function cli(argv: readonly string[], world: World = {}): Promise<Ran> {
  const { cwd = '/', env = {}, terminal } = world;
  const written = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): Sink => ({
    write: (text) => {
      written[name] += text;
    },
    terminal,
  });
  const code = await run(argv, { cwd, env, out: sink('out'), err: sink('err') });
  return { code, ...written };
}
